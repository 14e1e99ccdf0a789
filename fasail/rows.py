"""Rows: one frozen model per table, with the rules that hold between the cells of one row.

Names and types stand in the schemas too; `schemas-fit-the-model` compares them. Patterns, ranges and vocabularies
stand in the schemas alone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, ClassVar, Self, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, core_schema

from fasail.descriptor import TableSchema
from fasail.findings import Finding, Rule, breach, shorten
from fasail.package import DESCRIPTOR, Grid, Package

F = TypeVar("F", bound=Callable[..., str | None])


class PartialDate(str):
    """A date as exactly as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema())

    @classmethod
    def _checked(cls, text: str) -> PartialDate:
        value = cls(text)
        _ = value.first
        return value

    @property
    def _parts(self) -> list[int]:
        return [int(part) for part in self.split("-")]

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        year, month, day = (*self._parts, 1, 1)[:3]
        return date(year, month, day)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        year, month, *rest = (*self._parts, 12)[:2] if len(self._parts) == 1 else self._parts
        day = rest[0] if rest else calendar.monthrange(year, month)[1]
        return date(year, month, day)


def _split(cell: object) -> object:
    return tuple(cell.split(";")) if isinstance(cell, str) else cell


TextList = Annotated[tuple[str, ...], BeforeValidator(_split)]
Locator = Annotated[tuple[int, ...], BeforeValidator(_split)]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found in one row: the column it is about and what is wrong there."""

    row: Row
    column: str
    message: str


def holds(column: str, hint: str) -> Callable[[F], F]:
    """Mark a method as a rule of its row: it returns what is wrong in `column`, or None.

    The method's name is the id of the rule, the first line of its docstring the rule itself.
    """

    def mark(method: F) -> F:
        assert method.__doc__, f"{method.__name__} does not say what it holds"
        rule = Rule(method.__name__.replace("_", "-"), method.__doc__.splitlines()[0], hint, "rows")
        method.rule, method.column = rule, column  # type: ignore[attr-defined]
        return method

    return mark


class Row(BaseModel):
    """A row of a table. `line` is its physical line; `key` names the cells that no two rows share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    line: int = Field(repr=False)

    @cached_property
    def id(self) -> str:
        """The row's id, or its identifying cells joined by slashes."""
        return row_name(self.table, {column: str(getattr(self, column) or "") for column in self.key})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other cells, whose computed values are computed anew."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    def problem(self, column: str, message: str) -> Problem:
        """A problem in this row."""
        return Problem(self, column, message)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns of the table, in order."""
        return tuple(cls.__annotations__)


class Cited(Row):
    """A row that rests on paragraphs of one source."""

    source_id: str
    locator: Locator

    @holds("locator", "Sort the paragraph numbers and name each once.")
    def locators_are_in_order(self) -> str | None:
        """Paragraph numbers are sorted and named once."""
        return None if list(self.locator) == sorted(set(self.locator)) else "the numbers are not sorted, or repeat"


class _Named(Row):
    """A row about exactly one of several entities."""

    group_id: str | None
    leader_id: str | None

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The columns that may name the entity."""
        return tuple(column for column in ("group_id", "leader_id", "base_id") if column in type(self).model_fields)

    @cached_property
    def entity(self) -> tuple[str, str]:
        """The column that is filled, and the id in it."""
        return next((column, value) for column in self.entities if (value := getattr(self, column)))

    @holds("group_id", "Fill exactly one of the id columns; two entities are two rows.")
    def rows_name_one_entity(self) -> str | None:
        """Exactly one of the columns that name an entity is filled."""
        filled = [column for column in self.entities if getattr(self, column)]
        return None if len(filled) == 1 else f"{len(filled)} of {', '.join(self.entities)} are filled"


class _Span(Row):
    """A row that held from a first to a last evidenced date."""

    since: PartialDate | None
    until: PartialDate | None
    ended: str

    @holds("until", "Correct one of the two dates.")
    def until_is_not_before_since(self) -> str | None:
        """A span does not end before it begins."""
        if self.since and self.until and self.until.last < self.since.first:
            return f"{self.until} is before since {self.since}"
        return None


