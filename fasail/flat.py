"""Flat tables for analysts: one row an event, group, leader or base, with names joined in and every value computed.

Each column says what it holds and how it is made, so that the schema, the codebook and the rows cannot drift apart.
A list stands in one cell, its items separated by semicolons; a blank cell is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from fasail import words
from fasail.data import OUTCOMES, Data, Entity
from fasail.descriptor import Constraints, ForeignKey, Reference, SchemaField, TableSchema
from fasail.rows import Base, Cited, Event, EventActor, Group, Leader, Row

Cell = str | int | float | date | list[str] | None
R = TypeVar("R", bound=Row)
FOLDER = "flat/"


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: the function from the data and a row to its cell; a column taken over needs no `field`."""

    name: str
    field: SchemaField | None
    cell: Callable[[Data, R], Cell]


@dataclass(frozen=True, slots=True)
class FlatTable(Generic[R]):
    """A flat table: `of` is the table whose rows it has, one each, and whose key is its key."""

    of: str
    title: str
    description: str
    columns: tuple[Column[R], ...]

    @property
    def name(self) -> str:
        """The name of the resource."""
        return f"flat_{self.of}"

    @property
    def path(self) -> str:
        """Where the file stands in the published package."""
        return f"{FOLDER}{self.of}.csv"

    def rows(self, data: Data) -> Iterator[dict[str, Cell]]:
        """Each row as cells by column, in the order of the table that it is made of."""
        for row in data.tables[self.of]:
            yield self.row(data, row)

    def row(self, data: Data, row: R) -> dict[str, Cell]:
        """The cells of one row by column."""
        return {column.name: column.cell(data, row) for column in self.columns}

    def schema(self, data: Data) -> TableSchema:
        """Its Table Schema; a column that is taken over is described as in the package's own table."""
        own = {field.name: field for field in data.schemas[self.of].fields}
        key = data.schemas[self.of].primary_key
        fields = [column.field or own[column.name] for column in self.columns]
        return TableSchema(
            title=self.title, description=self.description, fields=fields, missing_values=[""],
            primary_key=key, foreign_keys=[ForeignKey(fields=key, reference=Reference(resource=self.of, fields=key))],
        )  # fmt: skip


def _column(
    name: str, title: str, description: str, example: str | int | float, cell: Callable[[Data, Any], Cell],
    type_: Literal["string", "integer", "number", "date"] = "string", values: tuple[str | int, ...] = (),
) -> Column[Any]:  # fmt: skip
    constraints = Constraints(enum=list(values)) if values else Constraints()
    field = SchemaField(
        name=name, type=type_, title=title, description=description, constraints=constraints, example=example
    )
    return Column(name, field, cell)


def _own(*names: str) -> Iterator[Column[Any]]:
    """Columns that are taken over as they stand in the package's own table."""
    for name in names:
        yield Column(name, None, _taken(name))


def _taken(name: str) -> Callable[[Data, Any], Cell]:
    def cell(data: Data, row: Any) -> Cell:
        value: Any = getattr(row, name)
        return list(map(str, value)) if isinstance(value, tuple) else value

    return cell


# Events


def spot(data: Data, event: Event) -> Base | Event:
    """The row that says where an event was: its base, or the event itself."""
    return data.bases[event.base_id] if event.base_id else event


def _actors(role: str) -> Iterator[Column[Event]]:
    said = words.badge(role)
    yield _column(
        role, said, f"Who stands in the role {role}: ids of groups or leaders, in the order of the table.",
        "kataib-hezbollah", lambda data, event: _each(data.actor(row).id for row in data.actors(event, role)),
    )  # fmt: skip
    yield _column(
        f"{role}_names", f"{said} (names)", f"The names of those in the role {role}, in the order of their ids.",
        "Kataib Hezbollah", lambda data, event: _each(data.actor(row).name for row in data.actors(event, role)),
    )  # fmt: skip


def _harm(outcome: str) -> Iterator[Column[Event]]:
    for side, which in (("low", "least"), ("high", "greatest")):
        yield _column(
            f"{outcome}_{side}", f"{outcome.capitalize()}, {which}",
            f"The {which} figure of people {words.harm_kind(outcome)} that any source gives; blank where none gives a "
            "number.",
            2, _bound(outcome, side), "integer",
        )  # fmt: skip


