"""Rendering: a template and what it shows become a page. Every value is escaped; a missing one is an error."""

from __future__ import annotations

import posixpath
from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from fasail import words
from fasail.data import Data
from fasail.rows import Row, Source
from fasail.site import cite, entity_json, feeds, view
from fasail.site.page import FOLDER, RELEASED, Page

T = TypeVar("T")
#: A table with more rows shows its first SHOWN and says so.
MOST_ROWS, SHOWN = 100, 50
#: So many figures of harm stand behind a click in a list; the page of the event has them all.
MOST_FIGURES = 8


class Renderer:
    """Renders pages from the package's templates, with the data and the words at hand."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self._made: dict[tuple[object, ...], Markup] = {}
        self._env = Environment(
            loader=PackageLoader("fasail.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals |= {
            "data": data, "words": words, "view": view, "url": url, "row_url": row_url, "source_name": self.source_name,
            "shown": shown, "MOST_ROWS": MOST_ROWS, "MOST_FIGURES": MOST_FIGURES,
            "citing": cite, "json_path": entity_json.path, "feed_path": feeds.path, "has_json": self.has_json,
            "once": self.once, "FOLDER": FOLDER, "RELEASED": RELEASED,
        }  # fmt: skip
        self._env.filters |= {
            "label": words.label, "capital": words.capital, "day": words.day, "part": words.part, "badge": words.badge,
        }  # fmt: skip

    def page(self, template: str, path: str, *, title: str, description: str, **context: Any) -> Page:
        """The page at `path`; what is a field of Page goes there, the rest of the context to the template alone."""
        known = {name: context.pop(name) for name in ("found_by", "parent", "table", "day") if name in context}
        html = self._env.get_template(template).render(here=path, title=title, **known, **context)
        return Page(path, title, html, description, **known)

    def source_name(self, source: Source) -> str:
        """What a source is called where it is cited: publisher or author with the date, else its title, else its id."""
        who = self.data.publishers[source.publisher_id].name if source.publisher_id else source.authors
        return f"{who}, {words.published(source)}" if who else source.title or source.source_id

    @pass_context
    def once(self, context: Context, macro: Macro, key: Hashable, *arguments: object) -> Markup:
        """What a macro makes of its arguments, made once for all pages of a folder; `key` tells arguments apart.

        Citations and assertions recur on the pages of the event, of its base and of its actors.
        """
        place = (posixpath.dirname(context["here"]), macro.name, key)
        if place not in self._made:
            self._made[place] = Markup(macro(*arguments))
        return self._made[place]

    def has_json(self, file: str | None, row_id: str) -> bool:
        """Whether the page of a row has its data beside it: the row stands in the table that the file holds."""
        return entity_json.row_of(self.data, file, row_id) is not None


@pass_context
def url(context: Context, path: str) -> str:
    """The address of a page of the site, relative to the page that is rendered."""
    here: str = context["here"]
    return "../" * here.count("/") + path


@pass_context
def row_url(context: Context, row: Row) -> str:
    """The address of the page of a row, relative to the page that is rendered."""
    return url(context, view.path_of(row))


def shown(items: Sequence[T]) -> Sequence[T]:
    """What a page shows of a table: all of it, or the beginning of one that is too long."""
    return items if len(items) <= MOST_ROWS else items[:SHOWN]
