"""Events: the explorer and one page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fasail import words
from fasail.data import Data
from fasail.rows import Event
from fasail.site import explorer, view
from fasail.site.charts import map as maps
from fasail.site.page import Page
from fasail.site.render import SHOWN, Renderer

INDEX = "events/index.html"
_NAMED = 6
#: In which order events stand, and those before and after one of them there.
Neighbours = tuple[str, Event | None, Event | None]


def pages(render: Renderer, atlas: maps.Atlas) -> Iterator[Page]:
    """The index and the page of every event."""
    data = render.data
    events = view.newest(data.events)
    yield render.page(
        "events.html",
        INDEX,
        title="Events",
        description="What happened, or was reported to have happened: the newest events first.",
        found_by="attacks strikes incidents statements chronology",
        accounts=[view.account(data, event) for event in events[:SHOWN]],
        events=events,
        grades=view.grades(events, data),
        choices=explorer.choices(data),
        map=maps.of_events(atlas, data),
        shades=maps.SHADES,
    )
    beside = _sequences(data)
    for event in events:
        yield page(render, event, beside[event.event_id])


def page(render: Renderer, event: Event, sequences: Sequence[Neighbours]) -> Page:
    """The page of one event; `sequences` are those in which it stands."""
    data = render.data
    shown = view.account(data, event)
    actors = dict.fromkeys(assertion.actor.name for assertion in shown.assertions)
    return render.page(
        "event.html",
        view.path_of(event),
        title=event.title,
        description=f"{words.event_days(event)}: {event.summary}",
        found_by=" ".join([*_iso_days(event), words.findable(data.place(event), *list(actors)[:_NAMED])]),
        parent=INDEX,
        table="tables/events.csv",
        day=" / ".join([words.event_days(event), *_iso_days(event)[:1]]),
        event=event,
        account=shown,
        sequences=sequences,
    )


def _iso_days(event: Event) -> list[str]:
    """The first and the last day as 2024-05-01, where they are known."""
    return sorted({day.isoformat() for day in (event.date_start, event.date_end)}) if event.date_prec <= 2 else []


def _sequences(data: Data) -> Mapping[str, list[Neighbours]]:
    """For each event those before and after it: at its base, and among what one group did, claims or is accused of."""
    found: dict[str, list[Neighbours]] = defaultdict(list)
    for what, events in _strands(data):
        ordered = view.newest({event.event_id: event for event in events}.values())
        for later, event, earlier in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
            if earlier or later:
                found[event.event_id].append((what, earlier, later))
    return found


def _strands(data: Data) -> Iterator[tuple[str, Iterable[Event]]]:
    for base in data.bases:
        yield f"at {base.name}", data.events.by("base_id")[base.base_id]
    for group in data.groups:
        if group.kind == "other":
            # What nobody is known to have done makes no sequence.
            continue
        for role in view.DOERS:
            rows = data.event_actors.by("group_id")[group.group_id]
            events = (data.events[row.event_id] for row in rows if row.role == role)
            yield f"{words.badge(role).lower()} {group.name}", events
