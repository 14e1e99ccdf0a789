"""Time: nothing in the future, nobody acts before being there or after being gone, spans agree with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from fasail.checks.registry import check
from fasail.data import Data
from fasail.rows import PartialDate, Presence, Problem, Relation, Tenure

#: What an organisation or a person must exist for.
ACTS = frozenset({"perpetrator", "claimed_by", "denied_by", "confirmed_by", "intercepted_by", "speaker", "mediator"})


@check("Correct the date, or move `created` of the package to the day up to which the data are kept.")
def dates_are_not_in_the_future(data: Data) -> Iterator[Problem]:
    """No date lies after the as-of date of the package."""
    for table in data.tables.values():
        for row in table:
            for column in row.columns():
                value = getattr(row, column)
                first = value.first if isinstance(value, PartialDate) else value
                if isinstance(first, date) and first > data.as_of:
                    yield row.problem(column, f"{value} is after {data.as_of}")


@check("Correct the date of the event or of the source, or take the report out.")
def sources_follow_their_events(data: Data) -> Iterator[Problem]:
    """A source does not tell of an event before it happens."""
    for report in data.reports:
        source, event = data.sources[report.source_id], data.events[report.event_id]
        if source.published and source.published.last < event.date_start:
            yield report.problem("source_id", f"published {source.published}, before {event.date_start}")


@check("Give the date of the source, or reason the date of the event and write the reasoning down.")
def resolved_dates_have_a_dated_source(data: Data) -> Iterator[Problem]:
    """A date that is reckoned from the date of a source rests on a source that has one."""
    for event in data.events:
        reports = data.reports.by("event_id")[event.event_id]
        if event.date_basis == "resolved" and not any(data.sources[row.source_id].published for row in reports):
            yield event.problem("date_basis", "none of its sources is dated")


@check("Write the reasoning into the note of a report of the event.")
def deduced_dates_say_why(data: Data) -> Iterator[Problem]:
    """A deduced date has its reasoning in the note of a report."""
    for event in data.events:
        if event.date_basis == "deduced" and not any(row.note for row in data.reports.by("event_id")[event.event_id]):
            yield event.problem("date_basis", "no report has a note that says why")


@check("Correct the date of the event or of the organisation, or take the actor out.")
def groups_act_while_they_exist(data: Data) -> Iterator[Problem]:
    """No organisation acts before it is founded or after it is dissolved."""
    for actor in data.event_actors:
        if actor.group_id and actor.role in ACTS:
            group, event = data.groups[actor.group_id], data.events[actor.event_id]
            if group.founded and event.date_end < group.founded.first:
                yield actor.problem("group_id", f"founded {group.founded}, after {event.date_end}")
            if group.dissolved and event.date_start > group.dissolved.last:
                yield actor.problem("group_id", f"dissolved {group.dissolved}, before {event.date_start}")


@check("Correct the date of the event or of the death, or take the actor out.")
def people_act_while_they_live(data: Data) -> Iterator[Problem]:
    """Nobody acts after dying."""
    for actor in data.event_actors:
        if actor.leader_id and actor.role in ACTS:
            leader, event = data.leaders[actor.leader_id], data.events[actor.event_id]
            if leader.died and event.date_start > leader.died.last:
                yield actor.problem("leader_id", f"died {leader.died}, before {event.date_start}")


@check("Set until to the death or before it, and ended to yes.")
def posts_end_with_life(data: Data) -> Iterator[Problem]:
    """Nobody holds a post after dying."""
    for tenure in data.roles:
        died = data.leaders[tenure.leader_id].died
        if died and tenure.until and tenure.until.first > died.last:
            yield tenure.problem("until", f"{tenure.until} is after the death, {died}")


@check("Correct until or ended of one of the two rows, or waive the rule for the later one.")
def spans_do_not_contradict(data: Data) -> Iterator[Problem]:
    """What one row says has ended is not evidenced later by another, unless it began anew."""
    spans: dict[tuple[str | None, ...], list[Tenure | Relation | Presence]] = defaultdict(list)
    for tenure in data.roles:
        spans["roles", tenure.leader_id, tenure.group_id, tenure.role].append(tenure)
    for relation in data.relations:
        spans["relations", relation.group_id, relation.relation, relation.related_group_id].append(relation)
    for presence in data.presences:
        spans["presences", presence.group_id, presence.base_id, presence.area, presence.role].append(presence)
    for rows in spans.values():
        for one, other in combinations(rows, 2):
            for ended, later in ((one, other), (other, one)):
                if ended.ended != "yes" or not ended.until or not later.until:
                    continue
                anew = later.since is not None and later.since.last >= ended.until.first
                if later.until.first > ended.until.last and not anew:
                    yield later.problem("until", f"{ended.source_id} says that it ended {ended.until}")


@check("Correct since or until of one of the two, or waive the rule for the later one where sources differ.")
def heads_follow_one_another(data: Data) -> Iterator[Problem]:
    """An organisation does not have two heads at once."""
    heads = {"leader", "head_of_state", "head_of_government"}
    by_post: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in data.roles:
        if tenure.role in heads and tenure.since and tenure.until:
            by_post[tenure.group_id, tenure.role].append(tenure)
    for tenures in by_post.values():
        for one, other in pairwise(sorted(tenures, key=lambda row: row.since.first if row.since else date.min)):
            overlap = one.until and other.since and other.since.last < one.until.first
            if one.leader_id != other.leader_id and overlap:
                yield other.problem("since", f"{one.leader_id} holds the post until {one.until}")


@check("Correct one of the two dates.")
def counts_precede_their_source(data: Data) -> Iterator[Problem]:
    """A count is not as of a day after its source was published."""
    for tally in data.tallies:
        published = data.sources[tally.source_id].published
        if tally.as_of and published and published.last < tally.as_of:
            yield tally.problem("as_of", f"{tally.as_of} is after the source, {published}")