class _Placed(Row):
    """A row that may carry coordinates."""

    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None

    @holds("lat", "Fill both or neither.")
    def coordinates_come_in_pairs(self) -> str | None:
        """Latitude and longitude are both filled or both blank."""
        return "only one of lat and lon is filled" if (self.lat is None) != (self.lon is None) else None

    @holds("where_prec", "Remove the coordinates, or correct the precision.")
    def coordinates_are_for_known_places(self) -> str | None:
        """Coordinates are typed only for places that are known exactly or to about 25 km."""
        if self.lat is not None and self.where_prec not in (1, 2):
            return f"coordinates with precision {self.where_prec}"
        return None

    @holds("lat", "Round to two decimals: more would be precision that no source gives.")
    def coordinates_have_two_decimals(self) -> str | None:
        """Coordinates have at most two decimals."""
        fine = [value for value in (self.lat, self.lon) if value is not None and round(value, 2) != value]
        return f"{fine[0]} has more than two decimals" if fine else None

    @holds("admin1", "Correct the governorate or the country.")
    def governorates_lie_in_their_country(self) -> str | None:
        """A governorate belongs to the country of its row."""
        if self.admin1 and not self.admin1.startswith(f"{self.country}-"):
            return f"{self.admin1} is not in {self.country or 'a blank country'}"
        return None


class Publisher(Row):
    """Who publishes."""

    table = "publishers"
    key = ("publisher_id",)

    publisher_id: str
    name: str
    country: str | None
    kind: str
    interest: str | None


class Source(Row):
    """A document that was read."""

    table = "sources"
    key = ("source_id",)

    source_id: str
    title: str | None
    publisher_id: str | None
    authors: str | None
    published: PartialDate | None
    published_basis: str | None
    language: str
    kind: str
    origin: str
    url: str | None
    archive_url: str | None
    accessed: date | None
    note: str | None

    @holds("published_basis", "Fill both or neither.")
    def publication_dates_have_a_basis(self) -> str | None:
        """A date of publication says how it is known."""
        if bool(self.published) != bool(self.published_basis):
            return "only one of published and published_basis is filled"
        return None

    @holds("note", "Write the reasoning into the note.")
    def deduced_publication_dates_say_why(self) -> str | None:
        """A deduced date of publication has its reasoning in the note."""
        return "the date is deduced, the note blank" if self.published_basis == "deduced" and not self.note else None

    @holds("accessed", "Give the day on which the page was read.")
    def pages_have_a_day_of_access(self) -> str | None:
        """A document that was read at an address says when."""
        return "url is filled, accessed blank" if self.url and not self.accessed else None


class Group(Row):
    """An organisation."""

    table = "groups"
    key = ("group_id",)

    group_id: str
    name: str
    name_ar: str | None
    kind: str
    country: str | None
    founded: PartialDate | None
    dissolved: PartialDate | None
    wikidata: str | None
    summary: str

    @holds("dissolved", "Correct one of the two dates.")
    def groups_are_founded_before_they_dissolve(self) -> str | None:
        """An organisation is not dissolved before it is founded."""
        if self.founded and self.dissolved and self.dissolved.last < self.founded.first:
            return f"{self.dissolved} is before founded {self.founded}"
        return None


class Leader(Row):
    """A public figure."""

    table = "leaders"
    key = ("leader_id",)

    leader_id: str
    name: str
    name_ar: str | None
    kind: str
    born: PartialDate | None
    died: PartialDate | None
    wikidata: str | None
    summary: str

    @holds("died", "Correct one of the two dates.")
    def people_are_born_before_they_die(self) -> str | None:
        """Nobody dies before being born."""
        if self.born and self.died and self.died.last < self.born.first:
            return f"{self.died} is before born {self.born}"
        return None


