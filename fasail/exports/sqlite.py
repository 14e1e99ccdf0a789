"""SQLite: every table with its keys, a search over names and texts, views that join, and what Datasette shows of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import sqlite_utils

from fasail.data import Data
from fasail.exports.release import Export, Release, values
from fasail.published import TableFile, as_json

_TYPES: dict[str, type] = {"string": str, "integer": int, "number": float, "date": str}
#: Joins that readers would else write again and again: name, what it shows, query.
VIEWS = (
    ("assertions", "Who is said to have which part in which event, by whom, with source and paragraph.",
     """SELECT a.event_id, e.title, e.date_start, e.date_end, a.role, coalesce(g.name, l.name) AS actor, a.group_id,
               a.leader_id, a.certainty, a.asserted_by, a.source_id, a.locator, s.url
        FROM event_actors a JOIN events e USING (event_id) LEFT JOIN groups g USING (group_id)
             LEFT JOIN leaders l USING (leader_id) JOIN sources s USING (source_id)"""),
    ("harm", "Each source's figure of people harmed, with the event and the address of the source.",
     """SELECT c.event_id, e.title, e.date_start, e.date_end, c.affected, g.name AS affected_group, c.outcome, c.low,
               c.high, c.attributed_to, c.source_id, c.locator, s.url
        FROM casualties c JOIN events e USING (event_id) LEFT JOIN groups g ON g.group_id = c.affected_group_id
             JOIN sources s USING (source_id)"""),
    ("origins", "How many sources and how many independent origins tell of each event.",
     """SELECT r.event_id, count(DISTINCT r.source_id) AS sources,
               count(DISTINCT coalesce(o.publisher_id, s.origin)) AS origins
        FROM reports r JOIN sources s USING (source_id) LEFT JOIN sources o ON o.source_id = s.origin
        GROUP BY r.event_id"""),
)  # fmt: skip


def write(release: Release, path: Path) -> None:
    """Write the database: strict tables in the order in which they refer to one another."""
    database = sqlite_utils.Database(sqlite3.connect(path))
    try:
        _fill(database, release)
        database.conn.commit()
        database.vacuum()
    except sqlite3.OperationalError as error:
        raise OSError(f"{path.name}: {error}") from error
    finally:
        database.close()


def _fill(database: sqlite_utils.Database, release: Release) -> None:
    for table in _by_reference(release.published.tables):
        schema = table.schema
        made = database.table(table.resource.name)
        made.create(
            {field.name: _TYPES[field.type] for field in schema.fields},
            pk=schema.primary_key[0] if schema.primary_key else None,
            not_null={field.name for field in schema.fields if field.constraints.required},
            foreign_keys=[(key.fields[0], key.reference.resource, key.reference.fields[0])
                          for key in schema.foreign_keys],
            strict=True,
        )  # fmt: skip
        rows = ([str(cell) if _TYPES[field.type] is str and cell is not None else cell
                 for cell, field in zip(row, schema.fields, strict=True)] for row in values(table))  # fmt: skip
        marks = ", ".join("?" * len(schema.fields))
        database.conn.executemany(f"INSERT INTO [{table.resource.name}] VALUES ({marks})", rows)
        for key in schema.foreign_keys:
            if key.fields != schema.primary_key:
                made.create_index(key.fields)
    for name, _, query in VIEWS:
        database.create_view(name, query)
    _describe(database, release)
    search = database.table("search")
    database.execute(
        "CREATE VIRTUAL TABLE search USING fts5(of UNINDEXED, id UNINDEXED, name, other_names, summary, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    search.insert_all(_found(release.data))


def _by_reference(tables: Iterable[TableFile]) -> list[TableFile]:
    """The tables in an order in which each comes after those that it refers to."""
    named = {table.resource.name: table for table in tables}
    sorter = TopologicalSorter(
        {name: {key.reference.resource for key in table.schema.foreign_keys} for name, table in named.items()}
    )
    return [named[name] for name in sorter.static_order()]


def _describe(database: sqlite_utils.Database, release: Release) -> None:
    """The codebook, and what the database is."""
    tables = release.published.tables
    database.table("codebook").insert_all(
        ({"table": table.resource.name, "column": field.name, "title": field.title, "type": field.type,
          "description": field.description, "example": str(field.example)}
         for table in tables for field in table.schema.fields),
        pk=("table", "column"), strict=True,
    )  # fmt: skip
    database.table("vocabulary").insert_all(
        ({"table": table.resource.name, "column": field.name, "value": value, "meaning": meaning}
         for table in tables for field in table.schema.fields for value, meaning in (field.definitions or {}).items()),
        pk=("table", "column", "value"), strict=True,
    )  # fmt: skip
    about = {
        "title": release.data.descriptor.title, "version": release.version, "as_of": str(release.data.as_of),
        "commit": release.published.commit or None, "licence": release.data.descriptor.licenses[0].name,
        "credit": release.credit,
    }  # fmt: skip
    database.table("about").insert_all(
        ({"name": name, "value": value} for name, value in about.items()), pk="name", strict=True
    )


def _found(data: Data) -> Iterator[dict[str, Any]]:
    """What search looks through: a row for each group, leader, base, event and source."""
    for column, entities in data.entities.items():
        for entity in entities.values():
            others = "; ".join(name for name in data.names(column, entity.id) if name != entity.name)
            yield {"of": entity.table, "id": entity.id, "name": entity.name, "other_names": others,
                   "summary": entity.summary}  # fmt: skip
    for event in data.events:
        yield {"of": "events", "id": event.event_id, "name": event.title, "other_names": data.place(event),
               "summary": event.summary}  # fmt: skip
    for source in data.sources:
        publisher = data.publishers[source.publisher_id].name if source.publisher_id else ""
        yield {"of": "sources", "id": source.source_id, "name": source.title or "", "other_names": publisher,
               "summary": source.authors or ""}  # fmt: skip


def _write_metadata(release: Release, path: Path) -> None:
    """What Datasette shows beside the tables: titles, licence, and what each column holds."""
    described = release.data.descriptor
    tables = {
        table.resource.name: {
            "title": table.schema.title,
            "description": table.schema.description,
            "columns": {field.name: field.description for field in table.schema.fields},
        }
        for table in release.published.tables
    } | {name: {"description": meaning} for name, meaning, _ in VIEWS}
    path.write_bytes(
        as_json(
            {
                "title": described.title,
                "description": f"{described.description} {release.edition}.",
                "license": described.licenses[0].name,
                "license_url": described.licenses[0].path,
                "databases": {"fasail": {"tables": tables}},
            }
        )
    )


EXPORTS = (
    Export("fasail.sqlite", "SQLite database with keys, views and full-text search", write),
    Export("datasette.json", "What Datasette shows beside it (--metadata)", _write_metadata),
)
