"""Disagreements: every place where sources or sides differ, side by side, each voice with its paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from fasail import words
from fasail.data import UNIDENTIFIED, Data
from fasail.rows import Casualty, Cited, Event, EventActor, Row
from fasail.site import view
from fasail.site.page import Page
from fasail.site.render import Renderer

R = TypeVar("R", bound=Row)
#: Of each kind so many at most stand in full, and so many more as links.
IN_FULL, AS_LINKS = 8, 40
#: So many voices of one disagreement stand on the page.
MOST_VOICES = 30
#: What finds the differing voices of an event: groups of rows, each group one disagreement.
Finder = Callable[[Data, Event], Iterable[tuple[Cited, ...]]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Rows that differ over one thing: an event or another row, or the name of what is counted."""

    about: Row | str
    rows: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """All disagreements of one kind."""

    anchor: str
    title: str
    meaning: str
    found: tuple[Disagreement, ...]

    @property
    def sizes(self) -> list[int]:
        """About how many characters of HTML each takes that may stand in full."""
        return [500 + 420 * min(len(item.rows), MOST_VOICES) for item in self.found[:IN_FULL]]


def page(render: Renderer) -> Page:
    """The page of all disagreements."""
    found = kinds(render.data)
    return render.page(
        "disagreements.html",
        "disagreements.html",
        title="Disagreements",
        description="Every place where sources or sides differ, with each voice and its paragraph.",
        found_by="disagreements contradictions conflicting figures rival claims denials contested disputed",
        kinds=found,
        in_full=dict(zip((kind.anchor for kind in found), view.room([kind.sizes for kind in found]), strict=True)),
        events=len({item.about.id for kind in found for item in kind.found if isinstance(item.about, Event)}),
        MOST_VOICES=MOST_VOICES,
        AS_LINKS=AS_LINKS,
    )


def kinds(data: Data) -> tuple[Kind, ...]:
    """Every kind of disagreement, with what is found of it, the newest first."""
    events = view.newest(data.events)
    over_events = tuple(
        Kind(anchor, title, meaning, tuple(Disagreement(event, rows) for event in events for rows in find(data, event)))
        for anchor, title, meaning, find in OVER_EVENTS
    )
    return (
        *over_events,
        Kind(
            "relations",
            "How firmly a relation is said",
            "One source states how two organisations stand to one another, another only alleges or assesses it.",
            tuple(_relations(data)),
        ),
        Kind(
            "strengths",
            "How many were there",
            "Figures of the strength of one organisation at one place and time.",
            tuple(_strengths(data)),
        ),
        Kind(
            "tallies",
            "Counts by others of one day",
            "Readings of one counter for the same day. That a running count grows from day to day is none.",
            tuple(_tallies(data)),
        ),
    )


