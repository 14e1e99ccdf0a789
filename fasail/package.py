"""The package as it lies on the disk: descriptor, schemas, tables, fingerprints and changes, read line by line.

The lowest layer. It states what must hold before a cell can be spoken of: files that exist and stay inside the
package, JSON and CSV that every reader takes apart in the same way. Since no cell holds a line break, each physical
line of a table is one row; that is how a stray quote cannot swallow rows and every finding has its true line.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from fasail.changes import Changes
from fasail.descriptor import Descriptor, Resource, TableSchema
from fasail.evidence import Fingerprint
from fasail.findings import Finding, Rule, breach, shorten

DESCRIPTOR = "datapackage.json"
M = TypeVar("M", bound=BaseModel)


def _rule(id: str, title: str, hint: str) -> Rule:
    return Rule(id, title, hint, "package")


JSON_WELL_FORMED = _rule(
    "json-is-well-formed",
    "Descriptor, schemas, fingerprints and changes are well-formed JSON in UTF-8.",
    "Mend the JSON at this line; an editor with JSON support shows the fault.",
)
JSON_KEYS_ONCE = _rule(
    "json-keys-are-unique",
    "No JSON object has the same key twice.",
    "Keep one of the two; readers silently take the last.",
)
PROPERTIES_KNOWN = _rule(
    "properties-are-known",
    "Descriptor, schemas, fingerprints and changes have only the properties that every reader knows.",
    "Correct the spelling or take the property out; readers skip what they do not know.",
)
PROPERTIES_PRESENT = _rule(
    "properties-are-present",
    "Descriptor, schemas, fingerprints and changes have every property that they need.",
    "Add the property; a neighbouring entry shows its form.",
)
PROPERTIES_VALID = _rule(
    "properties-are-valid",
    "Each property of descriptor, schemas, fingerprints and changes has a legal value.",
    "Correct the value; a neighbouring entry shows its form.",
)
RESOURCES_ONCE = _rule(
    "resources-are-listed-once",
    "Each table and each path is listed once in the descriptor.",
    "Remove the second entry from datapackage.json.",
)
FIELDS_ONCE = _rule(
    "fields-are-named-once",
    "A schema names each field once.",
    "Rename or remove the second field.",
)
KEYS_KNOWN = _rule(
    "keys-name-known-fields",
    "Primary and foreign keys name fields and tables that exist, and no key points to its own table.",
    "Correct the name of the field or table in the schema.",
)
PATHS_INSIDE = _rule(
    "paths-stay-inside",
    "Paths are relative, local and stay inside the package.",
    "Give a path such as tables/events.csv.",
)
NO_LINKS = _rule(
    "files-are-not-links",
    "Files of the package are files, not symbolic links.",
    "Put the file itself in place of the link.",
)
FILES_EXIST = _rule(
    "files-exist",
    "Every file that the descriptor names exists.",
    "Add the file or correct the path in datapackage.json.",
)
FILES_UNALTERED = _rule(
    "files-are-unaltered",
    "A file has the size and the hash that the descriptor gives, where it gives them.",
    "Fetch the published file again; a table that is edited has neither in its descriptor.",
)
TABLES_LISTED = _rule(
    "tables-are-listed",
    "Every file in tables/ and schemas/ is named in the descriptor.",
    "List it in datapackage.json or remove it.",
)
UTF8 = _rule(
    "text-is-utf-8",
    "Tables are UTF-8.",
    "Save the file as UTF-8 and look at the letters of this line again.",
)
NO_BOM = _rule(
    "no-byte-order-mark",
    "Tables do not begin with a byte-order mark.",
    "Save as UTF-8 without BOM, or run `python validate.py --fix`.",
)
LF = _rule(
    "lines-end-with-lf",
    "Lines of tables end with a line feed alone.",
    "Run `python validate.py --fix`, or set the editor to Unix line ends.",
)
LAST_LF = _rule(
    "last-line-is-ended",
    "The last line of a table has a line end.",
    "Add a line end, or run `python validate.py --fix`; the file may also have been cut off.",
)
NO_CONFLICTS = _rule(
    "no-merge-conflicts",
    "Tables hold no markers of a merge conflict.",
    "Resolve the conflict: keep the right rows and delete the marker lines.",
)
COMMAS = _rule(
    "commas-separate-cells",
    "Cells are separated by commas.",
    "Save the table as comma-separated values.",
)
COLUMNS_ONCE = _rule(
    "columns-are-named-once",
    "The header names each column once.",
    "Remove or rename the second column.",
)
COLUMNS_PRESENT = _rule(
    "columns-are-present",
    "The header has every column of the schema.",
    "Put the column back, with an empty cell where nothing is known.",
)
COLUMNS_KNOWN = _rule(
    "columns-are-known",
    "The header has only columns of the schema.",
    "Correct the spelling, remove the column, or add it to the schema.",
)
COLUMNS_ORDERED = _rule(
    "columns-are-in-order",
    "Columns stand in the order of the schema.",
    "Put the columns into the order of the schema.",
)
ROWS_WHOLE = _rule(
    "rows-have-every-cell",
    "Each row has as many cells as the header; no line is blank.",
    "Count the commas of this line; a text with a comma needs quotes around it.",
)
QUOTES = _rule(
    "quotes-are-balanced",
    "A quote that opens a cell closes it on the same line.",
    'Close the quote; inside a quoted cell, write " as "".',
)
ONE_LINE = _rule(
    "cells-are-on-one-line",
    "No cell holds a line break.",
    "Replace the line break by a space.",
)
HAS_ROWS = _rule(
    "tables-have-rows",
    "Every table but retired, waivers and searches has a row.",
    "Add the rows; a package without them says nothing.",
)
FINGERPRINT_NAMED = _rule(
    "fingerprints-bear-their-name",
    "A fingerprint lies in the file that its source_id names.",
    "Rename the file or correct source_id.",
)
FINGERPRINT_USED = _rule(
    "fingerprints-have-a-source",
    "Every fingerprint in seeds/ belongs to a row of sources.",
    "Remove the fingerprint, or add the source.",
)
CHANGES_NAMED = _rule(
    "changes-bear-their-version",
    "What a version changed lies in changes/ in the file that its number names.",
    "Rename the file or correct version.",
)

RULES = (
    JSON_WELL_FORMED, JSON_KEYS_ONCE, PROPERTIES_KNOWN, PROPERTIES_PRESENT, PROPERTIES_VALID, RESOURCES_ONCE,
    FIELDS_ONCE, KEYS_KNOWN, PATHS_INSIDE, NO_LINKS, FILES_EXIST, FILES_UNALTERED, TABLES_LISTED, UTF8, NO_BOM, LF,
    LAST_LF, NO_CONFLICTS, COMMAS, COLUMNS_ONCE, COLUMNS_PRESENT, COLUMNS_KNOWN, COLUMNS_ORDERED, ROWS_WHOLE, QUOTES,
    ONE_LINE, HAS_ROWS, FINGERPRINT_NAMED, FINGERPRINT_USED, CHANGES_NAMED,
)  # fmt: skip

#: Tables that may be empty: nothing need have been retired or waived.
MAY_BE_EMPTY = frozenset({"retired", "waivers", "searches"})


class NotAPackage(Exception):
    """The directory holds no descriptor: there is nothing to validate."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: its header, and each row with its physical line; not `complete` if a line was unreadable."""

    table: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    complete: bool = True

    def at(self, line: int) -> tuple[str, ...]:
        """The cells of the row on this physical line."""
        return self.rows[bisect_left(self.rows, (line,))][1]


