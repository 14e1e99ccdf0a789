"""Ego graphs: one group with those it stands in a relation to, with kind, direction and certainty of each in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fasail import words
from fasail.data import Data
from fasail.rows import Group, Relation
from fasail.site.charts import svg

#: From the firmest to the least firm.
_CERTAINTY = ("stated", "assessed", "alleged", "possible")
_MUTUAL = frozenset({"allied_with", "rival_of"})
_TRUNK, _NAMES, _LETTERS = 14, 62, 46
#: A drawing holds no more relations; the table holds them all.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Edge:
    """All rows that say the same of the same two groups, seen from one of them: `outward` if it is the subject."""

    relation: str
    outward: bool
    other: Group
    rows: tuple[Relation, ...]

    @property
    def certainty(self) -> str:
        """The firmest certainty of the rows."""
        return min((row.certainty for row in self.rows), key=_CERTAINTY.index)

    @property
    def words(self) -> str:
        """The relation in words, with how firmly it is said, and whether it ended."""
        kind = words.RELATIONS[self.relation][0 if self.outward else 1]
        said = [word for word in _CERTAINTY if any(row.certainty == word for row in self.rows)]
        ended = ["ended"] if all(row.ended == "yes" for row in self.rows) else []
        return " · ".join([kind, " or ".join(words.label(word) for word in said), *ended])


@dataclass(frozen=True, slots=True)
class Ego:
    """An ego graph; `left_out` is the number of relations that it has no room for."""

    drawing: Markup
    edges: tuple[Edge, ...]
    left_out: int


def edges(data: Data, group: Group) -> tuple[Edge, ...]:
    """The relations of a group from its side, by kind; one that holds both ways stands once."""
    found: dict[tuple[str, bool, str], list[Relation]] = {}
    for row in data.relations.by("group_id")[group.group_id]:
        found.setdefault((row.relation, True, row.related_group_id), []).append(row)
    for row in data.relations.by("related_group_id")[group.group_id]:
        found.setdefault((row.relation, row.relation in _MUTUAL, row.group_id), []).append(row)
    made = (Edge(kind, outward, data.groups[other], tuple(rows)) for (kind, outward, other), rows in found.items())
    order = list(words.RELATIONS)
    return tuple(
        sorted(made, key=lambda edge: (order.index(edge.relation), not edge.outward, edge.other.name.casefold()))
    )


def draw(data: Data, group: Group) -> Ego | None:
    """The ego graph of a group; None where it stands in no relation."""
    found = edges(data, group)
    if not found:
        return None
    parts, bottom = _drawn(group, found[:_MOST])
    told = "; ".join(f"{edge.words}: {edge.other.name}" for edge in found[:_MOST])
    drawing = svg.drawing("ego", bottom, f"Relations of {group.name}", f"{told}.", parts)
    return Ego(drawing, found, max(len(found) - _MOST, 0))


def _drawn(group: Group, found: Sequence[Edge]) -> tuple[list[Markup], float]:
    head, y = _lines("ego-self", 8, 16, group.name, _LETTERS + 6)
    top = y - 6
    parts: list[Markup] = []
    trunk = y
    for edge in found:
        trunk = y + 10
        parts += _edge(edge, trunk)
        parts.append(svg.text("ego-kind", _NAMES, y + 10, edge.words))
        names, y = _lines("ego-name", _NAMES, y + 24, edge.other.name, _LETTERS)
        parts += names
        y += 2
    return [*head, svg.line("ego-trunk", _TRUNK, top, _TRUNK, trunk + 4), *parts], y


def _edge(edge: Edge, y: float) -> Iterator[Markup]:
    """The line from the trunk to a name, dashed by certainty, with the arrow at the end that it points to."""
    y += 4
    yield svg.line(f"ego-edge certainty--{edge.certainty}", _TRUNK, y, _NAMES - 8, y)
    if edge.relation in _MUTUAL:
        return
    tip, back = (_NAMES - 6, -7) if edge.outward else (_TRUNK + 2, 7)
    yield svg.path("ego-arrow", f"M{tip} {svg.number(y)}l{back}-4v8z")


def _lines(style: str, x: float, y: float, content: str, letters: int) -> tuple[list[Markup], float]:
    """A text in as many lines as it needs, and where the next thing may stand."""
    lines = textwrap.wrap(content, letters) or [content]
    return [svg.text(style, x, y + 13 * number, part) for number, part in enumerate(lines)], y + 13 * len(lines)


#: What the dashes mean, in the order of the legend.
DASHES: Mapping[str, str] = {
    "stated": "unbroken line", "assessed": "long dashes", "alleged": "short dashes", "possible": "dots",
}  # fmt: skip
