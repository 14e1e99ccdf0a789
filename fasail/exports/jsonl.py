"""JSON Lines: one file a table, one object a row, a blank cell as null."""

from __future__ import annotations

import json
from pathlib import Path

from fasail.exports.release import Export, Release, values


def write(release: Release, folder: Path) -> None:
    """Write every table into a folder."""
    folder.mkdir()
    for table in release.published.tables:
        names = table.schema.names
        rows = (dict(zip(names, row, strict=True)) for row in values(table))
        lines = (json.dumps(row, ensure_ascii=False, default=str) for row in rows)
        (folder / f"{table.resource.name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


EXPORTS = (Export("jsonl", "JSON Lines: one object a row", write),)
