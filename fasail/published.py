"""The package as it is published: tables, flat tables, schemas, and a descriptor with the size and hash of each."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fasail.canonical import spell
from fasail.data import Data
from fasail.descriptor import Descriptor, Resource, TableSchema
from fasail.flat import FLAT, FOLDER, Cell

DESCRIPTOR = "datapackage.json"
#: The lists among the files of a release, and what tells the site's build in which folder they are.
LISTING, SUMS, DIST = "downloads.json", "SHA256SUMS", "FASAIL_DIST"


@dataclass(frozen=True, slots=True)
class TableFile:
    """The CSV file of one table: `of` is the table itself, or that of which a flat table is made."""

    resource: Resource
    schema: TableSchema
    of: str
    rows: int
    content: bytes

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """The published package: its tables, and every file by its path within; `commit` is blank if not known."""

    descriptor: Descriptor
    tables: tuple[TableFile, ...]
    files: Mapping[str, bytes]
    commit: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the release: its path in the folder, what it is, its size in bytes, its hash."""

    path: str
    title: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path, folder: Path, title: str) -> Download:
        """A file as it lies in the folder."""
        content = file.read_bytes()
        return cls(file.relative_to(folder).as_posix(), title, len(content), hashlib.sha256(content).hexdigest())


def downloads(folder: Path) -> tuple[Download, ...]:
    """The files that stand in the list of a release's folder."""
    return tuple(Download(**file) for file in json.loads((folder / LISTING).read_text("utf-8"))["files"])


def publish(data: Data, commit: str = "") -> Published:
    """Make every file of the published package."""
    tables = (*_tables(data), *_flat_tables(data))
    resources = [
        file.resource.model_copy(update={"bytes_": file.size, "hash_": f"sha256:{file.sha256}"}) for file in tables
    ]
    described = data.descriptor.model_copy(update={"resources": resources} | ({"commit": commit} if commit else {}))
    files = {DESCRIPTOR: as_json(dumped(described))}
    files |= {file.resource.path: file.content for file in tables}
    files |= {file.resource.table_schema: as_json(schema(file.schema)) for file in tables}
    return Published(described, tables, files, commit)


def commit_of(root: Path) -> str:
    """The commit that the package in a directory is at, marked where files differ from it; blank without git."""
    try:
        ran = [
            subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True, check=True).stdout.strip()
            for arguments in (["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no", "."])
        ]
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{ran[0]}-modified" if ran[1] else ran[0]


def _tables(data: Data) -> Iterable[TableFile]:
    for resource in data.descriptor.resources:
        rows = data.tables[resource.name]
        cells = (tuple(_spelled(getattr(row, column)) for column in row.columns()) for row in rows)
        schema = data.schemas[resource.name]
        yield TableFile(resource, schema, resource.name, len(rows), spell(schema.names, cells))


def _flat_tables(data: Data) -> Iterable[TableFile]:
    for table in FLAT.values():
        schema = table.schema(data)
        rows = [tuple(map(spelled, row.values())) for row in table.rows(data)]
        resource = Resource(
            name=table.name, type="table", profile="tabular-data-resource", title=table.title,
            description=table.description, path=table.path, format="csv", mediatype="text/csv", encoding="utf-8",
            table_schema=f"{FOLDER}{table.of}.schema.json",
        )  # fmt: skip
        yield TableFile(resource, schema, table.of, len(rows), spell(schema.names, rows))


def spelled(value: Cell) -> str:
    """A cell of a flat table as text: blank for what is not known, a list with semicolons."""
    return _spelled(tuple(value) if isinstance(value, list) else value)


def _spelled(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    # A coordinate of 33 degrees is written 33.
    return f"{value:g}" if isinstance(value, float) else str(value)


def dumped(described: Descriptor) -> dict[str, Any]:
    """The descriptor as JSON holds it."""
    return described.model_dump(mode="json", by_alias=True, exclude_unset=True)


def schema(described: TableSchema) -> dict[str, Any]:
    """A schema as JSON holds it."""
    content = described.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for field in content["fields"]:
        constraints = field.get("constraints", {})
        for bound in ("minimum", "maximum"):
            # Bounds are read as floats; a bound of 1.0 puts off readers of whole numbers.
            if bound in constraints and constraints[bound] == int(constraints[bound]):
                constraints[bound] = int(constraints[bound])
    return content


def as_json(content: Any) -> bytes:
    """JSON as it is published: indented, in UTF-8, with a last line end."""
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()