@dataclass(frozen=True, slots=True)
class Package:
    """What could be read of a package: a table or schema that is missing here has a finding that says why."""

    root: Path
    descriptor: Descriptor
    schemas: Mapping[str, TableSchema]
    grids: Mapping[str, Grid]
    fingerprints: Mapping[str, Fingerprint]
    changes: Mapping[str, Changes]


def read_package(root: Path) -> tuple[Package | None, list[Finding]]:
    """Read the package in the directory `root`; None where not even its descriptor can be used.

    Raises NotAPackage if `root` is no directory or has no `datapackage.json`.
    """
    if not root.is_dir():
        raise NotAPackage(f"{root} is not a directory")
    if not (root / DESCRIPTOR).is_file():
        raise NotAPackage(f"{root} has no {DESCRIPTOR}")
    descriptor, findings = _read_json(root, DESCRIPTOR, Descriptor)
    if descriptor is None:
        return None, findings
    lines = json_lines((root / DESCRIPTOR).read_text("utf-8"))
    findings += _listed_once(descriptor, lines)
    schemas: dict[str, TableSchema] = {}
    grids: dict[str, Grid] = {}
    for number, resource in enumerate(descriptor.resources):
        at = f"/resources/{number}"
        refused = [
            *_refused_path(root, resource.path, lines.get(f"{at}/path")),
            *_refused_path(root, resource.table_schema, lines.get(f"{at}/schema")),
        ]
        findings += refused
        if not refused:
            findings += _altered(root, resource, lines[f"{at}/path"])
        if refused or resource.computed or resource.name in schemas:
            continue
        schema, found = _read_json(root, resource.table_schema, TableSchema)
        findings += found
        if schema is not None:
            schemas[resource.name] = schema
            grid, found = read_grid(root, resource, schema)
            findings += found
            if grid is not None:
                grids[resource.name] = grid
    # What is computed is not typed, and the rest of the package is not judged by it.
    typed = [resource for resource in descriptor.resources if not resource.computed]
    descriptor = descriptor.model_copy(update={"resources": typed})
    findings += _keys_known(descriptor, schemas, root)
    findings += _unlisted(root, descriptor)
    fingerprints, found = _read_folder(root, "seeds", Fingerprint, "source_id", FINGERPRINT_NAMED)
    if "sources" in grids and grids["sources"].complete:
        known = {cells[0] for _, cells in grids["sources"].rows}
        unknown = [source_id for source_id in fingerprints if source_id not in known]
        found += [breach(FINGERPRINT_USED, f"seeds/{name}.json", f"sources has no row {name}") for name in unknown]
    changes, found_in_changes = _read_folder(root, "changes", Changes, "version", CHANGES_NAMED)
    read = Package(root, descriptor, schemas, grids, fingerprints, changes)
    return read, [*findings, *found, *found_in_changes]


