"""Views: the rows of the data put together as pages show them. Nothing here is markup, nothing is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fasail import words
from fasail.data import Data, Entity, Grade, Harm
from fasail.rows import (
    Alias,
    Base,
    Casualty,
    Citation,
    Cited,
    Event,
    EventActor,
    Group,
    Leader,
    Row,
    Source,
)

GRADES: tuple[Grade, ...] = ("confirmed", "corroborated", "single_source", "claimed_only", "contested")
#: Parts that say who did it.
DOERS = ("perpetrator", "claimed_by", "attributed_to")
#: The characters of HTML that a page has for its lists, so that the whole of it stays under 150 kB; about how many of
#: them each row of its other tables takes; and what is left to the events however many such rows there are.
ROOM, OTHER_ROW, LEAST_ROOM = 80_000, 300, 20_000
#: The folder of each kind of row that has a page.
FOLDERS: Mapping[type[Row], str] = {
    Group: "groups", Leader: "leaders", Base: "bases", Event: "events", Source: "sources",
}  # fmt: skip


def path_of(row: Row) -> str:
    """The page of a group, leader, base, event or source."""
    return f"{FOLDERS[type(row)]}/{row.id}.html"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One part of one actor in an event, with one author and one certainty: all the rows that say so."""

    role: str
    actor: Entity
    certainty: str
    author: str | None
    rows: tuple[EventActor, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the rows in their table, which no other assertion has."""
        return tuple(row.line for row in self.rows)


@dataclass(frozen=True, slots=True)
class Account:
    """An event with what is asserted of it, or of one actor in it."""

    event: Event
    grade: Grade
    assertions: tuple[Assertion, ...]
    harm: tuple[Harm, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """All events in which an actor is given one role, newest first, with accounts as far as a page has room."""

    role: str
    events: tuple[Event, ...]
    accounts: tuple[Account, ...]


def newest(events: Iterable[Event]) -> list[Event]:
    """The events, the newest first."""
    return sorted(events, key=lambda event: (event.date_end, event.date_start, event.event_id), reverse=True)


def assertions(data: Data, rows: Iterable[EventActor]) -> tuple[Assertion, ...]:
    """The rows put together where they say the same of the same actor in the name of the same author."""
    merged: dict[tuple[str, tuple[str, str], str, str | None], list[EventActor]] = defaultdict(list)
    for row in rows:
        merged[row.role, row.entity, row.certainty, row.asserted_by].append(row)
    order = list(words.PARTS)
    return tuple(
        Assertion(role, data.actor(rows[0]), certainty, author, tuple(rows))
        for (role, _, certainty, author), rows in sorted(merged.items(), key=lambda item: order.index(item[0][0]))
    )


def account(data: Data, event: Event, rows: Iterable[EventActor] | None = None) -> Account:
    """An event with all that is asserted of it, or with these rows only."""
    chosen = data.actors(event) if rows is None else rows
    return Account(event, data.grade(event), assertions(data, chosen), data.harm(event))


def parts(data: Data, rows: Iterable[EventActor], others: int = 0) -> tuple[Part, ...]:
    """The events of an actor by the role it is given there: claimed, attributed and targeted are never mixed.

    `others` is the number of rows in the other tables of the page, which leave the less room for accounts.
    """
    by_role: dict[str, dict[str, list[EventActor]]] = {role: defaultdict(list) for role in words.PARTS}
    for row in rows:
        by_role[row.role][row.event_id].append(row)
    found = {role: _events(data, of_event) for role, of_event in by_role.items() if of_event}
    sizes = [[_size(data, event, by_role[role][event.event_id]) for event in found[role]] for role in found]
    numbers = room(sizes, _left(others))
    return tuple(
        Part(
            role,
            tuple(events),
            tuple(account(data, event, by_role[role][event.event_id]) for event in events[:number]),
        )
        for (role, events), number in zip(found.items(), numbers, strict=True)
    )


def by_name(rows: Iterable[Alias]) -> list[list[Alias]]:
    """Other names by how they are spelled, each with all rows that have it; upper and lower case are one."""
    names: dict[str, list[Alias]] = defaultdict(list)
    for row in rows:
        names[row.alias.casefold()].append(row)
    return list(names.values())


def accounts(data: Data, events: Sequence[Event], others: int = 0) -> tuple[Account, ...]:
    """An account of each event, as far as a page with so many rows in other tables has room for them."""
    sizes = [[_size(data, event, data.actors(event)) for event in events]]
    (number,) = room(sizes, _left(others))
    return tuple(account(data, event) for event in events[:number])


def room(sizes: Sequence[Sequence[int]], whole: int = ROOM) -> list[int]:
    """How many items of each list fit on a page, given their sizes: one of each list in turn until no more fit."""
    numbers = [0] * len(sizes)
    turns = ((index, items[turn]) for turn in range(max(map(len, sizes), default=0))
             for index, items in enumerate(sizes) if turn < len(items))  # fmt: skip
    for index, size in turns:
        whole -= size
        if whole < 0 and numbers[index]:
            break
        numbers[index] += 1
    return numbers


def _left(others: int) -> int:
    """The room that so many rows in other tables leave."""
    return max(LEAST_ROOM, ROOM - OTHER_ROW * others)


def _size(data: Data, event: Event, rows: Sequence[EventActor]) -> int:
    """About how many characters of HTML the entry of an event takes with these rows."""
    return 700 + 420 * (len(rows) + len(data.casualties.by("event_id")[event.event_id]))


def _events(data: Data, ids: Iterable[str]) -> list[Event]:
    return newest(data.events[event_id] for event_id in ids)


def grades(events: Iterable[Event], data: Data) -> tuple[tuple[Grade, int], ...]:
    """How many events have each grade, without the grades that none has."""
    counts = Counter(data.grade(event) for event in events)
    return tuple((grade, counts[grade]) for grade in GRADES if counts[grade])


def differing(data: Data) -> list[tuple[Event, list[str]]]:
    """Events over which sources or sides differ, the newest first, each with what they differ over in words."""
    found = ((event, _differences(data, event)) for event in newest(data.events))
    return [(event, differences) for event, differences in found if differences]


def _differences(data: Data, event: Event) -> list[str]:
    claims, attributions, denials = (data.actors(event, role) for role in ("claimed_by", "attributed_to", "denied_by"))
    found = []
    if data.competing_claims(event):
        found.append(f"claimed by {words.names(data, claims)}, each for itself")
    if claims and attributions and {row.entity for row in claims}.isdisjoint(row.entity for row in attributions):
        found.append(f"claimed by {words.names(data, claims)}, attributed to {words.names(data, attributions)}")
    if denials:
        found.append(f"denied by {words.names(data, denials)}")
    possible = [row for row in attributions if row.certainty == "possible"]
    if len({row.entity for row in possible}) > 1:
        found.append(f"attributed to {words.names(data, possible)}, each only as one possibility")
    return found + [_figures(rows) for rows in figures_that_differ(data, event)]


def figures_that_differ(data: Data, event: Event) -> list[tuple[Casualty, ...]]:
    """Figures of the same harm to the same people that are not the same; harm without a number is no figure."""
    figures: dict[tuple[str, str | None, str], list[Casualty]] = defaultdict(list)
    for row in data.casualties.by("event_id")[event.event_id]:
        if row.low is not None or row.high is not None:
            figures[row.affected, row.affected_group_id, row.outcome].append(row)
    return [tuple(rows) for rows in figures.values() if len({(row.low, row.high) for row in rows}) > 1]


def _figures(rows: Sequence[Casualty]) -> str:
    """Figures that differ, in words."""
    affected, outcome = rows[0].affected, rows[0].outcome
    bounds = sorted({(row.low, row.high) for row in rows}, key=str)
    people = affected if affected != "unknown" else "people"
    return f"figures of {people} {words.harm_kind(outcome)}: {words.listed(words.figure(*pair) for pair in bounds)}"


def backing(citations: Iterable[Citation], field: str) -> list[Citation]:
    """The citations that back one field of an entity."""
    return [row for row in citations if field in row.fields]


def sources(data: Data, rows: Iterable[Cited]) -> list[Source]:
    """The sources on which the rows rest, the newest first, undated ones last."""
    found = {row.source_id: data.sources[row.source_id] for row in rows}.values()
    return sorted(found, key=lambda source: (source.published or "", source.source_id), reverse=True)


def doers_at(data: Data, events: Iterable[Event]) -> list[tuple[Entity, dict[str, int]]]:
    """Who is said to have acted in these events, with the number of events by role: the most often named first."""
    counts: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for row in data.actors(event, *DOERS):
            counts[row.entity][row.role].add(event.event_id)
    found = [
        (data.entities[column][entity_id], {role: len(roles[role]) for role in DOERS if role in roles})
        for (column, entity_id), roles in counts.items()
    ]
    return sorted(found, key=lambda item: (-sum(item[1].values()), item[0].name))
