"""STIX 2.1: organisations and how they stand to one another, as one bundle.

Organisations are identities: the words threat actor and intrusion set would be a verdict.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from stix2 import v21

from fasail.data import Data
from fasail.exports.organisations import designation, organisations, relation, relations
from fasail.exports.release import Export, Release
from fasail.flat import statements
from fasail.rows import Cited, Group
from fasail.words import country, paragraphs

PATH = "bundle.stix.json"
#: The day of the first version: a later version of an object is one with another `modified` and the same `created`.
FIRST = "2026-11-21T00:00:00Z"


def bundle(release: Release) -> v21.Bundle:
    """The bundle: the terms, which all others carry, then identities and relationships in the order of the tables."""
    terms = _terms(release)
    common = {
        "created": FIRST,
        "modified": release.data.descriptor.created,
        "object_marking_refs": [terms.id],
    }
    objects = [terms, *_identities(release.data, common), *_relationships(release.data, common)]
    return v21.Bundle(*objects, id=_id(release.data, "bundle", release.edition))


def _terms(release: Release) -> v21.MarkingDefinition:
    """Edition and licence. A marking never changes, so another statement is another marking."""
    statement = f"{release.edition}. {release.credit}."
    return v21.MarkingDefinition(
        id=_id(release.data, "marking-definition", statement),
        created=release.data.descriptor.created,
        definition_type="statement",
        definition=v21.StatementMarking(statement=statement),
    )


def _identities(data: Data, common: dict[str, Any]) -> Iterator[v21.Identity]:
    for group in organisations(data):
        sources = {row.source_id: None for row in statements(data, group)}
        yield v21.Identity(
            id=_id(data, "identity", group.group_id),
            name=group.name,
            description=_description(data, group),
            identity_class="organization",
            labels=[group.kind],
            external_references=[_reference(data, source_id) for source_id in sorted(sources)],
            **common,
        )


def _description(data: Data, group: Group) -> str:
    """What it is, and what an identity has no property for: other names, country, designations."""
    names = [name for name in data.names("group_id", group.group_id) if name != group.name]
    return "\n".join([
        group.summary,
        *([f"Other names: {'; '.join(names)}"] if names else []),
        *([f"Country: {country(data, group.country)}"] if group.country else []),
        *(f"Designation: {designation(data, row)}" for row in data.designations.by("group_id")[group.group_id]),
    ])  # fmt: skip


def _relationships(data: Data, common: dict[str, Any]) -> Iterator[v21.Relationship]:
    for row in relations(data):
        yield v21.Relationship(
            id=_id(data, "relationship", row.id),
            relationship_type="related-to",
            description=relation(data, row),
            source_ref=_id(data, "identity", row.group_id),
            target_ref=_id(data, "identity", row.related_group_id),
            labels=[row.relation],
            external_references=[_reference(data, row.source_id, row)],
            **common,
        )


def _reference(data: Data, source_id: str, row: Cited | None = None) -> v21.ExternalReference:
    source = data.sources[source_id]
    publisher = data.publishers[source.publisher_id].name if source.publisher_id else source_id
    # STIX takes an address in ASCII only.
    url = source.url and quote(source.url, safe=":/?#[]@!$&'()*+,;=%~")
    optional = {"url": url, "description": row and paragraphs(row.locator)}
    return v21.ExternalReference(
        source_name=publisher, external_id=source_id, **{name: value for name, value in optional.items() if value}
    )


def _id(data: Data, kind: str, local: str) -> str:
    """The same for the same row in every release; the namespace is made of the name of the package."""
    return f"{kind}--{uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, data.descriptor.name), f'{kind}/{local}')}"


def write(release: Release, path: Path) -> None:
    """Write the bundle."""
    text = bundle(release).serialize(indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", "utf-8")


EXPORTS = (Export(PATH, "STIX 2.1: organisations and relations, one bundle", write),)
