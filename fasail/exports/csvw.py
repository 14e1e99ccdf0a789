"""CSV on the Web: the tables of the archive in the words of the W3C (csv-metadata.json)."""

from __future__ import annotations

from typing import Any

from fasail.descriptor import SchemaField
from fasail.exports.release import Release
from fasail.published import TableFile, as_json

PATH = "csv-metadata.json"


def metadata(release: Release) -> bytes:
    """A table group that names every CSV file beside it."""
    described = release.data.descriptor
    paths = {table.resource.name: table.resource.path for table in release.published.tables}
    return as_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": described.title,
            "dc:description": described.description,
            "dc:license": {"@id": described.licenses[0].path},
            "dc:modified": {"@value": release.data.as_of.isoformat(), "@type": "xsd:date"},
            "schema:version": release.edition,
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
            "tables": [_table(table, paths) for table in release.published.tables],
        }
    )


def _table(table: TableFile, paths: dict[str, str]) -> dict[str, Any]:
    keys = [
        {"columnReference": key.fields,
         "reference": {"resource": paths[key.reference.resource], "columnReference": key.reference.fields}}
        for key in table.schema.foreign_keys
    ]  # fmt: skip
    schema: dict[str, Any] = {"columns": [_column(field) for field in table.schema.fields]}
    if table.schema.primary_key:
        schema["primaryKey"] = table.schema.primary_key
    if keys:
        schema["foreignKeys"] = keys
    return {
        "url": table.resource.path,
        "dc:title": table.schema.title,
        "dc:description": table.schema.description,
        "tableSchema": schema,
    }


def _column(field: SchemaField) -> dict[str, Any]:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.description,
        "datatype": field.type,
        "required": bool(field.constraints.required),
    }
