"""Retired ids: their addresses stay, and say what stands there now."""

from __future__ import annotations

from collections.abc import Iterator

from fasail.rows import Retired, Row
from fasail.site import view
from fasail.site.page import Page
from fasail.site.render import Renderer


def pages(render: Renderer) -> Iterator[Page]:
    """A page for every retired id of a table whose rows have pages."""
    for row in render.data.retired:
        if row.table_ in view.FOLDERS.values():
            yield page(render, row)


def page(render: Renderer, row: Retired) -> Page:
    """The page of one retired id."""
    table = render.data.tables[row.table_]
    replacement: Row | None = table[row.replaced_by] if row.replaced_by else None
    return render.page(
        "retired.html",
        f"{row.table_}/{row.retired_id}.html",
        title=f"Retired: {row.retired_id}",
        description=row.reason,
        found_by=row.retired_id,
        parent=f"{row.table_}/index.html",
        table="tables/retired.csv",
        row=row,
        replacement=replacement,
    )
