"""Leaders: the index and one page for each; public roles only."""

from __future__ import annotations

from collections.abc import Iterator

from fasail import words
from fasail.flat import statements
from fasail.rows import Leader
from fasail.site import view
from fasail.site.page import Page
from fasail.site.render import Renderer

INDEX = "leaders/index.html"


def pages(render: Renderer) -> Iterator[Page]:
    """The index and the page of every leader."""
    data = render.data
    kinds = [
        (kind, meaning, sorted(data.leaders.by("kind")[kind], key=lambda leader: leader.name.casefold()))
        for kind, meaning in words.definitions(data, "leaders", "kind").items()
    ]
    yield render.page(
        "leaders.html",
        INDEX,
        title="Leaders",
        description="Public figures who lead, command or speak for an organisation, in their public roles.",
        found_by="people commanders spokespersons ministers officials",
        kinds=[kind for kind in kinds if kind[2]],
    )
    for leader in data.leaders:
        yield page(render, leader)


def page(render: Renderer, leader: Leader) -> Page:
    """The page of one leader."""
    data, leader_id = render.data, leader.leader_id
    rows = data.event_actors.by("leader_id")[leader_id]
    events = view.newest({row.event_id: data.events[row.event_id] for row in rows}.values())
    said = statements(data, leader)
    return render.page(
        "leader.html",
        view.path_of(leader),
        title=leader.name,
        description=leader.summary,
        found_by=words.findable(*data.names("leader_id", leader_id)),
        parent=INDEX,
        table="tables/leaders.csv",
        leader=leader,
        events=events,
        parts=view.parts(data, rows, len(said) - len(rows)),
        sources=view.sources(data, said),
    )
