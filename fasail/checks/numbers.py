"""Numbers: harm belongs to events that can do harm, and readings of one counter count one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fasail.checks.registry import check
from fasail.data import Data
from fasail.rows import FORCE, Problem

#: Kinds of event in which people may come to harm though they are no use of force by themselves.
HARMFUL = FORCE | {"protest", "other"}


@check("Attach the figure to the event that did the harm.")
def harm_belongs_to_harmful_events(data: Data) -> Iterator[Problem]:
    """Casualties belong to a use of force, a protest or an accident."""
    for row in data.casualties:
        kind = data.events[row.event_id].kind
        if kind not in HARMFUL:
            yield row.problem("event_id", f"casualties of a {kind}")


@check("Name those who were harmed as fighters, or give their organisation.")
def victims_fit_their_group(data: Data) -> Iterator[Problem]:
    """Members of an armed group are fighters, members of a state force are not."""
    for row in data.casualties:
        kind = data.groups[row.affected_group_id].kind if row.affected_group_id else None
        if (kind == "armed_group" and row.affected in ("soldiers", "police")) or (
            kind == "government" and row.affected == "fighters"
        ):
            yield row.problem("affected", f"{row.affected} of {row.affected_group_id}, which is {kind}")


@check("Give the reading a counter of its own, or correct what differs.")
def counters_count_one_thing(data: Data) -> Iterator[Problem]:
    """Readings of one counter share unit, group, scope and countries, and the first day where they state it."""
    for readings in data.tallies.by("counter").values():
        first = readings[0]
        for reading in readings[1:]:
            for column in ("unit", "group_id", "scope", "countries"):
                if getattr(reading, column) != getattr(first, column):
                    yield reading.problem(column, f"differs from {first.tally_id}, which has the same counter")
        starting = [reading for reading in readings if reading.period_start]
        for reading in starting[1:]:
            if reading.period_start != starting[0].period_start:
                message = f"differs from {starting[0].tally_id}, which has the same counter"
                yield reading.problem("period_start", message)


@check("Correct the value or the day, or waive the rule where the counter itself was corrected downwards.")
def counters_do_not_fall(data: Data) -> Iterator[Problem]:
    """A later reading of a counter is not below an earlier one."""
    for readings in data.tallies.by("counter").values():
        dated = sorted(
            (row for row in readings if row.as_of and row.period_start), key=lambda row: (row.as_of, row.value)
        )
        for earlier, later in pairwise(dated):
            if later.value < earlier.value and later.qualifier in ("exact", "at_most"):
                yield later.problem("value", f"{later.value} is below {earlier.value} of {earlier.tally_id}")
