"""The reference implementation as a third party runs it: it finds the package valid, and finds our faults."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest

from conftest import ROOT
from fasail.rows import MODELS
from fasail.validation import validate
from spoiled import BASES, EVENTS, GROUPS, PRESENCES, RETIRED, SOURCES, Append, Replace


def _places(package: Path) -> set[tuple[str, int]]:
    report = frictionless.Package(str(package / "datapackage.json")).validate()
    assert not report.errors, report.errors
    return {(task.place, error.row_number) for task in report.tasks for error in task.errors}


def test_the_package_is_valid_for_frictionless() -> None:
    report = frictionless.validate(str(ROOT / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(MODELS)


#: Faults that frictionless finds too; those that it lets pass stand in test_bad_input.
SHARED: dict[str, Replace | Append] = {
    "type": Replace(RETIRED, "2024-06-01", "2024-06-31"),
    "required": Replace(GROUPS, "Ministry that counts attacks.", ""),
    "enum": Replace(GROUPS, "state_body", "State_Body"),
    "enum of numbers": Replace(EVENTS, "2024-05-02,2024-05-02,1,", "2024-05-02,2024-05-02,9,"),
    "pattern": Replace(GROUPS, ",2019,", ",19,"),
    "list pattern": Replace(EVENTS, ",drone,", ",drone;catapult,"),
    "minimum": Replace(PRESENCES, ",40,40,", ",-1,40,"),
    "maximum": Replace(BASES, ",33.3,", ",133.3,"),
    "length": Replace(GROUPS, "Ministry that", "Ministry " * 100),
    "primary key": Append(GROUPS, "sample-front,Second Front,,umbrella,IQ,,,,Another umbrella."),
    "foreign key": Replace(SOURCES, "Example Brigade,example-herald", "Example Brigade,example-heralds"),
    "hidden character": Replace(GROUPS, "that counts", "that\u200b counts"),
    "formula": Replace(GROUPS, ",Ministry that", ",=Ministry that"),
}


@pytest.mark.parametrize("fault", SHARED)
def test_frictionless_finds_the_same_row(fault: str, package: Path) -> None:
    SHARED[fault](package)
    found = {(finding.file, finding.line) for finding in validate(package).findings}
    assert _places(package) == found
