"""`validate.py`: formats, exit codes, and `--fix`, as a caller sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT
from fasail.findings import SHOWN_BY_GITHUB
from spoiled import EVENTS, GROUPS, RETIRED, Replace
from validate import main

FINDING = "2024-05-02,2024-05-01,1"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "validate.py"), *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def spoiled(package: Path) -> Path:
    Replace(EVENTS, "2024-05-02,2024-05-02,1", FINDING)(package)
    return package


def test_a_valid_package_exits_0(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(package)]) == 0
    assert capsys.readouterr().out.startswith("valid: ")


def test_findings_exit_1_and_name_their_place(spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(spoiled)]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert line == (
        "tables/events.csv:3 events[2024-05-02-sampleshire-strike] date_end: 2024-05-01 is before date_start "
        "2024-05-02 [ends-not-before-start]  → Correct one of the two dates."
    )


def test_json_has_its_schema(spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(spoiled), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, json.loads((ROOT / "docs/findings.schema.json").read_text("utf-8")))
    (finding,) = report["findings"]
    assert (finding["line"], finding["column"], finding["value"]) == (3, "date_end", "2024-05-01")
    assert finding["row"] == "2024-05-02-sampleshire-strike"
    assert report["rows"]["events"] == 3
    assert not report["valid"]


def test_json_of_a_broken_descriptor_has_its_schema(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "datapackage.json").write_text("{", encoding="utf-8")
    assert main([str(package), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, json.loads((ROOT / "docs/findings.schema.json").read_text("utf-8")))


def test_github_shows_at_most_ten_annotations(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = package / GROUPS
    path.write_text(path.read_text("utf-8") + "x,y\n" * 15, encoding="utf-8")
    assert main([str(package), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    annotations = [line for line in lines if line.startswith("::error ")]
    assert len(annotations) == SHOWN_BY_GITHUB
    assert annotations[0].startswith("::error file=tables/groups.csv,line=6,title=rows-have-every-cell::")
    assert len([line for line in lines if line.startswith("tables/groups.csv:")]) == 15 - SHOWN_BY_GITHUB


def test_an_annotation_cannot_be_forged_by_a_cell(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Replace(RETIRED, "fort-sample,bases,camp-example", "fort-sample,bases,x%0A::error::y")(package)
    main([str(package), "--format", "github"])
    assert "x%250A::error::y" in capsys.readouterr().out


def test_sarif_names_every_rule_and_place(spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(spoiled), "--format", "sarif"]) == 1
    (sarif,) = json.loads(capsys.readouterr().out)["runs"]
    (result,) = sarif["results"]
    assert result["ruleId"] in {rule["id"] for rule in sarif["tool"]["driver"]["rules"]}
    location = result["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "tables/events.csv"}, "region": {"startLine": 3}}


@pytest.mark.parametrize("arguments", [["{}/nowhere"], ["{}", "--format", "xml"], ["{}/tables"]])
def test_what_is_no_package_exits_2_with_one_clear_line(package: Path, arguments: list[str]) -> None:
    done = run(*(argument.format(package) for argument in arguments))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("validate.py: ")


def test_the_repository_is_the_default_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_fix_mends_the_spelling_and_says_so(package: Path) -> None:
    approved = (package / GROUPS).read_bytes()
    lines = approved.decode().splitlines()
    spoiled = "\ufeff" + "\r\n".join([lines[0], *reversed(lines[1:])]).replace("Ministry that", '"Ministry" that')
    spoiled = spoiled.replace('"Ministry" that counts attacks.', '"Ministry that counts attacks. "')
    (package / GROUPS).write_text(spoiled, encoding="utf-8", newline="")
    done = run(str(package), "--fix")
    assert done.returncode == 0, done.stdout
    assert "groups.csv" in done.stderr
    assert (package / GROUPS).read_bytes() == approved
    assert list((package / "tables").glob(".*")) == []


@pytest.mark.parametrize("line", ['x,"open,,,,,,,', "too,few", b"\xff,,,,,,,,"])
def test_fix_leaves_a_table_alone_that_it_cannot_parse(package: Path, line: str | bytes) -> None:
    raw = (package / GROUPS).read_bytes() + (line.encode() if isinstance(line, str) else line)
    (package / GROUPS).write_bytes(raw)
    assert main([str(package), "--fix"]) == 1
    assert (package / GROUPS).read_bytes() == raw