class Base(_Placed):
    """A site."""

    table = "bases"
    key = ("base_id",)

    base_id: str
    name: str
    name_ar: str | None
    kind: str
    country: str
    admin1: str | None
    lat: float | None
    lon: float | None
    where_prec: int
    wikidata: str | None
    summary: str


#: Days from the first to the last day that each code of date precision allows, both included (UCDP GED codebook).
DAYS_OF_PRECISION = {1: (1, 1), 2: (2, 6), 3: (7, 7), 4: (8, 31), 5: (32, 100_000)}
#: Kinds of event that are a use of force; their outcome is what came of it.
FORCE = frozenset({"attack", "strike", "interception", "foiled_plot", "clash", "killing", "abduction"})


class Event(_Placed):
    """Something that happened, or was reported to have happened."""

    table = "events"
    key = ("event_id",)

    event_id: str
    kind: str
    title: str
    summary: str
    date_start: date
    date_end: date
    date_prec: int
    date_basis: str
    base_id: str | None
    place: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    clarity: str
    weapons: TextList | None
    outcome: str

    @holds("date_end", "Correct one of the two dates.")
    def ends_not_before_start(self) -> str | None:
        """An event does not end before it starts."""
        return f"{self.date_end} is before date_start {self.date_start}" if self.date_end < self.date_start else None

    @holds("date_prec", "Correct the code, or the first and last day.")
    def date_bounds_fit_the_precision(self) -> str | None:
        """The days between date_start and date_end fit the code of precision."""
        if self.date_end < self.date_start:
            return None
        days = (self.date_end - self.date_start + timedelta(1)).days
        low, high = DAYS_OF_PRECISION[self.date_prec]
        return None if low <= days <= high else f"{days} days do not fit code {self.date_prec}"

    @holds("event_id", "Let the id begin with date_start, as far as it is known; move the old id to retired.")
    def ids_begin_with_their_date(self) -> str | None:
        """The id of an event begins with its first day, or with its month or year."""
        prefix = re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?=-)", self.event_id)
        if prefix is None or not self.date_start.isoformat().startswith(prefix.group()):
            return f"the id does not begin with {self.date_start}"
        return None

    @holds("base_id", "Fill base_id, or place with its precision.")
    def events_have_one_place(self) -> str | None:
        """An event is at a base or at a place, never both and never neither."""
        return "both base_id and place are filled, or neither" if bool(self.base_id) == bool(self.place) else None

    @holds("where_prec", "Leave country, admin1, lat, lon and where_prec blank for an event at a base.")
    def bases_bring_their_own_place(self) -> str | None:
        """An event at a base leaves its own country, governorate, coordinates and precision blank."""
        filled = [column for column in ("country", "admin1", "lat", "lon", "where_prec") if getattr(self, column)]
        return f"{', '.join(filled)} filled beside base_id" if self.base_id and filled else None

    @holds("where_prec", "Choose the code of precision from the codebook.")
    def places_have_a_precision(self) -> str | None:
        """A place says how exactly it is known."""
        return "place is filled, where_prec blank" if self.place and not self.base_id and not self.where_prec else None

    @holds("outcome", "Use not_applicable for events that are no use of force, and for no others.")
    def outcomes_fit_the_kind(self) -> str | None:
        """Only a use of force has an outcome; an interception was intercepted, a foiled plot foiled."""
        due = {"interception": "intercepted", "foiled_plot": "foiled"}.get(self.kind)
        if due is None:
            fits = (self.outcome != "not_applicable") == (self.kind in FORCE)
        else:
            fits = self.outcome == due
        return None if fits else f"{self.outcome} does not fit the kind {self.kind}"

    @holds("weapons", "Leave weapons blank.")
    def weapons_are_of_force(self) -> str | None:
        """Only a use of force has weapons."""
        return f"a {self.kind} with weapons" if self.weapons and self.kind not in FORCE else None

    @holds("weapons", "Name each weapon once.")
    def lists_do_not_repeat(self) -> str | None:
        """No value stands twice in a list."""
        return "a weapon stands twice" if self.weapons and len(set(self.weapons)) < len(self.weapons) else None


