"""Validation: the layers from the bottom up, package → cells → rows → checks, and the waivers over them.

A layer judges what the layer below could read, so that as much as possible is said in one run. Only the checks need
the whole: they follow references without a guard, and run when every cell of every table is sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fasail import cells, package, rows
from fasail.checks import CHECKS
from fasail.checks.history import IDS_NEVER_VANISH, ids_never_vanish
from fasail.data import Data, Table
from fasail.findings import Finding, Report, Rule
from fasail.package import Grid, Package, read_package
from fasail.rows import MODELS, Waiver, build_rows, located, row_name

WAIVERS_KNOWN = Rule(
    "waivers-name-a-rule",
    "A waiver names a rule across rows and a row that exists; other rules know no exception.",
    "Correct rule, table or row as the finding prints them.",
    "checks",
)
WAIVERS_USED = Rule(
    "waivers-are-used",
    "Every waiver silences a finding.",
    "Remove the waiver: the row keeps the rule by now.",
    "checks",
)


#: Rules about the shape of a table: where one is broken, its cells cannot be judged.
ABOUT_SHAPE = frozenset({package.KEYS_KNOWN.id, package.FIELDS_ONCE.id, rows.SCHEMAS_FIT.id})

#: Rules between cells of a row that the checks take for granted.
RELIED_ON = frozenset({rows.DATES_REAL.id, "rows-name-one-entity"})


class Invalid(Exception):
    """The package has findings; `report` holds them."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"the package has {len(report.findings)} findings")
        self.report = report


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the layers."""
    across = (*(check.rule for check in CHECKS), IDS_NEVER_VANISH, WAIVERS_KNOWN, WAIVERS_USED)
    return (*package.RULES, *cells.RULES, *rows.RULES, *across)


def validate(root: Path) -> Report:
    """Validate the package in the directory `root`. Raises NotAPackage if there is none."""
    return judge(root)[0]


def load(root: Path) -> Data:
    """The data of the valid package in `root`. Raises NotAPackage if there is none, Invalid if it has findings."""
    report, data = judge(root)
    if data is None:
        raise Invalid(report)
    return data


def judge(root: Path) -> tuple[Report, Data | None]:
    """The findings, and the data if there are none. Raises NotAPackage if there is no package."""
    read, findings = read_package(root)
    data = None
    counts: dict[str, int] = {}
    if read is not None:
        counts = {table: len(grid.rows) for table, grid in read.grids.items()}
        findings += rows.schemas_fit(read)
        misshapen = {finding.table for finding in findings if finding.rule in ABOUT_SHAPE}
        grids = {table: grid for table, grid in read.grids.items() if table in MODELS and table not in misshapen}
        found, data = _examine_rows(replace(read, grids=grids))
        findings += found
    ordered = sorted(set(findings), key=lambda finding: finding.place)
    return Report(tuple(ordered), counts, len(rules())), None if ordered else data


def _examine_rows(read: Package) -> tuple[list[Finding], Data | None]:
    findings = cells.check_cells(read, row_name)
    spoiled = {(finding.table, finding.line) for finding in findings}
    clean = {table: _without(grid, spoiled) for table, grid in read.grids.items()}
    built, in_rows = build_rows(clean)
    unsound = findings or any(finding.rule in RELIED_ON for finding in in_rows)
    findings += in_rows
    if unsound or set(read.grids) != set(MODELS) or not all(grid.complete for grid in read.grids.values()):
        return findings, None
    data = Data.from_rows(read.descriptor, read.schemas, read.fingerprints, read.changes, built)
    in_checks = [
        located(check.rule, problem, read.grids[problem.row.table]) for check in CHECKS for problem in check.find(data)
    ]
    kept, used = _unwaived(in_checks, data.waivers)
    return [*findings, *kept, *ids_never_vanish(data), *_idle_waivers(data, used, read.grids["waivers"])], data


def _without(grid: Grid, spoiled: set[tuple[str | None, int | None]]) -> Grid:
    kept = tuple((line, row) for line, row in grid.rows if (grid.table, line) not in spoiled)
    return grid if len(kept) == len(grid.rows) else Grid(grid.table, grid.file, grid.header, kept, False)


def _unwaived(findings: list[Finding], waivers: Table[Waiver]) -> tuple[list[Finding], set[Waiver]]:
    """The findings that no waiver silences, and the waivers that silence one."""
    by_subject = {(waiver.rule, waiver.table_, waiver.row): waiver for waiver in waivers}
    kept, used = [], set()
    for finding in findings:
        waiver = by_subject.get((finding.rule, finding.table or "", finding.row or ""))
        if waiver is None:
            kept.append(finding)
        else:
            used.add(waiver)
    return kept, used


def _idle_waivers(data: Data, used: set[Waiver], grid: Grid) -> Iterator[Finding]:
    """Waivers that name no check or no row, or that silence nothing."""
    names = {(table, row.id) for table, rows_of_table in data.tables.items() for row in rows_of_table}
    waivable = {check.rule.id for check in CHECKS}
    for waiver in data.waivers:
        if waiver.rule not in waivable:
            yield located(WAIVERS_KNOWN, waiver.problem("rule", f"{waiver.rule} is no rule across rows"), grid)
        elif (waiver.table_, waiver.row) not in names:
            yield located(WAIVERS_KNOWN, waiver.problem("row", f"{waiver.table_} has no row {waiver.row}"), grid)
        elif waiver not in used:
            yield located(WAIVERS_USED, waiver.problem("rule", "it silences nothing"), grid)
