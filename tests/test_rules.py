"""Every rule has a spoiled example that trips it and no other, and its finding has its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fasail.checks.evidence import names_stand_in_the_paragraph, places_stand_in_the_paragraph
from fasail.checks.identity import speakers_are_known
from fasail.checks.numbers import counters_count_one_thing
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


@pytest.mark.parametrize(("period_start", "found"), [(None, 0), (date(2024, 3, 1), 0), (date(2024, 3, 2), 1)])
def test_a_reading_need_not_state_the_first_day_of_its_counter(
    tiny: Data, period_start: date | None, found: int
) -> None:
    (reading,) = tiny.tallies
    later = reading.model_copy(update={"tally_id": "later", "period_start": period_start})
    assert len([*counters_count_one_thing.find(replace(tiny, tallies=Table((reading, later))))]) == found


@pytest.mark.parametrize(
    ("speaker", "found"), [("sample-army", 0), ("Sample Army", 1), ("officials of the Sample Army", 0)]
)
def test_a_speaker_that_has_a_row_is_given_by_its_id(tiny: Data, speaker: str, found: int) -> None:
    rows = tuple(row.model_copy(update={"attributed_to": speaker}) for row in tiny.casualties)
    assert len([*speakers_are_known.find(replace(tiny, casualties=Table(rows[:1])))]) == found


@pytest.mark.parametrize(
    ("place", "language", "found"),
    [
        ("Samples", "en", 0),
        ("Sampl", "en", 0),
        ("Specimen", "en", 1),
        ("Specimen", "ar", 0),
        ("Specimen", "ar-Latn", 1),
    ],
)
def test_a_place_stands_as_an_adjective_and_is_not_looked_for_in_another_script(
    place: str, language: str, found: int, tiny: Data
) -> None:
    data = replace(
        tiny,
        events=Table(tuple(row.model_copy(update={"place": place, "base_id": None}) for row in tiny.events)),
        sources=Table(tuple(row.model_copy(update={"language": language}) for row in tiny.sources)),
        reports=Table(tuple(row for row in tiny.reports if row.event_id == "2024-05-02-sampleshire-strike")[:1]),
    )
    assert len([*places_stand_in_the_paragraph.find(data)]) == found


@pytest.mark.parametrize(("certainty", "legal"), [("stated", True), ("alleged", True), ("assessed", False)])
def test_a_claim_that_is_only_reported_is_alleged(certainty: str, legal: bool, tiny: Data) -> None:
    claim = next(row for row in tiny.event_actors if row.role == "claimed_by")
    changed = claim.model_copy(update={"certainty": certainty})
    assert (changed.own_words_are_stated() is None) is legal
