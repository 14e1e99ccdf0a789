"""The explorer's data: every event as one flat row, for the script of the explorer and for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fasail import words
from fasail.data import Data, Entity
from fasail.flat import FLAT, Cell
from fasail.rows import Event
from fasail.site import view
from fasail.site.page import Asset

#: The script file that works where a browser may not fetch data: in a folder opened by double click.
SCRIPT = "events/explorer-data.js"
JSON = "events/events.json"
#: The columns of the flat table that the script does without: it has the words of names by id, and long texts weigh.
LEFT_OUT = {"summary", "country_name", "grade_reason", "source_urls", *(f"{role}_names" for role in words.PARTS)}
Choices = Mapping[str, Mapping[str, Mapping[str, str]]]


def assets(data: Data) -> Iterator[Asset]:
    """The rows of the flat table of events, the newest first: all of them as JSON, and for the script what it needs."""
    rows = [_plain(FLAT["events"].row(data, event)) for event in view.newest(data.events)]
    head = {"version": data.descriptor.version, "as_of": data.as_of.isoformat(), "license": "CC-BY-4.0"}
    yield Asset(SCRIPT, _as_script("fasailEvents", _for_script(data, rows)))
    yield Asset(JSON, _as_json({**head, "events": rows}).encode())


def _plain(row: Mapping[str, Cell]) -> dict[str, Any]:
    """The cells as JSON has them."""
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


def choices(data: Data) -> Choices:
    """What the filters offer: by filter and heading, each value that occurs with its words."""
    events = list(data.events)
    actors = [data.actor(row) for row in data.event_actors]
    bases = [data.bases[event.base_id] for event in events if event.base_id]
    countries = {code for event in events if (code := data.country(event))}
    weapons = {weapon for event in events for weapon in event.weapons or ()}
    grades = {data.grade(event) for event in events}
    roles = {row.role for row in data.event_actors}
    return {
        "who": {
            "Groups and forces": _by_name(actor for actor in actors if view.FOLDERS[type(actor)] == "groups"),
            "Leaders": _by_name(actor for actor in actors if view.FOLDERS[type(actor)] == "leaders"),
        },
        "role": {"": {role: text for role, (text, _) in words.PARTS.items() if role in roles}},
        "country": {"": _sorted({code: words.country(data, code) for code in countries})},
        "base": {"": {key.partition("/")[2]: name for key, name in _by_name(bases).items()}},
        "kind": {"": _sorted({event.kind: _label(event.kind) for event in events})},
        "weapon": {"": _sorted({weapon: _label(weapon) for weapon in weapons})},
        "grade": {"": {grade: _label(grade) for grade in view.GRADES if grade in grades}},
    }


def _label(value: str) -> str:
    return words.capital(words.label(value))


def _by_name(entities: Iterable[Entity]) -> dict[str, str]:
    return _sorted({_key(entity): entity.name for entity in entities})


def _sorted(named: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda item: (item[1].casefold(), item[0])))


def _key(entity: Entity) -> str:
    """What the script calls an entity: its page, without the ending."""
    return view.path_of(entity).removesuffix(".html")


def _for_script(data: Data, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows with the words that they are shown in, and the names by which free text finds them."""
    known: dict[str, tuple[str, Entity]] = {
        _key(data.actor(row)): (row.entity[0], data.actor(row)) for row in data.event_actors
    }
    bases = [data.bases[event.base_id] for event in data.events if event.base_id]
    known |= {_key(base): ("base_id", base) for base in bases}
    named = [known[key] for key in sorted(known)]
    columns = [column.name for column in FLAT["events"].columns if column.name not in LEFT_OUT]
    return {
        "columns": columns,
        "rows": [[row[column] for column in columns] for row in rows],
        "said": [_said(data, data.events[str(row["event_id"])]) for row in rows],
        "names": {_key(entity): entity.name for _, entity in named},
        "found_by": {
            _key(entity): words.findable(*data.names(column, entity.id), *_short(entity)) for column, entity in named
        },
        "words": {
            name: {value: text for values in headed.values() for value, text in values.items()}
            for name, headed in choices(data).items()
            if name not in ("who", "base")
        },
    }


def _short(entity: Entity) -> tuple[str, ...]:
    """The id, where it says more than the name."""
    return (entity.id.replace("-", " "),)


def _said(data: Data, event: Event) -> list[list[str]]:
    """What is asserted of an event: the part, the actor, how certain in words, and the author."""
    return [
        [
            said.role,
            _key(said.actor),
            "" if said.certainty == "stated" else words.label(said.certainty),
            _author(data, said.author),
        ]
        for said in view.account(data, event).assertions
    ]


def _author(data: Data, author: str | None) -> str:
    speaker = data.speaker(author) if author else None
    return speaker.name if speaker else author or ""


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _as_script(name: str, value: object) -> bytes:
    """A script that sets one global. No `<` is left in it, so that it stays data wherever it is put."""
    return f"window.{name}={_as_json(value).replace('<', chr(92) + 'u003c')};\n".encode()
