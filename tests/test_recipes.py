"""The page of recipes: its code, run with every tool on a release, prints the answers that stand on the page."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from markdown import markdown  # type: ignore[import-untyped]

from conftest import ROOT, TINY
from fasail.build import export
from fasail.data import Data, Table
from fasail.site.answers import ANSWERS, BASE, LAT, LON, answered, claims, differing, near
from fasail.validation import load
from test_site import Html, markup_from_data

PAGE = (ROOT / "docs/recipes.md").read_text("utf-8")
ATTACK, STRIKE = "2024-05-01-camp-example-drones", "2024-05-02-sampleshire-strike"
#: A question of the page, and the tool that a recipe is for.
Recipe = tuple[str, str]


def recipes(page: str) -> dict[Recipe, str]:
    """The code of the page by the answer of its section and the last word of its heading."""
    found = {}
    for section in page.split("\n## ")[1:]:
        (question,) = re.findall(r"^<!-- answer: (\w+) -->$", section, re.MULTILINE)
        for part in section.split("\n### ")[1:]:
            for code in re.findall(r"^```\w+\n(.*?)^```$", part, re.MULTILINE | re.DOTALL):
                found[question, part.partition("\n")[0].split()[-1]] = code
    return found


def _python(code: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "recipe", "exec"), {})
    return printed.getvalue()


def _duckdb(code: str) -> str:
    with duckdb.connect() as connection:
        rows = [row for part in connection.extract_statements(code) for row in connection.execute(part).fetchall()]
    return _lines(rows)


def _sqlite(code: str) -> str:
    with contextlib.closing(sqlite3.connect("fasail.sqlite")) as connection:
        if "radians(" in code and ("ENABLE_MATH_FUNCTIONS",) not in connection.execute("PRAGMA compile_options"):
            pytest.skip(f"SQLite {sqlite3.sqlite_version} is compiled without its mathematical functions")
        return _lines([row for statement in code.split(";\n") for row in connection.execute(statement)])


def _lines(rows: list[Any]) -> str:
    return "".join(f"{row[0]}\n" for row in rows)


def _r(code: str) -> str:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed: no Rscript found")
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    command = ["Rscript", "--vanilla", "-e", code]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


TOOLS: Mapping[str, Callable[[str], str]] = {
    "pandas": _python,
    "polars": _python,
    "DuckDB": _duckdb,
    "SQLite": _sqlite,
    "R": _r,
}
CODE = recipes(PAGE)


@dataclass(frozen=True)
class Asked:
    """A release and what is asked of it: the recipes with another base and point, and the answers to them."""

    data: Data
    folder: Path
    base_id: str
    lat: float
    lon: float

    def run(self, recipe: Recipe, code: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What a recipe prints."""
        monkeypatch.chdir(self.folder)
        for there, here in ((BASE, self.base_id), (str(LAT), str(self.lat)), (str(LON), str(self.lon))):
            code = code.replace(there, here)
        return TOOLS[recipe[1]](code).splitlines()

    def answer(self, question: str) -> list[str]:
        """What it has to print."""
        answers: dict[str, Callable[[], list[str]]] = {
            "claims": lambda: claims(self.data, self.base_id),
            "near": lambda: near(self.data, self.lat, self.lon),
            "differing": lambda: differing(self.data),
        }
        return answers[question]()


def more(data: Data) -> Data:
    """The tiny package with more that is told: twice, at the edge, of nobody, with a name that is hard to print."""
    attack, strike = data.events[ATTACK], data.events[STRIKE]
    claim = data.actors(attack, "claimed_by")[0]
    killed = next(row for row in data.casualties if row.event_id == ATTACK and not row.affected_group_id and row.low)

    def event(name: str, of: Any = attack, **cells: Any) -> Any:
        return of.model_copy(update={"event_id": name, **cells})

    def claimed(name: str, **cells: Any) -> Any:
        return claim.model_copy(update={"event_id": name, **cells})

    def figure(name: str, low: int | None, high: int | None, **cells: Any) -> Any:
        return killed.model_copy(update={"event_id": name, "low": low, "high": high, **cells})

    front = data.groups["sample-front"].model_copy(update={"name": 'Échantillon "Front", <b>'})
    return replace(
        data,
        groups=Table(tuple(front if row.group_id == front.group_id else row for row in data.groups)),
        events=Table((
            *data.events,
            event("2024-05-04-rival-claims"), event("2024-05-05-nobody-claims"),
            event("2024-05-06-lumped", clarity="aggregate"), event("2024-05-07-no-attack", kind="strike"),
            event("2024-05-08-north-49-km", strike, lat=33.74, lon=44.4), event("y-north-50-km", strike, lat=33.75),
            event("2024-05-08-east-49-km", strike, lat=33.3, lon=44.93), event("y-east-50-km", strike, lon=44.94),
        )),
        event_actors=Table((
            *data.event_actors,
            claimed("2024-05-04-rival-claims"), claimed("2024-05-04-rival-claims", source_id="beta-2024-05-03"),
            claimed("2024-05-04-rival-claims", group_id=None, leader_id="jane-placeholder"),
            claimed("2024-05-04-rival-claims", group_id="sample-front"),
            claimed("2024-05-06-lumped"), claimed("2024-05-07-no-attack"),
        )),
        casualties=Table((
            *data.casualties,
            figure(ATTACK, 3, 3, source_id="alpha-2024-05-02"),
            figure(STRIKE, 2, 2), figure(STRIKE, 2, 2, source_id="alpha-2024-05-02"),
            figure(STRIKE, 1, 1, affected="fighters", affected_group_id="example-brigade"),
            figure("2024-05-04-rival-claims", 4, 4), figure("2024-05-04-rival-claims", None, None),
            figure("2024-05-05-nobody-claims", 0, 0), figure("2024-05-05-nobody-claims", 0, None),
        )),
    )  # fmt: skip


