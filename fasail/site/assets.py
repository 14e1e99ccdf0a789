"""All files of the site that are no pages, one module a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fasail.data import Data
from fasail.site import entity_json, explorer, feeds, files
from fasail.site.page import Asset, Page


def assets(data: Data, pages: Iterable[Page]) -> Iterator[Asset]:
    """Every file that is made from the data beside the pages."""
    yield from explorer.assets(data)
    yield from files.assets(data)
    yield from entity_json.assets(data, pages)
    yield from feeds.assets(data)
