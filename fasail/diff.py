"""Difference: the rows that were added, changed, removed and retired between two packages.

What counts is the canonical spelling: the order of the rows and the way in which a cell is written make no difference.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from fasail.canonical import canonical_cell
from fasail.changes import ChangedRow, Changes, RetiredRow, TableChanges
from fasail.descriptor import TableSchema
from fasail.package import DESCRIPTOR, HAS_ROWS, LAST_LF, LF, NO_BOM, NotAPackage, Package, read_package
from fasail.rows import MODELS

#: What stands for an empty package on the command line.
NOTHING = "nothing"
#: Rows about one subject are compared each with each, as long as this does not make more pairs.
MOST_PAIRS = 10_000

#: Rules about a table that keep none of its rows from being read.
HARMLESS = frozenset({HAS_ROWS.id, NO_BOM.id, LF.id, LAST_LF.id})

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the rows of a table are matched: by position, the cells that name a row and those that say what it is about.

    Rows about the same are one row that changed if they agree in at least `needed` cells.
    """

    columns: tuple[str, ...]
    naming: tuple[int, ...]
    subject: tuple[int, ...]
    needed: float

    def name(self, row: Cells) -> str:
        return "/".join(row[at] for at in self.naming if row[at])


def read(name: str, repository: Path) -> Package:
    """The package in the directory `name`, or in the revision `name` of the git repository that holds `repository`.

    Raises NotAPackage if none is there, ValueError if there is no such revision or a table cannot be read whole.
    """
    if Path(name).is_dir():
        return _read_whole(name, Path(name))
    with TemporaryDirectory(prefix="fasail-") as folder:
        archive = _git(name, repository, "archive", "--format=tar", _commit(name, repository))
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise ValueError(f"{name} cannot be unpacked: {error}") from None
        return _read_whole(name, Path(folder))


def _commit(name: str, repository: Path) -> str:
    # Only what this names is given to `git archive`, which could take a name for an option.
    return _git(name, repository, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def _git(name: str, repository: Path, *arguments: str) -> bytes:
    outcome = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, check=False)
    if outcome.returncode:
        said = outcome.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ValueError(f"{name} is neither a directory nor a revision of the repository here ({said})")
    return outcome.stdout


def _read_whole(name: str, root: Path) -> Package:
    if not (root / DESCRIPTOR).is_file():
        raise NotAPackage(f"{name} is no package: it has no {DESCRIPTOR}")
    package, findings = read_package(root)
    if package is None:
        raise ValueError(f"{name} cannot be read: {findings[0].file}: {findings[0].message}")
    for resource in package.descriptor.resources:
        if resource.name not in package.grids or not package.grids[resource.name].complete:
            files = (resource.path, resource.table_schema, DESCRIPTOR)
            why = [finding for finding in findings if finding.file in files and finding.rule not in HARMLESS]
            if why:
                place = f"{why[0].file}:{why[0].line or 1}"
                raise ValueError(f"{name} cannot be read whole: {place}: {why[0].message}")
    return package


def compare(old: Package | None, new: Package) -> Changes:
    """What `new` brought against `old`, or against nothing; only tables that differ are told."""
    tables = dict.fromkeys([*new.schemas, *(old.schemas if old else ())])
    tombstones = _tombstones(new)
    compared = {table: _compare_table(table, old, new, tombstones) for table in tables}
    return Changes(
        version=new.descriptor.version,
        since=old.descriptor.version if old else None,
        tables={table: changes for table, changes in compared.items() if changes != TableChanges()},
    )


def vanished(old: Package | None, new: Package) -> list[tuple[str, str]]:
    """Table and id of each row that `old` had or had retired, and that `new` neither has nor has retired."""
    return sorted(_ids(old) - _ids(new)) if old else []


def _ids(package: Package) -> set[tuple[str, str]]:
    """Every id that stands in its table, or in `retired` with the name of its table."""
    ids = set(_tombstones(package))
    for table, schema in package.schemas.items():
        if _keyed(schema, schema.names) and table != "retired":
            ids |= {(table, "/".join(row)) for row in _rows(package, table, schema.primary_key)}
    return ids


def _tombstones(package: Package) -> dict[tuple[str, str], RetiredRow]:
    columns = ("table", "retired_id", "replaced_by", "reason")
    if "retired" not in package.schemas or not set(columns) <= set(package.schemas["retired"].names):
        return {}
    return {
        (table, row_id): RetiredRow(row=row_id, replaced_by=replaced_by, reason=reason)
        for table, row_id, replaced_by, reason in _rows(package, "retired", columns)
    }


