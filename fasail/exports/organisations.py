"""What the formats for link analysis share: the organisations, how they stand to one another, and who says so."""

from __future__ import annotations

from fasail import words
from fasail.data import Data
from fasail.rows import Cited, Designation, Group, Relation


def organisations(data: Data) -> list[Group]:
    """The groups that are organisations, not collective names or parties that nobody has identified."""
    return [group for group in data.groups if group.kind != "other"]


def relations(data: Data) -> list[Relation]:
    """The relations between two of them."""
    known = {group.group_id for group in organisations(data)}
    return [row for row in data.relations if {row.group_id, row.related_group_id} <= known]


def relation(data: Data, row: Relation) -> str:
    """A relation in words, with its certainty, dates and source."""
    one, other = data.groups[row.group_id].name, data.groups[row.related_group_id].name
    said = f"{one}: {words.RELATIONS[row.relation][0]} {other} ({row.certainty}; {words.span(row)})"
    return f"{said}. {source(row)}"


def designation(data: Data, row: Designation) -> str:
    """A designation in words, with its source."""
    date = row.date and words.partial(row.date)
    parts = (words.country(data, row.authority), words.label(row.action), row.list, date)
    return f"{', '.join(part for part in parts if part)}. {source(row)}"


def source(row: Cited) -> str:
    """The source of a statement, with its paragraphs."""
    return f"Source: {row.source_id}, {words.paragraphs(row.locator)}."