class Alias(Cited, _Named):
    """Another name."""

    table = "aliases"
    key = ("alias", "group_id", "leader_id", "base_id", "source_id")

    alias: str
    group_id: str | None
    leader_id: str | None
    base_id: str | None
    language: str
    kind: str
    source_id: str
    locator: Locator


class Relation(Cited, _Span):
    """How one organisation stands to another."""

    table = "relations"
    key = ("group_id", "relation", "related_group_id", "source_id")

    group_id: str
    relation: str
    related_group_id: str
    since: PartialDate | None
    until: PartialDate | None
    ended: str
    certainty: str
    source_id: str
    locator: Locator

    @holds("related_group_id", "Name the other organisation.")
    def groups_do_not_relate_to_themselves(self) -> str | None:
        """No organisation stands in a relation to itself."""
        return f"{self.group_id} stands on both sides" if self.group_id == self.related_group_id else None


class Tenure(Cited, _Span):
    """A person held a post."""

    table = "roles"
    key = ("leader_id", "group_id", "role", "source_id")

    leader_id: str
    group_id: str
    role: str
    title: str | None
    since: PartialDate | None
    until: PartialDate | None
    ended: str
    source_id: str
    locator: Locator


class _Counted(Row):
    """A row with a least and a greatest number."""

    bounds: ClassVar[tuple[str, str]]

    @holds("low", "Exchange the two, or correct one.")
    def low_is_not_above_high(self) -> str | None:
        """The least number is not above the greatest."""
        low, high = (getattr(self, column) for column in self.bounds)
        return f"{low} is above {high}" if low is not None and high is not None and low > high else None


class Presence(Cited, _Span, _Counted):
    """An organisation was at a base or in an area."""

    table = "presences"
    key = ("group_id", "base_id", "area", "role", "since", "until", "source_id")
    bounds = ("strength_low", "strength_high")

    group_id: str
    base_id: str | None
    area: str | None
    role: str
    strength_low: int | None
    strength_high: int | None
    since: PartialDate | None
    until: PartialDate | None
    ended: str
    source_id: str
    locator: Locator

    @holds("base_id", "Fill exactly one of base_id and area.")
    def presences_have_one_place(self) -> str | None:
        """A presence is at a base or in an area, never both and never neither."""
        return "both base_id and area are filled, or neither" if bool(self.base_id) == bool(self.area) else None


class Designation(Cited, _Named):
    """A listing."""

    table = "designations"
    key = ("group_id", "leader_id", "authority", "list", "action", "date", "source_id")

    group_id: str | None
    leader_id: str | None
    authority: str
    list: str | None
    action: str
    date: PartialDate | None
    source_id: str
    locator: Locator


class EventActor(Cited, _Named):
    """What part an organisation or a person had in an event, according to whom."""

    table = "event_actors"
    key = ("event_id", "group_id", "leader_id", "role", "asserted_by", "source_id")

    event_id: str
    group_id: str | None
    leader_id: str | None
    role: str
    certainty: str
    asserted_by: str | None
    source_id: str
    locator: Locator

    @holds("asserted_by", "Name who makes the attribution: an id, or free text such as US officials.")
    def attributions_have_an_author(self) -> str | None:
        """An attribution names who makes it."""
        return "asserted_by is blank" if self.role == "attributed_to" and not self.asserted_by else None

    @holds("certainty", "Use attributed_to for what is only alleged, assessed or possible.")
    def own_words_are_stated(self) -> str | None:
        """What an actor accepts, claims or denies itself is stated; a claim that is only reported may be alleged."""
        reported = self.role == "claimed_by" and self.certainty == "alleged"
        own = self.role in ("perpetrator", "claimed_by", "denied_by", "speaker") and not reported
        return f"{self.role} with certainty {self.certainty}" if own and self.certainty != "stated" else None