def _rival_claims(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    if data.competing_claims(event):
        yield data.actors(event, "claimed_by")


def _claim_and_attribution(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    claims, attributions = data.actors(event, "claimed_by"), data.actors(event, "attributed_to")
    if claims and attributions and {row.entity for row in claims}.isdisjoint(row.entity for row in attributions):
        yield (*claims, *attributions)


def _denials(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    if data.actors(event, "denied_by"):
        yield data.actors(event, "perpetrator", "claimed_by", "attributed_to", "denied_by")


def _possibilities(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    rows = tuple(row for row in data.actors(event, "attributed_to") if row.certainty == "possible")
    if len({row.entity for row in rows}) > 1:
        yield rows


def _attributions(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    """Attributions by different authors of which no two name the same actor, or actors that are related."""
    rows = [row for row in data.actors(event, "attributed_to") if row.group_id != UNIDENTIFIED]
    by_author: dict[tuple[str | None, str], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        by_author[row.asserted_by, "" if row.asserted_by else row.source_id].add(row.entity)
    named = list(by_author.values())
    if any(_apart(data, one, other) for place, one in enumerate(named) for other in named[place + 1 :]):
        yield tuple(rows)


def _apart(data: Data, one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    related = {
        (group, relation.related_group_id)
        for _, group in one | other
        for relation in data.relations.by("group_id")[group]
        if relation.relation != "rival_of"
    }
    return one.isdisjoint(other) and not any(
        (first, second) in related or (second, first) in related for _, first in one for _, second in other
    )


def _certainties(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    by_actor: dict[tuple[str, str], list[EventActor]] = defaultdict(list)
    for row in data.actors(event, "attributed_to"):
        by_actor[row.entity].append(row)
    yield from (tuple(rows) for rows in by_actor.values() if len({row.certainty for row in rows}) > 1)


def _figures_of_others(data: Data, event: Event) -> Iterator[tuple[Cited, ...]]:
    """Figures of one kind of harm by speakers who do not name the same people, where the figures differ."""
    by_outcome: dict[str, dict[tuple[str, str | None], list[Casualty]]] = defaultdict(lambda: defaultdict(list))
    for row in data.casualties.by("event_id")[event.event_id]:
        by_outcome[row.outcome][row.source_id, row.attributed_to].append(row)
    same = {row.id for rows in view.figures_that_differ(data, event) for row in rows}
    for speakers in by_outcome.values():
        told = {frozenset((row.low, row.high) for row in rows) for rows in speakers.values()}
        rows = tuple(row for rows in speakers.values() for row in rows)
        if len(told) > 1 and same.isdisjoint(row.id for row in rows):
            yield rows


#: What can differ over an event: anchor, title, what it means, and what finds it.
OVER_EVENTS: tuple[tuple[str, str, str, Finder], ...] = (
    ("claims", "Rival claims",
     "Organisations that stand in no relation to one another each claim it for themselves.", _rival_claims),
    ("claim-and-attribution", "Claimed by one, attributed to another",
     "Nobody who claims it is among those to whom others attribute it.", _claim_and_attribution),
    ("denials", "Denials",
     "One says that it did not do it.", _denials),
    ("attributions", "Attributed to different parties",
     "Two authors name parties that stand in no relation to one another.", _attributions),
    ("possibilities", "Rival possibilities",
     "A source names several parties, each only as one that may have done it.", _possibilities),
    ("certainty", "How firmly it is attributed",
     "The same party is named, but not with the same certainty.", _certainties),
    ("figures", "Figures of harm",
     "Two figures for the same harm to the same people. None is preferred, none is averaged.",
     view.figures_that_differ),
    ("figures-apart", "Figures of harm that may be of different people",
     "Speakers give different figures and do not name the same people: each may be right.", _figures_of_others),
)  # fmt: skip


def _relations(data: Data) -> Iterator[Disagreement]:
    for rows in _grouped(data.relations, "group_id", "relation", "related_group_id"):
        if len({row.certainty for row in rows}) > 1:
            yield Disagreement(data.groups[rows[0].group_id], tuple(rows))


def _strengths(data: Data) -> Iterator[Disagreement]:
    counted = [row for row in data.presences if row.strength_low is not None or row.strength_high is not None]
    for rows in _grouped(counted, "group_id", "base_id", "area", "role", "since", "until"):
        if len({(row.strength_low, row.strength_high) for row in rows}) > 1:
            yield Disagreement(data.groups[rows[0].group_id], tuple(rows))


def _tallies(data: Data) -> Iterator[Disagreement]:
    for rows in _grouped(data.tallies, "counter", "unit", "as_of"):
        day = rows[0].as_of
        if day and len({(row.value, row.qualifier) for row in rows}) > 1:
            yield Disagreement(f"{words.capital(rows[0].scope)}, {words.day(day)}", tuple(rows))


def _grouped(rows: Iterable[R], *columns: str) -> list[list[R]]:
    """The rows that agree in these columns, put together."""
    found: dict[tuple[object, ...], list[R]] = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, column) for column in columns)].append(row)
    return list(found.values())
