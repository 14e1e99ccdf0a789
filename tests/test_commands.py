"""The commands `capture` and `new`, as a contributor uses them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from conftest import TINY
from fasail.__main__ import main
from fasail.validation import validate


def test_capture_makes_the_fingerprint_of_a_file(package: Path) -> None:
    path = package / "seeds/alpha-2024-05-02.json"
    approved = path.read_bytes()
    path.unlink()
    document = TINY / "documents/alpha-2024-05-02.txt"
    arguments = ["capture", str(document), "--source-id", "alpha-2024-05-02", "--captured", "2024-06-01"]
    assert main(["--package", str(package), *arguments]) == 0
    assert path.read_bytes() == approved


def test_capture_reads_standard_input(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Some text.")))
    assert main(["--package", str(package), "capture", "-", "--source-id", "gamma", "--extent", "excerpt"]) == 0
    made = json.loads((package / "seeds/gamma.json").read_text("utf-8"))
    assert (made["extent"], made["paragraphs"][0]["words"]) == ("excerpt", ["some", "text"])


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", None])
def test_capture_refuses_what_is_no_text(
    package: Path, tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "document.txt"
    if content is not None:
        document.write_bytes(content)
    assert main(["--package", str(package), "capture", str(document), "--source-id", "gamma"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (package / "seeds/gamma.json").exists()


def test_new_adds_a_row_in_its_place_with_a_proposed_id(package: Path) -> None:
    cells = ["kind=umbrella", "name=Another Front", "summary=Another umbrella."]
    assert main(["--package", str(package), "new", "group", *cells]) == 0
    lines = (package / "tables/groups.csv").read_text("utf-8").splitlines()
    assert lines[1] == "another-front,Another Front,,umbrella,,,,,Another umbrella."
    assert {finding.rule for finding in validate(package).findings} == {"entities-are-cited"}


def test_new_proposes_an_event_id_with_its_date(package: Path) -> None:
    cells = ["kind=protest", "title=Protest in Sampleshire", "summary=A protest.", "date_start=2024-05-02"]
    cells += ["date_end=2024-05-02", "date_prec=1", "date_basis=resolved", "place=Sampleshire", "where_prec=4"]
    assert (
        main(["--package", str(package), "new", "event", *cells, "clarity=individual", "outcome=not_applicable"]) == 0
    )
    assert "2024-05-02-protest-in-sampleshire,protest" in (package / "tables/events.csv").read_text("utf-8")


@pytest.mark.parametrize("cells", [["name=Nobody"], ["colour=red"], ["name"]])
def test_new_refuses_half_a_row(package: Path, cells: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = (package / "tables/groups.csv").read_bytes()
    assert main(["--package", str(package), "new", "group", *cells]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert (package / "tables/groups.csv").read_bytes() == before


def test_new_does_not_touch_a_broken_table(package: Path) -> None:
    path = package / "tables/groups.csv"
    path.write_text(path.read_text("utf-8") + "too,few\n", encoding="utf-8")
    before = path.read_bytes()
    assert main(["--package", str(package), "new", "group", "kind=umbrella", "name=X", "summary=Y."]) == 1
    assert path.read_bytes() == before


def test_build_stops_at_findings(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "seeds/beta-2024-05-03.json").unlink()
    assert main(["--package", str(package), "build"]) == 1
    assert "sources-have-a-fingerprint" in capsys.readouterr().out


def test_what_is_no_package_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(tmp_path), "build"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
