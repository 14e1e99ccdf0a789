"""How to cite a release: CITATION.cff, and what Zenodo keeps of it."""

from __future__ import annotations

import json
from pathlib import Path

from fasail.exports.release import Export, Release
from fasail.published import as_json


def cff(release: Release) -> str:
    """A citation file; a text in JSON is a text in YAML."""
    described = release.data.descriptor
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite the data with the version that you used.",
        "type: dataset",
        f"title: {_text(described.title)}",
        f"abstract: {_text(described.description)}",
        f"version: {described.version}",
        f"date-released: {release.data.as_of}",
        f"license: {described.licenses[0].name}",
        "authors:",
        *(f"  - name: {_text(contributor.title)}" for contributor in described.contributors),
        "keywords:",
        *(f"  - {_text(keyword)}" for keyword in described.keywords),
    ]
    return "".join(f"{line}\n" for line in lines)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def zenodo(release: Release) -> bytes:
    """The metadata by which Zenodo files a release."""
    described = release.data.descriptor
    return as_json(
        {
            "title": described.title,
            "description": described.description,
            "version": described.version,
            "publication_date": release.data.as_of.isoformat(),
            "upload_type": "dataset",
            "access_right": "open",
            "license": described.licenses[0].name.lower(),
            "language": "eng",
            "creators": [{"name": contributor.title} for contributor in described.contributors],
            "keywords": list(described.keywords),
        }
    )


def _write_cff(release: Release, path: Path) -> None:
    path.write_text(cff(release), "utf-8")


def _write_zenodo(release: Release, path: Path) -> None:
    path.write_bytes(zenodo(release))


EXPORTS = (
    Export("CITATION.cff", "How to cite it (Citation File Format)", _write_cff),
    Export(".zenodo.json", "The same for Zenodo", _write_zenodo),
)
