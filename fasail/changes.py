"""Changes: what one version of the package brought against another, and the forms in which it is printed.

A row is named as in findings: by its id, or by its identifying cells joined by slashes. `changes/<version>.json` and
`diff --format json` have one form, which `docs/changes.schema.json` states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Annotated

from pydantic import Field

from fasail.descriptor import Part
from fasail.findings import shorten

Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]

#: What may happen to a row, in the order in which it is told.
KINDS = ("added", "changed", "removed", "retired")
#: So many details of a table are printed for people to read.
SHOWN = 30
#: So many of the characters that a cell before and after have in common lead up to where they differ.
LEADING = 20
#: ASCII that Markdown or HTML could take for markup inside a cell of a table.
_MARKUP = re.compile(r"[!-'*+<-@\[-`{-~]")


class ChangedRow(Part):
    """A row of which cells changed: by column, the cell before and after."""

    row: str
    cells: dict[str, tuple[str, str]] = Field(min_length=1)


class RetiredRow(Part):
    """A row whose id stands in `retired` now; `replaced_by` is blank where nothing stands for it."""

    row: str
    replaced_by: str
    reason: str


class TableChanges(Part):
    """What happened to one table; a retired row is not counted among the removed ones."""

    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    removed: tuple[str, ...] = ()
    retired: tuple[RetiredRow, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows of each kind."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}


class Changes(Part):
    """What `version` brought against the version `since` (None: against nothing), for each table that differs."""

    version: Version
    since: Version | None
    tables: dict[str, TableChanges]


def as_json(changes: Changes) -> str:
    """The changes as one JSON object; what is empty is left out of a table."""
    return changes.model_dump_json(indent=2, exclude_defaults=True)


def as_text(changes: Changes) -> str:
    """A table of the numbers of rows, then the first details of each table that differs."""
    if not changes.tables:
        return "no difference"
    width = max(map(len, ["table", *changes.tables]))
    lines = ["  ".join([f"{'table':{width}}", *(f"{kind:>8}" for kind in KINDS)])]
    for name, table in changes.tables.items():
        lines.append("  ".join([f"{name:{width}}", *(f"{count:8,}" for count in table.counts.values())]))
    for name, table in changes.tables.items():
        shown, rest = _details(table)
        lines += ["", name, *("  ".join(["", what, *map(_visible, about)]).rstrip() for what, *about in shown)]
        if rest:
            lines.append(f"  and {rest:,} more; --format json has them all")
    return "\n".join(lines)


def as_markdown(changes: Changes) -> str:
    """The same for a comment or a summary on a code-hosting service; no cell becomes markup."""
    if not changes.tables:
        return "No difference."
    lines = [_row("table", *KINDS), "|---|" + "---:|" * len(KINDS)]
    for name, table in changes.tables.items():
        lines.append(_row(_escaped(name), *(f"{count:,}" for count in table.counts.values())))
    for name, table in changes.tables.items():
        shown, rest = _details(table)
        lines += ["", f"**{_escaped(name)}**", "", _row("what", "row", "how"), "|---|---|---|"]
        lines += [_row(what, *(_escaped(_visible(text)) for text in about)) for what, *about in shown]
        if rest:
            lines += ["", f"and {rest:,} more"]
    return "\n".join(lines)


def _details(table: TableChanges) -> tuple[list[tuple[str, str, str]], int]:
    """The first details of a table, each as what happened, to what, and how; and the number of the others."""
    every = list(_every_detail(table))
    return every[:SHOWN], len(every[SHOWN:])


def _every_detail(table: TableChanges) -> Iterator[tuple[str, str, str]]:
    for what, columns in (("column added", table.columns_added), ("column removed", table.columns_removed)):
        yield from ((what, column, "") for column in columns)
    yield from (("added", row, "") for row in table.added)
    for changed in table.changed:
        for column, (before, after) in changed.cells.items():
            # Long texts often begin alike: what is shown begins shortly before they part.
            alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
            start = max(0, alike - LEADING)
            was, now = (f"{'…' if start else ''}{shorten(cell[start:])}" for cell in (before, after))
            yield "changed", changed.row, f'{column}: "{was}" → "{now}"'
    yield from (("removed", row, "") for row in table.removed)
    for retired in table.retired:
        yield "retired", retired.row, f"replaced by {retired.replaced_by or 'nothing'}: {retired.reason}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _visible(text: str) -> str:
    """The text on one line, with hidden characters and line breaks as their codes."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)


#: The forms in which changes are printed.
FORMS: Mapping[str, Callable[[Changes], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}