def _rows(package: Package | None, table: str, columns: Sequence[str]) -> Iterator[Cells]:
    """The rows of a table in canonical spelling, with these columns; none where there is no such table."""
    if package is None or table not in package.grids:
        return
    grid = package.grids[table]
    positions = [grid.header.index(column) for column in columns]
    for _, cells in grid.rows:
        yield tuple([canonical_cell(cells[at]) for at in positions])


def _shape(table: str, package: Package, columns: tuple[str, ...]) -> _Shape:
    schema = package.schemas[table]
    keyed = _keyed(schema, columns)
    identifying = schema.primary_key if keyed else _identifying(table)
    naming = [name for name in identifying if name in columns] or columns
    subject = {*naming} if keyed else {*naming, *(name for key in schema.foreign_keys for name in key.fields)}
    return _Shape(
        columns,
        tuple(columns.index(name) for name in naming),
        tuple(at for at, name in enumerate(columns) if name in subject),
        0 if keyed else len(columns) / 2,
    )


def _keyed(schema: TableSchema, columns: Sequence[str]) -> bool:
    return bool(schema.primary_key) and set(schema.primary_key) <= set(columns)


def _identifying(table: str) -> list[str]:
    """The columns of which no two rows of a table without a key share the cells, as far as the model knows them."""
    model = MODELS.get(table)
    return [model.model_fields[name].alias or name for name in model.key] if model else []


def _compare_table(
    table: str, old: Package | None, new: Package, tombstones: Mapping[tuple[str, str], RetiredRow]
) -> TableChanges:
    before = old.schemas[table].names if old and table in old.schemas else ()
    after = new.schemas[table].names if table in new.schemas else ()
    columns = tuple(name for name in after if name in before) if before and after else after or before
    shape = _shape(table, new if after or old is None else old, columns)
    earlier, later = Counter(_rows(old, table, columns)), Counter(_rows(new, table, columns))
    gone, come = earlier - later, later - earlier
    pairs = list(_pairs(gone, come, shape))
    gone -= Counter(row for row, _ in pairs)
    come -= Counter(row for _, row in pairs)
    lost = sorted(map(shape.name, gone.elements()))
    return TableChanges(
        columns_added=tuple(name for name in after if before and name not in before),
        columns_removed=tuple(name for name in before if after and name not in after),
        added=tuple(sorted(map(shape.name, come.elements()))),
        changed=tuple(_changed(shape, row, row_now) for row, row_now in sorted(pairs)),
        removed=tuple(name for name in lost if (table, name) not in tombstones),
        retired=tuple(tombstones[table, name] for name in lost if (table, name) in tombstones),
    )


def _changed(shape: _Shape, before: Cells, after: Cells) -> ChangedRow:
    cells = {
        column: (old, new) for column, old, new in zip(shape.columns, before, after, strict=True) if old != new
    }  # fmt: skip
    return ChangedRow(row=shape.name(after), cells=cells)


def _pairs(gone: Counter[Cells], come: Counter[Cells], shape: _Shape) -> Iterator[tuple[Cells, Cells]]:
    """Rows before and after that are one row with other cells: about the same subject, most cells in common first."""
    about: defaultdict[Cells, tuple[list[Cells], list[Cells]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((gone, come)):
        for row in sorted(rows.elements()):
            about[tuple([row[at] for at in shape.subject])][side].append(row)
    for before, after in about.values():
        yield from _best_pairs(before, after, shape.needed)


def _best_pairs(before: Sequence[Cells], after: Sequence[Cells], needed: float) -> Iterator[tuple[Cells, Cells]]:
    places = (range(len(before)), range(len(after)))
    pairs: Iterable[tuple[int, int]] = product(*places)
    if len(before) * len(after) > MOST_PAIRS:
        pairs = zip(*places, strict=False)
    agreeing = ((sum(map(str.__eq__, before[one], after[other])), one, other) for one, other in pairs)
    used_before, used_after = set(), set()
    for agreement, one, other in sorted(agreeing, key=lambda pair: (-pair[0], *pair[1:])):
        if agreement >= needed and one not in used_before and other not in used_after:
            used_before.add(one)
            used_after.add(other)
            yield before[one], after[other]
