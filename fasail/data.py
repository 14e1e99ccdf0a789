"""Data: the typed rows by id, the joins between them, and every value that is computed rather than typed.

Built from valid tables only, so a reference may be followed without a guard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar, cast

from fasail.changes import Changes
from fasail.descriptor import Descriptor, TableSchema
from fasail.evidence import Fingerprint
from fasail.rows import (
    Alias,
    Base,
    Casualty,
    Citation,
    Cited,
    Designation,
    Event,
    EventActor,
    EventReport,
    Group,
    Leader,
    Presence,
    Publisher,
    Relation,
    Retired,
    Row,
    Search,
    Source,
    Tally,
    Tenure,
    Waiver,
)

R = TypeVar("R", bound=Row)
T = TypeVar("T")
#: The group that stands for an author whom no source names.
UNIDENTIFIED = "unidentified"
#: What can have happened to people, in the order in which it is told.
OUTCOMES = ("killed", "wounded", "missing", "captured", "unspecified")
Entity = Group | Leader | Base
Grade = Literal["confirmed", "corroborated", "single_source", "contested", "claimed_only"]


class Index(dict[str, tuple[T, ...]], Generic[T]):
    """Rows, or what is made of them, by a value; one that does not occur has none, and asking leaves no trace."""

    def __missing__(self, value: str) -> tuple[T, ...]:
        return ()


class Table(Generic[R]):
    """The rows of one table, in the order of the file; `table[id]` and `table.by(column)[value]` find them."""

    def __init__(self, rows: tuple[R, ...]) -> None:
        self.rows = rows
        self._by: dict[str, Index[R]] = {}

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, R]:
        """The rows by id, for tables that have one."""
        return {row.id: row for row in self.rows}

    def __getitem__(self, row_id: str) -> R:
        return self.by_id[row_id]

    def __contains__(self, row_id: object) -> bool:
        return row_id in self.by_id

    def by(self, column: str) -> Index[R]:
        """The rows by the value of a column; a value that does not occur has none."""
        if column not in self._by:
            index: dict[str, list[R]] = defaultdict(list)
            for row in self.rows:
                value = getattr(row, column)
                if value is not None:
                    index[value].append(row)
            self._by[column] = Index({value: tuple(rows) for value, rows in index.items()})
        return self._by[column]


@dataclass(frozen=True, slots=True)
class Harm:
    """The range of the figures of all sources for one kind of harm in one event.

    `low` is the least and `high` the greatest figure that any source gives; blank where none gives a number. `open`
    says that a source sets no upper bound, or harm without a number. `affected` is who was harmed, where all figures
    speak of the same people, else blank.
    """

    outcome: str
    low: int | None
    high: int | None
    open: bool
    affected: str | None = None


@dataclass(frozen=True)
class Data:
    """The whole package, typed and joined."""

    descriptor: Descriptor
    schemas: Mapping[str, TableSchema]
    fingerprints: Mapping[str, Fingerprint]
    changes: Mapping[str, Changes]
    publishers: Table[Publisher]
    sources: Table[Source]
    groups: Table[Group]
    leaders: Table[Leader]
    bases: Table[Base]
    events: Table[Event]
    aliases: Table[Alias]
    relations: Table[Relation]
    roles: Table[Tenure]
    presences: Table[Presence]
    designations: Table[Designation]
    event_actors: Table[EventActor]
    casualties: Table[Casualty]
    reports: Table[EventReport]
    tallies: Table[Tally]
    citations: Table[Citation]
    retired: Table[Retired]
    waivers: Table[Waiver]
    searches: Table[Search]

    @classmethod
    def from_rows(
        cls,
        descriptor: Descriptor,
        schemas: Mapping[str, TableSchema],
        fingerprints: Mapping[str, Fingerprint],
        changes: Mapping[str, Changes],
        rows: Mapping[str, tuple[Row, ...]],
    ) -> Data:
        """Join the rows of all tables, by the names of the tables."""
        tables: dict[str, Any] = {name: Table(cast(Any, table)) for name, table in rows.items()}
        return cls(descriptor, schemas, fingerprints, changes, **tables)

    @property
    def as_of(self) -> date:
        """The day up to which the data were kept: the only clock there is."""
        return self.descriptor.as_of

    @cached_property
    def tables(self) -> Mapping[str, Table[Any]]:
        """Every table by name, in the order of the descriptor."""
        return {resource.name: getattr(self, resource.name) for resource in self.descriptor.resources}

    @cached_property
    def cited(self) -> Index[Cited]:
        """Every row that rests on a source, by source."""
        index: dict[str, list[Cited]] = defaultdict(list)
        for table in self.tables.values():
            for row in table:
                if isinstance(row, Cited):
                    index[row.source_id].append(row)
        return Index({source: tuple(rows) for source, rows in index.items()})

    # Names

    @cached_property
    def entities(self) -> Mapping[str, Mapping[str, Entity]]:
        """Groups, leaders and bases by the column that names them."""
        return {"group_id": self.groups.by_id, "leader_id": self.leaders.by_id, "base_id": self.bases.by_id}

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        names: dict[tuple[str, str], list[str]] = defaultdict(list)
        for column, entities in self.entities.items():
            for entity in entities.values():
                names[column, entity.id] += [name for name in (entity.name, entity.name_ar) if name]
        for alias in self.aliases:
            names[alias.entity].append(alias.alias)
        return {key: tuple(dict.fromkeys(values)) for key, values in names.items()}

    def names(self, column: str, entity_id: str) -> tuple[str, ...]:
        """All names of an entity, aliases included; `column` says its kind: group_id, leader_id or base_id."""
        return self._names[column, entity_id]

    def actor(self, row: EventActor | Alias | Designation | Citation) -> Entity:
        """The entity that a row is about."""
        column, entity_id = row.entity
        return self.entities[column][entity_id]

    def referring(self, row: Row) -> dict[str, list[Row]]:
        """The rows of each table that refer to a row by a key, each once, in the order of the file."""
        found: dict[str, dict[str, Row]] = {}
        for name, table in self.tables.items():
            for key in self.schemas[name].foreign_keys:
                if key.reference.resource == row.table:
                    for other in table.by(key.fields[0])[row.id]:
                        found.setdefault(name, {})[other.id] = other
        return {name: sorted(rows.values(), key=lambda other: other.line) for name, rows in found.items()}

    def speaker(self, text: str) -> Group | Leader | Publisher | None:
        """The organisation, leader or publisher that a speaker column names by id; None for free text."""
        return self.groups.by_id.get(text) or self.leaders.by_id.get(text) or self.publishers.by_id.get(text)

    # Computed values

    def origin(self, source_id: str) -> str:
        """Whose word a source is: the publisher of what it goes back to, or the name of that where it is no source."""
        origin = self.sources[source_id].origin
        first = self.sources.by_id.get(origin)
        return first.publisher_id or origin if first else origin

    def origins(self, rows: Iterable[Cited | Source]) -> frozenset[str]:
        """The independent origins of rows: copies of one text, and texts of one publisher, count once."""
        return frozenset(self.origin(row.source_id) for row in rows)

    def told_by(self, event: Event) -> frozenset[str]:
        """The independent origins that tell of an event."""
        return self.origins(self.reports.by("event_id")[event.event_id])

    def actors(self, event: Event, *roles: str) -> tuple[EventActor, ...]:
        """The actor rows of an event in any of these roles, or all of them."""
        rows = self.event_actors.by("event_id")[event.event_id]
        return tuple(row for row in rows if not roles or row.role in roles)

    def harm(self, event: Event) -> tuple[Harm, ...]:
        """The harm of an event over all sources, one range for each outcome in the order of the vocabulary."""
        return self._harm[event.event_id]

    @cached_property
    def _harm(self) -> Index[Harm]:
        ranges: dict[str, dict[str, list[Casualty]]] = {}
        for row in self.casualties:
            ranges.setdefault(row.event_id, {}).setdefault(row.outcome, []).append(row)
        return Index({
            event_id: tuple(_range(outcome, found[outcome]) for outcome in OUTCOMES if outcome in found)
            for event_id, found in ranges.items()
        })  # fmt: skip

    def claimed(self, event: Event) -> bool:
        """Whether anybody claims the event."""
        return bool(self.actors(event, "claimed_by"))

    def competing_claims(self, event: Event) -> bool:
        """Whether organisations claim it that stand in no relation to one another."""
        claimants = {row.group_id for row in self.actors(event, "claimed_by") if row.group_id}
        return any(
            one < other and not self._related(one, other) for one in claimants for other in claimants if one != other
        )

    def attribution_uncertain(self, event: Event) -> bool:
        """Whether it is attributed at all, and to nobody without reserve."""
        rows = self.actors(event, "attributed_to", "perpetrator", "claimed_by")
        return bool(rows) and all(row.certainty != "stated" or row.group_id == UNIDENTIFIED for row in rows)

    def grade(self, event: Event) -> Grade:
        """How far the event is established.

        contested: rival claims or a denial. confirmed: a belligerent accepts it, or its target confirms it.
        corroborated: two or more independent origins. claimed_only: nothing but a claim is known. single_source: one
        origin.
        """
        if self.competing_claims(event) or self.actors(event, "denied_by"):
            return "contested"
        if self.actors(event, "perpetrator", "confirmed_by"):
            return "confirmed"
        if len(self.told_by(event)) > 1:
            return "corroborated"
        known = self.actors(event, "attributed_to", "intercepted_by", "victim") or self.harm(event)
        if self.claimed(event) and not known and event.outcome == "unknown":
            return "claimed_only"
        return "single_source"

    def _related(self, one: str, other: str) -> bool:
        return any(
            row.related_group_id == second for first, second in ((one, other), (other, one))
            for row in self.relations.by("group_id")[first] if row.relation != "rival_of"
        )  # fmt: skip

    def country(self, event: Event) -> str | None:
        """The country of an event: that of its base, or its own."""
        return self.bases[event.base_id].country if event.base_id else event.country

    def place(self, event: Event) -> str:
        """Where an event was, in words."""
        return self.bases[event.base_id].name if event.base_id else event.place or ""

    def tally_coverage(self, tally: Tally) -> float | None:
        """The attacks held within the scope of a tally, as a share of its value; blank where it cannot be said."""
        if tally.unit != "attacks" or not (tally.period_start and tally.as_of and tally.countries and tally.value):
            return None
        held = sum(
            event.kind == "attack"
            and event.clarity == "individual"
            and tally.period_start <= event.date_start
            and event.date_end <= tally.as_of
            and self.country(event) in tally.countries
            for event in self.events
        )
        return held / tally.value


def _range(outcome: str, rows: list[Casualty]) -> Harm:
    """The range over sources: the figures of one speaker add up, those of different speakers do not."""
    by_speaker: dict[tuple[str, str | None], list[Casualty]] = defaultdict(list)
    for row in rows:
        by_speaker[row.source_id, row.attributed_to].append(row)
    lows, highs = [], []
    unbounded = False
    for figures in by_speaker.values():
        numbers = [row for row in figures if row.low is not None or row.high is not None]
        unbounded |= any(row.high is None for row in figures)
        if numbers:
            lows.append(sum(row.low or 0 for row in numbers))
            highs.append(sum(max(row.low or 0, row.high or 0) for row in numbers))
    affected = {row.affected for row in rows}
    return Harm(
        outcome,
        min(lows, default=None),
        max(highs, default=None),
        unbounded,
        rows[0].affected if len(affected) == 1 else None,
    )
