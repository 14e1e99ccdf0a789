"""Groups: the index, by kind, and one page for each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fasail import words
from fasail.data import Data, Entity
from fasail.flat import statements
from fasail.rows import Base, Event, EventActor, Group, Relation
from fasail.site import view
from fasail.site.charts import ego, timeline
from fasail.site.charts import map as maps
from fasail.site.page import Page
from fasail.site.render import Renderer

INDEX = "groups/index.html"


def pages(render: Renderer, atlas: maps.Atlas) -> Iterator[Page]:
    """The index and the page of every group."""
    yield index(render)
    for group in render.data.groups:
        yield page(render, group, atlas)


def index(render: Renderer) -> Page:
    """All groups by kind, with the number of events in each role; the roles are never added up."""
    data = render.data
    kinds = []
    for kind, meaning in words.definitions(data, "groups", "kind").items():
        groups = sorted(data.groups.by("kind")[kind], key=lambda group: group.name.casefold())
        counts = {group.group_id: _counts(data, group) for group in groups}
        roles = [role for role in words.PARTS if any(role in count for count in counts.values())]
        if groups:
            kinds.append((kind, meaning, groups, roles, counts))
    return render.page(
        "groups.html",
        INDEX,
        title="Groups",
        description="Armed groups, facades, umbrellas, parties, forces and states, with their events by role.",
        found_by="organisations armed groups militias factions",
        kinds=kinds,
    )


def page(render: Renderer, group: Group, atlas: maps.Atlas) -> Page:
    """The page of one group."""
    data, group_id = render.data, group.group_id
    rows = data.event_actors.by("group_id")[group_id]
    events = view.newest({row.event_id: data.events[row.event_id] for row in rows}.values())
    said = statements(data, group)
    sources, bases = view.sources(data, said), _bases_attacked(data, rows)
    parts = view.parts(data, rows, len(said) - len(rows) + len(sources) + len(bases))
    return render.page(
        "group.html",
        view.path_of(group),
        title=group.name,
        description=group.summary,
        found_by=words.findable(*data.names("group_id", group_id)),
        parent=INDEX,
        table="tables/groups.csv",
        group=group,
        parts=parts,
        grades=view.grades(events, data),
        events=events,
        contested=[event for event in events if data.grade(event) == "contested"],
        bases=bases,
        map=_map(data, group, [base for base, _ in bases], atlas) if bases else None,
        timeline=timeline.draw(f"Events by month and part of {group.name}", _lanes(parts)),
        relations=_relations(data, group_id),
        ego=ego.draw(data, group),
        dashes=ego.DASHES,
        accuses=_accuses(data, group_id),
        sources=sources,
        disputed_relations=[
            row for row in data.relations.by("group_id")[group_id] if row.certainty != "stated"
        ],
    )  # fmt: skip


def _relations(data: Data, group_id: str) -> list[tuple[Relation, str, Group]]:
    """What is said of it and others, from its side: the row, the relation in words, the other."""
    said = [(row, 0, row.related_group_id) for row in data.relations.by("group_id")[group_id]]
    said += [(row, 1, row.group_id) for row in data.relations.by("related_group_id")[group_id]]
    return [(row, words.RELATIONS[row.relation][side], data.groups[other]) for row, side, other in said]


def _lanes(parts: Iterable[view.Part]) -> list[timeline.Lane]:
    """The events of a group by the part it is given in them."""
    return [timeline.Lane(part.role, words.part(part.role), part.events) for part in parts]


def _map(data: Data, group: Group, bases: list[Base], atlas: maps.Atlas) -> maps.Map:
    """The bases by country: events would add up what the group claims and what is attributed to it."""
    countries = maps.by_country(base.country for base in bases)
    viewport = maps.IRAQ if set(countries) == {"IQ"} else maps.REGION
    label = f"Bases that {group.name} is said to have attacked, by country"
    return maps.draw(atlas, data, viewport, label=label, noun="base", counts=countries, bases=bases)


def _counts(data: Data, group: Group) -> dict[str, int]:
    """The number of events in which sources give the group each role."""
    events: dict[str, set[str]] = {}
    for row in data.event_actors.by("group_id")[group.group_id]:
        events.setdefault(row.role, set()).add(row.event_id)
    return {role: len(ids) for role, ids in events.items()}


def _bases_attacked(data: Data, rows: Iterable[EventActor]) -> list[tuple[Base, dict[str, int]]]:
    """The bases at which the group is said to have acted, with the number of events by role."""
    counts: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        base_id = data.events[row.event_id].base_id
        if base_id and row.role in view.DOERS and data.events[row.event_id].kind in ("attack", "strike", "foiled_plot"):
            counts.setdefault(base_id, {}).setdefault(row.role, set()).add(row.event_id)
    found = [
        (data.bases[base_id], {role: len(roles[role]) for role in view.DOERS if role in roles})
        for base_id, roles in counts.items()
    ]
    return sorted(found, key=lambda item: (-sum(item[1].values()), item[0].name))


def _accuses(data: Data, group_id: str) -> list[tuple[Event, Entity, EventActor]]:
    """What the group says of the part of others, the newest first."""
    rows = [row for row in data.event_actors.by("asserted_by")[group_id] if row.group_id != group_id]
    rows.sort(key=lambda row: (data.events[row.event_id].date_end, row.event_id), reverse=True)
    return [(data.events[row.event_id], data.actor(row), row) for row in rows]
