"""All pages of the site, one module a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fasail.data import Data
from fasail.findings import Rule
from fasail.published import Download, Published, publish
from fasail.site.charts.map import Atlas
from fasail.site.page import Page
from fasail.site.pages import (
    bases,
    changes,
    codebook,
    coverage,
    disagreements,
    downloads,
    events,
    groups,
    home,
    leaders,
    retired,
    rules,
    sources,
    tallies,
)
from fasail.site.parallel import both
from fasail.site.render import Renderer

#: From so many events on it pays to make the pages in two processes.
MANY_EVENTS = 500


def pages(
    data: Data,
    applied: Iterable[Rule],
    changelog: str = "",
    *,
    published: Published | None = None,
    released: Sequence[Download] = (),
) -> tuple[Page, ...]:
    """Every page that is made from the data, the rules applied to it, its changelog, and what is published of it."""
    render, atlas = Renderer(data), Atlas()
    published = published or publish(data)

    def of_entities() -> list[Page]:
        return [
            home.page(render, atlas),
            *groups.pages(render, atlas),
            *bases.pages(render, atlas),
            *tallies.pages(render),
            *retired.pages(render),
            disagreements.page(render),
            coverage.page(render),
            downloads.page(render, published, released),
            changes.page(render, changelog),
            codebook.page(render, published),
            rules.page(render, applied),
        ]

    def of_records() -> list[Page]:
        return [*leaders.pages(render), *events.pages(render, atlas), *sources.pages(render)]

    return tuple(both(of_entities, of_records, worth_it=len(data.events) > MANY_EVENTS))
