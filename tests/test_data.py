"""Computed values: what no one types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fasail.data import Data, Harm, Table
from fasail.rows import Casualty, Event, EventActor

DRONES, STRIKE, SPEECH = (
    "2024-05-01-camp-example-drones",
    "2024-05-02-sampleshire-strike",
    "2024-05-03-placeholder-statement",
)


def _with_actors(data: Data, *actors: tuple[str, str, str]) -> Data:
    """The data with only these actors of the drone attack: group, role, certainty."""
    rows = tuple(
        EventActor(
            line=number, event_id=DRONES, group_id=group, leader_id=None, role=role, certainty=certainty,
            asserted_by="Somebody", source_id="alpha-2024-05-02", locator=(3,),
        )
        for number, (group, role, certainty) in enumerate(actors, 2)
    )  # fmt: skip
    return replace(data, event_actors=Table(rows))


def _single(data: Data) -> Data:
    kept = tuple(row for row in data.reports if row.source_id == "alpha-2024-05-02")
    return replace(data, reports=Table(kept), casualties=Table(()))


def test_names_are_the_name_and_the_aliases(tiny: Data) -> None:
    assert tiny.names("group_id", "example-brigade") == ("Example Brigade", "Brigade", "EB")
    assert tiny.names("base_id", "camp-example") == ("Camp Example", "Fort Sample")


def test_copies_of_one_text_and_texts_of_one_publisher_are_one_origin(tiny: Data) -> None:
    event = tiny.events[DRONES]
    assert tiny.told_by(event) == {"example-wire", "example-herald"}
    copied = tuple(source.model_copy(update={"origin": "agency"}) for source in tiny.sources)
    assert replace(tiny, sources=Table(copied)).told_by(event) == {"agency"}
    of_one_publisher = tuple(source.model_copy(update={"publisher_id": "example-wire"}) for source in tiny.sources)
    assert replace(tiny, sources=Table(of_one_publisher)).told_by(event) == {"example-wire"}
    unsigned = tuple(source.model_copy(update={"publisher_id": None}) for source in tiny.sources)
    assert replace(tiny, sources=Table(unsigned)).told_by(event) == {"alpha-2024-05-02", "beta-2024-05-03"}


def test_harm_ranges_over_speakers_and_adds_within_one(tiny: Data) -> None:
    killed, wounded, unspecified = tiny.harm(tiny.events[DRONES])
    assert killed == Harm("killed", 1, 2, False, "soldiers")
    assert wounded == Harm("wounded", 3, 3, False, "soldiers")
    assert unspecified == Harm("unspecified", 0, 0, False, "civilians")
    extra = Casualty(
        line=9, event_id=DRONES, affected="police", affected_group_id=None, outcome="killed", low=4, high=None,
        attributed_to=None, source_id="beta-2024-05-03", locator=(2,),
    )  # fmt: skip
    more = replace(tiny, casualties=Table((*tiny.casualties, extra)))
    assert more.harm(more.events[DRONES])[0] == Harm("killed", 1, 6, True)


def test_harm_without_a_number_is_open(tiny: Data) -> None:
    row = next(row for row in tiny.casualties if row.event_id == STRIKE).model_copy(update={"low": None, "high": None})
    data = replace(tiny, casualties=Table((row,)))
    assert data.harm(data.events[STRIKE]) == (Harm("wounded", None, None, True, "fighters"),)


@pytest.mark.parametrize(
    ("actors", "grade"),
    [
        ([("example-brigade", "claimed_by", "stated")], "corroborated"),
        ([("example-brigade", "claimed_by", "stated"), ("example-brigade", "confirmed_by", "stated")], "confirmed"),
        ([("sample-army", "perpetrator", "stated")], "confirmed"),
        ([("sample-army", "perpetrator", "stated"), ("sample-army", "denied_by", "stated")], "contested"),
        ([("example-brigade", "claimed_by", "stated"), ("sample-army", "claimed_by", "stated")], "contested"),
        # The Brigade belongs to the Front: the two do not compete.
        ([("example-brigade", "claimed_by", "stated"), ("sample-front", "claimed_by", "stated")], "corroborated"),
    ],
)
def test_the_grade_of_an_event_with_two_origins(tiny: Data, actors: Any, grade: str) -> None:
    data = _with_actors(tiny, *actors)
    assert data.grade(data.events[DRONES]) == grade


def test_the_grade_of_an_event_with_one_origin(tiny: Data) -> None:
    claimed = _single(_with_actors(tiny, ("example-brigade", "claimed_by", "stated")))
    event = claimed.events[DRONES]
    assert claimed.grade(event) == "single_source"
    assert claimed.grade(event.model_copy(update={"outcome": "unknown"})) == "claimed_only"


def test_a_copy_with_other_cells_has_another_id(tiny: Data) -> None:
    alias = tiny.aliases.by("group_id")["example-brigade"][0]
    assert (alias.id, alias.entity) == ("Brigade/example-brigade/alpha-2024-05-02", ("group_id", "example-brigade"))
    other = alias.model_copy(update={"group_id": "sample-army"})
    assert (other.id, other.entity) == ("Brigade/sample-army/alpha-2024-05-02", ("group_id", "sample-army"))


def test_flags(tiny: Data) -> None:
    event = tiny.events[DRONES]
    assert tiny.claimed(event)
    assert not tiny.claimed(tiny.events[STRIKE])
    assert not tiny.attribution_uncertain(event)
    doubted = _with_actors(tiny, ("example-brigade", "attributed_to", "possible"))
    assert doubted.attribution_uncertain(event)
    assert not _with_actors(tiny).attribution_uncertain(event)


def test_place_and_country_come_from_the_base(tiny: Data) -> None:
    assert (tiny.place(tiny.events[DRONES]), tiny.country(tiny.events[DRONES])) == ("Camp Example", "IQ")
    assert tiny.place(tiny.events[STRIKE]) == "village in Sampleshire"


def test_a_tally_is_covered_by_the_attacks_in_its_scope(tiny: Data) -> None:
    tally = tiny.tallies["ministry-2024-05-02"]
    assert tiny.tally_coverage(tally) == pytest.approx(1 / 12)
    assert tiny.tally_coverage(tally.model_copy(update={"countries": ("SY",)})) == 0
    assert tiny.tally_coverage(tally.model_copy(update={"unit": "killed"})) is None
    lumped = tuple(
        event.model_copy(update={"clarity": "aggregate"}) if event.event_id == DRONES else event
        for event in tiny.events
    )
    assert replace(tiny, events=Table[Event](lumped)).tally_coverage(tally) == 0


def test_asking_for_what_is_not_there_leaves_no_trace(tiny: Data) -> None:
    assert tiny.reports.by("event_id")["nothing"] == ()
    assert "nothing" not in tiny.reports.by("event_id")


def test_a_speaker_is_an_organisation_a_person_a_publisher_or_free_text(tiny: Data) -> None:
    assert tiny.speaker("sample-army") is tiny.groups["sample-army"]
    assert tiny.speaker("jane-placeholder") is tiny.leaders["jane-placeholder"]
    assert tiny.speaker("example-wire") is tiny.publishers["example-wire"]
    assert tiny.speaker("US officials") is None
