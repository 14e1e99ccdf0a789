"""The site: what its pages say, that nothing in the data becomes markup, that every link leads somewhere."""

from __future__ import annotations

import ast
import json
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from conftest import ROOT
from fasail import words
from fasail.data import Data, Grade, Harm, Table
from fasail.rows import MODELS, Event, EventActor, PartialDate, Presence, Row
from fasail.site import view
from fasail.site.hook import script_hashes
from fasail.site.page import Page
from fasail.site.pages import codebook, pages
from fasail.site.pages import rules as rules_page
from fasail.validation import load, rules

GOLDEN = Path(__file__).resolve().parent / "golden"
RENEW = "RENEW_GOLDEN=1 python -m pytest tests/test_site.py -k golden"
#: The approved page of each kind.
APPROVED = (
    "index.html",
    "groups/index.html", "groups/example-brigade.html",
    "bases/index.html", "bases/camp-example.html", "bases/fort-sample.html",
    "leaders/index.html", "leaders/jane-placeholder.html",
    "events/index.html", "events/2024-05-01-camp-example-drones.html",
    "sources/index.html", "sources/alpha-2024-05-02.html",
)  # fmt: skip
PLANTED = (
    "<planted onclick=alert()>\"'><script>planted()</script></title>"
    "[x](javascript:planted()){onclick=planted()}{{ planted }}"
)


