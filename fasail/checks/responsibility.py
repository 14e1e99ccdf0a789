"""Responsibility: every event has its teller, every use of force its author or an unknown, every word its speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fasail.checks.registry import check
from fasail.data import Data
from fasail.rows import Casualty, EventActor, Problem, Tally

#: Kinds of organisation that are, or belong to, a state.
STATE = frozenset({"state_body", "state_force", "coalition", "government"})


@check("Add a row to reports with the source and the paragraph that tells of it.")
def events_are_reported(data: Data) -> Iterator[Problem]:
    """Every event is told by a source."""
    reported = data.reports.by("event_id")
    for event in data.events:
        if event.event_id not in reported:
            yield event.problem("event_id", "no row in reports tells of it")


@check("Add who said it with the role speaker.")
def statements_have_a_speaker(data: Data) -> Iterator[Problem]:
    """Every statement has a speaker."""
    for event in data.events:
        if event.kind == "statement" and not data.actors(event, "speaker"):
            yield event.problem("event_id", "the statement has no speaker in event_actors")


@check("Use strike for the force of states, attack for that of others.")
def strikes_are_by_states(data: Data) -> Iterator[Problem]:
    """Who accepts or claims a strike belongs to a state, who accepts or claims an attack does not."""
    for event in data.events:
        if event.kind not in ("attack", "strike"):
            continue
        for actor in data.actors(event, "perpetrator", "claimed_by"):
            if actor.group_id and (data.groups[actor.group_id].kind in STATE) != (event.kind == "strike"):
                yield actor.problem("group_id", f"{actor.group_id} as the author of a {event.kind}")


@check("Leave the speaker blank where the actor itself speaks; what it says of itself is no attribution but a claim.")
def speakers_are_others(data: Data) -> Iterator[Problem]:
    """Who reports an actor's part is somebody else than the actor; nobody attributes an event to itself."""
    for actor in data.event_actors:
        if actor.asserted_by == actor.entity[1]:
            yield actor.problem("asserted_by", f"{actor.asserted_by} speaks of itself")


@check("Leave the speaker blank: what no row gives to somebody else is the word of its source.")
def sources_speak_for_themselves(data: Data) -> Iterator[Problem]:
    """A speaker is not the publisher of the very source, but in an attribution, which always names one."""
    spoken: list[tuple[EventActor | Casualty | Tally, str]] = [
        (actor, "asserted_by") for actor in data.event_actors if actor.role != "attributed_to"
    ]
    spoken += [(row, "attributed_to") for row in (*data.casualties, *data.tallies)]
    for row, column in spoken:
        publisher = data.sources[row.source_id].publisher_id
        if publisher and getattr(row, column) == publisher:
            yield row.problem(column, f"{publisher} published {row.source_id}")


@check("Turn one of the relations round, or remove it.")
def relations_have_no_cycles(data: Data) -> Iterator[Problem]:
    """No organisation is part, member, wing, facade, splinter or successor of itself by a chain of relations."""
    for kind in ("member_of", "part_of", "wing_of", "facade_for", "splinter_of", "successor_of"):
        above: dict[str, set[str]] = defaultdict(set)
        for relation in data.relations.by("relation")[kind]:
            above[relation.group_id].add(relation.related_group_id)
        for relation in data.relations.by("relation")[kind]:
            if relation.group_id in _reached(above, relation.related_group_id):
                yield relation.problem(
                    "related_group_id", f"{relation.related_group_id} is itself {kind} it by a chain"
                )


def _reached(above: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        group = ahead.pop()
        if group not in reached:
            reached.add(group)
            ahead += above.get(group, ())
    return reached


@check("Keep the relation that the sources state, or waive the rule where they differ.")
def allies_are_not_rivals(data: Data) -> Iterator[Problem]:
    """No source says that two organisations are both allies and rivals."""
    friends = {
        (row.source_id, frozenset((row.group_id, row.related_group_id)))
        for row in data.relations
        if row.relation in ("allied_with", "part_of", "member_of", "wing_of")
    }
    for row in data.relations.by("relation")["rival_of"]:
        if (row.source_id, frozenset((row.group_id, row.related_group_id))) in friends:
            yield row.problem("relation", "the same source has them on one side")
