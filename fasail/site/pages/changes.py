"""Changes: what each version brought, from the changelog, and the ids that were retired in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fasail.data import Data
from fasail.rows import Retired
from fasail.site import view
from fasail.site.page import Page
from fasail.site.render import Renderer

_HEADING = re.compile(r"^## +(\S+)(?: +\((\d{4}-\d{2}-\d{2})\))?.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its paragraphs and points in order, and the ids retired after the one before it."""

    name: str
    released: date | None
    blocks: tuple[tuple[str, ...], ...]
    retired: tuple[Retired, ...]


def page(render: Renderer, changelog: str) -> Page:
    """The page of all versions."""
    return render.page(
        "changes.html",
        "changes.html",
        title="Changes",
        description="What each version brought, and the ids that were merged or removed.",
        found_by="changes changelog versions releases retired removed merged",
        versions=versions(render.data, changelog),
        folders=frozenset(view.FOLDERS.values()),
    )


def versions(data: Data, changelog: str) -> list[Version]:
    """The versions of a changelog, as it orders them: the newest first."""
    headings = list(_HEADING.finditer(changelog))
    ends = [heading.start() for heading in headings[1:]] + [len(changelog)]
    days = [date.fromisoformat(heading[2]) if heading[2] else None for heading in headings]
    return [
        Version(heading[1], day, tuple(_blocks(changelog[heading.end() : end])), tuple(_retired(data, day, before)))
        for heading, end, day, before in zip(headings, ends, days, [*days[1:], None], strict=False)
    ]


def _blocks(text: str) -> Iterator[tuple[str, ...]]:
    """Paragraphs, each as one text, and lists, each as one text a point with its dash."""
    for block in re.split(r"\n\s*\n", text.strip()):
        points = [" ".join(point.split()) for point in re.split(r"^(?=- )", block, flags=re.MULTILINE)]
        if any(points):
            yield tuple(point for point in points if point)


def _retired(data: Data, released: date | None, before: date | None) -> Iterator[Retired]:
    """The ids retired up to a release, and after the one before it; undated is what is not released yet."""
    for row in data.retired:
        if (released is None or row.retired_on <= released) and (before is None or row.retired_on > before):
            yield row