@dataclass
class Html(HTMLParser):
    """What a page is made of, as a browser would see it."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Html:
        parsed = cls()
        parsed.feed(text)
        parsed.close()
        return parsed

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self.anchors |= {attributes[name] for name in ("id", "name") if name in attributes}

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts.append(data)
        else:
            self.texts.append(data)


def dead_links(site: Mapping[str, Html], files: set[str]) -> list[str]:
    """Links of the site that lead nowhere: to no file, to no anchor, or away from the folder it lies in."""
    return [
        f"{path}: {link}"
        for path, html in site.items()
        for _, attributes in html.tags
        for name in ("href", "src")
        if (link := attributes.get(name)) is not None and not _leads_somewhere(path, link, site, files)
    ]


def _leads_somewhere(path: str, link: str, site: Mapping[str, Html], files: set[str]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https")
    if parts.path.startswith("/"):
        # The page for missing addresses cannot know its own depth.
        return path == "404.html"
    target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) if parts.path else path
    if target not in files:
        return False
    if target == "events/index.html" and "=" in parts.fragment:
        return _filters(parse_qsl(parts.fragment, strict_parsing=True), site[target], files)
    return not parts.fragment or target not in site or unquote(parts.fragment) in site[target].anchors


def _filters(state: list[tuple[str, str]], explorer: Html, files: set[str]) -> bool:
    """Whether the explorer has the filters that a fragment names; who and where must have a page."""
    folder = {"who": "", "base": "bases/"}
    return all(
        f"filter-{name}" in explorer.anchors and (name not in folder or f"{folder[name]}{value}.html" in files)
        for name, value in state
    )


def markup_from_data(html: Html) -> list[str]:
    """Signs that a planted cell became markup: its tags, event handlers, scripts or addresses that run."""
    found = [f"<{tag}>" for tag, _ in html.tags if tag == "planted"]
    for tag, attributes in html.tags:
        found += [f"<{tag} {name}>" for name in attributes if name.startswith("on")]
        found += [f"<{tag} {name}={value}>" for name, value in attributes.items() if value.startswith("javascript:")]
    return found + [script for script in html.scripts if "planted" in script]


def built(root: Path) -> tuple[dict[str, Html], set[str]]:
    """The pages of a built site by path, and the paths of all its files."""
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    return {path: Html.of((root / path).read_text("utf-8")) for path in sorted(files) if path.endswith(".html")}, files


@pytest.fixture(scope="session")
def parsed(site: Path) -> tuple[dict[str, Html], set[str]]:
    return built(site)


@pytest.fixture(scope="session")
def dated(tiny: Data) -> Data:
    """The tiny package with a version and a date that no release changes."""
    fixed = tiny.descriptor.model_copy(update={"version": "1.2.3", "created": "2024-06-01T00:00:00Z"})
    return replace(tiny, descriptor=fixed)


@pytest.fixture(scope="session")
def by_path(dated: Data) -> dict[str, Page]:
    return {page.path: page for page in pages(dated, rules())}


@pytest.mark.parametrize("path", APPROVED)
def test_golden_pages(path: str, by_path: Mapping[str, Page]) -> None:
    approved = GOLDEN / path.replace("/", "-")
    if os.environ.get("RENEW_GOLDEN"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(by_path[path].html + "\n", "utf-8")
    assert by_path[path].html + "\n" == approved.read_text("utf-8"), (
        f"if the change is meant: {RENEW}, and read the diff"
    )


def test_there_is_a_page_for_every_row_that_has_an_address(by_path: Mapping[str, Page], dated: Data) -> None:
    tables = (dated.groups, dated.leaders, dated.bases, dated.events, dated.sources)
    expected = {view.path_of(row) for table in tables for row in table}
    assert expected <= by_path.keys()
    assert all(page.path.startswith(page.parent.removesuffix("index.html")) for page in by_path.values() if page.parent)


def test_pages_are_pure(dated: Data, by_path: Mapping[str, Page]) -> None:
    assert {page.path: page for page in pages(dated, rules())} == by_path


def _hostile(data: Data) -> Data:
    """The data with something planted in every text of every row, blank ones too, and in every web address."""
    tables: dict[str, Any] = {}
    for name, table in data.tables.items():
        texts = [
            column.name
            for column in data.schemas[name].fields
            if column.type == "string" and not column.definitions and not column.name.endswith("_id")
            and column.name not in ("locator", "fields", "replaced_by", "table")
        ]  # fmt: skip
        tables[name] = Table(tuple(row.model_copy(update=_planted(row, texts)) for row in table))
    return replace(data, **tables)


def _planted(row: Row, texts: list[str]) -> dict[str, str]:
    addresses = {"url": "javascript:planted()", "archive_url": 'https://example.org/"onclick="planted()'}
    return {
        name: addresses.get(name, PLANTED) for name in texts if not isinstance(getattr(row, name, None), PartialDate)
        and MODELS[row.table].model_fields[name].annotation in (str, str | None)
    }  # fmt: skip


def test_nothing_in_the_data_becomes_markup(dated: Data) -> None:
    made = pages(_hostile(dated), rules())
    parsed = {page.path: Html.of(page.html) for page in made}
    assert {path: markup_from_data(html) for path, html in parsed.items() if markup_from_data(html)} == {}
    told = [path for path, html in parsed.items() if PLANTED in "".join(html.texts)]
    assert {"groups/example-brigade.html", "bases/camp-example.html", "sources/beta-2024-05-03.html"} <= set(told)


def test_nothing_in_the_data_becomes_markup_in_the_built_site(
    dated: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fasail.validation.load", lambda root: _hostile(dated))
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path)))
    parsed, _ = built(tmp_path)
    assert {path: markup_from_data(html) for path, html in parsed.items() if markup_from_data(html)} == {}
    assert PLANTED in "".join(parsed["groups/example-brigade.html"].texts)
    entries = json.loads((tmp_path / "search/search_index.json").read_text("utf-8"))["docs"]
    found = [Html.of(entry["title"] + entry["text"]) for entry in entries]
    assert [sign for html in found for sign in markup_from_data(html)] == []
    assert any(PLANTED in "".join(html.texts) for html in found)


@pytest.mark.parametrize(
    "text",
    [
        "<p><planted></p>",
        '<p onclick="x">',
        '<a href="javascript:x">',
        "<script>planted()</script>",
    ],
)
def test_markup_from_data_is_noticed(text: str) -> None:
    assert markup_from_data(Html.of(text))


def test_every_link_leads_somewhere(parsed: tuple[dict[str, Html], set[str]]) -> None:
    assert dead_links(*parsed) == []


@pytest.mark.parametrize(
    "link", ["gone.html", "b.html#gone", "#gone", "/b.html", "../b.html", "javascript:x", "ftp://x.y"]
)
def test_a_dead_link_is_noticed(link: str) -> None:
    site = {"a.html": Html.of(f'<a href="{link}">'), "b.html": Html.of('<p id="here"><a href="a.html">')}
    assert dead_links(site, set(site)) == [f"a.html: {link}"]


@pytest.mark.parametrize(
    ("state", "leads"),
    [
        ("base=camp", True),
        ("who=groups/a&role=x", True),
        ("base=gone", False),
        ("gone=x", False),
        ("who=groups/b", False),
    ],
)
def test_a_filter_of_the_explorer_leads_somewhere_if_it_is_one(state: str, leads: bool) -> None:
    filters = "".join(f'<p id="filter-{name}">' for name in ("base", "who", "role"))
    site = {"events/index.html": Html.of(filters), "a.html": Html.of(f'<a href="events/index.html#{state}">')}
    assert (dead_links(site, {*site, "bases/camp.html", "groups/a.html"}) == []) == leads


@pytest.mark.parametrize("link", ["b.html", "b.html#here", "https://example.org/x#y", "style.css"])
def test_a_living_link_is_left_alone(link: str) -> None:
    site = {"a.html": Html.of(f'<a href="{link}">'), "b.html": Html.of('<p id="here">')}
    assert dead_links(site, {*site, "style.css"}) == []


def test_no_page_repeats_an_anchor(site: Path) -> None:
    repeated = {}
    for path in site.rglob("*.html"):
        anchors = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        twice = {anchor for anchor in anchors if anchors.count(anchor) > 1} - {"__toc"}
        if twice:
            repeated[path.name] = twice
    assert repeated == {}


def requests_elsewhere(html: Html) -> list[str]:
    """What a page makes the browser fetch from another host; a link that a reader follows is none of it."""
    return [
        address
        for tag, attributes in html.tags
        if tag != "a"
        for name in ("src", "href", "srcset", "data", "poster", "action")
        if urlsplit(address := attributes.get(name, "")).netloc
    ]


def test_no_page_asks_anybody_else_for_anything(parsed: tuple[dict[str, Html], set[str]], site: Path) -> None:
    assert {path: requests_elsewhere(html) for path, html in parsed[0].items() if requests_elsewhere(html)} == {}
    styles = (site / "assets/fasail.css").read_text("utf-8")
    assert "@import" not in styles
    assert "url(" not in styles


def test_a_request_elsewhere_is_noticed() -> None:
    assert requests_elsewhere(Html.of('<img src="https://example.org/x.png"><link href="//example.org/x.css">'))


def test_the_policy_admits_the_inline_scripts_of_every_page_and_no_inline_style(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
        assert policy is not None, path
        assert "unsafe" not in policy.group(1)
        assert set(script_hashes(text).split()) <= set(re.split("[ ;]+", policy.group(1))), path
        assert not re.search(r"<style|\sstyle=", text), path


def test_links_that_lead_away_tell_nobody_where_from(parsed: tuple[dict[str, Html], set[str]]) -> None:
    away = [
        (path, attributes)
        for path, html in parsed[0].items()
        for tag, attributes in html.tags
        if tag == "a" and urlsplit(attributes.get("href", "")).netloc
    ]
    assert away
    assert [entry for entry in away if not {"noreferrer", "noopener"} <= set(entry[1].get("rel", "").split())] == []


def test_every_page_has_a_way_to_skip_and_one_first_heading(parsed: tuple[dict[str, Html], set[str]]) -> None:
    for path, html in parsed[0].items():
        assert sum(tag == "h1" for tag, _ in html.tags) == 1, path
        if path != "404.html":
            assert any(attributes.get("class") == "md-skip" for _, attributes in html.tags), path


def test_only_the_hook_imports_mkdocs() -> None:
    importers = [
        path.name for path in (ROOT / "fasail").rglob("*.py") if "mkdocs" in _imported(path.read_text("utf-8"))
    ]
    assert importers == ["hook.py"]
    assert "mkdocs" in _imported("def f():\n    from mkdocs.structure import files")


def _imported(code: str) -> set[str]:
    """The top-level packages that a module imports, wherever it does."""
    nodes = list(ast.walk(ast.parse(code)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}


def test_an_invalid_package_stops_the_build_with_its_findings(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    events = package / "tables/events.csv"
    events.write_text(events.read_text("utf-8").replace("2024-05-02,2024-05-02", "2024-05-02,2024-05-01"), "utf-8")
    monkeypatch.setattr("fasail.validation.load", lambda root: load(package))
    with caplog.at_level(logging.ERROR, "mkdocs"), pytest.raises(Abort):
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert "[ends-not-before-start]" in caplog.text
    assert "tables/events.csv:3" in caplog.text
    assert not list(tmp_path.rglob("*.html"))


def test_a_page_with_many_events_stays_small_and_leads_to_the_rest(dated: Data) -> None:
    """The newest of each list, as far as they fit, and the explorer's filter that finds them all."""
    made = {page.path: page for page in pages(repeated(dated, "2024-05-01-camp-example-drones", 250), rules())}
    for path, filter_ in (
        ("bases/camp-example.html", "base=camp-example"),
        ("groups/example-brigade.html", "who=groups/example-brigade&amp;role=claimed_by"),
    ):
        html = made[path].html
        assert 5 < html.count('<li class="entry"') < 100
        assert len(html.encode()) < 130e3
        link = re.search(rf'href="\.\./events/index\.html#{filter_}">All ([0-9]+) in the explorer', html)
        assert link
        assert int(link[1]) >= 250
    assert "all of them stand in <code>tables/events.csv</code>" in made["events/index.html"].html


