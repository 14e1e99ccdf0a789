"""Every rule has a spoiled example that trips it and no other, and its finding has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

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
