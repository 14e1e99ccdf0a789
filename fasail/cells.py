"""Cells: the Table Schemas applied to the files; types and constraints as the reference implementation reads them.

frictionless reads each cell by its field; its machinery for whole tables is left out, for it takes longer to start than
all the rest (a test holds that both come to the same verdict). Before it come the rules of plain text that a Table
Schema cannot state or that frictionless lets pass: spelling of numbers and dates, hidden characters, damaged encodings.
A cell with such a fault is not judged twice.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

import frictionless
from ftfy.badness import is_bad

from fasail.descriptor import SchemaField, TableSchema
from fasail.findings import Finding, Rule, breach, shorten
from fasail.package import Grid, Package


def _rule(id: str, title: str, hint: str) -> Rule:
    return Rule(id, title, hint, "cells")


NO_HIDDEN = _rule(
    "cells-have-no-hidden-characters",
    "Cells hold no control, bidirectional, zero-width or soft-hyphen characters (the zero-width non-joiner apart).",
    "Type the cell again instead of pasting it.",
)
TRIMMED = _rule(
    "cells-are-trimmed",
    "Cells neither begin nor end with a space.",
    "Remove the space, or run `python validate.py --fix`.",
)
NO_FORMULA = _rule(
    "cells-are-not-formulas",
    "No text begins with =, +, - or @, which spreadsheets would run as a formula.",
    "Reword the beginning of the cell.",
)
NFC = _rule(
    "cells-are-composed",
    "Letters with accents are single characters (Unicode NFC).",
    "Run `python validate.py --fix`.",
)
NO_REPLACEMENT = _rule(
    "cells-have-no-lost-letters",
    "Cells hold no replacement character, the trace of a letter that was lost.",
    "Type the letter that stands in the source.",
)
NO_MOJIBAKE = _rule(
    "cells-are-not-garbled",
    "Cells hold no text that was read in the wrong encoding.",
    "Type what stands in the source; text such as â€™ comes from a wrong encoding.",
)
ONE_SCRIPT = _rule(
    "words-keep-to-one-script",
    "The letters of a word belong to one script, and those of a name in Latin script to Latin.",
    "Type the word again; some of its letters are look-alikes of another script.",
)
PLAIN_NUMBER = _rule(
    "numbers-are-plain",
    "Numbers are ASCII digits without separators, padding or exponent.",
    "Write 2500 rather than 2,500, 2_500, 02500 or Arabic-Indic digits.",
)
ISO_DATE = _rule(
    "dates-are-iso",
    "Dates are YYYY-MM-DD in ASCII digits.",
    "Write 2021-02-03 rather than 2021-2-3.",
)
TYPED = _rule(
    "cells-have-their-type",
    "Each cell can be read as the type of its column.",
    "Correct the cell; the codebook names the type of the column.",
)
REQUIRED = _rule(
    "required-cells-are-filled",
    "Required cells are filled.",
    "Fill the cell; where nothing is known the row itself cannot stand.",
)
VOCABULARY = _rule(
    "cells-keep-to-the-vocabulary",
    "A cell with a vocabulary holds one of its values, in its spelling.",
    "Choose a value from the codebook.",
)
PATTERN = _rule(
    "cells-fit-their-pattern",
    "A cell has the form that its column asks for.",
    "The codebook shows the form and an example.",
)
RANGE = _rule(
    "numbers-are-in-range",
    "Numbers lie within the bounds of their column.",
    "Correct the number; latitude and longitude may stand in each other's place.",
)
LENGTH = _rule(
    "cells-are-not-too-long",
    "No cell is longer than its column allows.",
    "Shorten the text; a long account belongs to the source, not to the table.",
)
UNIQUE = _rule(
    "keys-are-unique",
    "No two rows of a table have the same key.",
    "Give the second row an id of its own, or merge the two.",
)
RESOLVED = _rule(
    "references-resolve",
    "An id that points to another table stands there.",
    "Correct the id or add the row that it names.",
)

RULES = (
    NO_HIDDEN, TRIMMED, NO_FORMULA, NFC, NO_REPLACEMENT, NO_MOJIBAKE, ONE_SCRIPT, PLAIN_NUMBER, ISO_DATE, TYPED,
    REQUIRED, VOCABULARY, PATTERN, RANGE, LENGTH, UNIQUE, RESOLVED,
)  # fmt: skip

#: The longest cell of a column that sets no length of its own.
LONGEST_CELL = 1000

_PLAIN = re.compile(r"[A-Za-z0-9(\"'\[]([\x20-\x7e]*[\x21-\x7e])?")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200d-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_NUMBER = {"integer": re.compile("-?(0|[1-9][0-9]*)"), "number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")}
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


#: Names the row of a table for a finding, from its cells by column.
RowName = Callable[[str, Mapping[str, str]], str]


class Fault(NamedTuple):
    """What is wrong with a cell, wherever it stands."""

    rule: Rule
    message: str
    hint: str | None = None


def check_cells(package: Package, row_name: RowName) -> list[Finding]:
    """All findings of this layer."""
    findings: list[Finding] = []
    spoiled: set[tuple[str, int, str]] = set()
    for table, grid in package.grids.items():
        for column, judge in enumerate(_judges(package.schemas[table])):
            for line, cells in grid.rows:
                for fault in judge(cells[column]):
                    name = grid.header[column]
                    findings.append(_finding(fault, grid, line, cells, name, row_name))
                    spoiled.add((table, line, name))
    for fault, grid, line, row, name in (*_repeated_keys(package), *_dangling_references(package)):
        if (grid.table, line, name) not in spoiled:
            findings.append(_finding(fault, grid, line, row, name, row_name))
    return findings


def _finding(fault: Fault, grid: Grid, line: int, cells: Sequence[str], column: str, row_name: RowName) -> Finding:
    values = dict(zip(grid.header, cells, strict=True))
    return breach(
        fault.rule, grid.file, fault.message, line=line, table=grid.table, column=column,
        row=row_name(grid.table, values), value=shorten(values[column]), hint=fault.hint,
    )  # fmt: skip


# One cell


def _judges(schema: TableSchema) -> Iterator[Callable[[str], tuple[Fault, ...]]]:
    """For each field, the function from a cell to its faults; equal cells of a column are judged once."""
    plain = schema.model_dump(by_alias=True, exclude_none=True, include={"missing_values": True})
    plain["fields"] = [
        field.model_dump(by_alias=True, exclude_none=True, include={"name", "type", "constraints"})
        for field in schema.fields
    ]
    readers = [field.create_cell_reader() for field in frictionless.Schema.from_descriptor(plain).fields]
    for field, reader in zip(schema.fields, readers, strict=True):
        yield cache(partial(_faults, field, reader))


def _faults(
    field: SchemaField, reader: Callable[[str], tuple[object, dict[str, str] | None]], cell: str
) -> tuple[Fault, ...]:
    fault = _text_fault(field, cell)
    if fault:
        return (fault,)
    _, notes = reader(cell)
    return tuple(_named(field, cell, constraint) for constraint in notes or ())


def _text_fault(field: SchemaField, cell: str) -> Fault | None:
    """The first rule of plain text that a cell breaks, and how; lower faults hide higher ones."""
    if not cell or (field.type == "string" and len(cell) <= LONGEST_CELL and _PLAIN.fullmatch(cell)):
        return None
    if len(cell) > max(LONGEST_CELL, field.constraints.max_length or 0):
        return Fault(LENGTH, f"{len(cell):,} characters")
    hidden = _HIDDEN.search(cell)
    if hidden:
        name = unicodedata.name(hidden.group(), "control character")
        return Fault(NO_HIDDEN, f"U+{ord(hidden.group()):04X} ({name.lower()}) at character {hidden.start() + 1}")
    if cell != cell.strip():
        return Fault(TRIMMED, "a space stands at the beginning or end")
    if field.type in _NUMBER:
        return None if _NUMBER[field.type].fullmatch(cell) else _not_plain(field, cell)
    if field.type == "date":
        return None if _DATE.fullmatch(cell) else Fault(ISO_DATE, f"{shorten(cell)!r} is not of the form YYYY-MM-DD")
    if cell[0] in "=+-@":
        return Fault(NO_FORMULA, f"the text begins with {cell[0]}")
    if "\ufffd" in cell:
        return Fault(NO_REPLACEMENT, f"a letter was lost at character {cell.index(chr(0xFFFD)) + 1}")
    if not unicodedata.is_normalized("NFC", cell):
        return Fault(NFC, "a letter and its accent are two characters")
    if is_bad(cell):
        return Fault(NO_MOJIBAKE, "the letters look like text read in a wrong encoding")
    return _script_fault(field, cell)


def _not_plain(field: SchemaField, cell: str) -> Fault:
    if any(char.isdigit() for char in cell):
        return Fault(PLAIN_NUMBER, f"{shorten(cell)!r} is not a plain {field.type}")
    return Fault(TYPED, f"{shorten(cell)!r} is not a{'n' if field.type == 'integer' else ''} {field.type}")


def _script_fault(field: SchemaField, cell: str) -> Fault | None:
    for word in re.findall(r"[^\W\d_]+", cell):
        scripts = sorted({unicodedata.name(char, "?").split()[0] for char in word if char.isalpha()})
        if len(scripts) > 1 and not word.isascii():
            return Fault(ONE_SCRIPT, f"{word!r} has letters of {' and '.join(script.title() for script in scripts)}")
        if field.name == "name" and scripts not in ([], ["LATIN"], ["MODIFIER"]):
            return Fault(ONE_SCRIPT, f"{word!r} is not in Latin script")
    return None


def _named(field: SchemaField, cell: str, constraint: str) -> Fault:
    """The fault that breaking a constraint of Table Schema is; `type` stands for the type itself."""
    shown = shorten(cell)
    if constraint == "type":
        return Fault(TYPED, f"{shown!r} is no {field.type}", "There is no such day." if field.type == "date" else None)
    if constraint == "required":
        return Fault(REQUIRED, "the cell is blank")
    if constraint == "maxLength":
        return Fault(LENGTH, f"{len(cell):,} characters; at most {field.constraints.max_length}")
    if constraint in ("minimum", "maximum"):
        bound = getattr(field.constraints, constraint)
        return Fault(RANGE, f"{shown} is {'below' if constraint == 'minimum' else 'above'} {bound:g}")
    if constraint == "enum" or field.is_list:
        return Fault(VOCABULARY, f"{shown} is not in the vocabulary", _nearest(field, cell))
    return Fault(PATTERN, f"{shown!r} has not the form of {field.name}", f"Write it like {field.example}.")


def _nearest(field: SchemaField, value: str) -> str:
    vocabulary = list(field.definitions or map(str, field.constraints.enum or ()))
    folded = value.strip().casefold().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(folded, vocabulary, 1) or [
        item for item in vocabulary if item.casefold() == folded
    ]
    if near:
        return f"Did you mean {near[0]}?"
    return f"Choose one of {', '.join(vocabulary)}" + (", several separated by semicolons." if field.is_list else ".")


# Keys


def _repeated_keys(package: Package) -> Iterator[tuple[Fault, Grid, int, Sequence[str], str]]:
    for table, grid in package.grids.items():
        schema = package.schemas[table]
        keys = [[field.name] for field in schema.fields if field.constraints.unique]
        for key in [schema.primary_key, *keys] if schema.primary_key else keys:
            seen: set[tuple[str, ...]] = set()
            for line, cells in grid.rows:
                value = _values(grid, cells, key)
                if value in seen:
                    fault = Fault(UNIQUE, f"{shorten(', '.join(value))} stands in an earlier row")
                    yield fault, grid, line, cells, key[0]
                if any(value):
                    seen.add(value)


def _dangling_references(package: Package) -> Iterator[tuple[Fault, Grid, int, Sequence[str], str]]:
    """References to rows that do not exist; a table that could not be read whole is not looked into."""
    for table, grid in package.grids.items():
        for key in package.schemas[table].foreign_keys:
            target = package.grids.get(key.reference.resource)
            if target is None or not target.complete:
                continue
            known = {_values(target, cells, key.reference.fields) for _, cells in target.rows}
            for line, cells in grid.rows:
                value = _values(grid, cells, key.fields)
                if any(value) and value not in known:
                    fault = Fault(RESOLVED, f"{target.table} has no row {shorten(', '.join(value))}")
                    yield fault, grid, line, cells, key.fields[0]


def _values(grid: Grid, cells: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(cells[grid.header.index(column)] for column in columns)