def repeated(data: Data, event_id: str, number: int) -> Data:
    """The data with an event again on so many days, with all that is said of it."""
    events, rows = [*data.events], {name: [*getattr(data, name)] for name in ("event_actors", "casualties", "reports")}
    first = data.events[event_id]
    for count in range(number):
        day = first.date_start + timedelta(count)
        name = f"{event_id}-{count}"
        events.append(first.model_copy(update={"event_id": name, "date_start": day, "date_end": day}))
        for table, found in rows.items():
            found += (
                row.model_copy(update={"event_id": name, "line": len(found) + place})
                for place, row in enumerate(getattr(data, table).by("event_id")[event_id], 2)
            )
    tables: dict[str, Any] = {name: Table(tuple(found)) for name, found in rows.items()}
    return replace(data, events=Table(tuple(events)), **tables)


def test_a_site_with_an_address_says_how_it_is_shown_where_it_is_shared(tmp_path: Path) -> None:
    address = "https://example.org/fasail/"
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), site_url=address))
    for path in ("index.html", "groups/kataib-hezbollah.html", "method.html"):
        html = Html.of((tmp_path / path).read_text("utf-8"))
        told = {tag["property"]: tag["content"] for name, tag in html.tags if name == "meta" and "property" in tag}
        assert set(told) == {"og:title", "og:description", "og:type", "og:url", "og:image"}
        assert told["og:url"] == address + path
        assert (tmp_path / told["og:image"].removeprefix(address)).read_bytes().startswith(b"\x89PNG")
        assert all(told.values())
    assert f"<loc>{address}groups/kataib-hezbollah.html</loc>" in (tmp_path / "sitemap.xml").read_text("utf-8")


