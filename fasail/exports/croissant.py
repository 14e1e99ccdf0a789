"""Croissant 1.0: the tables of the archive for readers of machine-learning datasets."""

from __future__ import annotations

from typing import Any

from fasail.exports.release import Release
from fasail.published import TableFile, as_json

PATH = "croissant.json"
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}
#: The context that the specification asks every file to spell out.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def metadata(release: Release) -> bytes:
    """A dataset with a file object and a record set for every CSV file beside it."""
    described = release.data.descriptor
    return as_json(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "name": described.name,
            "description": described.description,
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "citeAs": f"{release.credit}: {release.edition}",
            "license": described.licenses[0].path,
            "version": release.version,
            "datePublished": release.data.as_of.isoformat(),
            "distribution": [_file(table) for table in release.published.tables],
            "recordSet": [_records(table) for table in release.published.tables],
        }
    )


def _file(table: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.resource.path,
        "name": table.resource.name,
        "description": table.schema.description,
        "contentUrl": table.resource.path,
        "contentSize": f"{table.size} B",
        "encodingFormat": "text/csv",
        "sha256": table.sha256,
    }


def _records(table: TableFile) -> dict[str, Any]:
    name = table.resource.name
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.schema.description,
        **({"key": [{"@id": f"{name}/{key}"} for key in table.schema.primary_key]} if table.schema.primary_key else {}),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field.name}",
                "name": field.name,
                "description": field.description,
                "dataType": _TYPES[field.type],
                "source": {"fileObject": {"@id": table.resource.path}, "extract": {"column": field.name}},
            }
            for field in table.schema.fields
        ],
    }
