"""Downloads: the package in the formats that its readers open, one module a format.

Each writer makes its files from the same published tables, so that all of them say the same.
"""

from __future__ import annotations

from fasail.exports import archive, citation, geo, jsonl, parquet, sqlite, xlsx
from fasail.exports.release import Export, Release

#: All that a release has, in the order in which it is made and listed.
EXPORTS = (
    *archive.EXPORTS,
    *xlsx.EXPORTS,
    *sqlite.EXPORTS,
    *parquet.EXPORTS,
    *geo.EXPORTS,
    *jsonl.EXPORTS,
    *citation.EXPORTS,
)

__all__ = ["EXPORTS", "Export", "Release"]
