"""Every rule has a spoiled example that trips it and no other, and its finding has its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fasail.checks.evidence import names_stand_in_the_paragraph
from fasail.data import UNIDENTIFIED, Data, Table
from fasail.validation import rules, validate
from spoiled import SPOILED


def test_every_rule_has_a_spoiled_example() -> None:
    assert sorted(SPOILED) == sorted(rule.id for rule in rules())


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)


def test_the_tiny_package_is_valid(package: Path) -> None:
    assert [finding.message for finding in validate(package).findings] == []


@pytest.mark.parametrize("rule", SPOILED)
def test_a_spoiled_example_trips_its_rule_and_no_other(rule: str, package: Path) -> None:
    spoiled = SPOILED[rule]
    for edit in spoiled.edits:
        edit(package)
    findings = validate(package).findings
    assert {finding.rule for finding in findings} == {rule}, [
        f"{finding.rule}: {finding.message}" for finding in findings
    ]
    first = findings[0]
    assert (first.file, first.line, first.column) == (spoiled.file, spoiled.line, spoiled.column)
    assert first.message
    assert first.hint


@pytest.mark.parametrize(("group_id", "found"), [(UNIDENTIFIED, 0), ("ministry-of-samples", 1)])
def test_only_who_is_not_identified_needs_no_name_in_the_paragraph(tiny: Data, group_id: str, found: int) -> None:
    row = next(row for row in tiny.event_actors if row.role == "claimed_by")
    data = replace(tiny, event_actors=Table((row.model_copy(update={"group_id": group_id}),)))
    problems = [problem for problem in names_stand_in_the_paragraph.find(data) if problem.row.table == "event_actors"]
    assert len(problems) == found
