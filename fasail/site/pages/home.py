"""Home: what this is, its live state, the newest events, and where sources differ."""

from __future__ import annotations

from fasail.site import view
from fasail.site.page import Page
from fasail.site.render import Renderer

NEWEST = 10


def page(render: Renderer) -> Page:
    """The home page."""
    data = render.data
    differing = view.differing(data)
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
    )
