"""Valid packages of any size, for measuring: `python benchmarks/generate.py DIRECTORY events|pages NUMBER`.

Both kinds are made of the tiny package of the tests. One repeats its events on other days, so that every rule has work
to do; the other adds entities and documents of every kind that has a page.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from fasail.evidence import fingerprint

ROOT = Path(__file__).resolve().parent.parent
FIRST_DAY = date(2005, 1, 1)
DAYS = 6000
PUBLISHED = "2024-05-02"
#: Names are spelled with these, in Latin and in Arabic letters.
SYLLABLES = (
    ("ba", "با"), ("ta", "تا"), ("ja", "جا"), ("ha", "حا"), ("da", "دا"), ("ra", "را"), ("sa", "سا"), ("fa", "فا"),
    ("ka", "كا"), ("la", "لا"), ("mi", "مي"), ("ni", "ني"), ("wi", "وي"), ("yi", "يي"), ("qu", "قو"), ("zu", "زو"),
)  # fmt: skip


def generate(target: Path, events: int) -> Path:
    """Write a package with this many events, as many reports and twice as many actors into the folder `target`."""
    _begin(target)
    _add(target, "events", (_strike(number) for number in range(events)))
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


def generate_pages(target: Path, pages: int) -> Path:
    """Write a package whose site has some 25 pages more than this: seven in ten are events, one in ten is a source."""
    _begin(target)
    groups, leaders, bases, sources = pages // 25, pages // 25, pages // 12, pages // 10
    events = pages - groups - leaders - bases - sources
    texts = [[f"Report {_name(number)} of the Example Wire", "2 May 2024"] for number in range(sources)]
    _add_entities(target, texts, groups, leaders, bases)
    _add_attacks(target, texts, events, groups, bases)
    _add(
        target,
        "sources",
        (
            [f"report-{number}", text[0], "example-wire", "", PUBLISHED, "printed", "en", "news", f"report-{number}",
             f"https://example.org/{number}", "", "2024-06-01", ""]
            for number, text in enumerate(texts)
        ),
    )  # fmt: skip
    for number, text in enumerate(texts):
        made = fingerprint("\n\n".join(text).encode(), f"report-{number}", "full", date(2024, 6, 1))
        (target / "seeds" / f"report-{number}.json").write_text(made.to_json(), "utf-8")
    return target


def _add_entities(target: Path, texts: list[list[str]], groups: int, leaders: int, bases: int) -> None:
    """Groups with a leader each, and bases, all of them introduced by a source."""
    for number in range(max(groups, bases)):
        source = number % len(texts)
        texts[source].append(f"{_group(number)} is led by {_leader(number)} and struck {_base(number)}.")
        cited = [f"report-{source}", str(len(texts[source]))]
        if number < groups:
            kind = ["armed_group", "IQ", "", "", "", f"Armed group that the reports of {_name(number)} tell of."]
            _add(target, "groups", [[f"group-{number}", _group(number), f"كتائب {_name(number, 1)}", *kind]])
            _add(target, "citations", [[f"group-{number}", "", "", "name;summary", *cited, ""]])
        if number < min(groups, leaders):
            kind = ["group_leader", "", "", "", f"Leader of {_group(number)}."]
            _add(target, "leaders", [[f"leader-{number}", _leader(number), _name(number, 1), *kind]])
            _add(target, "citations", [["", f"leader-{number}", "", "name;summary", *cited, ""]])
            _add(target, "roles", [[f"leader-{number}", f"group-{number}", "leader", "", "", PUBLISHED, "no", *cited]])
        if number < bases:
            where = ["military_base", "IQ", "IQ-BG", f"33.{number % 40:02}", f"44.{number % 45:02}", "1", ""]
            _add(target, "bases", [[f"base-{number}", _base(number), "", *where, "Base of the Sample Army."]])
            _add(target, "citations", [["", "", f"base-{number}", "name;kind", *cited, ""]])


def _add_attacks(target: Path, texts: list[list[str]], events: int, groups: int, bases: int) -> None:
    """Attacks with a claim and with harm, each told by two sources; some groups and bases have far more than others."""
    rows: dict[str, list[list[str]]] = {"events": [], "reports": [], "event_actors": [], "casualties": []}
    for number in range(events):
        event_id, group, base = _id(number), _spread(number, groups), _spread(number, bases)
        told = f"{_group(group)} hit {_base(base)} with a drone, it said. The Sample Army denied that 2 were killed."
        summary = "The group said that a drone reached the camp at night. The army spoke of an interception by a road."
        day = _day(number)
        row = [event_id, "attack", f"Drone attack on {_base(base)}", summary, day, day, "1", "resolved", f"base-{base}"]
        rows["events"].append([*row, *[""] * 6, "individual", "drone", "hit"])
        for source in {number % len(texts), (number * 7 + 1) % len(texts)}:
            texts[source].append(told)
            cited = [f"report-{source}", str(len(texts[source]))]
            rows["reports"].append([event_id, *cited, ""])
            rows["event_actors"].append([event_id, f"group-{group}", "", "claimed_by", "stated", "", *cited])
            rows["event_actors"].append([event_id, "sample-army", "", "target", "stated", "", *cited])
            rows["casualties"].append(
                [event_id, "soldiers", "sample-army", "killed", "2", "2", f"group-{group}", *cited]
            )
    for table, added in rows.items():
        _add(target, table, added)


def _spread(number: int, count: int) -> int:
    """One of `count` things: every other time each in turn, else one of the first tenth."""
    return number % (count // 10 + 1) if number % 2 else number // 2 % count


def _name(number: int, script: int = 0) -> str:
    """A name of three syllables for each number below 4,096, in Latin letters (0) or in Arabic ones (1)."""
    name = "".join(SYLLABLES[number // 16**place % 16][script] for place in range(3))
    return name.capitalize()


def _group(number: int) -> str:
    return f"{_name(number)} Brigade"


def _leader(number: int) -> str:
    return f"{_name(number)} Placeholder"


def _base(number: int) -> str:
    return f"Camp {_name(number)}"


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(number % DAYS)).isoformat()


def _id(number: int) -> str:
    return f"{_day(number)}-strike-{number}"


def _strike(number: int) -> list[str]:
    place = f"village {number} in Sampleshire"
    where = [_day(number), _day(number), "1", "resolved", "", place, "IQ", "IQ-BG", "33.4", "44.3", "2"]
    return [_id(number), "strike", "Strike on a village", "The Sample Army struck.", *where, "individual", "", "hit"]


def package_of_pages(target: Path, pages: int) -> Path:
    """Write such a package with what its site is built of."""
    generate_pages(target, pages)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in ("docs", "fasail"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def _begin(target: Path) -> None:
    for folder, origin in (("tables", ROOT / "tests/package"), ("seeds", ROOT / "tests/package"), ("schemas", ROOT)):
        shutil.copytree(origin / folder, target / folder)
    shutil.copy(ROOT / "datapackage.json", target)


def _add(target: Path, table: str, rows: Iterable[list[str]]) -> None:
    with (target / "tables" / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    {"events": generate, "pages": generate_pages}[sys.argv[2]](Path(sys.argv[1]), int(sys.argv[3]))
