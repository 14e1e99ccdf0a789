"""FollowTheMoney: organisations, their designations and how they stand to one another, one entity a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.util import make_entity_id

from fasail.data import Data
from fasail.exports.organisations import designation, organisations, relation, relations
from fasail.exports.release import Export, Release
from fasail.flat import statements
from fasail.rows import Cited, Designation, Group, Relation
from fasail.words import RELATIONS, country, label

PATH = "entities.ftm.json"
_PUBLIC_BODIES = ("government", "state_body")
#: Which property holds a name of each kind. The words of a description, and a part of a name, may mean others too.
_NAMES = {
    "spelling": "alias",
    "translation": "alias",
    "other_name": "alias",
    "former_name": "previousName",
    "abbreviation": "abbreviation",
    "short_form": "weakAlias",
    "description": "weakAlias",
}
_DATES = {"listed": "listingDate", "delisted": "endDate"}


def entities(release: Release) -> Iterator[EntityProxy]:
    """Every entity, in the order of the tables."""
    data = release.data
    groups = organisations(data)
    yield from (_organisation(data, group) for group in groups)
    for group in groups:
        rows = data.designations.by("group_id")[group.group_id]
        # A reward is no sanction; it stands in the notes on the organisation.
        yield from (_sanction(data, row) for row in rows if row.action in _DATES)
    # Whoever is linked to a listed party is held to be at risk: a rival would be, too.
    yield from (_link(data, row) for row in relations(data) if row.relation != "rival_of")


def _organisation(data: Data, group: Group) -> EntityProxy:
    aliases = data.aliases.by("group_id")[group.group_id]
    designations = data.designations.by("group_id")[group.group_id]
    return _entity(
        "PublicBody" if group.kind in _PUBLIC_BODIES else "Organization",
        _id(group.group_id),
        name=[group.name, group.name_ar],
        **{
            name: [alias.alias for alias in aliases if _NAMES[alias.kind] == name]
            for name in dict.fromkeys(_NAMES.values())
        },
        country=[group.country and group.country.lower()],
        classification=[label(group.kind)],
        incorporationDate=[group.founded],
        dissolutionDate=[group.dissolved],
        wikidataId=[group.wikidata],
        summary=[group.summary],
        notes=[designation(data, row) for row in designations if row.action not in _DATES],
        topics=["sanction"] if _is_listed(designations) else [],
        sourceUrl=sorted({url for row in statements(data, group) if (url := data.sources[row.source_id].url)}),
    )


def _is_listed(rows: Iterable[Designation]) -> bool:
    """Whether an act of listing is known by its date, and none of the same authority that may have taken it back.

    A source that says in passing that somebody is listed supports no more than its own words. No other topic is given:
    to be listed among terrorists is not to be guilty of terrorism.
    """
    delistings = [row for row in rows if row.action == "delisted"]

    def stands(listing: Designation) -> bool:
        later = (row for row in delistings if not (row.date and listing.date and row.date.last < listing.date.first))
        return listing.date is not None and all(row.authority != listing.authority for row in later)

    return any(stands(row) for row in rows if row.action == "listed")


def _sanction(data: Data, row: Designation) -> EntityProxy:
    return _entity(
        "Sanction",
        _id(make_entity_id(row.table, row.id)),
        entity=[_id(row.group_id)],
        authority=[country(data, row.authority)],
        country=[row.authority.lower()],
        program=[row.list],
        status=[label(row.action)],
        **{_DATES[row.action]: [row.date]},
        description=[designation(data, row)],
        **_source(data, row),
    )


def _link(data: Data, row: Relation) -> EntityProxy:
    """A membership, or a link named by its role: ownership is of assets, succession is legal, and no source says so."""
    member = row.relation == "member_of"
    one, other = ("member", "organization") if member else ("subject", "object")
    return _entity(
        "Membership" if member else "UnknownLink",
        _id(make_entity_id(row.table, row.id)),
        **{one: [_id(row.group_id)], other: [_id(row.related_group_id)]},
        role=[RELATIONS[row.relation][0]],
        status=[row.certainty],
        # The first and the last day for which it is evidenced: a start or an end is more than a source says.
        date=[row.since, None if row.ended == "yes" else row.until],
        endDate=[row.until if row.ended == "yes" else None],
        description=[relation(data, row)],
        **_source(data, row),
    )


def _source(data: Data, row: Cited) -> dict[str, list[str | None]]:
    source = data.sources[row.source_id]
    publisher = data.publishers[source.publisher_id].name if source.publisher_id else None
    return {"publisher": [publisher], "sourceUrl": [source.url]}


def _id(local: str | None) -> str:
    return f"fasail-{local}"


def _entity(schema: str, entity_id: str, **properties: Iterable[str | None]) -> EntityProxy:
    entity = model.make_entity(schema)
    entity.id = entity_id
    for name, values in properties.items():
        # As clean already: the library would drop in silence what it does not understand.
        entity.add(name, list(values), cleaned=True)
    return entity


def write(release: Release, path: Path) -> None:
    """Write the entities; each carries the edition and the licence, because a line may go its own way."""
    about = {"edition": release.edition, "licence": release.credit}
    lines = (json.dumps(entity.to_dict() | about, ensure_ascii=False) for entity in entities(release))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


EXPORTS = (Export(PATH, "FollowTheMoney: organisations, designations and relations, one entity a line", write),)