def test_an_event_leads_to_those_before_and_after_it(dated: Data) -> None:
    """At its base, and among what each group did, claims or is accused of."""
    first = "2024-05-01-camp-example-drones"
    made = {page.path: page for page in pages(repeated(dated, first, 3), rules())}
    for number, ways in ((1, ["2024-05-01", "2024-05-03"]), (2, ["2024-05-02"])):
        html = made[f"events/{first}-{number}.html"].html
        said = html.partition('id="sequence"')[2].partition("</ul>")[0]
        items = dict(re.findall(r"<li>([^:]*): (.*)</li>", said))
        assert {"At Camp Example", "Claimed by Example Brigade"} <= set(items)
        assert [word in items["At Camp Example"] for word in ("before it", "after it")] == [True, len(ways) == 2]
        assert all(f"{first}-{int(day[-2:]) - 1}.html" in items["Claimed by Example Brigade"] for day in ways)


@pytest.mark.parametrize(
    ("sizes", "whole", "numbers"),
    [
        ([], 10, []),
        ([[]], 10, [0]),
        ([[4, 4, 4]], 10, [2]),
        ([[99], [99]], 10, [1, 1]),
        ([[1, 1, 1, 1], [1]], 4, [3, 1]),
        ([[1, 1, 1], [5, 5, 5]], 12, [2, 2]),
        ([[2, 2], [2, 2]], 8, [2, 2]),
    ],
)
def test_lists_share_the_room_of_a_page(sizes: list[list[int]], whole: int, numbers: list[int]) -> None:
    assert view.room(sizes, whole) == numbers


