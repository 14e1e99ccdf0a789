"""What `.github` holds: nothing unpinned, no right too many, every file valid, every script doing what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from conftest import ROOT

GITHUB = ROOT / ".github"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
#: The jobs that may do more than read, and what each may do.
WRITERS = {
    ("release.yml", "release"): {"contents": "write"},
    ("release.yml", "deploy"): {"pages": "write", "id-token": "write"},
}
SCHEMAS = {
    "workflows/*.yml": ("vendor.github-workflows", "custom.github-workflows-require-timeout"),
    "dependabot.yml": ("vendor.dependabot",),
    "ISSUE_TEMPLATE/config.yml": ("vendor.github-issue-config",),
    "ISSUE_TEMPLATE/*-*.yml": ("vendor.github-issue-forms",),
}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the scripts of the workflows run on Linux")


def _workflows(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "workflows").iterdir()):
        yield path.name, YAML(typ="safe").load(path)


def _steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def unpinned(folder: Path) -> list[str]:
    lines = [line for path in (folder / "workflows").iterdir() for line in path.read_text("utf-8").splitlines()]
    used = [line.split("uses:", 1)[1].strip() for line in lines if "uses:" in line]
    assert len(used) == sum("uses" in step for _, workflow in _workflows(folder) for step in _steps(workflow))
    return [action for action in used if not PINNED.fullmatch(action)]


def too_many_rights(folder: Path) -> list[str]:
    found = []
    for name, workflow in _workflows(folder):
        rights = workflow.get("permissions", "not stated")
        if not isinstance(rights, dict) or set(rights.values()) - {"read", "none"}:
            found.append(f"{name}: {rights}")
        for job, content in workflow["jobs"].items():
            rights = content.get("permissions", {})
            if rights not in ({}, {"contents": "read"}, WRITERS.get((name, job))):
                found.append(f"{name} {job}: {rights}")
    return found


def expressions_in_scripts(folder: Path) -> list[str]:
    # What somebody else typed reaches a script as a variable: as a part of its text it would be run.
    return [
        f"{name}: {step['run']}"
        for name, workflow in _workflows(folder)
        for step in _steps(workflow)
        if "${{" in step.get("run", "")
    ]


def against_schemas(folder: Path) -> list[str]:
    found = []
    for pattern, schemas in SCHEMAS.items():
        paths = sorted(map(str, folder.glob(pattern)))
        assert paths, pattern
        for schema in schemas:
            outcome = _run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths)
            found += [outcome.stdout + outcome.stderr] if outcome.returncode else []
    return found


def audited(folder: Path) -> list[str]:
    program = shutil.which("zizmor", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert program, "zizmor is not installed"
    outcome = _run(program, "--offline", "--no-progress", "--strict-collection", str(folder))
    return [outcome.stdout + outcome.stderr] if outcome.returncode else []


def _run(*command: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | variables
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


CHECKS = [unpinned, too_many_rights, expressions_in_scripts, against_schemas, audited]
SPOILED = [
    (unpinned, "workflows/check.yml", r"@[0-9a-f]{40} # v7.0.1", "@v7", "actions/checkout@v7"),
    (unpinned, "workflows/check.yml", r"@([0-9a-f]{40}) # v7.0.1", r"@\1", "actions/checkout@"),
    (unpinned, "workflows/release.yml", r"@([0-9a-f]{39})[0-9a-f] # v5.0.1", r"@\1 # v5.0.1", "actions/deploy-pages@"),
    (too_many_rights, "workflows/check.yml", "contents: read", "contents: write", "check.yml: "),
    (too_many_rights, "workflows/check.yml", "permissions:\n  contents: read\n", "", "check.yml: not stated"),
    (too_many_rights, "workflows/release.yml", "permissions: {}", "permissions: write-all", "release.yml: write-all"),
    (too_many_rights, "workflows/release.yml", "id-token: write", "contents: write", "release.yml deploy: "),
    (expressions_in_scripts, "workflows/check.yml", r"\$GITHUB_SHA", "${{ github.head_ref }}", "head_ref"),
    (expressions_in_scripts, "workflows/release.yml", r"\$GITHUB_REF_NAME", "${{ github.event.ref }}", "event.ref"),
    (against_schemas, "workflows/check.yml", "runs-on", "run-on", "run-on"),
    (against_schemas, "workflows/release.yml", "    timeout-minutes: 10\n", "", "timeout-minutes"),
    (against_schemas, "dependabot.yml", "monthly", "sometimes", "sometimes"),
    (against_schemas, "ISSUE_TEMPLATE/config.yml", "https:", "mailto:", "mailto:"),
    (against_schemas, "ISSUE_TEMPLATE/correct-row.yml", "type: textarea", "type: text", "correct-row.yml"),
    (against_schemas, "ISSUE_TEMPLATE/report-event.yml", "id: place", "id: 1 place", "1 place"),
    (audited, "workflows/check.yml", "          persist-credentials: false\n", "", "artipacked"),
    (audited, "workflows/check.yml", "  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
    (audited, "dependabot.yml", "default-days: 7", "default-days: 0", "dependabot-cooldown"),
]


@pytest.mark.parametrize("check", CHECKS)
def test_the_files_are_in_order(check: Callable[[Path], list[str]]) -> None:
    assert check(GITHUB) == []


@pytest.mark.parametrize(("check", "file", "right", "wrong", "says"), SPOILED)
def test_a_spoiled_copy_is_noticed(
    tmp_path: Path, check: Callable[[Path], list[str]], file: str, right: str, wrong: str, says: str
) -> None:
    copy = shutil.copytree(GITHUB, tmp_path / ".github")
    text = (copy / file).read_text("utf-8")
    spoiled = re.sub(right, wrong, text, count=1)
    assert spoiled != text
    (copy / file).write_text(spoiled, encoding="utf-8")
    assert says in "\n".join(check(copy))


def test_every_check_notices_something() -> None:
    assert {check for check, *_ in SPOILED} == set(CHECKS)


def test_every_file_has_a_schema() -> None:
    matched = {path for pattern in SCHEMAS for path in GITHUB.glob(pattern)}
    assert matched == set(GITHUB.rglob("*.yml"))


def _script(file: str, step: str) -> str:
    workflow = dict(_workflows(GITHUB))[file]
    return next(str(found["run"]) for found in _steps(workflow) if found.get("name") == step)


def _carry_out(file: str, step: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    return _run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _script(file, step), cwd=cwd, **variables)


@on_linux
def test_ten_findings_are_annotations_and_the_rest_is_in_the_summary(package: Path, tmp_path: Path) -> None:
    with (package / "tables/events.csv").open("a", encoding="utf-8") as table:
        table.write("too,few\n" * 12)
    (tmp_path / "run.py").write_text(
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from validate import main\n"
        f"sys.exit(main([{str(package)!r}, *sys.argv[2:]]))\n",
        encoding="utf-8",
    )
    summary = tmp_path / "summary"
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    outcome = _carry_out(
        "check.yml", "Findings", tmp_path, PATH=programs, RUNNER_TEMP=str(tmp_path), GITHUB_STEP_SUMMARY=str(summary)
    )
    assert outcome.returncode == 1
    assert outcome.stdout.count("::error file=tables/events.csv,line=") == 10
    text = summary.read_text("utf-8")
    assert "::error" not in text
    assert text.count("\ntables/events.csv:") == 2
    assert re.search(r"^12 findings in ", text, re.MULTILINE)


@on_linux
@pytest.mark.parametrize(("tag", "code"), [("v1.2.3", 0), ("v1.2.30", 1), ("1.2.3", 1)])
def test_a_tag_names_the_version(tmp_path: Path, tag: str, code: int) -> None:
    (tmp_path / "datapackage.json").write_text('{"version": "1.2.3"}', encoding="utf-8")
    outcome = _carry_out("release.yml", "The tag names the version", tmp_path, GITHUB_REF_NAME=tag)
    assert outcome.returncode == code, outcome.stderr
    assert bool(code) == outcome.stdout.startswith("::error ")


@on_linux
@pytest.mark.parametrize(("tag", "notes"), [("v1.1.0", "Second."), ("v1.0.0", "First.\n\n- More."), ("v1.1", "")])
def test_the_notes_are_one_section(tmp_path: Path, tag: str, notes: str) -> None:
    changelog = (
        "# Changelog\n\nAbout.\n\n## 1.1.0 (2026-02-01)\n\nSecond.\n\n## 1.0.0 (2026-01-01)\n\nFirst.\n\n- More.\n"
    )
    (tmp_path / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    outcome = _carry_out("release.yml", "The notes are the section of the changelog", tmp_path, GITHUB_REF_NAME=tag)
    assert outcome.returncode == (0 if notes else 1)
    assert (tmp_path / "notes.md").read_text("utf-8").strip() == notes


@on_linux
def test_the_version_of_now_has_notes(tmp_path: Path) -> None:
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    version = YAML(typ="safe").load(ROOT / "datapackage.json")["version"]
    step = "The notes are the section of the changelog"
    assert _carry_out("release.yml", step, tmp_path, GITHUB_REF_NAME=f"v{version}").returncode == 0


@on_linux
def test_every_file_is_attached(tmp_path: Path) -> None:
    for name in ("a.zip", "b c.csv", "deeper/d.json"):
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    gh.chmod(0o755)
    programs = os.pathsep.join([str(gh.parent), os.environ["PATH"]])
    step = "Attach every file to the release"
    outcome = _carry_out("release.yml", step, tmp_path, PATH=programs, GITHUB_REF_NAME="v1.2.3")
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.splitlines()[:6] == [
        "release", "create", "v1.2.3", "dist/a.zip", "dist/b c.csv", "dist/deeper/d.json",
    ]  # fmt: skip
