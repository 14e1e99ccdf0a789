"""The whole build: seconds and peak memory, then each download with its seconds and its size.

    python benchmarks/exports.py [PAGES]

On the real package, and on a generated one whose site has PAGES pages (2,500 unless told otherwise). The peer is the
writing of the same tables as plain CSV with the standard library, in the same run.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from pathlib import Path

from generate import ROOT, package_of_pages
from measure import measure

from fasail.exports import EXPORTS, Release
from fasail.exports.release import values
from fasail.published import publish
from fasail.validation import load

#: The budget of the whole build of the real package, in seconds.
MOST_SECONDS = 20


def main() -> int:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_500
    with tempfile.TemporaryDirectory() as folder:
        seconds = whole("the package", ROOT, Path(folder) / "own")
        made = package_of_pages(Path(folder) / "package", pages)
        whole(f"{pages:,} pages", made, Path(folder) / "generated")
        formats("the package", ROOT, Path(folder) / "own-formats")
        formats(f"{pages:,} pages", made, Path(folder) / "generated-formats")
    print(f"{'OK' if seconds <= MOST_SECONDS else 'OVER'} the whole build: {seconds:.1f} s, budget {MOST_SECONDS} s")
    return int(seconds > MOST_SECONDS)


def whole(name: str, package: Path, out: Path) -> float:
    """Print what the command takes: validation, site and every download."""
    command = [sys.executable, "-m", "fasail", "--package", str(package), "build", "--out", str(out)]
    seconds, memory = measure(*command)
    sizes = {part: size(out / part) / 1e6 for part in ("site", "dist")}
    told = ", ".join(f"{part} {megabytes:.1f} MB" for part, megabytes in sizes.items())
    print(f"{name:14} {seconds:6.2f} s {memory:6.0f} MB of memory; {told}", flush=True)
    return seconds


def formats(name: str, package: Path, out: Path) -> None:
    """Print seconds and size of each download, with the seconds as a ratio to the plain CSV files."""
    out.mkdir()
    started = time.perf_counter()
    release = Release(load(package), publish(load(package)), "")
    print(f"{name:14} {'data and tables at hand':64} {time.perf_counter() - started:6.2f} s")
    started = time.perf_counter()
    for table in release.published.tables:
        with (out / f"{table.resource.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(values(table))
    peer = time.perf_counter() - started
    print(f"{name:14} {'the peer: plain CSV':64} {peer:6.2f} s {'':6} {size(out) / 1e3:9.0f} kB")
    for export in EXPORTS:
        path = out / export.path.format(version=release.version)
        started = time.perf_counter()
        export.write(release, path)
        seconds = time.perf_counter() - started
        ratio, kilobytes = f"{seconds / peer:6.1f}", size(path) / 1e3
        print(f"{name:14} {export.title:64} {seconds:6.2f} s {ratio} {kilobytes:9.0f} kB", flush=True)


def size(path: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    return path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


if __name__ == "__main__":
    sys.exit(main())
