"""`validate.py` beside `frictionless validate`: wall time and peak memory, in one run.

    python benchmarks/validation.py [EVENTS]

On the real package, and on a generated one of EVENTS events (100,000 unless told otherwise). frictionless checks types,
constraints and keys; validate.py checks these and all other rules.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path

from generate import ROOT, generate
from measure import measure

FRICTIONLESS = str(Path(sysconfig.get_path("scripts")) / "frictionless")


def compare(name: str, package: Path, repeats: int) -> None:
    """Print the best of several runs of both, and the ratio of their times."""
    commands = {
        "validate.py": (sys.executable, str(ROOT / "validate.py"), str(package)),
        "frictionless": (FRICTIONLESS, "validate", "--json", str(package / "datapackage.json")),
    }
    best = {tool: min(measure(*command) for _ in range(repeats)) for tool, command in commands.items()}
    for tool, (seconds, memory) in best.items():
        print(f"{name:24} {tool:14} {seconds:8.2f} s {memory:8.0f} MB")
    print(f"{name:24} {'ratio':14} {best['validate.py'][0] / best['frictionless'][0]:8.2f}")


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    compare("the package", ROOT, 3)
    with tempfile.TemporaryDirectory() as folder:
        compare(f"{events:,} events", generate(Path(folder) / "package", events), 1)


if __name__ == "__main__":
    main()
