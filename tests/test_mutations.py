"""Breaking random cells of the real package: whatever must be noticed is noticed, at its place."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from fasail.checks.evidence import FIGURES
from fasail.validation import validate

SEED = 20261121
EACH = 25


#: Given the field, whether it is a foreign key, and the cell: the broken cell, or None where it is not of that sort.
Mutation = Callable[[dict[str, object], bool, str], str | None]


def _constraint(field: dict[str, object], name: str) -> object:
    constraints = field.get("constraints")
    return constraints.get(name) if isinstance(constraints, dict) else None


CELL_MUTATIONS: dict[str, Mutation] = {
    "blank a required cell": lambda field, key, cell: "" if _constraint(field, "required") else None,
    "leave the vocabulary": lambda field, key, cell: f"{cell}x" if _constraint(field, "enum") and cell else None,
    "capitalise the vocabulary": lambda field, key, cell: (
        cell.upper() if _constraint(field, "enum") and cell != cell.upper() else None
    ),
    "point to nothing": lambda field, key, cell: f"{cell}-x" if key and cell else None,
    "hide a character": lambda field, key, cell: f"{cell[0]}\u200b{cell[1:]}" if cell else None,
    "put a space before": lambda field, key, cell: f" {cell}" if cell else None,
    "start a formula": lambda field, key, cell: f"={cell}" if cell else None,
    "garble": lambda field, key, cell: f"{cell}â€™" if cell else None,
    "lose a letter": lambda field, key, cell: f"{cell[:-1]}\ufffd" if cell else None,
    "separate thousands": lambda field, key, cell: "1,000" if field["type"] == "integer" and cell else None,
    "break a date": lambda field, key, cell: f"{cell[:5]}13{cell[7:]}" if field["type"] == "date" and cell else None,
    "make it endless": lambda field, key, cell: cell * 2000 if cell else None,
}
CHECK_MUTATIONS: dict[str, Mutation] = {
    "change a figure": lambda field, key, cell: "987654" if field["name"] in FIGURES and cell else None,
    "cite a paragraph beyond the last": lambda field, key, cell: "999" if field["name"] == "locator" else None,
    "change an alias": lambda field, key, cell: f"{cell} Qqq" if field["name"] == "alias" else None,
    "add a figure to a text": lambda field, key, cell: (
        f"{cell} 987654 men." if field["name"] == "summary" and cell else None
    ),
    "take sides": lambda field, key, cell: (
        f"{cell} The regime." if field["name"] in ("summary", "note") and cell else None
    ),
}


def _tables(package: Path) -> Iterator[tuple[Path, list[dict[str, object]], set[str]]]:
    for resource in json.loads((package / "datapackage.json").read_text("utf-8"))["resources"]:
        schema = json.loads((package / resource["schema"]).read_text("utf-8"))
        keys = {key["fields"][0] for key in schema.get("foreignKeys", [])}
        yield package / resource["path"], schema["fields"], keys


def _mutate(package: Path, mutation: Mutation) -> set[tuple[str, int]]:
    """Break up to EACH cells, one in a row; the places of the broken rows."""
    chance = random.Random(SEED)
    rows = {path: list(csv.reader(path.read_text("utf-8").splitlines())) for path, _, _ in _tables(package)}
    # A waived row is exempt, which is what a waiver is for; and a broken waiver would exempt nothing.
    waived = {(cells[1], *cells[2].split("/")) for cells in rows[package / "tables/waivers.csv"]}
    open_to = [
        (path, line, column, broken)
        for path, fields, keys in _tables(package)
        if path.stem != "waivers"
        for line, cells in enumerate(rows[path][1:], 1)
        if not any(name[0] == path.stem and set(name[1:]) <= set(cells) for name in waived)
        for column, (field, cell) in enumerate(zip(fields, cells, strict=True))
        if (broken := mutation(field, field["name"] in keys, cell)) is not None
    ]
    chosen = {(path, line): (column, broken) for path, line, column, broken in chance.sample(open_to, len(open_to))}
    chosen = dict(list(chosen.items())[:EACH])
    for (path, line), (column, broken) in chosen.items():
        rows[path][line][column] = broken
    for path, table in rows.items():
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(table)
    return {(f"tables/{path.name}", line + 1) for path, line in chosen}


@pytest.mark.parametrize("name", [*CELL_MUTATIONS, *CHECK_MUTATIONS])
def test_no_broken_cell_survives(name: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    for folder in ("tables", "schemas", "seeds"):
        shutil.copytree(ROOT / folder, package / folder)
    shutil.copy(ROOT / "datapackage.json", package)
    broken = _mutate(package, (CELL_MUTATIONS | CHECK_MUTATIONS)[name])
    assert len(broken) > 3
    found = {(finding.file, finding.line) for finding in validate(package).findings}
    assert sorted(broken - found) == [], "these broken rows survived"
