"""The descriptor and the Table Schemas, as strict as the readers of the package need them.

The subset of Data Package v2 is the one that every reader tried accepts; a key outside it is refused, because some
readers skip in silence what they do not know (a misspelt `foreignKeys` switches the keys off).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

#: Column names that break a reader of tables (SQL keywords, R functions, Frictionless properties).
AVOIDED_NAMES = frozenset({"end", "group", "order", "references"})


class Part(BaseModel):
    """A part of the descriptor or of a schema: unknown keys are refused, values are not coerced."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


def _anchored(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a regular expression: {error}") from error
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise ValueError("a pattern begins with ^ and ends with $, because readers anchor it differently")
    depth = 0
    for char in re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            raise ValueError("alternatives stand in brackets, ^(A|B)$, because readers anchor ^A|B$ differently")
    return pattern


def _column_name(name: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError("a column name is lower-case ASCII letters, digits and underscores")
    if name in AVOIDED_NAMES:
        raise ValueError(f"{name} breaks readers of the table as a column name")
    return name


ColumnName = Annotated[str, AfterValidator(_column_name)]


class Constraints(Part):
    """What a cell may hold."""

    required: bool | None = None
    unique: bool | None = None
    enum: list[str | int] | None = Field(None, min_length=1)
    pattern: Annotated[str, AfterValidator(_anchored)] | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = Field(None, alias="maxLength", gt=0)


class SchemaField(Part):
    """One column: `definitions` gives the meaning of each value of its vocabulary."""

    name: ColumnName
    type: Literal["string", "integer", "number", "date"]
    title: str
    description: str
    definitions: dict[str, str] | None = None
    constraints: Constraints = Constraints()
    example: str | int | float

    @model_validator(mode="after")
    def _constraints_fit(self) -> SchemaField:
        textual = self.constraints.pattern is not None or self.constraints.max_length is not None
        bounded = self.constraints.minimum is not None or self.constraints.maximum is not None
        if textual and self.type != "string":
            raise ValueError(f"pattern and maxLength are for strings, not for type {self.type}")
        if bounded and self.type not in ("integer", "number"):
            raise ValueError(f"minimum and maximum are for numbers, not for type {self.type}")
        bounds = (self.constraints.minimum, self.constraints.maximum)
        if self.type == "integer" and any(bound is not None and bound != int(bound) for bound in bounds):
            raise ValueError("minimum and maximum of whole numbers are whole numbers")
        values = [str(value) for value in self.constraints.enum or ()]
        if values and self.definitions is not None and values != list(self.definitions):
            raise ValueError("definitions has one entry for each value of enum, in the same order")
        return self

    @property
    def is_list(self) -> bool:
        """Whether a cell may hold several values of the vocabulary, separated by semicolons."""
        return self.definitions is not None and not self.constraints.enum


class Reference(Part):
    """The table and the fields that a foreign key points to."""

    resource: str
    fields: list[str] = Field(min_length=1)


class ForeignKey(Part):
    """Fields whose values stand in another table."""

    fields: list[str] = Field(min_length=1)
    reference: Reference


class TableSchema(Part):
    """One Table Schema."""

    title: str
    description: str
    fields: list[SchemaField] = Field(min_length=1)
    missing_values: list[Literal[""]] = Field(alias="missingValues", min_length=1, max_length=1)
    primary_key: list[str] = Field([], alias="primaryKey")
    foreign_keys: list[ForeignKey] = Field([], alias="foreignKeys")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(field.name for field in self.fields)


class License(Part):
    """A licence of the data."""

    name: str
    title: str
    path: str


class Contributor(Part):
    """Who made the package."""

    title: str
    roles: list[str] = Field(min_length=1)


class DataSource(Part):
    """What the package was made from."""

    title: str
    path: str | None = None


class Temporal(Part):
    """The time that the data are about."""

    start: str
    end: str


class Resource(Part):
    """One table of the package."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Literal["table"]
    profile: Literal["tabular-data-resource"]
    title: str
    description: str
    path: str
    format: Literal["csv"]
    mediatype: Literal["text/csv"]
    encoding: Literal["utf-8"]
    table_schema: str = Field(alias="schema")
    #: Written when the package is published.
    bytes_: int | None = Field(None, alias="bytes", ge=0)
    hash_: str | None = Field(None, alias="hash", pattern="^sha256:[0-9a-f]{64}$")

    @property
    def computed(self) -> bool:
        """Whether the table is made from the others when the package is published."""
        return self.path.startswith("flat/")


def _midnight(created: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", created):
        raise ValueError("created is a day at midnight in UTC, such as 2026-11-21T00:00:00Z")
    date.fromisoformat(created[:10])
    return created


class Descriptor(Part):
    """`datapackage.json`; `created` is the as-of date of the data, the only clock that validation knows."""

    schema_: Literal["https://datapackage.org/profiles/2.0/datapackage.json"] = Field(alias="$schema")
    name: str = Field(pattern=r"^[a-z][a-z0-9.-]*$")
    title: str
    description: str
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    created: Annotated[str, AfterValidator(_midnight)]
    keywords: list[str] = Field(min_length=1)
    licenses: list[License] = Field(min_length=1)
    contributors: list[Contributor] = Field(min_length=1)
    sources: list[DataSource] = Field(min_length=1)
    temporal: Temporal
    #: Written when the package is published.
    commit: str | None = None
    resources: list[Resource] = Field(min_length=1)

    @property
    def as_of(self) -> date:
        """The day of `created`."""
        return date.fromisoformat(self.created[:10])
