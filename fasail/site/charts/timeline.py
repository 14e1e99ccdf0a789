"""Timelines: events by month in lanes that are never added up, with what has no certain month drawn as a span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from fasail import words
from fasail.data import Data
from fasail.rows import Event
from fasail.site import view
from fasail.site.charts import svg

#: A timeline begins after the last gap of this many months: a few events years earlier would squeeze all others.
_GAP = 24
_LEFT, _RIGHT, _BARS, _SPAN = 6, svg.WIDTH - 6, 30, 6
#: A lane draws no more rows of spans; the table holds them all.
_MOST_SPANS = 10

Month = int


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that are drawn together: `key` is the class, `label` the words."""

    key: str
    label: str
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline with the same as rows: for each time, one text a lane."""

    drawing: Markup
    lanes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    #: The number of events that the tallest bar stands for; 0 without bars.
    tallest: int
    #: How many events, and from when, are too early for the drawing, and how many spans too many.
    earlier: int
    begins: str
    crowded: int
    spans: bool
    hollow: bool


def by_grade(data: Data, events: Iterable[Event]) -> list[Lane]:
    """A lane for each grade, the best established first."""
    graded = [(data.grade(event), event) for event in events]
    return [
        Lane(grade, words.capital(words.label(grade)), [event for given, event in graded if given == grade])
        for grade in view.GRADES
    ]


def draw(label: str, lanes: Sequence[Lane]) -> Timeline | None:
    """The timeline of the lanes that hold events; None where there are not two events to set apart."""
    lanes = [lane for lane in lanes if lane.events]
    events = {event.event_id: event for lane in lanes for event in lane.events}
    if len(events) < 2:
        return None
    first, last = _window(events.values())
    axis = _Axis(first, last)
    tallest = max((len(found) for lane in lanes for found in _months(lane.events, first).values()), default=0)
    parts: list[Markup] = []
    top, crowded = 0.0, 0
    for lane in lanes:
        drawn, top, left_out = _lane(lane, axis, tallest, top)
        parts += drawn
        crowded += left_out
    top += 4
    return Timeline(
        svg.drawing("timeline", top + 16, label, _described(lanes), [*axis.ticks(top), *parts]),
        tuple(lane.label for lane in lanes),
        tuple(_rows(lanes)),
        tallest,
        sum(_month(event.date_end) < first for event in events.values()),
        words.days(_day(first), _last_day(first)),
        crowded,
        any(_is_span(event) and _month(event.date_end) >= first for event in events.values()),
        any(event.clarity == "aggregate" for event in events.values()),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Time from the first to the last month, from left to right."""

    first: Month
    last: Month

    @property
    def month(self) -> float:
        """The width of a month."""
        return (_RIGHT - _LEFT) / (self.last - self.first + 1)

    def of_month(self, month: Month) -> float:
        """Where a month begins."""
        return _LEFT + (month - self.first) * self.month

    def of_day(self, day: date) -> float:
        """Where a day begins."""
        return max(_LEFT, self.of_month(_month(day)) + (day.day - 1) / 31 * self.month)

    def ticks(self, y: float) -> Iterator[Markup]:
        """The base line and the years, or months where there are few."""
        yield svg.line("axis", _LEFT, y, _RIGHT, y)
        free = 0.0
        for month in range(self.first, self.last + 1):
            start = month % 12 == 0
            if not start and self.last - self.first > 14:
                continue
            x = self.of_month(month)
            yield svg.line("axis", x, y, x, y + (5 if start else 3))
            name = str(month // 12) if start or month == self.first else words.month(month % 12 + 1)[:3]
            if x >= free and x + len(name) * svg.LETTER <= svg.WIDTH:
                free = x + (len(name) + 1) * svg.LETTER
                yield svg.text("tick", x, y + 14, name)


def _lane(lane: Lane, axis: _Axis, tallest: int, top: float) -> tuple[list[Markup], float, int]:
    """One lane below `top`: what is drawn, where it ends, and how many spans did not find room."""
    months = _months(lane.events, axis.first)
    parts = [svg.text("lane-name", _LEFT, top + 13, f"{lane.label}: {len(lane.events):,}")]
    y = top + 18
    if months:
        y += _BARS
        parts += _bars(lane.key, months, axis, y, tallest)
    parts.append(svg.line("lane-line", _LEFT, y, _RIGHT, y))
    rows, left_out = _packed(lane.events, axis)
    for number, row in enumerate(rows):
        for event in row:
            parts.append(_span(lane.key, event, axis, y + 2 + number * _SPAN))
    return parts, y + 4 + len(rows) * _SPAN, left_out


def _bars(key: str, months: Mapping[Month, list[Event]], axis: _Axis, y: float, tallest: int) -> Iterator[Markup]:
    """A bar for each month: single events filled, events that lump several together hollow above them."""
    unit = (_BARS - 2) / tallest
    width = min(max(axis.month * 0.8, 1.2), 14)
    filled, hollow = [], []
    for month, events in sorted(months.items()):
        lumped = sum(event.clarity == "aggregate" for event in events)
        single = (len(events) - lumped) * unit
        x = axis.of_month(month) + (axis.month - width) / 2
        if single:
            filled.append(svg.box(x, y - single, width, single))
        if lumped:
            hollow.append(svg.box(x, y - single - lumped * unit, width, lumped * unit))
    if filled:
        yield svg.path(f"lane--{key} filled", "".join(filled))
    if hollow:
        yield svg.path(f"lane--{key} hollow", "".join(hollow))


def _span(key: str, event: Event, axis: _Axis, y: float) -> Markup:
    x = axis.of_day(event.date_start)
    form = "hollow" if event.clarity == "aggregate" else "filled"
    return svg.path(f"lane--{key} {form} span", svg.box(x, y, max(axis.of_day(event.date_end) - x, 2), _SPAN - 3))


def _packed(events: Iterable[Event], axis: _Axis) -> tuple[list[list[Event]], int]:
    """The spans in rows in which none touches another, and how many do not fit into the rows there may be."""
    rows: list[list[Event]] = []
    left_out = 0
    spans = [event for event in events if _is_span(event) and _month(event.date_end) >= axis.first]
    for event in sorted(spans, key=lambda event: (event.date_start, event.date_end, event.event_id)):
        start = axis.of_day(event.date_start)
        row = next((row for row in rows if axis.of_day(row[-1].date_end) + 3 < start), None)
        if row is not None:
            row.append(event)
        elif len(rows) < _MOST_SPANS:
            rows.append([event])
        else:
            left_out += 1
    return rows, left_out


def _rows(lanes: Sequence[Lane]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The times, the newest first, with the number of events of each lane; times of no one month after the months."""
    times: dict[tuple[bool, date, date], list[list[Event]]] = {}
    for number, lane in enumerate(lanes):
        for event in lane.events:
            key = (not _is_span(event), *_time(event))
            times.setdefault(key, [[] for _ in lanes])[number].append(event)
    for key in sorted(times, reverse=True):
        yield words.days(key[1], key[2]), tuple(_counted(events) for events in times[key])


def _counted(events: Sequence[Event]) -> str:
    lumped = sum(event.clarity == "aggregate" for event in events)
    return f"{len(events):,}" + (f" ({lumped:,} lumped)" if lumped else "")


def _time(event: Event) -> tuple[date, date]:
    """The month of an event, or all days on which it can have been where that is no one month."""
    if _is_span(event):
        return event.date_start, event.date_end
    return _day(_month(event.date_start)), _last_day(_month(event.date_start))


def _described(lanes: Sequence[Lane]) -> str:
    counts = (f"{lane.label}: {words.counted(len(lane.events), 'event')}" for lane in lanes)
    return f"{'; '.join(counts)}. The table below holds the numbers."


def _window(events: Iterable[Event]) -> tuple[Month, Month]:
    """The months from the end of the last long gap to the last event."""
    spans = sorted((_month(event.date_end), _month(event.date_start)) for event in events)
    last = spans[-1][0]
    first = last
    for end, start in reversed(spans):
        if first - end > _GAP:
            break
        # A span of years does not stretch the drawing: it is drawn from its edge.
        first = min(first, start if end - start <= _GAP else end)
    return min(first, last - 2), last


def _months(events: Iterable[Event], first: Month) -> dict[Month, list[Event]]:
    months: dict[Month, list[Event]] = {}
    for event in events:
        if not _is_span(event) and _month(event.date_start) >= first:
            months.setdefault(_month(event.date_start), []).append(event)
    return months


def _is_span(event: Event) -> bool:
    return _month(event.date_start) != _month(event.date_end)


def _month(day: date) -> Month:
    return day.year * 12 + day.month - 1


def _day(month: Month) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_day(month: Month) -> date:
    return date.fromordinal(_day(month + 1).toordinal() - 1)
