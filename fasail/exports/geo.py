"""Bases and events on the map: GeoJSON and GeoParquet, only what is known to a point or near one."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fasail.exports.parquet import arrow
from fasail.exports.release import Export, Release, values
from fasail.published import TableFile

LAYERS = ("flat_bases", "flat_events")
#: Places are typed with two decimals at most, about a kilometre; WGS 84, which both formats mean by default.
_MOST_PREC = 2


def layers(release: Release) -> list[TableFile]:
    """The tables with a place a row."""
    return [table for table in release.published.tables if table.resource.name in LAYERS]


def geojson(release: Release, table: TableFile) -> dict[str, Any]:
    """The rows of a table that have a point, as features; the order of a position is longitude, latitude."""
    rows = (dict(zip(table.schema.names, row, strict=True)) for row in values(table))
    features = [
        {
            "type": "Feature",
            "id": row[table.schema.primary_key[0]],
            "geometry": {"type": "Point", "coordinates": [row.pop("lon"), row.pop("lat")]},
            "properties": row,
        }
        for row in rows
        if _has_point(row)
    ]
    return {"type": "FeatureCollection", "name": table.of, "edition": release.edition, "features": features}


def _has_point(row: dict[str, Any]) -> bool:
    return row["lat"] is not None and row["lon"] is not None and row["where_prec"] <= _MOST_PREC


def _write_geojson(release: Release, folder: Path) -> None:
    folder.mkdir()
    for table in layers(release):
        text = json.dumps(geojson(release, table), ensure_ascii=False, default=str, indent=1)
        (folder / f"{table.of}.geojson").write_text(f"{text}\n", "utf-8")


def _write_geoparquet(release: Release, folder: Path) -> None:
    folder.mkdir()
    for table in layers(release):
        rows = arrow(release, table)
        known = rows.filter(
            pc.and_(pc.is_valid(rows["lat"]), pc.less_equal(pc.fill_null(rows["where_prec"], 99), _MOST_PREC))
        )
        points = zip(known["lon"].to_pylist(), known["lat"].to_pylist(), strict=True)
        # A point in well-known binary: byte order, type 1, x, y.
        shapes = pa.array([struct.pack("<BIdd", 1, 1, lon, lat) for lon, lat in points], pa.binary())
        about = {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
        }
        placed = known.append_column("geometry", shapes)
        placed = placed.replace_schema_metadata({**(rows.schema.metadata or {}), b"geo": json.dumps(about).encode()})
        pq.write_table(placed, folder / f"{table.of}.geo.parquet", compression="zstd")


EXPORTS = (
    Export("geojson", "GeoJSON: bases and events with a known point, for QGIS and the web", _write_geojson),
    Export("geoparquet", "GeoParquet: the same", _write_geoparquet),
)
