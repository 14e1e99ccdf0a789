"""The package as files of the site: tables, schemas and descriptor, as they stand in the repository."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fasail.canonical import spell
from fasail.data import Data
from fasail.site.page import Asset

FOLDER = "data/"


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file of one table, with what a reader needs to check the copy."""

    name: str
    title: str
    path: str
    rows: int
    size: int
    sha256: str


def assets(data: Data) -> tuple[Asset, ...]:
    """Every file of the package, below one folder in which the descriptor finds them."""
    return (
        Asset(f"{FOLDER}datapackage.json", _json(_descriptor(data))),
        *(
            Asset(FOLDER + resource.table_schema, _json(_schema(data, resource.name)))
            for resource in data.descriptor.resources
        ),
        *(Asset(FOLDER + resource.path, table(data, resource.name)) for resource in data.descriptor.resources),
    )


def tables(data: Data) -> list[TableFile]:
    """The file of each table, in the order of the descriptor."""
    found = []
    for resource in data.descriptor.resources:
        content = table(data, resource.name)
        rows = len(data.tables[resource.name])
        digest = hashlib.sha256(content).hexdigest()
        found.append(TableFile(resource.name, resource.title, FOLDER + resource.path, rows, len(content), digest))
    return found


def table(data: Data, name: str) -> bytes:
    """A table as canonical CSV."""
    rows = data.tables[name]
    return spell(
        data.schemas[name].names,
        (tuple(_cell(getattr(row, column)) for column in row.columns()) for row in rows),
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    # A coordinate of 33 degrees is written 33.
    return f"{value:g}" if isinstance(value, float) else str(value)


def _descriptor(data: Data) -> dict[str, Any]:
    """The descriptor with the size and the hash of each table, by which readers check what they got."""
    described = data.descriptor.model_dump(mode="json", by_alias=True, exclude_unset=True)
    sizes = {file.name: {"bytes": file.size, "hash": f"sha256:{file.sha256}"} for file in tables(data)}
    resources = [resource | sizes[resource["name"]] for resource in described["resources"]]
    return described | {"resources": resources}


def _schema(data: Data, name: str) -> dict[str, Any]:
    schema = data.schemas[name].model_dump(mode="json", by_alias=True, exclude_unset=True)
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        for bound in ("minimum", "maximum"):
            # Bounds are read as floats; a bound of 1.0 puts off readers of whole numbers.
            if bound in constraints and constraints[bound] == int(constraints[bound]):
                constraints[bound] = int(constraints[bound])
    return schema


def _json(content: dict[str, Any]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()