class Casualty(Cited, _Counted):
    """One source's figure for one kind of harm."""

    table = "casualties"
    key = ("event_id", "affected", "affected_group_id", "outcome", "attributed_to", "source_id")
    bounds = ("low", "high")

    event_id: str
    affected: str
    affected_group_id: str | None
    outcome: str
    low: int | None
    high: int | None
    attributed_to: str | None
    source_id: str
    locator: Locator


class EventReport(Cited):
    """A source tells of an event."""

    table = "reports"
    key = ("event_id", "source_id")

    event_id: str
    source_id: str
    locator: Locator
    note: str | None


class Tally(Cited):
    """A reading of a running count."""

    table = "tallies"
    key = ("tally_id",)

    tally_id: str
    counter: str
    value: int
    qualifier: str
    unit: str
    group_id: str | None
    scope: str
    countries: TextList | None
    period_start: date | None
    as_of: date | None
    attributed_to: str | None
    source_id: str
    locator: Locator
    note: str | None

    @holds("as_of", "Correct one of the two dates.")
    def counts_end_after_they_begin(self) -> str | None:
        """A count does not end before it begins."""
        if self.as_of and self.period_start and self.as_of < self.period_start:
            return f"{self.as_of} is before period_start {self.period_start}"
        return None


class Citation(Cited, _Named):
    """A source backs fields of an entity."""

    table = "citations"
    key = ("group_id", "leader_id", "base_id", "source_id")

    group_id: str | None
    leader_id: str | None
    base_id: str | None
    fields: TextList
    source_id: str
    locator: Locator
    note: str | None

    @holds("fields", "Name columns of the table of that entity.")
    def citations_name_columns(self) -> str | None:
        """A citation names columns of the entity's table."""
        filled = [column for column in self.entities if getattr(self, column)]
        if len(filled) != 1:
            return None
        tables: dict[str, type[Row]] = {"group_id": Group, "leader_id": Leader, "base_id": Base}
        columns = tables[filled[0]].columns()
        unknown = [name for name in self.fields if name not in columns]
        return f"{unknown[0]} is no column there" if unknown else None


class Retired(Row):
    """A tombstone."""

    table = "retired"
    key = ("retired_id",)

    retired_id: str
    table_: str = Field(alias="table")
    replaced_by: str | None
    reason: str
    retired_on: date


class Waiver(Row):
    """An exception to a rule, for one row, with its reason."""

    table = "waivers"
    key = ("rule", "table_", "row")

    rule: str
    table_: str = Field(alias="table")
    row: str
    reason: str


class Search(Row):
    """Something that was looked for and not found."""

    table = "searches"
    key = ("table_", "row", "field", "question")

    table_: str = Field(alias="table")
    row: str | None
    field: str | None
    question: str
    looked_in: str
    searched_on: date


MODELS: dict[str, type[Row]] = {
    model.table: model
    for model in (
        Source, Group, Leader, Base, Event, Publisher, Alias, Relation, Tenure, Presence, Designation, EventActor,
        Casualty, EventReport, Tally, Citation, Retired, Waiver, Search,
    )
}  # fmt: skip


def row_name(table: str, cells: Mapping[str, str]) -> str:
    """The name of a row: its id, or its identifying cells joined by slashes."""
    named = (cells.get(column, cells.get(column.rstrip("_"), "")) for column in MODELS[table].key)
    return "/".join(cell for cell in named if cell)


def _rules_of(model: type[Row]) -> dict[str, Any]:
    return {name: method for name in dir(model) if hasattr(method := getattr(model, name, None), "rule")}


_RULES_OF = {table: _rules_of(model) for table, model in MODELS.items()}

SCHEMAS_FIT = Rule(
    "schemas-fit-the-model",
    "The package has every table of the model, and each schema has its columns with their types.",
    "Change the schema and the model in fasail/rows.py together.",
    "rows",
)
DATES_REAL = Rule(
    "partial-dates-are-real",
    "A partial date names a day or month that exists.",
    "Correct the date.",
    "rows",
)
RULES: tuple[Rule, ...] = (
    SCHEMAS_FIT,
    DATES_REAL,
    *{method.rule.id: method.rule for methods in _RULES_OF.values() for method in methods.values()}.values(),
)