def test_the_codebook_has_every_table_column_and_value(dated: Data) -> None:
    html = {page.path: page for page in pages(dated, rules())}["codebook.html"].html
    anchors = Html.of(html).anchors
    for name, schema in dated.schemas.items():
        assert name in anchors
        for column in schema.fields:
            assert f"{name}.{column.name}" in anchors
            assert all(f"<code>{value}</code>" in html for value in column.definitions or ())


def test_the_rules_page_has_every_rule(dated: Data) -> None:
    made = {page.path: page for page in pages(dated, rules())}["rules.html"]
    assert {rule.id for rule in rules()} <= Html.of(made.html).anchors
    assert {rule.layer for rule in rules()} <= set(rules_page.LAYERS)


@pytest.mark.parametrize(
    ("table", "column", "worded"),
    [
        ("event_actors", "role", list(words.PARTS)),
        ("relations", "relation", list(words.RELATIONS)),
        ("events", "kind", list(codebook.CROSSWALK)),
    ],
)
def test_every_value_of_a_vocabulary_has_its_words(dated: Data, table: str, column: str, worded: list[str]) -> None:
    assert list(words.definitions(dated, table, column)) == worded, (
        "name the new value where the others have their words"
    )


def test_every_outcome_qualifier_and_grade_has_its_words(dated: Data) -> None:
    for outcome in words.definitions(dated, "casualties", "outcome"):
        assert words.harm_kind(outcome)
    for qualifier in words.definitions(dated, "tallies", "qualifier"):
        assert words.reading(dated.tallies.rows[0].model_copy(update={"qualifier": qualifier}))
    assert set(view.GRADES) == set(get_args(Grade))


@pytest.mark.parametrize("grade", get_args(Grade))
def test_the_reason_of_a_grade_names_who(grade: Grade, dated: Data) -> None:
    event = dated.events["2024-05-01-camp-example-drones"]
    actor = dated.actors(event, "claimed_by")[0]
    graded = _with_actors(dated, {
        "contested": [actor, actor.model_copy(update={"role": "denied_by", "group_id": "sample-front"})],
        "confirmed": [actor.model_copy(update={"role": "perpetrator"})],
        "corroborated": [actor],
        "single_source": [actor.model_copy(update={"event_id": "2024-05-02-sampleshire-strike", "role": "target"})],
        "claimed_only": [actor.model_copy(update={"event_id": "2024-05-03-placeholder-statement"})],
    }[grade])  # fmt: skip
    event = graded.events[graded.event_actors.rows[0].event_id].model_copy(
        update={"outcome": "unknown"} if grade == "claimed_only" else {}
    )
    assert graded.grade(event) == grade
    assert (
        words.grade_reason(graded, event)
        == {
            "contested": "A denial by Sample Front.",
            "confirmed": "Example Brigade accepts having done it.",
            "corroborated": "2 independent origins tell of it; no side has confirmed it.",
            "single_source": "One source tells of it.",
            "claimed_only": "Nothing but the claim is known.",
        }[grade]
    )


def _with_actors(data: Data, rows: list[EventActor]) -> Data:
    return replace(data, event_actors=Table(tuple(rows)))


def test_where_accounts_differ(dated: Data) -> None:
    event = dated.events["2024-05-01-camp-example-drones"]
    assert view.differing(dated) == []
    claim, attribution = (dated.actors(event, role)[0] for role in ("claimed_by", "attributed_to"))
    other = attribution.model_copy(update={"group_id": "sample-front"})
    maybe = [row.model_copy(update={"certainty": "possible"}) for row in (attribution, other)]
    assert view.differing(_with_actors(dated, [claim, other])) == [
        (event, ["claimed by Example Brigade, attributed to Sample Front"])
    ]
    assert view.differing(_with_actors(dated, maybe)) == [
        (event, ["attributed to Example Brigade and Sample Front, each only as one possibility"])
    ]


DAY = date(2023, 11, 8)


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (DAY, DAY, "8 November 2023"),
        (DAY, date(2023, 11, 9), "8–9 November 2023"),
        (date(2023, 10, 30), date(2023, 11, 2), "30 October – 2 November 2023"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
        (date(2023, 10, 1), date(2023, 10, 31), "October 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2023, 10, 1), date(2023, 11, 30), "October–November 2023"),
        (date(2023, 10, 1), date(2024, 1, 31), "October 2023 – January 2024"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2014, 1, 1), date(2018, 12, 31), "2014–2018"),
    ],
)
def test_days_read_no_more_exact_than_they_are(first: date, last: date, label: str) -> None:
    assert words.days(first, last) == label


