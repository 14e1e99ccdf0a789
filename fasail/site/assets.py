"""All files of the site that are no pages, one module a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fasail.data import Data
from fasail.published import Published
from fasail.site import entity_json, explorer, feeds
from fasail.site.page import FOLDER, Asset, Page


def assets(data: Data, pages: Iterable[Page], published: Published) -> Iterator[Asset]:
    """Every file that is made from the data beside the pages."""
    yield from explorer.assets(data)
    yield from (Asset(FOLDER + path, content) for path, content in published.files.items())
    yield from entity_json.assets(data, pages)
    yield from feeds.assets(data)
