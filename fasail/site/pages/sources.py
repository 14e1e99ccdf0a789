"""Sources: the index and one page for each, with every row that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from fasail import words
from fasail.descriptor import SchemaField
from fasail.rows import Alias, Citation, Cited, Designation, EventActor, PartialDate, Row, Source
from fasail.site import view
from fasail.site.page import Page
from fasail.site.pages import coverage
from fasail.site.render import Renderer

INDEX = "sources/index.html"
#: Columns of a cited row that the list on a source's page does not repeat.
_APART = frozenset({"source_id", "locator", "group_id", "leader_id", "base_id", "event_id", "related_group_id"})


def pages(render: Renderer) -> Iterator[Page]:
    """The index and the page of every source."""
    data = render.data
    sources = sorted(data.sources, key=lambda source: (source.published or "", source.source_id), reverse=True)
    yield render.page(
        "sources.html",
        INDEX,
        title="Sources",
        description="The documents that were read, and how much rests on each.",
        found_by="documents publishers citations references",
        sources=sources,
        mixes=coverage.sources(data),
        firsthand=sum(source.origin == source.source_id for source in sources),
    )
    for source in sources:
        yield page(render, source)


def page(render: Renderer, source: Source) -> Page:
    """The page of one source."""
    data = render.data
    tables: dict[str, list[tuple[Cited, tuple[Row, ...], str]]] = {}
    for row in data.cited[source.source_id]:
        tables.setdefault(row.table, []).append((row, _subjects(render, row), _said(render, row)))
    resting = words.counted(len(data.cited[source.source_id]), "row")
    title = source.title or f"Untitled: {render.source_name(source)}"
    return render.page(
        "source.html",
        view.path_of(source),
        title=title,
        description=f"{render.source_name(source)}. {resting} of the package.",
        found_by=words.findable(render.source_name(source), *([source.authors] if source.authors else [])),
        parent=INDEX,
        table="tables/sources.csv",
        source=source,
        tables=tables,
        repeats=data.sources.by_id.get(source.origin),
        copies=[copy for copy in data.sources.by("origin")[source.source_id] if copy is not source],
    )


def _subjects(render: Renderer, row: Cited) -> tuple[Row, ...]:
    """The events and entities that a row is about."""
    data = render.data
    found: list[Row] = []
    if event_id := getattr(row, "event_id", None):
        found.append(data.events[event_id])
    if isinstance(row, EventActor | Alias | Designation | Citation):
        return (*found, data.actor(row))
    for column, table in (
        ("leader_id", data.leaders), ("group_id", data.groups), ("related_group_id", data.groups),
        ("base_id", data.bases),
    ):  # fmt: skip
        if entity_id := getattr(row, column, None):
            found.append(table.by_id[entity_id])
    return tuple(found)


def _said(render: Renderer, row: Cited) -> str:
    """The other cells of a row in words, each with the title of its column."""
    fields = render.data.schemas[row.table].fields
    cells = [(field, getattr(row, field.name)) for field in fields if field.name not in _APART]
    return "; ".join(
        f"{field.title.lower()}: {_text(render, field, cell)}" for field, cell in cells if cell is not None
    )


def _text(render: Renderer, field: SchemaField, cell: object) -> str:
    if isinstance(cell, PartialDate):
        return words.partial(cell)
    if isinstance(cell, tuple):
        return words.listed(words.label(str(part)) for part in cell)
    text = str(cell)
    if field.name == "language":
        return words.language(text)
    if field.name in ("asserted_by", "attributed_to"):
        speaker = render.data.speaker(text)
        return speaker.name if speaker else text
    return words.label(text) if field.definitions else text
