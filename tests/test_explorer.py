"""The explorer's data: what the tables say, three times the same, and never anything but data."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fasail import words
from fasail.data import Data, Table
from fasail.published import publish
from fasail.rows import Event
from fasail.site import explorer, view
from fasail.site.charts.map import Atlas
from fasail.site.pages import events as event_pages
from fasail.site.render import SHOWN, Renderer

CSV = "flat/events.csv"

PLANTED = "<planted onclick=alert()>\"'><script>planted()</script><!--</title>{{ planted }}"
#: Every text of an event that a contributor types freely.
TEXTS = ("title", "summary", "place")


def made(data: Data) -> dict[str, bytes]:
    return {asset.path: asset.content for asset in explorer.assets(data)}


def in_script(content: bytes) -> dict[str, Any]:
    """What the data file sets its global to."""
    text = content.decode("utf-8").removeprefix("window.fasailEvents=").removesuffix(";\n")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def many(data: Data, number: int) -> Data:
    first = data.events.rows[0]
    events = [
        _changed(first, event_id=f"{first.event_id}-{count}", date_start=day, date_end=day)
        for count in range(number)
        for day in [first.date_start + timedelta(count)]
    ]
    return replace(data, events=Table(tuple(events)))


def _changed(event: Event, **values: Any) -> Event:
    return Event.model_construct(**{name: getattr(event, name) for name in Event.model_fields} | values)


def hostile(data: Data) -> Data:
    """The data with something planted in every free text of events, groups, bases, leaders and authors."""
    events = tuple(_changed(event, base_id=None, **dict.fromkeys(TEXTS, PLANTED)) for event in data.events)
    named = {
        table: Table(tuple(row.model_copy(update={"name": PLANTED}) for row in data.tables[table]))
        for table in ("groups", "leaders", "bases")
    }
    actors = tuple(row.model_copy(update={"asserted_by": PLANTED}) for row in data.event_actors)
    aliases = tuple(row.model_copy(update={"alias": PLANTED}) for row in data.aliases)
    tables: dict[str, Any] = {
        **named, "events": Table(events), "event_actors": Table(actors), "aliases": Table(aliases)
    }  # fmt: skip
    return replace(data, **tables)


def test_script_json_and_flat_table_say_the_same_newest_first(tiny: Data) -> None:
    files = made(tiny)
    rows = json.loads(files[explorer.JSON])["events"]
    data = in_script(files[explorer.SCRIPT])
    assert [row["event_id"] for row in rows] == [event.event_id for event in view.newest(tiny.events)]
    kept = [{name: cell for name, cell in row.items() if name not in explorer.LEFT_OUT} for row in rows]
    assert [dict(zip(data["columns"], cells, strict=True)) for cells in data["rows"]] == kept
    told = {row["event_id"]: row for row in csv.DictReader(io.StringIO(publish(tiny).files[CSV].decode("utf-8")))}
    assert [told[row["event_id"]] for row in rows] == [
        {name: ";".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)
         for name, cell in row.items()} for row in rows
    ]  # fmt: skip


def test_the_same_bytes_twice(tiny: Data) -> None:
    assert made(tiny) == made(tiny)


def test_every_word_and_name_that_the_script_shows_is_there(tiny: Data) -> None:
    data = in_script(made(tiny)[explorer.SCRIPT])
    rows = [dict(zip(data["columns"], cells, strict=True)) for cells in data["rows"]]
    assert {row["kind"] for row in rows} == data["words"]["kind"].keys()
    assert {row["grade"] for row in rows} == data["words"]["grade"].keys()
    keys = {key for said in data["said"] for _, key, _, _ in said}
    keys |= {f"bases/{row['base_id']}" for row in rows if row["base_id"]}
    assert keys == data["names"].keys() == data["found_by"].keys()


def test_nothing_in_the_data_leaves_the_data_file_or_becomes_markup(tiny: Data) -> None:
    data = hostile(tiny)
    script = made(data)[explorer.SCRIPT]
    assert b"<" not in script
    assert PLANTED in {cells[2] for cells in in_script(script)["rows"]}
    index = next(event_pages.pages(Renderer(data), Atlas()))
    assert "<planted" not in index.html
    assert len(re.findall("<script", index.html)) == 2


def test_hostile_cells_stay_cells_of_the_csv(tiny: Data) -> None:
    data = hostile(tiny)
    told = list(csv.DictReader(io.StringIO(publish(data).files[CSV].decode("utf-8"))))
    assert {row["title"] for row in told} == {PLANTED}


@pytest.mark.parametrize("number", [1, SHOWN, SHOWN + 1, 250])
def test_the_page_shows_the_newest_and_says_where_the_rest_is(tiny: Data, number: int) -> None:
    index = next(event_pages.pages(Renderer(many(tiny, number)), Atlas()))
    assert index.html.count('<li class="entry"') == min(number, SHOWN)
    assert (f"The first {SHOWN} of {number} are shown" in index.html) == (number > SHOWN)
    assert 'href="../data/flat/events.csv"' in index.html


def test_a_page_is_found_by_its_words_once() -> None:
    text = words.search_text("Al-Asad", "A base, in Anbar.", "Al-Asad base Anbar asad assad asad")
    assert text == "A base, in Anbar. asad assad al"
