"""Coverage: what is blank, undated, deduced, or rests on one voice alone, counted from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fasail import words
from fasail.data import Data
from fasail.rows import FORCE, Event, PartialDate, Row, Search, Source
from fasail.site import mix, view
from fasail.site.mix import Share
from fasail.site.page import Page
from fasail.site.render import Renderer

#: Columns of which a row fills one or another, and remarks: blank says nothing about what is known.
BLANK_BY_DESIGN = frozenset(
    {"group_id", "leader_id", "base_id", "area", "place", "note", "published_basis", "replaced_by", "dissolved", "died"}
)
#: Columns that an event at a base leaves to the base, and those that only a use of force has.
LEFT_TO_THE_BASE, OF_FORCE = frozenset({"country", "admin1", "lat", "lon", "where_prec"}), frozenset({"weapons"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A column that may be blank, with the rows in which it is filled among those in which it could be."""

    table: str
    column: str
    share: Share


def page(render: Renderer) -> Page:
    """The page of what is missing."""
    data = render.data
    return render.page(
        "coverage.html",
        "coverage.html",
        title="Coverage",
        description="What is blank, undated, deduced or told by one source alone, and where the sources come from.",
        found_by="coverage completeness missing blank bias single source limits",
        resting=resting(data),
        known=known(data),
        searches=list(data.searches),
        about=lambda row: _about(data, row),
        entities=entities(data),
        dates=dates(data),
        columns=list(columns(data)),
        mixes=(
            (
                "events-by-year",
                "Events by year",
                "event",
                mix.in_order(str(row.date_start.year) for row in data.events),
            ),
            ("events-by-kind", "Events by kind", "event", mix.often(words.label(row.kind) for row in data.events)),
            ("events-by-country", "Events by country", "event", mix.often(_country(data, row) for row in data.events)),
            ("events-by-publisher", "Events by publisher that tells of them", "telling", _tellings(data)),
            *sources(data),
        ),
    )


def sources(data: Data) -> tuple[tuple[str, str, str, list[Share]], ...]:
    """What the sources are, each mix with an anchor, a title and what it counts."""
    rows = data.sources
    return (
        ("by-publisher", "Sources by publisher", "source", mix.often(publisher(data, row) for row in rows)),
        ("by-origin", "Sources by origin", "source", mix.often(_origin(row) for row in rows)),
        ("by-language", "Sources by language", "source", mix.often(words.language(row.language) for row in rows)),
        ("by-year", "Sources by year of publication", "source", mix.in_order(_year(row.published) for row in rows)),
        ("by-kind", "Sources by kind", "source", mix.often(words.label(row.kind) for row in rows)),
    )


def resting(data: Data) -> list[Share]:
    """How many events rest on one voice alone."""
    reports = data.reports.by("event_id")
    told = [[data.sources[row.source_id] for row in reports[event.event_id]] for event in data.events]
    return [
        _share("on a single source", (len(sources) == 1 for sources in told)),
        _share("on a single origin", (len(data.told_by(event)) == 1 for event in data.events)),
        _share("on a single publisher", (len({_voice(source) for source in sources}) == 1 for sources in told)),
        _share("on publishers with a stated interest alone", (_interested(data, sources) for sources in told)),
    ]


def known(data: Data) -> list[Share]:
    """How much is not known of the events."""
    events, force = data.events, [event for event in data.events if event.kind in FORCE]
    return [
        _share("the exact day is not known", (event.date_prec > 1 for event in events)),
        _share("the date is deduced", (event.date_basis == "deduced" for event in events)),
        _share("the day is reckoned from the date of the source", (event.date_basis == "resolved" for event in events)),
        _share("several events are lumped together", (event.clarity == "aggregate" for event in events)),
        _share("the place is known no better than its district", (_where(data, event) > 2 for event in events)),
        _share("attacks and other uses of force: nobody is named as having done it",
               (not data.actors(event, *view.DOERS) for event in force)),
        _share("attacks and other uses of force: no source gives harm", (not data.harm(event) for event in force)),
        _share("attacks and other uses of force: what came of it is not known",
               (event.outcome == "unknown" for event in force)),
        _share("attacks and other uses of force: no weapon is named", (not event.weapons for event in force)),
    ]  # fmt: skip


def entities(data: Data) -> list[Share]:
    """How many groups, leaders and bases have no source, or one origin, for their own row."""
    return [
        _share(f"{name}, {text}", (len(data.origins(data.citations.by(column)[row.id])) == number for row in table))
        for name, column, table in (
            ("groups", "group_id", data.groups),
            ("leaders", "leader_id", data.leaders),
            ("bases", "base_id", data.bases),
        )
        for number, text in ((0, "no citation of their own"), (1, "one origin"))
    ]  # fmt: skip


def dates(data: Data) -> list[Share]:
    """How many rows that could have a date have none, or one that is deduced."""
    spans = (("relations", data.relations), ("roles", data.roles), ("presences", data.presences))
    return [
        *(_share(f"{name} without a date", (not (row.since or row.until) for row in rows)) for name, rows in spans),
        _share("designations without a date", (not row.date for row in data.designations)),
        _share("tallies without a last day", (not row.as_of for row in data.tallies)),
        _share("sources without a date", (not row.published for row in data.sources)),
        _share("sources with a deduced date", (row.published_basis == "deduced" for row in data.sources)),
    ]


def columns(data: Data) -> Iterator[Filled]:
    """Every column that may be blank, but for those in which a blank says nothing."""
    for name, table in data.tables.items():
        for field in data.schemas[name].fields:
            if field.constraints.required or field.name in BLANK_BY_DESIGN:
                continue
            rows = [row for row in table if not isinstance(row, Event) or _could_fill(row, field.name)]
            filled = sum(getattr(row, field.name) is not None for row in rows)
            yield Filled(name, field.name, Share(f"{name}.{field.name}", filled, len(rows)))


def publisher(data: Data, source: Source) -> str:
    """The name of a source's publisher, where it has one."""
    return data.publishers[source.publisher_id].name if source.publisher_id else "not stated"


def _about(data: Data, search: Search) -> Row | None:
    """The row with a page that a search is about."""
    row = data.tables[search.table_].by_id.get(search.row or "")
    return row if type(row) in view.FOLDERS and not isinstance(row, Source) else None


def _could_fill(event: Event, column: str) -> bool:
    if column in LEFT_TO_THE_BASE:
        return event.base_id is None
    return column not in OF_FORCE or event.kind in FORCE


def _share(name: str, holds: Iterable[bool]) -> Share:
    answers = list(holds)
    return Share(name, sum(answers), len(answers))


def _voice(source: Source) -> str:
    """Who publishes a source; one without a publisher stands for itself."""
    return source.publisher_id or source.source_id


def _interested(data: Data, sources: list[Source]) -> bool:
    return all(source.publisher_id and data.publishers[source.publisher_id].interest for source in sources)


def _where(data: Data, event: Event) -> int:
    return data.bases[event.base_id].where_prec if event.base_id else event.where_prec or 0


def _country(data: Data, event: Event) -> str:
    return words.country(data, data.country(event)) or "not stated"


def _origin(source: Source) -> str:
    return "first-hand" if source.origin == source.source_id else "repeats another text"


def _year(published: PartialDate | None) -> str:
    return str(published.first.year) if published else "undated"


def _tellings(data: Data) -> list[Share]:
    """Events by the publisher of each source that tells of them; an event counts once for each publisher."""
    pairs = {(row.event_id, publisher(data, data.sources[row.source_id])) for row in data.reports}
    return mix.often(name for _, name in pairs)
