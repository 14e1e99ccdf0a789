"""The explorer and search in a browser: from a server, and from a folder opened by double click."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser import NARROW, RESULTS, SEARCH, Server, lacking, launched, open_search, overflow, served, violations
from conftest import ROOT
from fasail.data import Table
from fasail.site.explorer import LEFT_OUT
from fasail.validation import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXPLORER = "events/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own package, with an Arabic name to find a group by."""
    data = load(ROOT)
    named = tuple(
        type(group).model_construct(
            **{name: getattr(group, name) for name in type(group).model_fields}
            | ({"name_ar": "كَتائِب حِزب الله"} if group.group_id == "kataib-hezbollah" else {})
        )
        for group in data.groups
    )
    target = tmp_path_factory.mktemp("named")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fasail.validation.load", lambda root: replace(data, groups=Table(named)))
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target)))
    return target


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    reason = lacking()
    if reason and os.environ.get("FASAIL_BROWSER") == "required":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with served(site) as running:
        yield running


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator[Browser]:
    with launched(server) as running:
        yield running


@pytest.fixture(params=["server", "folder"])
def root(request: pytest.FixtureRequest, server: Server, site: Path) -> str:
    """Where the site is: the same pages, served and as files."""
    return server.address if request.param == "server" else f"{site.as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may complain of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def rows(site: Path) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads((site / "events/events.json").read_text("utf-8"))["events"]
    return events


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#explorer").wait_for()


def listed(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all("#explorer-list > li", "items => items.map(item => item.id)")
    return ids


def count(page: Page) -> str:
    text: str = page.locator("#explorer-count").inner_text()
    return text


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["event_id"] for row in rows]


