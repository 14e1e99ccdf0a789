"""What a page is: ready HTML with what menus, search and links need to know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
#: The id of the first heading of every page, to which the skip link leads.
START = "start"
#: Where the files of the published package stand in the site.
FOLDER = "data/"
#: Where the files of the release stand, once they are made.
RELEASED = "downloads/"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that is no page, at `path`: data, a feed, an image."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    `path` is its place in the site; `html` is escaped and ready, all other texts are plain. `found_by` are names and
    words that search finds it by, `parent` the path of the index above it, `table` the file that holds its row, `day`
    the days of an event, which search weighs like the title.
    """

    path: str
    title: str
    html: str
    description: str
    found_by: str = ""
    parent: str | None = None
    table: str | None = None
    day: str = ""

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """The id and the text of each second-level heading, in order."""
        return tuple((anchor, Markup(text).striptags()) for anchor, text in _HEADING.findall(self.html))
