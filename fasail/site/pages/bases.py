"""Bases: the index, by country, and one page for each base."""

from __future__ import annotations

from collections.abc import Iterator

from fasail import words
from fasail.data import Data
from fasail.flat import statements
from fasail.rows import Base
from fasail.site import view
from fasail.site.charts import map as maps
from fasail.site.charts import timeline
from fasail.site.page import Page
from fasail.site.render import Renderer

INDEX = "bases/index.html"


def pages(render: Renderer, atlas: maps.Atlas) -> Iterator[Page]:
    """The index and the page of every base."""
    yield index(render, atlas)
    for base in render.data.bases:
        yield page(render, base, atlas)


def index(render: Renderer, atlas: maps.Atlas) -> Page:
    """All bases by country, with the number of attacks and other events on record."""
    data = render.data
    countries = []
    for code in words.definitions(data, "bases", "country"):
        bases = sorted(data.bases.by("country")[code], key=lambda base: base.name.casefold())
        if bases:
            countries.append((code, [(base, _counts(render, base)) for base in bases]))
    countries.sort(key=lambda item: (item[0] != "IQ", words.country(data, item[0])))
    return render.page(
        "bases.html",
        INDEX,
        title="Bases",
        description="Bases, airports, missions and headquarters, with the events reported there.",
        found_by="bases airports camps embassies sites attacked",
        countries=countries,
        counts=maps.by_country(base.country for base in data.bases),
        maps=_maps(data, atlas),
    )


def page(render: Renderer, base: Base, atlas: maps.Atlas) -> Page:
    """The page of one base."""
    data, base_id = render.data, base.base_id
    events = view.newest(data.events.by("base_id")[base_id])
    sources = view.sources(data, statements(data, base))
    others = len(sources) + len(data.aliases.by("base_id")[base_id]) + len(data.presences.by("base_id")[base_id])
    return render.page(
        "site_base.html",
        view.path_of(base),
        title=base.name,
        description=base.summary,
        found_by=words.findable(*data.names("base_id", base_id)),
        parent=INDEX,
        table="tables/bases.csv",
        base=base,
        accounts=view.accounts(data, events, others),
        events=events,
        grades=view.grades(events, data),
        map=maps.locator(atlas, data, base),
        unpinned=None if maps.pinned(base) else maps.why_unpinned(data, base),
        timeline=timeline.draw(f"Events at {base.name} by month and grade", timeline.by_grade(data, events)),
        contested=[event for event in events if data.grade(event) == "contested"],
        doers=view.doers_at(data, events),
        sources=sources,
    )


def _maps(data: Data, atlas: maps.Atlas) -> list[maps.Map]:
    """The region with the number of bases in each country, and Iraq by itself once there are pins in it."""
    bases = sorted(data.bases, key=lambda base: (-len(data.events.by("base_id")[base.base_id]), base.base_id))
    counts = maps.by_country(base.country for base in bases)
    if not counts:
        return []
    region = maps.draw(
        atlas, data, maps.REGION, label="Bases by country", noun="base", counts=counts, bases=bases, names=False
    )
    iraqi = [base for base in bases if base.country == "IQ"]
    iraq = maps.draw(atlas, data, maps.IRAQ, label="Bases in Iraq", noun="base", counts={"IQ": len(iraqi)}, bases=iraqi)
    return [region, iraq] if iraq.pinned else [region]


def _counts(render: Renderer, base: Base) -> dict[str, int]:
    """Single attacks on record, aggregates that stand for several, and other events."""
    counts = {"attacks": 0, "aggregates": 0, "others": 0}
    for event in render.data.events.by("base_id")[base.base_id]:
        if event.kind not in ("attack", "strike"):
            counts["others"] += 1
        else:
            counts["aggregates" if event.clarity == "aggregate" else "attacks"] += 1
    return counts
