"""Home: what this is, its live state, where and when, the newest events, and where sources differ."""

from __future__ import annotations

from fasail.site import view
from fasail.site.charts import map as maps
from fasail.site.charts import timeline
from fasail.site.page import Page
from fasail.site.pages import tallies
from fasail.site.render import Renderer

NEWEST = 10
MEASURED = 5


def page(render: Renderer, atlas: maps.Atlas) -> Page:
    """The home page."""
    data = render.data
    differing = view.differing(data)
    countries = maps.by_country(data.country(event) for event in data.events)
    return render.page(
        "home.html",
        "index.html",
        title="Home",
        description=data.descriptor.description,
        found_by="fasail home",
        newest=[view.account(data, event) for event in view.newest(data.events)[:NEWEST]],
        differing=differing[:NEWEST],
        differing_count=len(differing),
        grades=view.grades(data.events, data),
        aggregates=sum(event.clarity == "aggregate" for event in data.events),
        armed=sum(group.kind in ("armed_group", "facade", "umbrella") for group in data.groups),
        countries=countries,
        nowhere=len(data.events) - sum(countries.values()),
        map=maps.of_events(atlas, data) if countries else None,
        timeline=timeline.draw("Events by month and grade", timeline.by_grade(data, data.events)),
        measured=tallies.measured(data)[:MEASURED],
        completeness=tallies.completeness,
        tally_path=tallies.path_of,
    )
