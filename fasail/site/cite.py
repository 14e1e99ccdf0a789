"""Citing: a row of the package as plain text, as BibTeX and as RIS, with the edition that it was read in."""

from __future__ import annotations

import re

from fasail import words
from fasail.data import Data

#: Characters that BibTeX or TeX would read as commands. Braces become commands too: BibTeX counts escaped ones.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


def plain(data: Data, title: str, row_id: str) -> str:
    """A row as a reference in a text."""
    return (
        f"{_authors(data)} ({data.as_of.year}): “{_line(title)}” ({row_id}). In: {data.descriptor.title}, "
        f"version {data.descriptor.version}, data as of {words.day(data.as_of)}. {_licences(data)}."
    )


def bibtex(data: Data, title: str, row_id: str) -> str:
    """A row as a BibTeX entry."""
    fields = {
        "author": f"{{{_tex(_authors(data))}}}",
        "title": f"{{{_tex(title)}}}",
        "howpublished": _tex(f"{data.descriptor.title}, version {data.descriptor.version}"),
        "year": str(data.as_of.year),
        "note": _tex(f"Row {row_id}, data as of {data.as_of}, {_licences(data)}"),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    key = re.sub(r"[^A-Za-z0-9-]+", "-", f"{data.descriptor.name}-{row_id}")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def ris(data: Data, title: str, row_id: str) -> str:
    """A row as a RIS record."""
    tags = (
        ("TY", "DATA"),
        ("AU", _authors(data)),
        ("TI", title),
        ("T2", data.descriptor.title),
        ("ET", data.descriptor.version),
        ("PY", str(data.as_of.year)),
        ("DA", f"{data.as_of:%Y/%m/%d}"),
        ("AN", row_id),
        ("N1", f"Data as of {data.as_of}, {_licences(data)}"),
        ("ER", ""),
    )
    return "\n".join(f"{tag}  - {_line(value)}" for tag, value in tags)


def _authors(data: Data) -> str:
    return words.listed(contributor.title for contributor in data.descriptor.contributors)


def _licences(data: Data) -> str:
    return ", ".join(licence.name for licence in data.descriptor.licenses)


def _line(text: str) -> str:
    """The text on one line: in RIS a line break would begin a field."""
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)