def quiet(data: Data) -> Data:
    """The tiny package without a claim, a coordinate or a figure: columns of blanks only, a table without rows."""
    base = data.bases["camp-example"].model_copy(update={"lat": None, "lon": None})
    return replace(
        data,
        bases=Table((base,)),
        events=Table(tuple(row.model_copy(update={"lat": None, "lon": None}) for row in data.events)),
        event_actors=Table(tuple(row for row in data.event_actors if row.role != "claimed_by")),
        casualties=Table(()),
    )


@pytest.fixture(scope="session", params=["own", "tiny", "more", "quiet"])
def asked(request: pytest.FixtureRequest, tiny: Data, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """A release, its zip unpacked beside the other formats."""
    dist = tmp_path_factory.mktemp("recipes") / "dist"
    own = request.param == "own"
    data = load(ROOT) if own else {"tiny": tiny, "more": more(tiny), "quiet": quiet(tiny)}[request.param]
    export(data, ROOT if own else TINY, dist)
    with zipfile.ZipFile(dist / f"fasail-{data.descriptor.version}.zip") as archive:
        archive.extractall(dist)
    return Asked(data, dist, *((BASE, LAT, LON) if own else ("camp-example", 33.3, 44.4)))


def test_every_question_has_a_recipe_for_every_tool_and_no_code_stands_elsewhere() -> None:
    assert set(CODE) == {(question, tool) for question in ANSWERS for tool in TOOLS}
    assert PAGE.count("```") == 2 * len(CODE)


@pytest.mark.parametrize("recipe", CODE, ids=" ".join)
def test_a_recipe_prints_the_answer_of_the_page(recipe: Recipe, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked.run(recipe, CODE[recipe], monkeypatch) == asked.answer(recipe[0])


@pytest.mark.parametrize("asked", ["more"], indirect=True)
@pytest.mark.parametrize("recipe", CODE, ids=" ".join)
def test_a_wrong_filter_is_noticed(recipe: Recipe, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = {
        "claims": ("individual", "aggregate"),
        "near": ("lon - ", "lat - "),
        "differing": ("outcome", "attributed_to"),
    }[recipe[0]]
    assert right in CODE[recipe]
    assert asked.run(recipe, CODE[recipe].replace(right, wrong), monkeypatch) != asked.answer(recipe[0])


def test_answers_counted_by_hand(tiny: Data) -> None:
    assert claims(tiny, "camp-example") == ["1 of 1 claimed", "Example Brigade: 1"]
    assert claims(tiny, "no-such-base") == ["0 of 0 claimed"]
    assert near(tiny, 33.3, 44.4) == ["2", ATTACK, STRIKE]
    assert near(tiny, 36.2, 44.0) == ["0"]
    assert differing(tiny) == ["0"]


def test_answers_counted_by_hand_where_more_is_told(tiny: Data) -> None:
    told = more(tiny)
    assert claims(told, "camp-example") == [
        "2 of 3 claimed", "Example Brigade: 2", "Jane Placeholder: 1", 'Échantillon "Front", <b>: 1',
    ]  # fmt: skip
    at_base = ["2024-05-04-rival-claims", "2024-05-05-nobody-claims", "2024-05-06-lumped", "2024-05-07-no-attack"]
    edge = ["2024-05-08-east-49-km", "2024-05-08-north-49-km"]
    assert near(told, 33.3, 44.4) == ["8", ATTACK, STRIKE, *at_base, *edge]
    assert differing(told) == ["2", ATTACK, "2024-05-05-nobody-claims"]


def test_the_page_has_the_answers(site: Path) -> None:
    html = (site / "recipes.html").read_text("utf-8")
    shown = re.findall(r'<code class="language-text">(.*?)</code>', html, re.DOTALL)
    own = load(ROOT)
    assert [unescape(block).splitlines() for block in shown] == [answer(own) for answer in ANSWERS.values()]


def test_an_answer_stays_text() -> None:
    lines = ["1 of 1 claimed", "``` <planted onclick=alert()> ](javascript:planted()): 1", "~~~"]
    html = markdown(
        answered("# Page\n\n<!-- answer: claims -->\n\nMore\n", {"claims": lines}), extensions=["fenced_code"]
    )
    parsed = Html.of(html)
    assert markup_from_data(parsed) == []
    assert "\n".join(lines) in "".join(parsed.texts)
