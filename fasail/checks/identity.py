"""Identity: rows that are cited and used, names that mean one thing, events that stand once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from fasail.checks.registry import check
from fasail.data import Data
from fasail.evidence import tokens
from fasail.rows import Event, Problem, Row

#: Publishers whose terms forbid what this package does with data, by the words of their names and addresses.
DENIED_PUBLISHERS = ("acled", "armed conflict location", "gtd", "global terrorism database")
#: Words that take a side. Counter-terrorism is the official name of services and units.
LOADED_WORD = re.compile(
    r"(?<!counter[- ])\b(terroris[tm]s?|terror|martyr(s|ed|dom)?|regimes?|prox(y|ies)|thugs?|puppets?|heroic|"
    r"mujahid(een)?|zionists?|infidels?|militants?)\b",
    re.IGNORECASE,
)


@check("Add a row to citations with the source and the paragraph that names it.")
def entities_are_cited(data: Data) -> Iterator[Problem]:
    """Every group, leader and base is backed by a citation."""
    for column, entities in data.entities.items():
        cited = data.citations.by(column)
        for entity in entities.values():
            if entity.id not in cited:
                yield entity.problem(column, "no row in citations backs it")


@check("Remove the source, or cite it.")
def sources_are_used(data: Data) -> Iterator[Problem]:
    """Every source backs a row."""
    for source in data.sources:
        if source.source_id not in data.cited:
            yield source.problem("source_id", "no row rests on it")


@check("Merge the two: one document is one source, and its fingerprint holds all of it that was read.")
def documents_stand_once(data: Data) -> Iterator[Problem]:
    """No two sources have the same address."""
    first: dict[str, str] = {}
    for source in data.sources:
        if source.url:
            url = re.sub(r"^https?://(www\.)?|:(80|443)(?=/)|/$", "", source.url)
            other = first.setdefault(url, source.source_id)
            if other != source.source_id:
                yield source.problem("url", f"{other} has this address, too")


@check("Remove the search once the answer stands in the table; write names as the table has them.")
def searches_are_open(data: Data) -> Iterator[Problem]:
    """A search names a table, and where it names a row and a column, that cell is still blank."""
    for search in data.searches:
        table = data.tables.get(search.table_)
        row = table.by_id.get(search.row or "") if table else None
        if table is None:
            yield search.problem("table", f"there is no table {search.table_}")
        elif search.row and row is None:
            yield search.problem("row", f"{search.table_} has no row {search.row}")
        elif search.field and search.field not in data.schemas[search.table_].names:
            yield search.problem("field", f"{search.table_} has no column {search.field}")
        elif row is not None and search.field and getattr(row, search.field, None) is not None:
            yield search.problem("field", f"{search.row} has {search.field} by now")


@check("Remove the publisher, or name it in a source.")
def publishers_are_used(data: Data) -> Iterator[Problem]:
    """Every publisher has a source, or is named as the speaker of a row."""
    used = {source.publisher_id for source in data.sources}
    used |= {row.asserted_by for row in data.event_actors}
    used |= {row.attributed_to for row in (*data.casualties, *data.tallies)}
    for publisher in data.publishers:
        if publisher.publisher_id not in used:
            yield publisher.problem("publisher_id", "no source and no row names it")


@check("Remove the base, or add the event or presence that makes it worth a row.")
def bases_are_used(data: Data) -> Iterator[Problem]:
    """Every base is the place of an event or of a presence."""
    for base in data.bases:
        if not (data.events.by("base_id")[base.id] or data.presences.by("base_id")[base.id]):
            yield base.problem("base_id", "no event and no presence is there")


@check("Merge the two, or waive the rule for one row with the reason why they stay apart.")
def names_are_unambiguous(data: Data) -> Iterator[Problem]:
    """No two groups, no two leaders, no two bases and no two publishers share a name or an alias."""
    owners: dict[tuple[str, str], tuple[str, Row]] = {}
    named: list[tuple[str, str, str, Row]] = [
        (column, entity.id, name, entity)
        for column, entities in data.entities.items()
        for entity in entities.values()
        for name in (entity.name, entity.name_ar)
        if name
    ]
    named += [(*alias.entity, alias.alias, alias) for alias in data.aliases]
    named += [("publisher_id", row.publisher_id, row.name, row) for row in data.publishers]
    for column, entity_id, name, row in named:
        folded = " ".join(tokens(name))
        owner, _ = owners.setdefault((column, folded), (entity_id, row))
        if owner != entity_id:
            yield row.problem(row.key[0] if row.table == "aliases" else "name", f"{name} is also a name of {owner}")


@check("Remove the alias; the name stands in the entity's own row.")
def aliases_differ_from_the_name(data: Data) -> Iterator[Problem]:
    """An alias is not the very name of its entity."""
    for alias in data.aliases:
        entity = data.actor(alias)
        if alias.alias in (entity.name, entity.name_ar):
            yield alias.problem("alias", f"{alias.alias} is the name of {entity.id}")


@check("Give the rows the same language and kind; the codebook says which.")
def names_are_of_one_sort(data: Data) -> Iterator[Problem]:
    """A name of an entity has one language and one kind, however many sources use it."""
    sorts: dict[tuple[str, str, str], tuple[str, str]] = {}
    for alias in data.aliases:
        sort = sorts.setdefault((*alias.entity, alias.alias.casefold()), (alias.language, alias.kind))
        if sort != (alias.language, alias.kind):
            column = "kind" if alias.language == sort[0] else "language"
            yield alias.problem(column, f"another row has {alias.alias} as {' '.join(sort)}")


@check("Merge the rows: several paragraphs of one source go into one locator.")
def rows_are_not_repeated(data: Data) -> Iterator[Problem]:
    """No two rows of a table share their identifying cells."""
    for table in data.tables.values():
        seen: set[str] = set()
        for row in table:
            if row.id in seen:
                yield row.problem(row.columns()[0], "an earlier row has the same identifying cells")
            seen.add(row.id)


@check("Merge the two rows, or waive the rule for the later one with the reason why they are two events.")
def events_stand_once(data: Data) -> Iterator[Problem]:
    """No two events of one kind are on the same days at the same place; statements differ by who speaks, too."""
    seen: dict[tuple[object, ...], Event] = {}
    for event in data.events:
        where = event.base_id or " ".join(tokens(event.place or ""))
        speakers = frozenset(actor.entity for actor in data.actors(event, "speaker"))
        first = seen.setdefault((event.kind, event.date_start, event.date_end, where, speakers), event)
        if first is not event:
            yield event.problem("event_id", f"probably the same event as {first.event_id}")


@check("Take the place from the base: fill base_id and leave the place blank.")
def places_are_not_bases(data: Data) -> Iterator[Problem]:
    """A place that has a row in bases is named by its id."""
    bases = {
        " ".join(tokens(name)): base.id for base in data.bases for name in data.names("base_id", base.id)
    }  # fmt: skip
    for event in data.events:
        base = bases.get(" ".join(tokens(event.place or "")))
        if base:
            yield event.problem("place", f"{event.place} is the base {base}")


@check("Give the origin itself, so that copies of copies count once.")
def origins_are_first_hand(data: Data) -> Iterator[Problem]:
    """The origin of a source is not itself a copy of something else."""
    for source in data.sources:
        if source.origin in data.sources and data.sources[source.origin].origin != source.origin:
            origin = data.sources[source.origin].origin
            yield source.problem("origin", f"{source.origin} goes back to {origin}")


@check("Take the source out: its terms do not allow what is done with it here.")
def publishers_are_permitted(data: Data) -> Iterator[Problem]:
    """No row rests on a database whose terms forbid it."""
    for publisher in data.publishers:
        if _denied(publisher.publisher_id) or _denied(publisher.name):
            yield publisher.problem("publisher_id", f"{publisher.name} is on the deny-list")
    for source in data.sources:
        if _denied(source.url or "") or _denied(source.source_id):
            yield source.problem("url", "the address is that of a publisher on the deny-list")


def _denied(text: str) -> bool:
    words = f" {' '.join(tokens(text))} "
    return "acleddata" in words or any(f" {denied} " in words for denied in DENIED_PUBLISHERS)


@check("Say it in neutral words: armed group, killed, claimed.")
def words_are_neutral(data: Data) -> Iterator[Problem]:
    """Titles of events, summaries and notes take no side."""
    for table in data.tables.values():
        for row in table:
            columns = ["summary", "note", *(["title"] if row.table == "events" else [])]
            for column in columns:
                loaded = LOADED_WORD.search(getattr(row, column, None) or "")
                if loaded:
                    yield row.problem(column, f"the word {loaded.group()}")


@check("Restore the row, or take the id out of retired.")
def retired_ids_are_gone(data: Data) -> Iterator[Problem]:
    """A retired id is no longer in its table, and what replaces it is."""
    for row in data.retired:
        table = data.tables[row.table_]
        if row.retired_id in table:
            yield row.problem("retired_id", f"{row.table_} still has it")
        if row.replaced_by and row.replaced_by not in table:
            yield row.problem("replaced_by", f"{row.table_} has no row {row.replaced_by}")


@check("Give a speaker that has a row by its id, correctly; write free text with a capital or a space.")
def speakers_are_known(data: Data) -> Iterator[Problem]:
    """A speaker that is given as an id is a group, leader or publisher, and none of these is given by its name."""
    named = {row.name: row.id for table in (data.publishers, data.leaders, data.groups) for row in table}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    rows["asserted_by"] += data.event_actors
    rows["attributed_to"] += [*data.casualties, *data.tallies]
    for column, spoken in rows.items():
        for row in spoken:
            text = getattr(row, column) or ""
            looks_like_id = text and " " not in text and text == text.lower()
            if looks_like_id and data.speaker(text) is None:
                yield row.problem(column, f"no group, leader or publisher is {text}")
            elif text in named:
                yield row.problem(column, f"{text} is the name of {named[text]}")
