"""All pages of the site, one module a kind."""

from __future__ import annotations

from collections.abc import Iterable

from fasail.data import Data
from fasail.findings import Rule
from fasail.site.page import Page
from fasail.site.pages import bases, codebook, events, groups, home, leaders, retired, rules, sources
from fasail.site.render import Renderer


def pages(data: Data, applied: Iterable[Rule]) -> tuple[Page, ...]:
    """Every page that is made from the data and from the rules applied to it."""
    render = Renderer(data)
    return (
        home.page(render),
        *groups.pages(render),
        *bases.pages(render),
        *leaders.pages(render),
        *events.pages(render),
        *sources.pages(render),
        *retired.pages(render),
        codebook.page(render),
        rules.page(render, applied),
    )