_TYPES: dict[Any, str] = {
    str: "string", PartialDate: "string", tuple: "string", int: "integer", float: "number", date: "date",
}  # fmt: skip


def field_types(model: type[Row]) -> dict[str, tuple[str, bool]]:
    """Each column of a model with its type as Table Schema names it, and whether it must be filled."""
    types = {}
    for name in model.columns():
        field = model.model_fields[name]
        arms = get_args(field.annotation) if get_origin(field.annotation) in (Union, UnionType) else (field.annotation,)
        optional = type(None) in arms
        kind = next(arm for arm in arms if arm is not type(None))
        while get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        types[field.alias or name] = (_TYPES[get_origin(kind) or kind], not optional)
    return types


def schemas_fit(package: Package) -> Iterator[Finding]:
    """Where the package's tables and schemas differ from the models."""
    files = {resource.name: resource.table_schema for resource in package.descriptor.resources}
    for table in MODELS.keys() - files.keys():
        yield breach(SCHEMAS_FIT, DESCRIPTOR, f"the table {table} is missing", line=1, hint="List the table.")
    for table in sorted(files.keys() - MODELS.keys()):
        yield breach(SCHEMAS_FIT, DESCRIPTOR, f"the model has no table {table}", line=1)
    for table, schema in package.schemas.items():
        if table in MODELS:
            for message in _differences(schema, MODELS[table]):
                yield breach(SCHEMAS_FIT, files[table], message, line=1, table=table)


def _differences(schema: TableSchema, model: type[Row]) -> Iterator[str]:
    due = field_types(model)
    found = {field.name: (field.type, bool(field.constraints.required)) for field in schema.fields}
    if list(due) != list(found):
        yield f"the fields are {', '.join(found)}; the model has {', '.join(due)}"
        return
    for name, (kind, required) in due.items():
        if found[name] != (kind, required):
            need = "required" if required else "optional"
            yield f"{name} is {found[name][0]}; the model has {kind}, {need}"


def build_rows(grids: Mapping[str, Grid]) -> tuple[dict[str, tuple[Row, ...]], list[Finding]]:
    """The typed rows of each table, and what the rules between their cells find."""
    rows: dict[str, tuple[Row, ...]] = {}
    findings: list[Finding] = []
    for table, grid in grids.items():
        model = MODELS[table]
        built = []
        for line, cells in grid.rows:
            values = {column: cell or None for column, cell in zip(grid.header, cells, strict=True)}
            try:
                row = model(line=line, **values)
            except ValidationError as error:
                findings += _unreal_dates(grid, line, cells, error)
                continue
            built.append(row)
            findings += broken_by(row, grid)
        rows[table] = tuple(built)
    return rows, findings


def _unreal_dates(grid: Grid, line: int, cells: tuple[str, ...], error: ValidationError) -> Iterator[Finding]:
    values = dict(zip(grid.header, cells, strict=True))
    name = row_name(grid.table, values)
    for problem in error.errors():
        column = str(problem["loc"][0])
        message = f"{values[column]} is no day or month of the calendar"
        yield breach(
            DATES_REAL, grid.file, message, line=line, table=grid.table, column=column, row=name, value=values[column]
        )


def broken_by(row: Row, grid: Grid) -> Iterator[Finding]:
    """The rules that a row breaks."""
    for name, method in _RULES_OF[row.table].items():
        message = getattr(row, name)()
        if message:
            column = method.column
            if isinstance(row, _Counted) and column == "low":
                column = row.bounds[0]
            yield located(method.rule, row.problem(column, message), grid)


def located(rule: Rule, problem: Problem, grid: Grid) -> Finding:
    """A problem as a finding, with the cell as it stands in the file."""
    value = grid.at(problem.row.line)[grid.header.index(problem.column)]
    return breach(
        rule, grid.file, problem.message, line=problem.row.line, table=grid.table, column=problem.column,
        row=problem.row.id, value=shorten(value),
    )  # fmt: skip
