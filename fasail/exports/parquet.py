"""Parquet: one file a table, with types, descriptions, version and commit within."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fasail.exports.release import Export, Release, values
from fasail.published import TableFile

_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}


def arrow(release: Release, table: TableFile) -> pa.Table:
    """A table in memory; each column carries its description."""
    fields = [
        pa.field(
            field.name, _TYPES[field.type], nullable=not field.constraints.required,
            metadata={"description": field.description},
        )
        for field in table.schema.fields
    ]  # fmt: skip
    about = {"title": table.schema.title, "description": table.schema.description, "edition": release.edition,
             "licence": release.credit}  # fmt: skip
    columns = zip(*values(table), strict=True) if table.rows else ((),) * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, about))


def write(release: Release, folder: Path) -> None:
    """Write every table into a folder."""
    folder.mkdir()
    for table in release.published.tables:
        pq.write_table(arrow(release, table), folder / f"{table.resource.name}.parquet", compression="zstd")


EXPORTS = (Export("parquet", "Parquet: one file a table, for DuckDB, polars and pandas", write),)