@pytest.mark.parametrize(
    ("precision", "basis", "clarity", "last", "caveat"),
    [
        (1, "printed", "individual", DAY, ""),
        (2, "printed", "individual", DAY + timedelta(1), "exact day not known"),
        (1, "resolved", "individual", DAY, "day reckoned from the source's date"),
        (4, "deduced", "individual", DAY + timedelta(20), "exact day not known; date deduced"),
        (1, "printed", "aggregate", DAY, "several events"),
        (2, "printed", "aggregate", DAY + timedelta(1), "several events within this time"),
    ],
)
def test_what_must_be_known_about_a_date(
    precision: int, basis: str, clarity: str, last: date, caveat: str, dated: Data
) -> None:
    event: Event = dated.events.rows[0].model_copy(
        update={"date_start": DAY, "date_end": last, "date_prec": precision, "date_basis": basis, "clarity": clarity}
    )
    assert words.day_caveat(event) == caveat


@pytest.mark.parametrize(
    ("since", "until", "ended", "text"),
    [
        (None, None, "unknown", "date not stated"),
        (None, "2024-05-02", "no", "so on 2 May 2024"),
        ("2019", "2024-05", "no", "since 2019, and still so on May 2024"),
        ("2019", "2024", "yes", "2019 to 2024, when it ended"),
        (None, "2024", "yes", "ended 2024"),
        ("2019", "2024", "unknown", "evidenced from 2019 to 2024"),
        ("2024-05-02", "2024-05-02", "unknown", "evidenced on 2 May 2024"),
        ("2019", None, "unknown", "evidenced in 2019"),
    ],
)
def test_spans_say_what_is_evidenced(since: str | None, until: str | None, ended: str, text: str, dated: Data) -> None:
    row: Presence = dated.presences.rows[0].model_copy(
        update={"since": since and PartialDate(since), "until": until and PartialDate(until), "ended": ended}
    )
    assert words.span(row) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (40, 40, "40"),
        (40, 50, "40–50"),
        (0, 0, "0"),
        (1200, None, "at least 1,200"),
        (None, 50, "up to 50"),
        (None, None, "number not given"),
    ],
)
def test_figures_read_as_the_source_gives_them(low: int | None, high: int | None, text: str) -> None:
    assert words.figure(low, high) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Harm("killed", 1, 2, False), "1–2 killed"),
        (Harm("killed", 0, 0, False), "none killed"),
        (Harm("unspecified", 0, 0, False), "none harmed"),
        (Harm("wounded", 3, 3, True), "at least 3 wounded"),
        (Harm("wounded", 3, 5, True), "3–5 or more wounded"),
        (Harm("killed", None, None, True), "killed: number not given"),
    ],
)
def test_harm_reads_as_a_range(value: Harm, text: str) -> None:
    assert words.harm(value) == text


@pytest.mark.parametrize(
    "address", [None, "javascript:x", "data:text/html,x", "ftp://x.y", " https://x.y", "https://x y"]
)
def test_only_web_addresses_lead_away(address: str | None) -> None:
    assert words.external(address) is None
    assert words.external("https://example.org/x?y=z") == "https://example.org/x?y=z"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Kataib Hezbollah", "kataeb hizbullah"),
        ("Erbil International Airport", "arbil"),
        ("كَتائِب حِزب الله", "كتايب حزب"),
        ("قاعدة عين الأسد", "قاعده الاسد"),
        ("Saʿd", "sad"),
    ],
)
def test_search_finds_a_name_in_its_usual_spellings(name: str, typed: str) -> None:
    assert set(typed.split()) <= set(words.findable(name).split())


def test_the_pages_are_found_by_their_names(site: Path) -> None:
    entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    located: dict[str, str] = {entry["location"]: entry["text"] for entry in entries}
    assert "hizbullah" in located["groups/kataib-hezbollah.html"].casefold()
    assert "Method and ethics" in {entry["title"] for entry in entries}


def test_a_hash_is_of_what_stands_between_the_tags() -> None:
    assert script_hashes("<script>alert(1)</script>") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    assert script_hashes('<script type="application/json">{}</script>') == ""
