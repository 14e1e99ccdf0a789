"""The package as one zip: a Data Package with flat tables, evidence, and the descriptions of CSVW and Croissant."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from fasail.exports import citation, croissant, csvw
from fasail.exports.release import Export, Release

README = """{title}
{rule}

{description}

Version {version}, data as of {as_of}.

flat/             one row an event, group, leader or base, with names joined in and values computed; for most uses
tables/           the tables as they are edited: who says what, with source and paragraph
schemas/, flat/   Table Schemas (JSON): type, meaning and vocabulary of each column
seeds/            fingerprints of the documents that were read, by which figures are checked
{descriptor}  Data Package: all files with size and hash
{csvw}  the same for readers of CSV on the Web
{croissant}    the same for readers of Croissant

A blank cell means not known; 0 means that a source says there were none. An event whose clarity is "aggregate" lumps
several attacks. Readings in tallies are never added. Who claims, who is accused and who confirms are different roles.

{credit}. Cite the version that you used: CITATION.cff.
"""


def files(release: Release) -> Mapping[str, bytes]:
    """Every file of the archive by its path."""
    described = release.data.descriptor
    readme = README.format(
        title=described.title, rule="=" * len(described.title), description=described.description,
        version=release.version, as_of=release.data.as_of, credit=release.credit, descriptor="datapackage.json",
        csvw=csvw.PATH, croissant=croissant.PATH,
    )  # fmt: skip
    seeds = {f"seeds/{name}.json": found.to_json().encode() for name, found in release.data.fingerprints.items()}
    return {
        "README.txt": readme.encode(),
        "LICENSE.txt": release.licence.encode(),
        "CITATION.cff": citation.cff(release).encode(),
        **release.published.files,
        **seeds,
        csvw.PATH: csvw.metadata(release),
        croissant.PATH: croissant.metadata(release),
    }


def write(release: Release, path: Path) -> None:
    """Write the archive; its files carry the as-of date, so that it is the same whenever it is made."""
    folder = f"{release.data.descriptor.name}-{release.version}"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files(release).items():
            entry = zipfile.ZipInfo(name, release.made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
        archive.comment = f"{folder}: {release.edition}".encode()


EXPORTS = (Export("fasail-{version}.zip", "Data Package: tables, flat tables, schemas, evidence", write),)
