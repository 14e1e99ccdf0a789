"""Evidence: what is kept of a text, and what can be looked up in it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from fasail.evidence import Fingerprint, date_stands, degrees_stand, fingerprint, name_stands, paragraphs, tokens, words
from fasail.findings import shorten

SEEDS = sorted((ROOT / "seeds").glob("*.json"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("about 2,500 troops", "2500"),
        ("twenty-five rockets", "25"),
        ("the forty drones", "40"),
        ("No casualties were reported", "0"),
        ("six-month mission", "6"),
        ("60km south", "60"),
        ("قتل ثلاثة مقاتلين", "3"),
        ("٤١ هجوما", "41"),
        ("أربعة جنود", "4"),
    ],
)
def test_numbers_stand_in_digits_and_in_words(text: str, number: str) -> None:
    assert number in words(text)


@pytest.mark.parametrize(
    ("text", "number"), [("2,500", "2"), ("2,500", "500"), ("twenty men, five cars", "25"), ("north", "0")]
)
def test_numbers_that_a_text_does_not_state(text: str, number: str) -> None:
    assert number not in words(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kataib Hezbollah", "the KATAIB HEZBOLLAH group"),
        ("Kata'ib Hezbollah", "the Kata’ib Hezbollah's men"),
        ("Ain al-Asad", "at Ain Asad"),
        ("كتائب حزب الله", "أعلنت كَتَائِب حزب اللّه"),
        ("Harakat al-Nujaba", "Harakat Al Nujaba"),
        ("Iraq", "Iraqâs government"),
        ("Türkiye", "Turkiye"),
    ],
)
def test_a_name_stands_in_its_spellings(name: str, text: str) -> None:
    assert name_stands(name, words(text))


@pytest.mark.parametrize(
    ("name", "text"), [("Kataib Hezbollah", "Hezbollah"), ("Basra", "Basrah"), ("al", "nothing"), ("", "x")]
)
def test_a_name_that_does_not_stand(name: str, text: str) -> None:
    assert not name_stands(name, words(text))


@pytest.mark.parametrize(
    ("text", "precision", "stands"),
    [
        ("on 28 February", 1, True),
        ("on Feb. 28, 2026", 1, True),
        ("2026-02-28", 1, True),
        ("28 شباط / فبراير", 1, True),
        ("on 27 February", 1, False),
        ("on 28 March", 1, False),
        ("in February 2026", 4, True),
        ("in 2026", 4, False),
        ("in 2026", 5, True),
    ],
)
def test_a_date_stands_as_exactly_as_it_is_known(text: str, precision: int, stands: bool) -> None:
    assert date_stands(date(2026, 2, 28), precision, words(text)) is stands


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 12, 10), "يوم الخميس 10 كانون الأول 2020"),
        (date(2020, 1, 10), "في 10 كانون الثاني"),
        (date(2020, 9, 10), "10 أيلول"),
        (date(2020, 9, 10), "10 سبتمبر"),
        (date(2020, 9, 10), "Posted: Sep 10, 2020"),
        (date(2020, 9, 10), "Sept. 10"),
    ],
)
def test_a_month_stands_under_each_of_its_names(day: date, text: str) -> None:
    assert date_stands(day, 1, words(text))
    assert not date_stands(day.replace(month=11), 1, words(text))


@pytest.mark.parametrize(
    ("text", "degrees", "stands"),
    [
        ("33.7855987549, 42.4412002563", 33.79, True),
        ("33.7855987549, 42.4412002563", 33.78, False),
        ("43.9973 degrees east", 44.0, True),
        ("30.9405, 46.0849", 46.08, True),
        ("-12.5, 45", -12.5, True),
        ("36 31' 50\"N 44 20' 30\"E", 36.53, True),
        ("36 31' 50\"N 44 20' 30\"E", 44.34, True),
        ("36 31' 50\"N 44 20' 30\"E", 36.56, False),
        ("33\u00b018\u2032 N", 33.3, True),
        ("about 33 rockets", 33.79, False),
    ],
)
def test_a_coordinate_stands_rounded_or_converted(text: str, degrees: float, stands: bool) -> None:
    assert degrees_stand(degrees, words(text)) is stands


def test_paragraphs_are_blocks_or_else_lines() -> None:
    assert paragraphs("a\nb\n\n \nc\r\n\r\nd\n") == ["a b", "c", "d"]
    assert paragraphs("a\n b  c \nd") == ["a", "b c", "d"]
    assert paragraphs(" \n") == []


def test_a_fingerprint_survives_its_file_and_holds_no_order_of_words() -> None:
    made = fingerprint(b"Zwei words, two orders.\n\nTwo.", "x", "full", date(2024, 1, 1))
    assert Fingerprint.model_validate_json(made.to_json()) == made
    assert made.sha256 == hashlib.sha256(b"Zwei words, two orders.\n\nTwo.").hexdigest()
    assert made.paragraphs[0].words == ("2", "orders", "two", "words", "zwei")
    assert made.words([2]) == {"two", "2"}
    assert made.words([3]) == set()


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        fingerprint(b" \n", "x", "full", date(2024, 1, 1))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_fingerprints_are_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert Fingerprint.model_validate_json(text).to_json() == text


def _originals() -> dict[str, bytes]:
    """The documents that lie beside the repository, by hash; none where only the repository was cloned."""
    found = [path.read_bytes() for path in ROOT.parent.glob("*/seeds/*.txt")]
    return {hashlib.sha256(raw).hexdigest(): raw for raw in found}


def _beside() -> list[tuple[Fingerprint, bytes]]:
    originals = _originals()
    kept = [Fingerprint.model_validate_json(path.read_text("utf-8")) for path in SEEDS]
    pairs = [(made, originals[made.sha256]) for made in kept if made.sha256 in originals]
    if not pairs:
        pytest.skip("the original documents are not beside the repository")
    assert len(pairs) == len(originals), "a document beside the repository has no fingerprint"
    return pairs


def test_fingerprints_match_the_documents_beside_the_repository() -> None:
    for made, raw in _beside():
        assert fingerprint(raw, made.source_id, made.extent, made.captured) == made


def _runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = tokens(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def test_no_run_of_eight_words_of_a_document_stands_in_the_repository() -> None:
    runs = {run: made.source_id for made, raw in _beside() for part in paragraphs(raw.decode()) for run in _runs(part)}
    # A title is part of the bibliographic record.
    titles = {run for row in (ROOT / "tables/sources.csv").read_text("utf-8").splitlines() for run in _runs(row)}
    texts = [
        path
        for pattern in (
            "*.md",
            "*.cff",
            "docs/**/*.md",
            "tables/*.csv",
            "schemas/*.json",
            "fasail/**/*.py",
            "tests/*.py",
        )
        for path in ROOT.glob(pattern)
    ]
    assert len(texts) > 40
    copied = [
        f"{path.relative_to(ROOT)}:{number}: {shorten(' '.join(run))} ({runs[run]})"
        for path in texts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for run in _runs(line)
        if run in runs and not (path.name == "sources.csv" and run in titles)
    ]
    assert copied == []


def test_a_copied_sentence_would_be_noticed() -> None:
    sentence = "one two three four five six seven eight nine"
    assert _runs(f"He said {sentence}.") & _runs(sentence)


def test_fingerprints_keep_no_sentence() -> None:
    for path in SEEDS:
        for paragraph in json.loads(path.read_text("utf-8"))["paragraphs"]:
            assert paragraph["words"] == sorted(set(paragraph["words"]))
