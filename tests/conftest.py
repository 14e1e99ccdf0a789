"""What the tests share: the repository, its built site, and copies of the tiny package in `tests/package` to spoil."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fasail.data import Data
from fasail.validation import load

ROOT = Path(__file__).resolve().parent.parent
TINY = Path(__file__).resolve().parent / "package"


def assemble(target: Path) -> Path:
    """The tiny package as a whole one: its own tables and fingerprints under the repository's schemas."""
    target.mkdir(parents=True, exist_ok=True)
    for folder, origin in (("tables", TINY), ("seeds", TINY), ("schemas", ROOT)):
        shutil.copytree(origin / folder, target / folder)
    described = (ROOT / "datapackage.json").read_text("utf-8")
    # The tiny package stays at its version, whatever the repository's own has come to.
    (target / "datapackage.json").write_text(re.sub(r'"version": "[0-9.]+"', '"version": "0.1.0"', described), "utf-8")
    return target


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A fresh copy of the tiny package."""
    return assemble(tmp_path / "package")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The data of the tiny package."""
    return load(assemble(tmp_path_factory.mktemp("tiny") / "package"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own package, built as a contributor builds it."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target)]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    return target
