"""The one spelling of a table: UTF-8, LF, minimal quotes, rows in order, composed letters, trimmed cells."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from fasail.package import split_line


def canonical(raw: bytes) -> bytes | None:
    """The canonical spelling of a table; None if a line of it cannot be parsed, so that nothing is ever lost."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    records = [split_line(line) for line in re.split(r"\r\n|\r|\n", text) if line]
    if not records:
        return None
    width = len(records[0] or ())
    rows = [tuple(map(canonical_cell, record)) for record in records if record is not None and len(record) == width]
    if len(rows) < len(records):
        return None
    return spell(rows[0], rows[1:])


def spell(header: Sequence[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    """A table of legal cells as canonical bytes. Keys stand in the first columns, so sorting rows sorts by key."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(rows))
    return text.getvalue().encode("utf-8")


def canonical_cell(cell: str) -> str:
    """The one spelling of a cell: composed letters, no space around."""
    return unicodedata.normalize("NFC", cell).strip(" ")


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step: an interruption leaves the old one or the new one, never half of one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def fix(files: Iterable[Path]) -> list[Path]:
    """Rewrite each of these tables canonically where that changes it; a table that cannot be parsed is left alone.

    Returns the files that were rewritten.
    """
    rewritten = []
    for path in files:
        raw = path.read_bytes()
        content = canonical(raw)
        if content is not None and content != raw:
            write_atomically(path, content)
            rewritten.append(path)
    return rewritten
