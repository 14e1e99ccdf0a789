"""Events: the explorer and one page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fasail.rows import Event
from fasail.site import explorer, view, words
from fasail.site.charts import map as maps
from fasail.site.page import Page
from fasail.site.render import SHOWN, Renderer

INDEX = "events/index.html"
_NAMED = 6


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
    for event in events:
        yield page(render, event)


def page(render: Renderer, event: Event) -> Page:
    """The page of one event."""
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
        event=event,
        account=shown,
        sequences=[named for named in _sequences(render, event) if named[1] or named[2]],
    )


def _iso_days(event: Event) -> list[str]:
    """The first and the last day as 2024-05-01, where they are known."""
    return sorted({day.isoformat() for day in (event.date_start, event.date_end)}) if event.date_prec <= 2 else []


def _sequences(render: Renderer, event: Event) -> Iterator[tuple[str, Event | None, Event | None]]:
    """The events before and after this one at its base."""
    if event.base_id:
        base = render.data.bases[event.base_id]
        yield (f"at {base.name}", *_neighbours(view.newest(render.data.events.by("base_id")[base.base_id]), event))


def _neighbours(newest: Sequence[Event], event: Event) -> tuple[Event | None, Event | None]:
    place = newest.index(event)
    earlier = newest[place + 1] if place + 1 < len(newest) else None
    return earlier, newest[place - 1] if place else None