def _bound(outcome: str, side: str) -> Callable[[Data, Event], int | None]:
    return lambda data, event: next((getattr(harm, side) for harm in data.harm(event) if harm.outcome == outcome), None)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _each(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _sources(data: Data, rows: Iterable[Cited]) -> list[str]:
    return sorted({row.source_id for row in rows})


def _reports(data: Data, event: Event) -> list[str]:
    return _sources(data, data.reports.by("event_id")[event.event_id])


def _page(row: Row) -> str:
    return f"{row.table}/{row.id}.html"


_EVENTS: FlatTable[Event] = FlatTable(
    "events",
    "Events, flat",
    "One row an event, with place, actors, harm, grade and sources joined in.",
    (
        *_own("event_id", "kind", "title", "summary"),
        _column("when", "When", "The days on which it can have happened, in words.", "8–9 November 2023",
                lambda data, event: words.event_days(event)),
        _column("when_note", "About the date", "What must be known about the date besides it.", "date deduced",
                lambda data, event: words.day_caveat(event) or None),
        *_own("date_start", "date_end", "date_prec", "date_basis", "clarity", "base_id"),
        _column("place", "Place", "The name of the base, or the place in the words of the table.", "Erbil",
                lambda data, event: data.place(event) or None),
        _column("country", "Country", "The country of the base, or of the event: ISO 3166-1 alpha-2.", "IQ",
                lambda data, event: data.country(event)),
        _column("country_name", "Country (name)", "The name of the country.", "Iraq",
                lambda data, event: words.country(data, data.country(event)) or None),
        _column("admin1", "Governorate", "The governorate of the base, or of the event: ISO 3166-2.", "IQ-AR",
                lambda data, event: spot(data, event).admin1),
        _column("lat", "Latitude", "Degrees north of the base, or of the event; only where the place is known to a "
                "point or near one.", 33.79, lambda data, event: spot(data, event).lat, "number"),
        _column("lon", "Longitude", "Degrees east of the base, or of the event; only where the place is known to a "
                "point or near one.", 42.44, lambda data, event: spot(data, event).lon, "number"),
        _column("where_prec", "How exact the place is", "From 1, exact, to 7; the codebook has them under "
                "events.where_prec.", 1, lambda data, event: spot(data, event).where_prec, "integer",
                (1, 2, 3, 4, 5, 6, 7)),
        *(column for role in words.PARTS for column in _actors(role)),
        *_own("weapons", "outcome"),
        _column("grade", "Grade", "How far it is established.", "corroborated",
                lambda data, event: data.grade(event), "string",
                ("confirmed", "corroborated", "single_source", "contested", "claimed_only")),
        _column("grade_reason", "Why this grade", "The reason for the grade, in a sentence.", "One source tells of it.",
                lambda data, event: words.grade_reason(data, event)),
        _column("origins", "Independent origins", "How many independent origins tell of it; copies, and "
                "texts of one publisher, count once.", 2,
                lambda data, event: len(data.told_by(event)), "integer"),
        _column("claimed", "Claimed", "Whether anybody claims it.", "yes",
                lambda data, event: _yes(data.claimed(event)), "string", ("yes", "no")),
        _column("competing_claims", "Competing claims", "Whether organisations claim it that stand in no relation.",
                "no", lambda data, event: _yes(data.competing_claims(event)), "string", ("yes", "no")),
        _column("attribution_uncertain", "Attribution uncertain", "Whether it is attributed, and to nobody without "
                "reserve.", "no", lambda data, event: _yes(data.attribution_uncertain(event)), "string", ("yes", "no")),
        _column("harm", "Harm", "The ranges over all sources, in words.", "2 killed, at least 5 wounded",
                lambda data, event: ", ".join(map(words.harm, data.harm(event))) or None),
        *(column for outcome in OUTCOMES for column in _harm(outcome)),
        _column("harm_open", "Harm without an upper bound", "Kinds of harm for which a source sets no upper bound, or "
                "gives no number.", "wounded",
                lambda data, event: [harm.outcome for harm in data.harm(event) if harm.open]),
        _column("source_ids", "Sources", "The sources that tell of it.", "national-2024-01-01", _reports),
        _column("source_urls", "Addresses", "The addresses of those sources that have one, in their order.",
                "https://example.org/a", lambda data, event: [
                    url for source in _reports(data, event) if (url := data.sources[source].url)]),
        _column("page", "Page", "Its page of the site.", "events/2024-01-01-ain-al-asad-drone.html",
                lambda data, event: _page(event)),
    ),
)  # fmt: skip


# Groups, leaders and bases


def statements(data: Data, entity: Entity) -> list[Cited]:
    """Every cited row about an entity, in the order of tables and files: for a base also what is told of its events."""
    found = [row for rows in data.referring(entity).values() for row in rows if isinstance(row, Cited)]
    if isinstance(entity, Base):
        events = data.events.by("base_id")[entity.base_id]
        for event in events:
            found += [*data.reports.by("event_id")[event.event_id], *data.actors(event)]
    return found


def _aliases(data: Data, entity: Entity) -> list[str]:
    return _each(name for name in data.names(_key(entity), entity.id) if name not in (entity.name, entity.name_ar))


def _key(entity: Entity) -> str:
    return {Group: "group_id", Leader: "leader_id", Base: "base_id"}[type(entity)]


def _rows(table: str, column: str, say: Callable[[Data, Any], str]) -> Callable[[Data, Entity], list[str]]:
    """Each row of a table about an entity, in words."""
    return lambda data, entity: _each(say(data, row) for row in data.tables[table].by(column)[entity.id])


def _said(*parts: str | None) -> str:
    return ", ".join(part.replace(";", ",") for part in parts if part)


def _parts(data: Data, entity: Entity) -> list[EventActor]:
    return [] if isinstance(entity, Base) else list(data.event_actors.by(_key(entity))[entity.id])


def _events(data: Data, entity: Entity) -> list[Event]:
    """The events at a base, or in which a group or leader has a part, each once."""
    if isinstance(entity, Base):
        return list(data.events.by("base_id")[entity.base_id])
    return [data.events[event_id] for event_id in _each(row.event_id for row in _parts(data, entity))]


def _begins(*columns: str) -> tuple[Column[Any], ...]:
    return (
        *_own(*columns),
        _column("aliases", "Other names", "Other names and spellings, in any script.", "Hezbollah Brigades", _aliases),
    )


def _ends(example: str) -> tuple[Column[Any], ...]:
    """What is counted of every entity."""
    return (
        _column("events", "Events", "How many events there are at it, or in which it has any part.", 12,
                lambda data, entity: len(_events(data, entity)), "integer"),
        _column("first_event", "First event", "The first day on which the earliest of them can have happened.",
                "2023-10-17",
                lambda data, entity: min((event.date_start for event in _events(data, entity)), default=None), "date"),
        _column("last_event", "Last event", "The last day on which the latest of them can have happened.", "2026-03-06",
                lambda data, entity: max((event.date_end for event in _events(data, entity)), default=None), "date"),
        _column("origins", "Independent origins", "How many independent origins say anything of it.", 3,
                lambda data, entity: len(data.origins(statements(data, entity))), "integer"),
        _column("source_ids", "Sources", "The sources that say anything of it.", "national-2024-01-01",
                lambda data, entity: _sources(data, statements(data, entity))),
        _column("page", "Page", "Its page of the site.", example, lambda data, entity: _page(entity)),
    )  # fmt: skip


def _by_role() -> Iterator[Column[Any]]:
    for role in words.PARTS:
        yield _column(
            f"events_{role}", f"Events: {words.badge(role).lower()}",
            f"How many events have it in the role {role}; roles are never added up.", 3,
            _number_of(role), "integer",
        )  # fmt: skip


def _number_of(role: str) -> Callable[[Data, Entity], int]:
    return lambda data, entity: len({row.event_id for row in _parts(data, entity) if row.role == role})


def _relation(side: int, other: str) -> Callable[[Data, Any], str]:
    return lambda data, row: _said(
        f"{words.RELATIONS[row.relation][side]} {data.groups[getattr(row, other)].name}", row.certainty, words.span(row)
    )


_DESIGNATIONS = (
    "designations", "Designations", "Listings, delistings and rewards: authority, action, list, date.",
    "United States, listed, 2009-07-02",
)  # fmt: skip


def _designation(data: Data, row: Any) -> str:
    return _said(words.country(data, row.authority), words.label(row.action), row.list, row.date and str(row.date))


def _post(who: Callable[[Data, Any], str]) -> Callable[[Data, Any], str]:
    return lambda data, row: _said(who(data, row), row.title or words.label(row.role), words.span(row))


def _presence(who: Callable[[Data, Any], str]) -> Callable[[Data, Any], str]:
    return lambda data, row: _said(
        who(data, row), words.label(row.role), words.figure(row.strength_low, row.strength_high), words.span(row)
    )  # fmt: skip


_GROUPS: FlatTable[Group] = FlatTable(
    "groups",
    "Groups, flat",
    "One row an organisation, with names, relations, leaders, designations and the number of events by role.",
    (
        *_begins("group_id", "name", "name_ar", "kind", "country", "founded", "dissolved", "wikidata", "summary"),
        _column("relations", "Relations", "What is said of it and others, how firmly and when.",
                "member of Islamic Resistance in Iraq, stated, evidenced on 6 March 2026",
                lambda data, group: [
                    *_rows("relations", "group_id", _relation(0, "related_group_id"))(data, group),
                    *_rows("relations", "related_group_id", _relation(1, "group_id"))(data, group)]),
        _column("leaders", "Leaders and spokespersons", "Who held a post in it, which, and when it is evidenced.",
                "Akram al-Kaabi, leader, evidenced on 1 March 2026",
                _rows("roles", "group_id", _post(lambda data, row: data.leaders[row.leader_id].name))),
        _column("presences", "Where it was", "Base or area, in what capacity and strength, and when.",
                "Ain al-Asad Air Base, stationed, evidenced on 1 January 2024",
                _rows("presences", "group_id", _presence(
                    lambda data, row: data.bases[row.base_id].name if row.base_id else row.area))),
        _column(*_DESIGNATIONS, _rows("designations", "group_id", _designation)),
        *_by_role(),
        *_ends("groups/kataib-hezbollah.html"),
    ),
)  # fmt: skip
_LEADERS: FlatTable[Leader] = FlatTable(
    "leaders",
    "Leaders, flat",
    "One row a public figure, with posts, designations and the number of events by role.",
    (
        *_begins("leader_id", "name", "name_ar", "kind", "born", "died", "wikidata", "summary"),
        _column("posts", "Posts", "Organisation, post, and when it is evidenced.",
                "Harakat Hezbollah al-Nujaba, leader, evidenced on 1 March 2026",
                _rows("roles", "leader_id", _post(lambda data, row: data.groups[row.group_id].name))),
        _column(*_DESIGNATIONS, _rows("designations", "leader_id", _designation)),
        *_by_role(),
        *_ends("leaders/akram-al-kaabi.html"),
    ),
)  # fmt: skip
_BASES: FlatTable[Base] = FlatTable(
    "bases",
    "Bases, flat",
    "One row a base or other named site, with who was there and the number of events.",
    (
        *_begins("base_id", "name", "name_ar", "kind", "country"),
        _column("country_name", "Country (name)", "The name of the country.", "Iraq",
                lambda data, base: words.country(data, base.country)),
        *_own("admin1", "lat", "lon", "where_prec", "wikidata", "summary"),
        _column("presences", "Who was there", "Organisation, in what capacity and strength, and when.",
                "US forces, stationed, evidenced on 1 January 2024",
                _rows("presences", "base_id", _presence(lambda data, row: data.groups[row.group_id].name))),
        _column("attacks", "Single attacks and strikes", "Single attacks and strikes on record.", 4,
                lambda data, base: _uses_of_force(data, base, "individual"), "integer"),
        _column("aggregates", "Attacks lumped together", "Entries that stand for several attacks or strikes.", 1,
                lambda data, base: _uses_of_force(data, base, "aggregate"), "integer"),
        *_ends("bases/ain-al-asad-air-base.html"),
    ),
)  # fmt: skip


def _uses_of_force(data: Data, base: Base, clarity: str) -> int:
    return sum(event.kind in ("attack", "strike") and event.clarity == clarity for event in _events(data, base))


#: All flat tables, by the table of which they are made.
FLAT: Mapping[str, FlatTable[Any]] = {table.of: table for table in (_EVENTS, _GROUPS, _LEADERS, _BASES)}
