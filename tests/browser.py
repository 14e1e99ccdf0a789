"""A browser on a built site: what it asks of whom, what axe-core objects to, what does not fit its window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, NARROW = 1280, 390
SEARCH = "input.md-search__input"
PALETTE = "document.body.getAttribute('data-md-color-scheme')"
RESULTS = "a.md-search-result__link"


def executable() -> str | None:
    """The browser of this machine: the one that playwright would fetch is never used."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def lacking() -> str:
    """What is missing to drive a browser here; blank if nothing is."""
    missing = [module for module in ("playwright", "axe_playwright_python") if find_spec(module) is None]
    if missing:
        return f"{' and '.join(missing)} not installed: pip install '.[browser]'"
    return "" if executable() else f"no browser found, looked for {', '.join(NAMES)}"


class Server(ThreadingHTTPServer):
    """Serves a folder on this machine. As the browser's proxy it refuses whatever is meant for another machine."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        """The address of the folder."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if urlsplit(self.path).netloc:
            self._refuse()
        else:
            super().do_GET()

    def _refuse(self) -> None:
        self.send_error(502)

    do_CONNECT = do_POST = _refuse  # noqa: N815 (the names that http.server calls)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the output of the tests clean."""


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server of the folder, in a thread of its own."""
    with Server(folder) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def launched(server: Server) -> Iterator[Browser]:
    """The browser, none of whose requests leaves this machine, not even what it asks its maker on its own account."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=[*FLAGS, f"--proxy-server=127.0.0.1:{server.server_port}"]
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page in a fresh profile, with what it asked for and what the browser complained about."""

    page: Page
    server: Server
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        """Go to a page of the site and wait until its search is ready, which is what the theme's script does last."""
        self.page.goto(self.server.address + path)
        self.page.locator(".md-search-result__meta", has_not_text="Initializing").wait_for(state="attached")

    @property
    def elsewhere(self) -> set[str]:
        """The requests, of pages and of their workers, that were not for the server."""
        own = (self.server.address, "data:", "blob:")
        return {url for url in self.requests if not url.startswith(own)}


@contextmanager
def visit(browser: Browser, server: Server, width: int = WIDE, **options: Any) -> Iterator[Visit]:
    """A visit in a window of this width; `options` are those of playwright's `new_context`."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    try:
        yield Visit(context.new_page(), server)
    finally:
        context.close()


def open_search(page: Page, text: str) -> None:
    """Open the search and wait for what it finds."""
    page.keyboard.press("/")
    page.locator(SEARCH).fill(text)
    # The theme listens for keys, which filling does not press.
    page.keyboard.press("End")
    page.wait_for_selector(RESULTS)


def kinds(site: Path) -> list[str]:
    """A page of each kind: every page on top, and the index and the longest page of each folder."""
    top = sorted(path.name for path in site.glob("*.html"))
    folders = sorted({path.parent for path in site.glob("*/*.html")})
    longest = [
        max(folder.glob("*.html"), key=lambda path: (path.name != "index.html", path.stat().st_size))
        for folder in folders
    ]
    indexes = [path for folder in folders if (path := folder / "index.html").exists()]
    return top + sorted({path.relative_to(site).as_posix() for path in (*indexes, *longest)})


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core objects to: the rule, the element, and why."""
    page.evaluate(_axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))} ({' '.join(node['failureSummary'].split())})"
        for violation in found
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """The elements by which the page is wider than its window; none unless the page itself can be moved sideways."""
    found: list[str] = page.evaluate(
        """() => {
            const root = document.documentElement
            if (root.scrollWidth <= root.clientWidth) return []
            return [...document.body.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > root.clientWidth)
                .map(element => element.outerHTML.slice(0, 120))
        }"""
    )
    return found


def obstacles(browser: Browser, server: Server, site: Path, scheme: Literal["light", "dark"]) -> dict[str, list[str]]:
    """What keeps somebody from reading a page of each kind, wide and narrow, and the open search and menu."""
    found: dict[str, list[str]] = {}
    with visit(browser, server, color_scheme=scheme) as visited:
        page = visited.page
        for path in kinds(site):
            visited.open(path)
            assert page.evaluate(PALETTE) == {"light": "default", "dark": "slate"}[scheme]
            for width in (WIDE, NARROW):
                page.set_viewport_size({"width": width, "height": 900})
                too_wide = [f"wider than the window: {element}" for element in overflow(page)]
                found[f"{path} at {width}"] = violations(page) + too_wide
        page.locator("label.md-header__button[for=__drawer]").click()
        page.wait_for_timeout(300)
        found["with the menu open"] = violations(page)
        page.set_viewport_size({"width": WIDE, "height": 900})
        visited.open("index.html")
        open_search(page, "iraq")
        found["with the search open"] = violations(page)
    return found
