"""The site at growing sizes, beside the same pages by other means, and every budget of the site as OK or OVER.

    python benchmarks/site.py [--quick]

The peers are plain MkDocs with the Material theme, which gets the pages as Markdown files and the same menus, and
templates alone: each page rendered and written, with the data at hand. They are compared by the seconds on the
processor, which other work of the machine does not lengthen; the budget is one of seconds by the clock. `--quick` has
no peers, and no sizes but the package and the one for which the budgets are set. Exit code 1 if a budget is exceeded.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from generate import ROOT, package_of_pages

from fasail.published import publish
from fasail.site.assets import assets
from fasail.site.page import Page
from fasail.site.pages import pages
from fasail.validation import load, rules

sys.path.append(str(ROOT / "tests"))
from browser import lacking, launched, obstacles, served
from test_site import Html, built, dead_links, requests_elsewhere

SIZES = (100, 1_000, 2_500, 5_000)
#: The size for which the budgets are set, and the largest that plain MkDocs is given: it takes long.
BUDGETED, PEER_MOST = 2_500, 1_000
MOST_SECONDS, MOST_SITE, MOST_INDEX, MOST_PAGE, MOST_FIRST_VIEW = 15, 100e6, 300e3, 150e3, 200e3
HEADER = "   pages    Fasail    on CPU  templates  ratio    MkDocs  ratio      site   index gz"
INDEX = "search/search_index.json"
PLAIN = """
site_name: Fasail
use_directory_urls: false
theme: {name: material, language: en, font: false, features: [navigation.tabs, navigation.path, toc.follow]}
plugins: [search]
markdown_extensions: [tables]
"""


def main() -> int:
    quick = "--quick" in sys.argv[1:]
    kept = True
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        for size in (0, BUDGETED) if quick else (0, *SIZES):
            work = Path(folder) / str(size)
            package = package_of_pages(work / "package", size) if size else ROOT
            measured = measure(package, work, peer=not quick and size <= PEER_MOST)
            print(measured.line, flush=True)
            if size == BUDGETED:
                # Not all() over the judging itself: it would stop at the first that is not kept.
                outcomes = [report(*budget) for budget in judge(measured)]
                kept = all(outcomes)
    return int(not kept)


def report(what: str, amount: float, most: float, unit: str) -> bool:
    """Print whether a budget is kept."""
    print(f"{'OK' if amount <= most else 'OVER':5} {what}: {amount:,.1f}{unit}, budget {most:,.0f}{unit}", flush=True)
    return amount <= most


@dataclass(frozen=True)
class Measured:
    """A built site: the seconds that it took by the clock, and those that it and its peers took on the processor."""

    site: Path
    seconds: float
    busy: float
    templates: float
    plain: float | None

    @property
    def line(self) -> str:
        """One line of the table that is printed."""
        count = sum(1 for _ in self.site.rglob("*.html"))
        plain = f"{self.plain:7.2f} s {self.busy / self.plain:6.2f}" if self.plain else f"{'-':>9} {'-':>6}"
        size = f"{_size(self.site) / 1e6:6.1f} MB {_zipped(self.site / INDEX) / 1e3:6.0f} kB"
        ratio = self.busy / self.templates
        return (
            f"{count:8,} {self.seconds:7.2f} s {self.busy:7.2f} s {self.templates:8.2f} s {ratio:6.1f} {plain} {size}"
        )


def measure(package: Path, work: Path, peer: bool) -> Measured:
    """Build the site of a package, and its pages by the other means."""
    seconds, busy = timed_build(package / "mkdocs.yml", work / "site", "--strict")
    data, applied = load(package), rules()
    started = time.process_time()
    made = pages(data, applied)
    for page in made:
        _write(work / "templates" / page.path, page.html)
    for asset in assets(data, made, publish(data)):
        _write(work / "templates" / asset.path, asset.content)
    templates = time.process_time() - started
    plain = timed_build(_as_markdown(made, work / "plain"), work / "plain-site")[1] if peer else None
    return Measured(work / "site", seconds, busy, templates, plain)


def timed_build(config: Path, target: Path, *options: str) -> tuple[float, float]:
    """The seconds that MkDocs takes for a site, by the clock and on the processor."""
    command = [sys.executable, "-m", "mkdocs", "build", *options, "-f", str(config), "-d", str(target)]
    started, before = time.perf_counter(), os.times()
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command)} failed\n{outcome.stderr}")
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - started, busy


def judge(measured: Measured) -> Iterator[tuple[str, float, float, str]]:
    """Each budget: what it is about, the amount, the most that it may be, the unit."""
    site = measured.site
    parsed, files = built(site)
    largest = max(site.rglob("*.html"), key=lambda path: path.stat().st_size)
    yield f"seconds for {len(parsed):,} pages", measured.seconds, MOST_SECONDS, " s"
    yield "size of the site", _size(site) / 1e6, MOST_SITE / 1e6, " MB"
    yield "search index, gzipped", _zipped(site / INDEX) / 1e3, MOST_INDEX / 1e3, " kB"
    yield f"largest page ({largest.relative_to(site)})", largest.stat().st_size / 1e3, MOST_PAGE / 1e3, " kB"
    yield "first view of the home page, gzipped", first_view(site) / 1e3, MOST_FIRST_VIEW / 1e3, " kB"
    yield "dead links", _told(dead_links(parsed, files)), 0, ""
    yield "requests elsewhere", _told([url for html in parsed.values() for url in requests_elsewhere(html)]), 0, ""
    if reason := lacking():
        print(f"axe-core did not run: {reason}")
        return
    with served(site) as server, launched(server) as browser:
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            found = obstacles(browser, server, site, scheme)
            signs = [f"{state}: {sign}" for state, list_ in found.items() for sign in list_]
            yield f"obstacles of {len(found)} pages and states, {scheme}", _told(signs), 0, ""


def _told(signs: list[str]) -> int:
    """How many there are; the first of them are printed."""
    for sign in signs[:10]:
        print(f"      {sign}")
    return len(signs)


def first_view(site: Path) -> int:
    """The gzipped bytes of the home page with the styles, scripts and images that it names."""
    html = Html.of((site / "index.html").read_text("utf-8"))
    named = {
        urlsplit(attributes.get("href" if tag == "link" else "src", "")).path
        for tag, attributes in html.tags
        if tag in ("script", "img") or (tag == "link" and attributes.get("rel") in ("stylesheet", "icon"))
    }
    return sum(_zipped(site / path) for path in {"index.html", *named} if path)


def _as_markdown(made: tuple[Page, ...], target: Path) -> Path:
    """The configuration of a site that has the pages as Markdown files, and their indexes in its menus."""
    for page in made:
        _write(target / "docs" / page.path.replace(".html", ".md"), Markdown.of(page.html))
    indexes = [page.path.replace(".html", ".md") for page in made if page.parent is None]
    config = target / "mkdocs.yml"
    config.write_text(f"{PLAIN}nav: {json.dumps(indexes)}\n", "utf-8")
    return config


BEFORE = {
    "h1": "\n\n# ", "h2": "\n\n## ", "h3": "\n\n### ", "p": "\n\n", "li": "\n\n- ", "dt": "\n\n", "dd": ": ",
    "tr": "\n|", "table": "\n\n", "a": "[",
}  # fmt: skip
AFTER = {"th": " | ", "td": " | "}


class Markdown(HTMLParser):
    """The text of a page as Markdown: headings, paragraphs, items, table rows and links. Drawings are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []
        self.drawing = 0

    @classmethod
    def of(cls, html: str) -> str:
        """The Markdown of a page's HTML."""
        parser = cls()
        parser.feed(html)
        return "".join(parser.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a link."""
        self.drawing += tag == "svg"
        if not self.drawing:
            self.parts.append(BEFORE.get(tag, ""))
            if tag == "a":
                self.links.append((dict(attrs).get("href") or "").replace(".html", ".md"))

    def handle_endtag(self, tag: str) -> None:
        """End a block or a link."""
        if not self.drawing:
            self.parts.append(f"]({self.links.pop()})" if tag == "a" else AFTER.get(tag, ""))
            if tag == "thead":
                self.parts.append("\n|" + "---|" * self.parts[self.parts.index("\n|") :].count(" | "))
        self.drawing -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Keep the text, without what Markdown would take for markup."""
        if not self.drawing:
            text = " ".join(data.split())
            self.parts.append(re.sub(r"([\\*_\[\]|<])", r"\\\1", text) + " " * bool(text))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
