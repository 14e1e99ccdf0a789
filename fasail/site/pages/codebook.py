"""Codebook: tables, columns and vocabularies from the schemas, computed values from the code that computes them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fasail import words
from fasail.data import Data, Harm
from fasail.descriptor import SchemaField
from fasail.flat import FLAT
from fasail.published import Published
from fasail.site.page import Page
from fasail.site.render import Renderer

#: What is computed, in the words of the code that computes it.
COMPUTED = (
    ("Grade", Data.grade),
    ("Harm, low and high", Data.harm),
    ("One range of harm", Harm),
    ("Independent origins", Data.origins),
    ("Claimed", Data.claimed),
    ("Competing claims", Data.competing_claims),
    ("Attribution uncertain", Data.attribution_uncertain),
    ("Country of an event", Data.country),
    ("Place of an event", Data.place),
    ("Coverage of a tally", Data.tally_coverage),
)
_BY_PARTIES = "1 state-based, 2 non-state or 3 one-sided, by the two sides"
#: Each kind of event with the nearest UCDP type of violence (only where somebody died) and public ACLED event type.
CROSSWALK: Mapping[str, tuple[str, str]] = {
    "attack": (_BY_PARTIES, "Explosions/Remote violence, Battles or Violence against civilians"),
    "strike": ("1 state-based or 3 one-sided", "Explosions/Remote violence"),
    "interception": ("none without a death", "Explosions/Remote violence"),
    "foiled_plot": ("none", "Strategic developments: Disrupted weapons use"),
    "clash": (_BY_PARTIES, "Battles"),
    "killing": (_BY_PARTIES, "Explosions/Remote violence or Violence against civilians"),
    "abduction": ("none without a death", "Violence against civilians: Abduction/forced disappearance"),
    "protest": ("none", "Protests or Riots"),
    "statement": ("none", "none"),
    "agreement": ("none", "Strategic developments: Agreement"),
    "designation": ("none", "none"),
    "diplomatic": ("none", "none"),
    "deployment": ("none", "Strategic developments"),
    "withdrawal": ("none", "Strategic developments"),
    "political": ("none", "none"),
    "other": ("none", "none"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of values; `used_in` are the columns that take them."""

    anchor: str
    values: Mapping[str, str]
    used_in: tuple[str, ...]


def page(render: Renderer, published: Published) -> Page:
    """The codebook."""
    data = render.data
    vocabularies = _vocabularies(data)
    patterns = list(dict.fromkeys(field.constraints.pattern for _, field in _fields(data) if field.constraints.pattern))
    return render.page(
        "codebook.html",
        "codebook.html",
        title="Codebook",
        description="Every table, column and vocabulary of the package, and every value that is computed from them.",
        found_by="codebook dictionary columns variables schema vocabulary definitions UCDP ACLED",
        flat=[(table, FLAT[table.of].columns) for table in published.tables if table.resource.computed],
        vocabularies=vocabularies,
        anchor_of={column: vocabulary.anchor for vocabulary in vocabularies for column in vocabulary.used_in},
        patterns=patterns,
        constraints=_constraints,
        computed=[(name, (inspect.getdoc(what) or "").replace("`", "").split("\n\n")) for name, what in COMPUTED],
        crosswalk=CROSSWALK,
    )


def _fields(data: Data) -> Iterator[tuple[str, SchemaField]]:
    for resource in data.descriptor.resources:
        for field in data.schemas[resource.name].fields:
            yield resource.name, field


def _vocabularies(data: Data) -> list[Vocabulary]:
    """The vocabularies, each once: several columns may share one."""
    columns: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for table, field in _fields(data):
        if field.definitions:
            columns.setdefault(tuple(field.definitions.items()), []).append(f"{table}.{field.name}")
    return [Vocabulary(f"values-{used[0]}", dict(values), tuple(used)) for values, used in columns.items()]


def _constraints(field: SchemaField) -> list[str]:
    """What a cell must keep, in words; the values of a vocabulary and patterns stand elsewhere."""
    limits = field.constraints
    found = ["required" if limits.required else "may be blank"]
    if limits.unique:
        found.append("unique")
    if limits.minimum is not None and limits.maximum is not None:
        found.append(f"{limits.minimum:g} to {limits.maximum:g}")
    elif limits.minimum is not None:
        found.append(f"{limits.minimum:g} or more")
    elif limits.maximum is not None:
        found.append(f"{limits.maximum:g} or less")
    if limits.max_length:
        found.append(f"up to {words.counted(limits.max_length, 'character')}")
    return found