def test_filters_meet_and_the_count_follows(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    opened(page, root + EXPLORER)
    assert count(page) == f"{len(rows)} events"
    page.select_option("#filter-kind", "attack")
    page.select_option("#filter-country", "IQ")
    page.fill("#filter-from", "2024-01-01")
    page.locator("#filter-from").dispatch_event("change")
    expected = [r for r in rows if r["kind"] == "attack" and r["country"] == "IQ" and r["date_end"] >= "2024-01-01"]
    assert 0 < len(expected) < len(rows)
    assert listed(page) == ids(expected)[:50]
    assert count(page) == f"{len(expected)} of {len(rows)} events"


def test_group_and_part_meet_in_one_assertion(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    attributed = next(row["attributed_to"][0] for row in rows if row["attributed_to"])
    opened(page, f"{root}{EXPLORER}#who=groups/{attributed}&role=attributed_to")
    expected = [row for row in rows if attributed in row["attributed_to"]]
    assert listed(page) == ids(expected)[:50]
    page.select_option("#filter-role", "claimed_by")
    assert listed(page) == ids([row for row in rows if attributed in row["claimed_by"]])


def test_the_address_keeps_the_filter_and_back_undoes_it(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    opened(page, root + EXPLORER)
    page.select_option("#filter-grade", "corroborated")
    page.get_by_role("button", name="Iraq", exact=True).click()
    address, found = page.url, listed(page)
    assert address.endswith("#country=IQ&grade=corroborated")
    page.go_back()
    assert page.input_value("#filter-country") == ""
    page.go_back()
    assert count(page) == f"{len(rows)} events"
    page.goto("about:blank")
    opened(page, address)
    assert (listed(page), page.input_value("#filter-grade")) == (found, "corroborated")


def test_the_map_follows_the_filter_and_filters(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    opened(page, f"{root}{EXPLORER}#kind=attack")
    chosen = Counter(row["country"] for row in rows if row["kind"] == "attack" and row["country"])
    drawn = {code: held for code, held in chosen.items() if page.locator(outline(code)).count()}
    assert shaded(page) == set(drawn) < {row["country"] for row in rows}
    label = page.locator('#explorer-map .map-name[data-of="IQ"]')
    assert label.text_content() == f"Iraq {drawn['IQ']}"
    beyond = set(chosen) - set(drawn)
    assert ("Beyond this map" in page.locator("#explorer-map-note").inner_text()) == bool(beyond)
    page.locator(outline("IQ")).click(position={"x": 60, "y": 60})
    assert (page.input_value("#filter-country"), shaded(page)) == ("IQ", {"IQ"})
    assert count(page) == f"{drawn['IQ']} of {len(rows)} events"
    page.fill("#filter-q", "nothing says this")
    page.locator("#explorer-list > li").first.wait_for(state="detached")
    assert (shaded(page), label.text_content()) == (set(), "Iraq")


def outline(code: str) -> str:
    return f'#explorer-map .map-country[data-of="{code}"]'


def shaded(page: Page) -> set[str]:
    """The countries that the map shows as having events."""
    found: list[str] = page.eval_on_selector_all(
        "#explorer-map .map-country[class*=shade]", "paths => paths.map(path => path.dataset.of)"
    )
    return set(found)


@pytest.mark.parametrize("typed", ["kataeb hizbullah", "كتائب حزب الله", "KATĀʾIB"])
def test_free_text_finds_a_group_by_any_spelling(page: Page, root: str, typed: str, rows: list[dict[str, Any]]) -> None:
    opened(page, root + EXPLORER)
    page.fill("#filter-q", typed)
    page.wait_for_url("**#q=*")
    roles = [column for column in rows[0] if column in ("claimed_by", "attributed_to", "target", "speaker")]
    named = {row["event_id"] for row in rows if any("kataib-hezbollah" in row[role] for role in roles)}
    assert named
    assert set(listed(page)[:50]) & named
    assert len(named) <= int(count(page).split()[0]) < len(rows)
    assert len(listed(page)) < len(rows)


def test_the_script_writes_entries_as_the_build_does(page: Page, root: str) -> None:
    opened(page, root + EXPLORER)
    texts = "items => items.map(item => item.innerText.replace(/\\s+/g, ' '))"
    links = "items => items.map(item => item.href)"
    built = page.eval_on_selector_all("#explorer-list > li", texts)
    leading = page.eval_on_selector_all("#explorer-list .entry__title a, #explorer-list .entry__facts a", links)
    page.select_option("#filter-kind", "attack")
    page.locator("#explorer").get_by_role("button", name="Clear").click()
    assert page.eval_on_selector_all("#explorer-list > li", texts) == built
    drawn = page.eval_on_selector_all("#explorer-list .entry__title a, #explorer-list .entry__facts a", links)
    assert drawn == leading


def test_pages_turn_by_keyboard(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    opened(page, root + EXPLORER)
    page.get_by_role("button", name="Older").focus()
    page.keyboard.press("Enter")
    assert listed(page) == ids(rows)[50:100]
    assert page.evaluate("document.activeElement.id") == "list"


def test_the_download_is_the_selection(page: Page, root: str, site: Path, rows: list[dict[str, Any]]) -> None:
    opened(page, root + EXPLORER)
    page.select_option("#filter-kind", "attack")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these as CSV").click()
    with (site / "data/flat/events.csv").open(encoding="utf-8", newline="") as file:
        whole = {row["event_id"]: row for row in csv.DictReader(file) if row["kind"] == "attack"}
    with Path(download.value.path()).open(encoding="utf-8", newline="") as file:
        chosen = list(csv.DictReader(file))
    columns = [name for name in next(iter(whole.values())) if name not in LEFT_OUT]
    attacks = [row["event_id"] for row in rows if row["kind"] == "attack"]
    assert list(chosen[0]) == columns
    assert chosen == [{name: whole[event_id][name] for name in columns} for event_id in attacks]


FOUND = {
    "kataeb hizbullah": "groups/kataib-hezbollah.html",
    "كتائب حزب الله": "groups/kataib-hezbollah.html",
    "كتايب حزب": "groups/kataib-hezbollah.html",
    "ayn al-asad": "bases/ain-al-asad-air-base.html",
    "1 January 2024": "events/2024-01-01-",
    "27 December 2019": "events/2019-12-27-",
    "2024-01-01": "events/2024-01-01-",
    "keep up pressure": "sources/national-2024-01-01.html",
}


def test_search_finds_names_days_and_titles(page: Page, root: str) -> None:
    page.goto(root + "index.html")
    missed = {}
    open_search(page, "base")
    for typed, found in FOUND.items():
        page.locator(SEARCH).fill(typed)
        page.keyboard.press("End")
        page.wait_for_timeout(400)
        addresses = page.eval_on_selector_all(RESULTS, "links => links.map(link => link.href)")
        if not any(address.startswith(root + found) for address in addresses[:10]):
            missed[typed] = addresses[:10]
    assert missed == {}


def test_a_hit_opens_its_page(page: Page, root: str) -> None:
    page.goto(root + "groups/index.html")
    open_search(page, "kataib hezbollah")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/groups/kataib-hezbollah.html*")
    assert page.locator("h1").inner_text().startswith("Kataib Hezbollah")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, NARROW])
def test_everybody_can_use_the_open_filters(browser: Browser, server: Server, scheme: Any, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    opened(page, f"{server.address}{EXPLORER}#country=IQ")
    page.evaluate("document.querySelectorAll('.explorer details').forEach(details => { details.open = true })")
    assert violations(page) == []
    assert overflow(page) == []
    context.close()


def test_without_script_there_are_rows_and_a_way_to_the_rest(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.address + EXPLORER)
    assert page.locator("#explorer-list > li").count() == 50
    assert page.locator("#explorer").is_hidden()
    assert page.get_by_role("link", name="CSV").is_visible()
    context.close()
