"""Charts: what each holds, that it says the same in words, and that nothing is drawn more exact than it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from fasail.data import Data, Table
from fasail.rows import Base, Event, Tally
from fasail.site.charts import ego, steps, svg, timeline
from fasail.site.charts import map as maps
from fasail.site.pages import tallies

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<planted onclick="alert()">\'&</text></svg>'


@pytest.fixture(scope="module")
def atlas() -> maps.Atlas:
    return maps.Atlas()


def _base(data: Data, **cells: Any) -> Base:
    return data.bases["camp-example"].model_copy(update=cells)


def _region(atlas: maps.Atlas, data: Data, *bases: Base) -> maps.Map:
    counts = maps.by_country(base.country for base in bases)
    return maps.draw(atlas, data, maps.REGION, label="Bases", noun="base", counts=counts, bases=bases)


def _event(data: Data, first: date, last: date, clarity: str = "individual", number: int = 0) -> Event:
    return data.events.rows[0].model_copy(update={
        "event_id": f"{first}-{last}-{clarity}-{number}", "date_start": first, "date_end": last, "clarity": clarity,
    })  # fmt: skip


def _timeline(*events: Event) -> timeline.Timeline:
    drawn = timeline.draw("Events", [timeline.Lane("confirmed", "Confirmed", events)])
    assert drawn is not None
    return drawn


def _reading(data: Data, value: int, day: date, qualifier: str = "exact", held: int | None = None) -> steps.Reading:
    tally: Tally = data.tallies.rows[0].model_copy(
        update={"tally_id": f"t-{day}", "value": value, "as_of": day, "qualifier": qualifier, "period_start": None}
    )
    return steps.Reading(tally, day, held)


def _charts(data: Data, atlas: maps.Atlas) -> Iterable[Markup]:
    """One chart of each kind, of the data."""
    yield _region(atlas, data, *data.bases).drawing
    for base in data.bases:
        located = maps.locator(atlas, data, base)
        assert located is not None
        yield located.drawing
    drawn = timeline.draw("Events", timeline.by_grade(data, data.events))
    assert drawn is not None
    yield drawn.drawing
    for group in data.groups:
        graph = ego.draw(data, group)
        if graph:
            yield graph.drawing
    stepped = steps.draw(
        data.tallies.rows[0].scope, [_reading(data, 5, date(2024, 1, 1)), _reading(data, 9, date(2024, 2, 1), held=3)]
    )
    assert stepped is not None
    yield stepped.drawing


def _texts(drawing: Markup) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def _described(drawing: Markup) -> str:
    return ElementTree.fromstring(drawing).findtext(f"{SVG}desc") or ""


def test_charts_are_images_with_a_name_and_a_description_and_no_inline_style(tiny: Data, atlas: maps.Atlas) -> None:
    for drawing in _charts(tiny, atlas):
        root = ElementTree.fromstring(drawing)
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert _described(drawing)
        assert {name for element in root.iter() for name in element.attrib}.isdisjoint({"style", "id", "onclick"})
        assert {element.tag for element in root.iter()}.isdisjoint({f"{SVG}style", f"{SVG}script"})


def test_the_same_data_are_the_same_bytes(tiny: Data, atlas: maps.Atlas) -> None:
    assert list(_charts(tiny, atlas)) == list(_charts(tiny, maps.Atlas()))


def test_numbers_are_rounded(tiny: Data, atlas: maps.Atlas) -> None:
    assert [svg.number(value) for value in (1, 1.26, -0.01, 10, -3.04)] == ["1", "1.3", "0", "10", "-3"]
    assert not any(re.search(r"\d\.\d\d", path) for drawing in _charts(tiny, atlas) for path in _paths(drawing))


def _paths(drawing: Markup) -> list[str]:
    return [element.get("d", "") for element in ElementTree.fromstring(drawing).iter(f"{SVG}path")]


def test_names_from_the_data_stay_text(tiny: Data, atlas: maps.Atlas) -> None:
    def named(table: Table[Any], column: str) -> Table[Any]:
        return Table(tuple(row.model_copy(update={column: HOSTILE}) for row in table))

    hostile = replace(
        tiny, bases=named(tiny.bases, "name"), groups=named(tiny.groups, "name"), tallies=named(tiny.tallies, "scope")
    )
    drawings = list(_charts(hostile, atlas))
    known = {"svg", "desc", "path", "text", "g", "title", "circle"}
    elements = [element for text in drawings for element in ElementTree.fromstring(text).iter()]
    assert {element.tag.removeprefix(SVG) for element in elements} <= known
    assert sum("planted" in drawing for drawing in drawings) >= 3


def test_a_known_place_has_a_pin(tiny: Data, atlas: maps.Atlas) -> None:
    drawn = _region(atlas, tiny, _base(tiny))
    assert drawn.drawing.count('class="map-pin"') == 1
    assert [base.base_id for base in drawn.pinned] == ["camp-example"]
    assert drawn.unpinned == ()
    assert "Camp Example" in _texts(drawn.drawing)


def test_a_pin_stands_at_its_coordinates(tiny: Data, atlas: maps.Atlas) -> None:
    drawing = ElementTree.fromstring(_region(atlas, tiny, _base(tiny, lat=31.5, lon=44)).drawing)
    pin = next(drawing.iter(f"{SVG}circle"))
    assert (pin.get("cx"), pin.get("cy")) == ("180", svg.number(maps.REGION.stretch * 8))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"lat": None, "lon": None}, "no coordinates are held yet"),
        ({"where_prec": 3}, "place known only as: a district"),
        ({"where_prec": 4, "lat": None, "lon": None}, "place known only as: a governorate or province"),
        ({"where_prec": 6}, "place known only as: a country"),
        ({"lat": 51.5, "lon": 0}, "outside the part of the world that is drawn"),
    ],
)
def test_an_imprecise_place_has_no_pin_and_says_why(
    cells: dict[str, Any], why: str, tiny: Data, atlas: maps.Atlas
) -> None:
    base = _base(tiny, **cells)
    drawn = _region(atlas, tiny, base)
    assert "map-pin" not in drawn.drawing
    assert drawn.unpinned == ((why, (base,)),)


def test_a_place_near_a_named_one_has_a_ring_of_25_kilometres(tiny: Data, atlas: maps.Atlas) -> None:
    drawn = _region(atlas, tiny, _base(tiny, where_prec=2))
    assert drawn.near
    assert f'class="map-near" cx="186" cy="109.1" r="{svg.number(25 / 111.2 * maps.REGION.stretch)}"' in drawn.drawing
    assert not _region(atlas, tiny, _base(tiny)).near


def test_countries_are_shaded_and_say_their_count(tiny: Data, atlas: maps.Atlas) -> None:
    drawn = maps.draw(
        atlas, tiny, maps.REGION, label="Events", noun="event", counts={"IQ": 43, "IL": 7, "KW": 1, "YE": 2}
    )
    assert {"Iraq 43", "Israel 7", "Kuwait 1", "Jordan"} <= set(_texts(drawn.drawing))
    assert [drawn.drawing.count(f"shade-{number}") for number in (1, 2, 3)] == [1, 1, 1]
    assert drawn.outside == (("Yemen", 2),)
    assert "Iraq 43 events; Israel 7 events; Kuwait 1 event" in _described(drawn.drawing)


def test_a_country_outside_every_map_has_no_locator(tiny: Data, atlas: maps.Atlas) -> None:
    assert maps.locator(atlas, tiny, _base(tiny, country="US")) is None
    located = maps.locator(atlas, tiny, _base(tiny, country="JO", lat=None, lon=None))
    assert located is not None
    assert "map-pin" not in located.drawing
    assert located.drawing.count("shade-1") == 1
    assert "Jordan" in _texts(located.drawing)


def test_outlines_stay_within_their_viewport(atlas: maps.Atlas) -> None:
    for viewport in (maps.REGION, maps.IRAQ):
        paths = atlas.paths(viewport)
        assert "IQ" in paths
        assert "SD" not in paths
        assert len("".join(paths.values())) < 25_000
        for steps_ in paths.values():
            for x, y in re.findall(r"M(-?\d+) (-?\d+)", steps_):
                assert -4 <= int(x) <= svg.WIDTH + 4
                assert -4 <= int(y) <= viewport.height + 4


def test_a_timeline_counts_months_and_draws_what_has_none_as_a_span(tiny: Data) -> None:
    drawn = _timeline(
        _event(tiny, date(2024, 1, 3), date(2024, 1, 3)),
        _event(tiny, date(2024, 1, 5), date(2024, 1, 6), number=1),
        _event(tiny, date(2024, 1, 1), date(2024, 1, 31), "aggregate"),
        _event(tiny, date(2024, 1, 20), date(2024, 3, 2)),
    )
    assert drawn.rows == (("January 2024", ("3 (1 lumped)",)), ("20 January – 2 March 2024", ("1",)))
    assert (drawn.tallest, drawn.spans, drawn.hollow, drawn.earlier) == (3, True, True, 0)
    assert drawn.drawing.count('filled span"') == 1
    assert drawn.drawing.count('class="lane--confirmed hollow"') == 1
    assert "Confirmed: 4" in _texts(drawn.drawing)


def test_an_aggregate_of_no_one_month_is_a_hollow_span(tiny: Data) -> None:
    days = date(2024, 1, 20), date(2024, 3, 2)
    drawn = _timeline(_event(tiny, *days), _event(tiny, *days, "aggregate"))
    assert drawn.drawing.count('hollow span"') == 1
    assert drawn.tallest == 0


def test_events_years_earlier_stand_in_the_table_only(tiny: Data) -> None:
    early, first, last = date(2003, 1, 1), date(2023, 10, 7), date(2024, 1, 3)
    drawn = _timeline(*(_event(tiny, day, day) for day in (early, first, last)))
    assert (drawn.earlier, drawn.begins) == (1, "October 2023")
    assert [time for time, _ in drawn.rows] == ["January 2024", "October 2023", "January 2003"]


def test_one_event_is_no_timeline(tiny: Data) -> None:
    day = date(2024, 1, 1)
    event = _event(tiny, day, day)
    assert timeline.draw("Events", [timeline.Lane("a", "A", [event]), timeline.Lane("b", "B", [event])]) is None
    assert timeline.draw("Events", []) is None


def test_lanes_are_never_added_up(tiny: Data) -> None:
    one, other = (_event(tiny, date(2024, month, 1), date(2024, month, 1)) for month in (1, 2))
    drawn = timeline.draw("Events", [timeline.Lane("a", "Claims", [one]), timeline.Lane("b", "Denies", [one, other])])
    assert drawn is not None
    assert drawn.rows == (("February 2024", ("0", "1")), ("January 2024", ("1", "1")))


def test_an_ego_graph_holds_every_relation_with_direction_and_certainty(tiny: Data) -> None:
    row = tiny.relations.rows[0]
    rows = (*tiny.relations, row.model_copy(update={"certainty": "alleged", "source_id": "beta-2024-05-03"}))
    data = replace(tiny, relations=Table(rows))
    graph = ego.draw(data, data.groups["example-brigade"])
    assert graph is not None
    assert {"member of · stated or alleged", "Sample Front", "rival of · stated", "Sample Army"} <= set(
        _texts(graph.drawing)
    )
    assert graph.drawing.count("ego-arrow") == 1
    inverse = ego.draw(data, data.groups["sample-front"])
    assert inverse is not None
    assert "has as a member · stated or alleged" in _texts(inverse.drawing)
    assert _arrow(inverse.drawing) != _arrow(graph.drawing)


def _arrow(drawing: Markup) -> str:
    found = re.search(r'class="ego-arrow" d="M(\d+)', drawing)
    assert found
    return found.group(1)


def test_the_dash_of_an_edge_is_its_certainty(tiny: Data) -> None:
    rows = tuple(row.model_copy(update={"certainty": "possible"}) for row in tiny.relations)
    graph = ego.draw(replace(tiny, relations=Table(rows)), tiny.groups["example-brigade"])
    assert graph is not None
    assert graph.drawing.count("certainty--possible") == len(graph.edges) == 2


def test_a_group_without_relations_has_no_graph(tiny: Data) -> None:
    assert ego.draw(replace(tiny, relations=Table(())), tiny.groups["example-brigade"]) is None


def test_steps_mark_how_a_number_is_meant(tiny: Data) -> None:
    drawn = steps.draw("Attacks", [
        _reading(tiny, 106, date(2024, 1, 1), held=3), _reading(tiny, 41, date(2023, 11, 9), "at_least"),
    ])  # fmt: skip
    assert drawn is not None
    assert drawn.marks == (("at least", "triangle pointing up"), ("exact", "square"))
    assert {"at least 41", "106", "3 held", "9 November 2023", "1 January 2024"} <= set(_texts(drawn.drawing))
    assert _described(drawn.drawing) == "at least 41 attacks by 9 November 2023; 106 attacks by 1 January 2024."


@pytest.mark.parametrize(("qualifier", "falls"), [("at_least", False), ("more_than", False), ("exact", True)])
def test_the_line_does_not_fall_to_a_bound_that_was_passed(qualifier: str, falls: bool, tiny: Data) -> None:
    drawn = steps.draw("Attacks", [
        _reading(tiny, 10, date(2024, 1, 1)), _reading(tiny, 140, date(2024, 1, 2)),
        _reading(tiny, 100, date(2024, 1, 3), qualifier),
    ])  # fmt: skip
    assert drawn is not None
    line = re.search(r'class="steps-line" d="([^"]*)"', drawn.drawing)
    assert line
    _, highest, last = re.findall(r"(?<=[V ])[0-9.]+", line[1])
    assert (last != highest) is falls


def test_readings_of_one_day_are_no_chart(tiny: Data) -> None:
    day = date(2024, 1, 1)
    assert steps.draw("Attacks", [_reading(tiny, 1, day), _reading(tiny, 2, day)]) is None
    assert steps.draw("Attacks", []) is None


@pytest.mark.parametrize("most", [1, 2, 3, 9, 10, 41, 106, 21_800])
def test_a_count_of_any_size_has_its_steps(most: int, tiny: Data) -> None:
    drawn = steps.draw("x", [_reading(tiny, 0, date(2024, 1, 1)), _reading(tiny, most, date(2024, 2, 1))])
    assert drawn is not None
    assert 2 <= drawn.drawing.count('class="grid"') + 1 <= 6


@pytest.mark.parametrize("qualifier", ["exact", "at_least", "more_than", "about", "at_most"])
def test_every_qualifier_has_its_mark(qualifier: str) -> None:
    assert qualifier in steps.MARKS


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({}, "1 single attack held in these countries and days: 8% of the count."),
        ({"qualifier": "at_least"}, "1 single attack held in these countries and days: at most 8% of the count."),
        ({"unit": "drones"}, "Cannot be compared: it counts drones, not attacks."),
        ({"period_start": None}, "Cannot be compared: its source gives no first day."),
        ({"as_of": None, "countries": None}, "Cannot be compared: its source gives no countries and no last day."),
        ({"value": 0}, "Cannot be compared: it counts none."),
    ],
)
def test_completeness_is_said_in_words(cells: dict[str, Any], text: str, tiny: Data) -> None:
    assert tallies.completeness(tiny, tiny.tallies.rows[0].model_copy(update=cells)) == text
