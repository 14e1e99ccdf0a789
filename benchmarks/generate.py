"""A valid package of any number of events, for measuring: `python benchmarks/generate.py DIRECTORY EVENTS`.

Made of the tiny package of the tests: its events are repeated on other days, so that every rule has work to do.
"""

from __future__ import annotations

import csv
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_DAY = date(2005, 1, 1)
DAYS = 6000


def generate(target: Path, events: int) -> Path:
    """Write a package with this many events, as many reports and twice as many actors into the folder `target`."""
    for folder, origin in (("tables", ROOT / "tests/package"), ("seeds", ROOT / "tests/package"), ("schemas", ROOT)):
        shutil.copytree(origin / folder, target / folder)
    shutil.copy(ROOT / "datapackage.json", target)
    _add(target, "events", (_event(number) for number in range(events)))
    _add(target, "reports", ([_id(number), "alpha-2024-05-02", "5", ""] for number in range(events)))
    actors = ("example-brigade,,victim", "sample-army,,perpetrator")
    _add(
        target,
        "event_actors",
        (
            [_id(number), *actor.split(","), "stated", "", "alpha-2024-05-02", "5"]
            for number in range(events)
            for actor in actors
        ),
    )
    return target


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(number % DAYS)).isoformat()


def _id(number: int) -> str:
    return f"{_day(number)}-strike-{number}"


def _event(number: int) -> list[str]:
    place = f"village {number} in Sampleshire"
    where = [_day(number), _day(number), "1", "resolved", "", place, "IQ", "IQ-BG", "33.4", "44.3", "2"]
    return [_id(number), "strike", "Strike on a village", "The Sample Army struck.", *where, "individual", "", "hit"]


def _add(target: Path, table: str, rows: object) -> None:
    with (target / "tables" / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
