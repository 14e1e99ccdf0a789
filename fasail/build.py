"""The build: the releases in `dist/`, then the site in `site/`, each put in its place only when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from fasail.data import Data
from fasail.exports import EXPORTS, INTELLIGENCE, Release
from fasail.published import DIST, LISTING, SUMS, Download, as_json, commit_of, publish

MKDOCS = (sys.executable, "-m", "mkdocs")
#: The theme's notice about its successor would stand between the reader and the outcome; its version is pinned.
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


class Failed(Exception):
    """The site could not be built, and why."""


def build(data: Data, package: Path, out: Path) -> None:
    """Write `dist/` and `site/` below `out`; what stood there is replaced at the end, or left as it was."""
    out.mkdir(parents=True, exist_ok=True)
    # Beside the target: only within one file system is a rename one step.
    with tempfile.TemporaryDirectory(prefix=".fasail-", dir=out) as staging:
        dist, site = Path(staging) / "dist", Path(staging) / "site"
        export(data, package, dist)
        with step("site"):
            _site(package, site, dist)
        for made in (dist, site):
            _put(made, out / made.name)


def export(data: Data, package: Path, dist: Path) -> None:
    """Write every format into a new folder, with a list of the files and their checksums."""
    dist.mkdir()
    if not INTELLIGENCE:
        print("fasail build: no FollowTheMoney and STIX without pip install '.[intelligence]'", file=sys.stderr)
    licence = package / "LICENSE"
    with step("tables"):
        published = publish(data, commit_of(package))
        release = Release(data, published, licence.read_text("utf-8") if licence.is_file() else "")
    listed: list[Download] = []
    for made in EXPORTS:
        path = dist / made.path.format(version=release.version)
        with step(made.title):
            made.write(release, path)
        files = [path] if path.is_file() else sorted(path.iterdir())
        listed += [Download.of(file, dist, made.title) for file in files]
    (dist / LISTING).write_bytes(as_json({"edition": release.edition, "files": [asdict(file) for file in listed]}))
    listed.append(Download.of(dist / LISTING, dist, "This list"))
    (dist / SUMS).write_text("".join(f"{file.sha256}  {file.path}\n" for file in listed), "utf-8")


def _site(package: Path, site: Path, dist: Path) -> None:
    command = [*MKDOCS, "build", "--quiet", "--strict", "--site-dir", str(site.resolve())]
    environment = QUIET | {DIST: str(dist.resolve())}
    ran = subprocess.run(command, cwd=package, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        # The way through the code of others helps nobody who has a full disk.
        raise Failed(ran.stderr.rstrip().rpartition("\n")[2] if "Traceback" in ran.stderr else ran.stderr.strip())


def serve(package: Path) -> int:
    """Show the site on this machine as it changes; the exit code."""
    command = [*MKDOCS, "serve", "--dev-addr", "127.0.0.1:8000"]
    return subprocess.run(command, cwd=package, env=QUIET, check=False).returncode


def _put(made: Path, target: Path) -> None:
    """Put a folder in the place of another."""
    old = made.with_name(f"{made.name}.old")
    if target.is_symlink() or target.is_file():
        raise NotADirectoryError(f"{target} is not a directory")
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say on a terminal what is being done, and when it is done how long it took."""
    if not sys.stderr.isatty():
        yield
        return
    started = time.perf_counter()
    print(f"  {name} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        print(file=sys.stderr)
        raise
    print(f"\r  {name}: {time.perf_counter() - started:.1f} s\033[K", file=sys.stderr, flush=True)
