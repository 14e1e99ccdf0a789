"""One workbook: a sheet that explains, a dictionary of all columns, and a sheet for every table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from fasail.exports.release import Export, Release, Value, values

#: Wider columns only make a sheet hard to read.
_WIDEST = 48
_README = (
    "Sheets whose name begins with flat_ have one row an event, group, leader or base, with everything joined in; "
    "the others are the tables as they are edited.",
    "The sheet dictionary says what every column holds.",
    "A blank cell means not known; 0 means that a source says there were none.",
    "An event whose clarity is aggregate lumps several attacks and is not one attack.",
    "Who claims an event, who is accused of it and who confirms it are different columns.",
    "A list stands in one cell, its items separated by semicolons.",
)


def write(release: Release, path: Path) -> None:
    """Write the workbook. Text is written as text: a cell that begins with = would else become a formula."""
    # In memory: temporary files would carry the time at which they were made.
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        book.set_properties(
            {"title": release.data.descriptor.title, "author": release.credit, "comments": release.edition,
             "created": release.made}
        )  # fmt: skip
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {"head": head, "date": book.add_format({"num_format": "yyyy-mm-dd"})}
        readme = book.add_worksheet("README")
        readme.set_column(0, 0, 110)
        texts = (release.data.descriptor.title, release.data.descriptor.description, release.edition, release.credit)
        for line, text in enumerate((*texts, *_README)):
            readme.write_string(line, 0, text)
        dictionary = [
            (table.resource.name, field.name, field.title, field.type, field.description, _values(field.definitions),
             str(field.example))
            for table in release.published.tables for field in table.schema.fields
        ]  # fmt: skip
        heads = ("table", "column", "title", "type", "description", "values", "example")
        _fill(book.add_worksheet("dictionary"), heads, dictionary, formats)
        # The flat tables first: they are what most readers look for.
        for table in sorted(release.published.tables, key=lambda table: not table.resource.computed):
            _fill(book.add_worksheet(table.resource.name), table.schema.names, list(values(table)), formats)


def _values(definitions: dict[str, str] | None) -> str:
    return "; ".join(f"{value}: {meaning}" for value, meaning in (definitions or {}).items())


def _fill(sheet: Worksheet, heads: tuple[str, ...], rows: Sequence[tuple[Value, ...]], formats: dict[str, Any]) -> None:
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, formats["head"])
        widest = max((len(str(row[column])) for row in rows if row[column] is not None), default=0)
        sheet.set_column(column, column, min(_WIDEST, max(len(head), widest) + 2))
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, formats["date"])
            elif value is not None:
                sheet.write_number(line, column, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)


EXPORTS = (Export("fasail.xlsx", "Excel workbook: every table, with a dictionary", write),)