def table_files(root: Path) -> list[Path]:
    """The tables that the descriptor lists and that are plain files inside the package.

    Raises NotAPackage like read_package.
    """
    read, _ = read_package(root)
    if read is None:
        return []
    paths = [resource.path for resource in read.descriptor.resources]
    return [root / path for path in dict.fromkeys(paths) if not list(_refused_path(root, path, None))]


# JSON


def _read_json(root: Path, file: str, model: type[M]) -> tuple[M | None, list[Finding]]:
    repeated: list[tuple[str, int]] = []
    try:
        text = (root / file).read_bytes().decode("utf-8")
        json.loads(text, parse_constant=_no_constant)
        lines = json_lines(text, repeated)
    except json.JSONDecodeError as error:
        return None, [breach(JSON_WELL_FORMED, file, f"{error.msg} at column {error.colno}", line=error.lineno)]
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        return None, [breach(JSON_WELL_FORMED, file, str(error), line=1)]
    if repeated:
        return None, [breach(JSON_KEYS_ONCE, file, f"{key} stands twice", line=line) for key, line in repeated]
    try:
        return model.model_validate_json(text), []
    except ValidationError as error:
        return None, [_property_finding(file, lines, model, problem) for problem in _problems(error)]


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _problems(error: ValidationError) -> Iterator[tuple[str, tuple[str | int, ...], str, object]]:
    """Type, place, message and input of each problem, one a place (a union reports each of its arms)."""
    seen = set()
    for problem in error.errors(include_url=False):
        place = tuple(part for part in problem["loc"] if part not in ("str", "int"))
        if place not in seen:
            seen.add(place)
            yield problem["type"], place, problem["msg"], problem["input"]


