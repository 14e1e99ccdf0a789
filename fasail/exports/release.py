"""What every format is made from, and what an export is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fasail.data import Data
from fasail.published import Published, TableFile

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Release:
    """The data with the package as it is published; `licence` is the text of the licences."""

    data: Data
    published: Published
    licence: str

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.data.descriptor.version

    @property
    def made(self) -> datetime:
        """Midnight of the as-of date: the only clock that a file may show."""
        return datetime.combine(self.data.as_of, datetime.min.time())

    @property
    def edition(self) -> str:
        """Version, as-of date and commit, for files that have room for a remark."""
        commit = f", commit {self.published.commit}" if self.published.commit else ""
        return f"{self.data.descriptor.title}, version {self.version}, data as of {self.data.as_of}{commit}"

    @property
    def credit(self) -> str:
        """Who made it and under which licence."""
        described = self.data.descriptor
        makers = ", ".join(contributor.title for contributor in described.contributors)
        return f"{makers}, {', '.join(licence.name for licence in described.licenses)}"


@dataclass(frozen=True, slots=True)
class Export:
    """A file or folder of the release; in `path` the version may stand as {version}. `write` is given its place."""

    path: str
    title: str
    write: Callable[[Release, Path], None]


def values(table: TableFile) -> Iterator[tuple[Value, ...]]:
    """The rows of a table as values of the types of its schema; None for a blank cell."""
    readers = [_READERS[field.type] for field in table.schema.fields]
    for cells in list(csv.reader(io.StringIO(table.content.decode("utf-8"))))[1:]:
        yield tuple(read(cell) if cell else None for read, cell in zip(readers, cells, strict=True))


_READERS: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
}
