"""The MkDocs hook, and the only module that knows MkDocs: it hands the pages over and keeps them out of the menus."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from fasail import validation, words
from fasail.findings import as_text
from fasail.package import NotAPackage
from fasail.published import DIST, LISTING, SUMS, commit_of, downloads, publish
from fasail.site.answers import ANSWERS, answered
from fasail.site.assets import assets
from fasail.site.dataset import json_ld
from fasail.site.page import RELEASED, START, Page
from fasail.site.pages import pages

#: Pages of these tables come first in search, by this factor.
BOOST = {"tables/groups.csv": 1000, "tables/leaders.csv": 1000, "tables/bases.csv": 1000, "tables/events.csv": 5}
SEARCH_WORKER = "assets/javascripts/workers/search.*.min.js"
SEARCH_DAYS = Path(__file__).with_name("search.js")


class ReadyPage(MkDocsPage):
    """A page whose HTML is ready. MkDocs and its theme print titles as they are, so they get them escaped."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(page.title), file, config)
        self.ready = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what stands for a source: nothing but the head of the page."""
        self.markdown = ""
        self.meta = {
            "title": escape(self.ready.title),
            "description": escape(self.ready.description),
            "search": {"exclude": True},
        }
        if not (self.parent and self.parent.is_section):
            # The side menu would hold nothing but this page or its index.
            self.meta["hide"] = ["navigation"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the HTML and its table of contents."""
        self.content = self.ready.html
        below: list[Any] = [
            {"level": 2, "id": anchor, "name": escape(text), "children": []} for anchor, text in self.ready.headings
        ]
        self.toc = get_toc([{"level": 1, "id": START, "name": escape(self.ready.title), "children": below}])
        self.present_anchor_ids = {START, *(anchor for anchor, _ in self.ready.headings)}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make the pages from the package beside mkdocs.yml."""
    try:
        data = validation.load(Path(config.config_file_path).parent)
    except validation.Invalid as error:
        raise PluginError(f"the package is not valid, no site was built\n{as_text(error.report)}") from None
    except NotAPackage as error:
        raise PluginError(str(error)) from None
    config.extra["edition"] = {"version": data.descriptor.version, "as_of": data.as_of}
    dist = Path(os.environ[DIST]) if DIST in os.environ else None
    released = downloads(dist) if dist else ()
    published = publish(data, commit_of(Path(config.config_file_path).parent))
    config.extra["answers"] = {name: answer(data) for name, answer in ANSWERS.items()}
    config.extra["dataset"] = json_ld(data, published.tables)
    changelog = Path(config.config_file_path).with_name("CHANGELOG.md")
    made = pages(
        data, validation.rules(), changelog.read_text("utf-8") if changelog.is_file() else "", published=published,
        released=released,
    )  # fmt: skip
    for page in made:
        file = File.generated(
            config, page.path.removesuffix("html") + "md", content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = page.table
        ReadyPage(page, file, config)
        files.append(file)
    for asset in assets(data, made, published):
        files.append(File.generated(config, asset.path, content=asset.content))
    if dist:
        # Hidden files are no part of a site.
        shown = [download.path for download in released if not download.path.startswith(".")]
        for path in (*shown, LISTING, SUMS):
            files.append(File.generated(config, RELEASED + path, abs_src_path=str(dist / path)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Hang each page below its index: the menus show where it belongs without listing it."""
    for file in files.documentation_pages():
        page = file.page
        if isinstance(page, ReadyPage) and page.ready.parent:
            index = files.get_file_from_path(page.ready.parent.removesuffix("html") + "md")
            page.parent = index.page if index else None  # type: ignore[assignment]
    return nav


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put the answers that are made from the data into the hand-written pages."""
    return answered(markdown, config.extra["answers"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme its filter and the parts that pages share, and search one entry a page."""
    env.filters["script_hashes"] = script_hashes
    env.globals["shared"] = shared_parts(env, config)
    entries: list[dict[str, Any]] = config.plugins["material/search"].search_index.entries  # type: ignore[attr-defined]
    for file in files.documentation_pages():
        if isinstance(file.page, ReadyPage):
            page = file.page.ready
            text = words.search_text(page.title, page.description, page.found_by)
            # Quotes stay as they are: the entries are shown between tags, and searched as they are written here.
            title = f"{page.title} ({page.day})" if page.day else page.title
            entry = {"title": escape(title, quote=False), "text": escape(text, quote=False)}
            # Who seeks a name wants its page before the events that mention it, and an event before its sources.
            first = {"boost": BOOST[page.table]} if page.table in BOOST else {}
            entries.append({"location": file.url, **entry, **first})
    return env


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Leave out the map of a site without an address: it would name no page, and its archive holds the hour."""
    return "" if template_name == "sitemap.xml" and not config.site_url else output_content


def search_worker(site: Path) -> Path:
    """The file of the theme's search worker."""
    found = list(site.glob(SEARCH_WORKER))
    if len(found) != 1:
        raise PluginError(f"the theme has {len(found)} files {SEARCH_WORKER}, search needs its one")
    return found[0]


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Teach search days in words, and give it worker and index as scripts too: a folder lets no data be fetched."""
    site = Path(config.site_dir)
    worker = search_worker(site)
    text = f"{SEARCH_DAYS.read_text('utf-8')}{worker.read_text('utf-8')}"
    worker.write_text(text, "utf-8")
    folder = site / "search"
    index = (folder / "search_index.json").read_text("utf-8")
    (folder / "search_index.js").write_text(f"var __index={index};\n", "utf-8")
    (folder / "worker.js").write_text(f"window.fasailSearchWorker={json.dumps(text)};\n", "utf-8")


def shared_parts(env: Environment, config: MkDocsConfig) -> Callable[..., Markup]:
    """What the theme says on every page, made once for all pages below one index: it may name the index, not a page.

    A part is a partial template of the theme, or a block of it that is handed over as a function. On a site of
    thousands of pages the menus alone would else take a quarter of the time.
    """
    theirs = env.overlay(loader=FileSystemLoader(config.theme.dirs[1:]))
    made: dict[tuple[str, str], Markup] = {}

    @pass_context
    def shared(context: Context, part: str, block: Callable[[], str] | None = None) -> Markup:
        page = context["page"]
        index = page.parent if isinstance(page, ReadyPage) else None
        place = (part, index.url if isinstance(index, MkDocsPage) else f"the page itself: {page and page.url}")
        if place not in made:
            html = block() if block else theirs.get_template(part).render(context.get_all())
            # The theme's blank lines are a fifth of a page that says little.
            made[place] = Markup(re.sub(r"\n\s+", "\n", html))
        return made[place]

    return shared


def script_hashes(html: str) -> str:
    """The hashes by which a Content-Security-Policy admits the inline scripts in the HTML, and no others."""
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
