"""The site in a browser: it asks nobody else for anything, everybody can read it, and it fits a phone.

Every check is also shown to notice a page that breaks it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from browser import (
    NARROW,
    PALETTE,
    RESULTS,
    Server,
    Visit,
    kinds,
    lacking,
    launched,
    obstacles,
    open_search,
    overflow,
    served,
    violations,
    visit,
)
from fasail import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GROUP = "groups/kataib-hezbollah.html"
ARABIC = "كتائب حزب الله"
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect()
    return {
        path: element.href ? new URL(element.href).pathname.slice(1) : '',
        name: element.outerHTML.slice(0, 120),
        // The search field has a cursor and opens the search: no frame is needed to see where one is.
        seen: element.matches('input') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
            && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight),
    }
}"""


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


@pytest.fixture
def home(browser: Browser, server: Server) -> Iterator[Visit]:
    """A visit that has opened the home page."""
    with visit(browser, server) as visited:
        visited.open("index.html")
        yield visited


def toggle_palette(page: Page) -> None:
    page.locator("label[for^=__palette]:visible").click()


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "no-policy"])
def test_nobody_else_is_asked_for_anything(bypass_csp: bool, browser: Browser, server: Server, site: Path) -> None:
    with visit(browser, server, bypass_csp=bypass_csp) as visited:
        for path in kinds(site):
            visited.open(path)
            toggle_palette(visited.page)
            open_search(visited.page, "iraq")
        assert visited.requests
        assert visited.elsewhere == set()
        assert visited.complaints == []
        assert visited.page.context.cookies() == []


@pytest.mark.parametrize(
    "script",
    [
        "new Image().src = 'https://example.org/x.png'",
        "new Worker(URL.createObjectURL(new Blob([\"fetch('https://example.org/x.png')\"])))",
    ],
)
def test_a_request_elsewhere_is_noticed(script: str, browser: Browser, server: Server) -> None:
    with visit(browser, server, bypass_csp=True) as visited:
        visited.open("index.html")
        with visited.page.expect_event("requestfailed"):
            visited.page.evaluate(f"() => {{ {script} }}")
        assert visited.elsewhere == {"https://example.org/x.png"}


def test_the_policy_stops_a_request_elsewhere(home: Visit) -> None:
    with home.page.expect_console_message(lambda message: message.type == "error"):
        _spoil(home.page, '<img src="https://example.org/x.png">')
    assert "Content Security Policy" in "".join(home.complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(scheme: Literal["light", "dark"], browser: Browser, server: Server, site: Path) -> None:
    found = obstacles(browser, server, site, scheme)
    assert {state: signs for state, signs in found.items() if signs} == {}


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        ('<img src="assets/images/favicon.png">', "image-alt"),
        ('<p style="color: #ddd; background: #fff">pale</p>', "color-contrast"),
        ("<button></button>", "button-name"),
    ],
)
def test_what_not_everybody_can_read_is_noticed(spoiled: str, rule: str, browser: Browser, server: Server) -> None:
    with visit(browser, server, bypass_csp=True) as visited:
        visited.open("index.html")
        _spoil(visited.page, spoiled)
        assert {sign.split(":")[0] for sign in violations(visited.page)} == {rule}


def test_a_page_that_is_too_wide_is_noticed(browser: Browser, server: Server) -> None:
    with visit(browser, server, NARROW, bypass_csp=True) as visited:
        visited.open("index.html")
        _spoil(visited.page, '<p id="spoiled" style="width: 500px">wide</p>')
        assert any('id="spoiled"' in element for element in overflow(visited.page))


def _spoil(page: Page, html: str) -> None:
    page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", html)


def test_a_source_is_reached_with_the_keyboard_alone(home: Visit) -> None:
    page = home.page
    _tab_to(page, "index.html")
    page.keyboard.press("Enter")
    assert page.url.endswith("#start"), "the first stop is the way to skip the menus"
    page.keyboard.press("Shift+Tab")
    _tab_to(page, "sources/index.html")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("sources/index.html#start")
    reached = _tab_to(page, "sources/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{reached}")
    assert page.locator("h1#start").is_visible()


def _tab_to(page: Page, start: str) -> str:
    """Press Tab until a link to a page with this start of its path has the focus, which must be seen at every stop."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["seen"], f"the focus is not seen: {focused['name']}"
        if focused["path"].startswith(start):
            return str(focused["path"])
    pytest.fail(f"no way to {start} by Tab")


@pytest.mark.parametrize(("typed", "address"), [("kataeb hizbullah", GROUP)])
def test_search_finds_a_group_and_enter_opens_it(typed: str, address: str, home: Visit) -> None:
    open_search(home.page, typed)
    assert address in (home.page.locator(RESULTS).first.get_attribute("href") or "")
    home.page.keyboard.press("Enter")
    home.page.wait_for_url(f"**/{address}*")


@pytest.mark.parametrize("typed", ["كتائب", "كتايب", "حزب الله"])
def test_search_finds_arabic_as_it_is_typed(typed: str, browser: Browser, server: Server, site: Path) -> None:
    """The index gets an Arabic name as the pages write it, whether or not the tables have one by now."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        if entry["location"] == GROUP:
            entry["text"] += " " + words.findable(ARABIC)
    with visit(browser, server) as visited:
        visited.page.route("**/search_index.json", lambda route: route.fulfill(json=index))
        visited.open("index.html")
        open_search(visited.page, typed)
        assert GROUP in (visited.page.locator(RESULTS).first.get_attribute("href") or "")


def test_the_chosen_palette_stays(home: Visit) -> None:
    before = home.page.evaluate(PALETTE)
    toggle_palette(home.page)
    after = home.page.evaluate(PALETTE)
    home.open(GROUP)
    assert home.page.evaluate(PALETTE) == after != before