def _property_finding(
    file: str, lines: Mapping[str, int], model: type[BaseModel], problem: tuple[str, tuple[str | int, ...], str, object]
) -> Finding:
    kind, place, message, value = problem
    pointer = "/" + "/".join(map(str, place)) if place else ""
    parent = pointer.rpartition("/")[0]
    line = lines.get(pointer) or lines.get(parent) or 1
    name = pointer.lstrip("/") or "the file"
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), _known_properties(model), 1)
        hint = f"Did you mean {near[0]}?" if near else None
        return breach(PROPERTIES_KNOWN, file, f"{name} is not a known property", line=line, hint=hint)
    if kind == "missing":
        return breach(PROPERTIES_PRESENT, file, f"{name} is missing", line=line)
    shown = shorten(json.dumps(value, ensure_ascii=False, default=str))
    return breach(PROPERTIES_VALID, file, f"{name}: {message}", line=line, value=shown)


def _known_properties(model: type[BaseModel]) -> list[str]:
    """The names of all properties in the JSON form of `model` and of its parts."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return [name for part in parts for name in part.get("properties", {})]


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


def json_lines(text: str, repeated: list[tuple[str, int]] | None = None) -> dict[str, int]:
    """The line of each value in a well-formed JSON text, by JSON pointer; keys given twice go to `repeated`."""
    lines: dict[str, int] = {}
    starts = [match.start() for match in re.finditer("\n", text)]
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    position = 0
    newline = 0

    def line_of(offset: int) -> int:
        nonlocal newline
        while newline < len(starts) and starts[newline] < offset:
            newline += 1
        return newline + 1

    def value(pointer: str) -> None:
        nonlocal position
        token, offset = tokens[position]
        position += 1
        lines[pointer] = line_of(offset)
        if token not in "{[":
            return
        closing = "}" if token == "{" else "]"
        count = 0
        keys: set[str] = set()
        while tokens[position][0] != closing:
            if tokens[position][0] == ",":
                position += 1
            name = str(count)
            if closing == "}":
                name = json.loads(tokens[position][0])
                if name in keys and repeated is not None:
                    repeated.append((name, line_of(tokens[position][1])))
                keys.add(name)
                position += 2
            value(f"{pointer}/{name}")
            count += 1
        position += 1

    value("")
    return lines


# Descriptor and schemas


def _listed_once(descriptor: Descriptor, lines: Mapping[str, int]) -> Iterator[Finding]:
    names: set[str] = set()
    paths: set[str] = set()
    for number, resource in enumerate(descriptor.resources):
        for what, value, seen in (("name", resource.name, names), ("path", resource.path, paths)):
            if value in seen:
                line = lines[f"/resources/{number}/{what}"]
                yield breach(RESOURCES_ONCE, DESCRIPTOR, f"{value} is listed twice", line=line, value=value)
                break
            seen.add(value)


def _refused_path(root: Path, path: str, line: int | None) -> Iterator[Finding]:
    pure = PurePosixPath(path)
    if "://" in path or "\\" in path or ":" in path or pure.is_absolute() or ".." in pure.parts or not pure.parts:
        yield breach(PATHS_INSIDE, DESCRIPTOR, f"{path!r} is not a path inside the package", line=line, value=path)
        return
    if any((root / part).is_symlink() for part in (pure, *pure.parents) if part.parts):
        yield breach(NO_LINKS, DESCRIPTOR, f"{path} is a symbolic link", line=line, value=path)
    elif not (root / pure).is_file():
        yield breach(FILES_EXIST, DESCRIPTOR, f"{path} does not exist", line=line, value=path)


def _altered(root: Path, resource: Resource, line: int) -> Iterator[Finding]:
    """A file that is not the one whose size and hash the descriptor gives."""
    content = (root / resource.path).read_bytes() if resource.bytes_ is not None or resource.hash_ else b""
    if resource.bytes_ not in (None, len(content)):
        message = f"{resource.path} has {len(content):,} bytes, not {resource.bytes_:,}"
        yield breach(FILES_UNALTERED, DESCRIPTOR, message, line=line, value=resource.path)
    elif resource.hash_ not in (None, f"sha256:{hashlib.sha256(content).hexdigest()}"):
        message = f"{resource.path} has another hash than the descriptor gives"
        yield breach(FILES_UNALTERED, DESCRIPTOR, message, line=line, value=resource.path)


def _unlisted(root: Path, descriptor: Descriptor) -> Iterator[Finding]:
    listed = {resource.path for resource in descriptor.resources}
    listed |= {resource.table_schema for resource in descriptor.resources}
    for folder in ("tables", "schemas"):
        for path in sorted((root / folder).glob("*")):
            file = f"{folder}/{path.name}"
            if file not in listed:
                yield breach(TABLES_LISTED, file, f"{DESCRIPTOR} does not list it")


def _keys_known(descriptor: Descriptor, schemas: Mapping[str, TableSchema], root: Path) -> Iterator[Finding]:
    listed = {resource.name: resource for resource in descriptor.resources}
    for table, schema in schemas.items():
        file = listed[table].table_schema
        lines = json_lines((root / file).read_text("utf-8"))
        for name, count in Counter(schema.names).items():
            if count > 1:
                at = [number for number, field in enumerate(schema.fields) if field.name == name][1]
                yield breach(
                    FIELDS_ONCE, file, f"{name} stands twice", line=lines[f"/fields/{at}"], table=table, value=name
                )
        wrong = [(name, f"/primaryKey/{at}", table) for at, name in enumerate(schema.primary_key)]
        for at, key in enumerate(schema.foreign_keys):
            pointer = f"/foreignKeys/{at}"
            wrong += [(name, f"{pointer}/fields", table) for name in key.fields]
            target = key.reference.resource
            if target not in listed or target == table or len(key.fields) != len(key.reference.fields):
                what = "its own table" if target == table else "no table of the package"
                if target in listed and target != table:
                    what = "another number of fields"
                line = lines[f"{pointer}/reference"]
                message = f"the foreign key points to {what}: {target}"
                yield breach(KEYS_KNOWN, file, message, line=line, table=table, value=target)
            elif target in schemas:
                wrong += [(name, f"{pointer}/reference/fields", target) for name in key.reference.fields]
        for name, pointer, owner in wrong:
            if name not in schemas[owner].names:
                message = f"{owner} has no field {name}"
                yield breach(KEYS_KNOWN, file, message, line=lines[pointer], table=table, value=name)


# Tables


def read_grid(root: Path, resource: Resource, schema: TableSchema) -> tuple[Grid | None, list[Finding]]:
    """The cells of one table, with a finding for everything that keeps readers from agreeing on them."""
    raw = (root / resource.path).read_bytes()
    findings: list[Finding] = []

    def found(rule: Rule, message: str, line: int, **more: str) -> None:
        findings.append(breach(rule, resource.path, message, line=line, table=resource.name, **more))

    if raw.startswith(b"\xef\xbb\xbf"):
        found(NO_BOM, "the file begins with a byte-order mark", 1)
        raw = raw[3:]
    lines = re.split(rb"\r\n|\r|\n", raw)
    returns = [number for number, end in enumerate(re.findall(rb"\r\n|\r|\n", raw), 1) if end != b"\n"]
    if returns:
        found(LF, f"{len(returns)} of {len(lines)} lines end with a carriage return", returns[0])
    if not raw.strip():
        found(HAS_ROWS, "the file is empty", 1)
        return None, findings
    if lines[-1]:
        found(LAST_LF, "the last line has no line end", len(lines))
    else:
        lines.pop()
    texts: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            texts.append(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            texts.append("")
            found(UTF8, f"byte {error.start + 1} of the line, 0x{line[error.start]:02x}, is not UTF-8", number)
    markers = [number for number, text in enumerate(texts, 1) if re.match(r"(<<<<<<<|\|{7}|=======$|>>>>>>>)", text)]
    if markers:
        found(NO_CONFLICTS, f"markers of a merge conflict in lines {', '.join(map(str, markers))}", markers[0])
    if markers or any(finding.rule == UTF8.id for finding in findings):
        return None, findings

    records, broken = _records(texts)
    findings += [breach(rule, resource.path, message, line=line, table=resource.name) for line, rule, message in broken]
    header, wrong = records[0][1] if records and records[0][0] == 1 else (), []
    if header:
        wrong = list(_header_problems(header, schema.names))
        for rule, message, column in wrong:
            found(rule, message, 1, **({"column": column} if column else {}))
    if wrong or not header:
        return None, findings
    rows = []
    for number, cells in records[1:]:
        if len(cells) == len(header):
            rows.append((number, cells))
        else:
            found(ROWS_WHOLE, _ragged(cells, header), number)
    complete = len(rows) == len(records) - 1 and not broken
    if not rows and complete and resource.name not in MAY_BE_EMPTY:
        found(HAS_ROWS, "the table has no row", 1)
        complete = False
    return Grid(resource.name, resource.path, header, tuple(rows), complete), findings


def _ragged(cells: Sequence[str], header: Sequence[str]) -> str:
    return f"{len(cells)} cells where the header has {len(header)}" if any(cells) else "the line is blank"


def _records(texts: Sequence[str]) -> tuple[list[tuple[int, tuple[str, ...]]], list[tuple[int, Rule, str]]]:
    """The cells of each line, and the lines on which a quote stays open."""
    records: list[tuple[int, tuple[str, ...]]] = []
    broken: list[tuple[int, Rule, str]] = []
    number = 0
    while number < len(texts):
        text = texts[number]
        number += 1
        cells = split_line(text)
        if cells is not None:
            records.append((number, cells))
            continue
        closing = _closing_line(texts, number, len(records[0][1]) if records else 0)
        if closing:
            broken.append((number, ONE_LINE, f"a cell goes on to line {closing}"))
            number = closing
        else:
            broken.append((number, QUOTES, "a quote is not closed, or text stands behind a closing quote"))
    return records, broken


def _closing_line(texts: Sequence[str], number: int, width: int) -> int | None:
    """The line on which the cell that line `number` leaves open ends, if the lines between make one whole row.

    A cell of real data that goes over lines goes over few; looking further would let one quote cost the square of a
    table's length.
    """
    joined = texts[number - 1]
    for last in range(number, min(number + 20, len(texts))):
        joined += " " + texts[last]
        cells = split_line(joined)
        if cells is not None:
            return last + 1 if len(cells) == width else None
    return None


def split_line(text: str) -> tuple[str, ...] | None:
    """The cells of one line of CSV; None where its quotes are not balanced."""
    if '"' not in text:
        return tuple(text.split(",")) if text else ("",)
    try:
        return tuple(next(csv.reader([text], strict=True)))
    except csv.Error:
        return None


def _header_problems(header: Sequence[str], names: Sequence[str]) -> Iterator[tuple[Rule, str, str | None]]:
    if len(header) == 1 and len(names) > 1 and re.search(r"[;\t|]", header[0]):
        yield COMMAS, "the header is not separated by commas", None
        return
    before = set()
    for name in header:
        if name in before:
            yield COLUMNS_ONCE, f"{name} stands twice in the header", name
        elif name not in names:
            yield COLUMNS_KNOWN, f"{name or 'a column without a name'} is no column of this table", name or None
        before.add(name)
    missing = [name for name in names if name not in before]
    for name in missing:
        yield COLUMNS_PRESENT, f"the column {name} is missing", name
    if set(header) == set(names) and len(header) == len(names) and list(header) != list(names):
        moved = next(found for found, due in zip(header, names, strict=True) if found != due)
        yield COLUMNS_ORDERED, f"{moved} stands out of order", moved


# Fingerprints and changes


def _read_folder(
    root: Path, folder: str, model: type[M], naming: str, named: Rule
) -> tuple[dict[str, M], list[Finding]]:
    """The JSON files of a folder by their property `naming`, which names the file too, as the rule `named` says."""
    read: dict[str, M] = {}
    findings: list[Finding] = []
    if (root / folder).is_symlink():
        return read, [breach(NO_LINKS, folder, "the folder is a symbolic link")]
    for path in sorted((root / folder).glob("*")):
        file = f"{folder}/{path.name}"
        if path.is_symlink():
            findings.append(breach(NO_LINKS, file, "the file is a symbolic link"))
            continue
        if not path.is_file() or path.suffix != ".json":
            findings.append(breach(named, file, f"{folder}/ holds JSON files alone", hint="Remove it."))
            continue
        value, found = _read_json(root, file, model)
        findings += found
        if value is None:
            continue
        name = getattr(value, naming)
        if name != path.stem:
            findings.append(breach(named, file, f"{naming} is {name}", line=1, value=name))
        read[name] = value
    return read, findings
