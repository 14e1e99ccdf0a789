"""Downloads: the package in the formats that its readers open, one module a format.

Each writer makes its files from the same published tables, so that all of them say the same.
"""

from __future__ import annotations

from fasail.exports import archive, citation, geo, jsonl, parquet, sqlite, xlsx
from fasail.exports.release import Export, Release

try:
    from fasail.exports import ftm, stix
except ModuleNotFoundError as error:
    if error.name not in ("followthemoney", "stix2"):
        raise
    #: The formats of the extra `intelligence`; none where it is not installed.
    INTELLIGENCE: tuple[Export, ...] = ()
else:
    INTELLIGENCE = (*ftm.EXPORTS, *stix.EXPORTS)

#: All that a release has, in the order in which it is made and listed.
EXPORTS = (
    *archive.EXPORTS,
    *xlsx.EXPORTS,
    *sqlite.EXPORTS,
    *parquet.EXPORTS,
    *geo.EXPORTS,
    *jsonl.EXPORTS,
    *INTELLIGENCE,
    *citation.EXPORTS,
)

__all__ = ["EXPORTS", "INTELLIGENCE", "Export", "Release"]
