"""The JSON beside a page: its row, every row that refers to it, and what is computed from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from fasail import words
from fasail.data import Data
from fasail.rows import Event, Row
from fasail.site.page import Asset, Page


def assets(data: Data, pages: Iterable[Page]) -> Iterator[Asset]:
    """The JSON of every page that shows a row, at the path of the page."""
    for page in pages:
        row = row_of(data, page.table, PurePosixPath(page.path).stem)
        if row is not None:
            text = json.dumps(content(data, row, page.path), ensure_ascii=False)
            yield Asset(path(page.path), f"{text}\n".encode())


def path(page: str) -> str:
    """Where the JSON of the page at a path stands."""
    return page.removesuffix("html") + "json"


def row_of(data: Data, file: str | None, row_id: str) -> Row | None:
    """The row with this id in the table that a file holds; None if there is none."""
    table = data.tables.get(PurePosixPath(file).stem) if file else None
    return table.by_id.get(row_id) if table is not None else None


def content(data: Data, row: Row, page: str) -> dict[str, Any]:
    """What the JSON of a row says."""
    return {
        "id": row.id,
        "table": row.table,
        "page": page,
        "version": data.descriptor.version,
        "as_of": data.as_of.isoformat(),
        "licences": [licence.name for licence in data.descriptor.licenses],
        "row": cells(row),
        "statements": {table: [cells(other) for other in rows] for table, rows in data.referring(row).items()},
        "computed": _computed(data, row) if isinstance(row, Event) else {},
    }


def cells(row: Row) -> dict[str, Any]:
    """The cells of a row by column; a blank cell is null, a list a list."""
    return row.model_dump(mode="json", by_alias=True, exclude={"line"})


def _computed(data: Data, event: Event) -> dict[str, Any]:
    """What is computed of an event, by the names of the codebook."""
    return {
        "grade": data.grade(event),
        "grade_reason": words.grade_reason(data, event),
        "origins": sorted(data.told_by(event)),
        "claimed": data.claimed(event),
        "competing_claims": data.competing_claims(event),
        "attribution_uncertain": data.attribution_uncertain(event),
        "country": data.country(event),
        "place": data.place(event),
        "harm": [asdict(harm) for harm in data.harm(event)],
    }
