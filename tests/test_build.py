"""The build: whole outputs or none, whatever goes wrong, and word of what is being done."""

from __future__ import annotations

import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import extruct
import pytest
from test_exports import contents

from conftest import ROOT, assemble
from fasail.build import Failed, build
from fasail.validation import load

BUILD = [sys.executable, "-m", "fasail"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny package with all that its site is built of."""
    target = assemble(tmp_path_factory.mktemp("whole") / "package")
    for name in ("mkdocs.yml", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, target)
    for folder in ("docs", "fasail"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def command(package: Path, out: Path) -> list[str]:
    return [*BUILD, "--package", str(package), "build", "--out", str(out)]


@pytest.fixture(scope="module")
def built(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    subprocess.run(command(whole, out), cwd=ROOT, check=True, capture_output=True)
    return out


def test_site_and_downloads_stand_side_by_side(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == ["dist", "site"]
    listed = json.loads((built / "dist/downloads.json").read_text("utf-8"))["files"]
    page = (built / "site/downloads.html").read_text("utf-8")
    for file in listed:
        if not file["path"].startswith("."):
            assert (built / "site/downloads" / file["path"]).read_bytes() == (
                built / "dist" / file["path"]
            ).read_bytes()
            assert f'href="downloads/{file["path"]}"' in page


def test_a_second_build_is_the_same_and_takes_the_place_of_the_first(whole: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")
    (tmp_path / "out/site/stray.html").write_text("old")
    subprocess.run(command(whole, tmp_path / "out"), cwd=ROOT, check=True, capture_output=True)
    assert contents(tmp_path / "out") == contents(built)


def test_the_dataset_in_the_head_of_the_site_is_read_by_a_search_engine(built: Path) -> None:
    home = (built / "site/index.html").read_text("utf-8")
    (dataset,) = extruct.extract(home, syntaxes=["json-ld"])["json-ld"]
    assert dataset["@type"] == "Dataset"
    for part in dataset["distribution"]:
        assert (built / "site" / part["contentUrl"]).is_file()
    spoiled = home.replace('"@type": "Dataset"', '"@type": "Dataset')
    with pytest.raises(json.JSONDecodeError):
        extruct.extract(spoiled, syntaxes=["json-ld"])


def before(out: Path) -> dict[str, bytes]:
    """Put something where the build will go, and say what it is."""
    for name in ("dist", "site"):
        (out / name).mkdir(parents=True)
        (out / name / "old.txt").write_text(name)
    return contents(out)


def test_findings_leave_all_as_it_was(whole: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(whole, package)
    events = package / "tables/events.csv"
    events.write_text(events.read_text("utf-8").replace(",attack,", ",atack,", 1), "utf-8")
    old = before(tmp_path / "out")
    outcome = subprocess.run(command(package, tmp_path / "out"), cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "cells-keep-to-the-vocabulary" in outcome.stdout
    assert contents(tmp_path / "out") == old


@pytest.mark.parametrize("kilobytes", [1, 30, 300])
def test_a_disk_that_fills_up_leaves_all_as_it_was(kilobytes: int, whole: Path, tmp_path: Path) -> None:
    """A limit on the size of a file stands for the full disk: writing fails with an error of the system."""
    old = before(tmp_path / "out")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    outcome = subprocess.run(
        command(whole, tmp_path / "out"), cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limited
    )
    assert outcome.returncode in (1, 2)
    assert "Traceback" not in outcome.stderr, outcome.stderr
    assert "too large" in outcome.stderr or "disk" in outcome.stderr, outcome.stderr
    assert contents(tmp_path / "out") == old


def test_a_disk_that_fills_up_while_the_site_is_made_is_told_in_a_line(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = load(whole)

    def none(_: object, __: object, dist: Path) -> None:
        dist.mkdir()
        (dist / "downloads.json").write_text('{"files": []}')
        (dist / "SHA256SUMS").write_text("")

    monkeypatch.setattr("fasail.build.export", none)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(Failed, match="too large") as failed:
            build(data, whole, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "\n" not in str(failed.value)
    assert contents(tmp_path / "out") == {}


def test_a_place_that_is_no_folder_is_refused_in_a_line(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = subprocess.run(command(whole, tmp_path / "file"), cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("fasail build: ")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_all_as_it_was(ended_by: signal.Signals, whole: Path, tmp_path: Path) -> None:
    old = before(tmp_path / "out")
    process = subprocess.Popen(
        command(whole, tmp_path / "out"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    # The staging folder says that the build is under way.
    while not list((tmp_path / "out").glob(".fasail-*/dist/*")):
        assert time.monotonic() < deadline, process.poll()
        time.sleep(0.01)
    process.send_signal(ended_by)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[ended_by]
    assert "Traceback" not in errors
    assert contents(tmp_path / "out") == old


def test_a_terminal_is_told_what_is_being_done(whole: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command(whole, tmp_path / "out"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(ours)
    assert process.wait() == 0
    for step in ("validation", "Excel workbook", "SQLite database", "site"):
        assert step.encode() in told
