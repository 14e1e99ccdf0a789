"""Step charts: the readings of one counter over time, each marked by how its number is meant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from fasail import words
from fasail.rows import Tally
from fasail.site.charts import svg

_LEFT, _RIGHT, _TOP, _BOTTOM = 8, svg.WIDTH - 12, 26, 176
#: Labels are semi-bold, which takes more room than other letters.
_LETTER = 1.2 * svg.LETTER
#: The mark of each qualifier around its point, and what it looks like.
MARKS: Mapping[str, tuple[str, str]] = {
    "exact": ("M{x} {y}m-4-4h8v8h-8z", "square"),
    "at_least": ("M{x} {y}m0-6l5 9h-10z", "triangle pointing up"),
    "more_than": ("M{x} {y}m0-6l5 9h-10z", "triangle pointing up"),
    "about": ("M{x} {y}m0-6l6 6-6 6-6-6z", "diamond"),
    "at_most": ("M{x} {y}m0 6l5-9h-10z", "triangle pointing down"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A dated reading, with the events held in its scope where they can be compared."""

    tally: Tally
    as_of: date
    held: int | None


@dataclass(frozen=True, slots=True)
class Steps:
    """A step chart, the qualifiers it shows, and whether it shows events held beside them."""

    drawing: Markup
    marks: tuple[tuple[str, str], ...]
    held: bool


def draw(label: str, found: Iterable[Reading]) -> Steps | None:
    """The step chart of the readings; None where there are not two dates between which a count could step."""
    readings = sorted(found, key=lambda reading: (reading.as_of, reading.tally.tally_id))
    if len({reading.as_of for reading in readings}) < 2:
        return None
    starts = [reading.tally.period_start for reading in readings if reading.tally.period_start]
    frame = _Frame(
        min([readings[0].as_of, *starts]), readings[-1].as_of,
        max([reading.tally.value for reading in readings] + [reading.held or 0 for reading in readings]) or 1,
    )  # fmt: skip
    told = "; ".join(f"{words.reading(reading.tally)} by {words.day(reading.as_of)}" for reading in readings)
    parts = [*frame.axes(), _line(frame, readings), *_marks(frame, readings), *_labels(frame, readings)]
    qualifiers = dict.fromkeys(reading.tally.qualifier for reading in readings)
    return Steps(
        svg.drawing("steps", _BOTTOM + 20, label, f"{told}.", parts),
        tuple((words.label(qualifier), MARKS[qualifier][1]) for qualifier in qualifiers),
        any(reading.held is not None for reading in readings),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the first to the last day, and from none to the greatest count."""

    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first).days / max((self.last - self.first).days, 1) * (_RIGHT - _LEFT)

    def y(self, value: float) -> float:
        return _BOTTOM - value / self.most * (_BOTTOM - _TOP)

    def axes(self) -> Iterator[Markup]:
        """Lines at round counts, and the first and last day."""
        step = _round_step(self.most)
        for value in range(0, self.most + 1, step):
            yield svg.line("axis" if not value else "grid", _LEFT, self.y(value), _RIGHT, self.y(value))
            if value:
                yield svg.text("tick", _LEFT, self.y(value) - 2, f"{value:,}")
        yield svg.text("tick", _LEFT, _BOTTOM + 14, words.day(self.first))
        yield svg.text("tick end", _RIGHT, _BOTTOM + 14, words.day(self.last))


def _round_step(most: int) -> int:
    """The round number that parts a count into two to five."""
    power: int = 10 ** int(math.log10(most))
    return next(step for step in (power // 5, power // 2, power, power * 2) if step and most / step <= 5)


def _line(frame: _Frame, readings: Sequence[Reading]) -> Markup:
    """The last number known on each day: level between readings, for nobody says what it was there.

    A bound that the count has passed already says nothing new: the line stays where it is.
    """
    first, *rest = readings
    level = first.tally.value
    steps = [f"M{svg.number(frame.x(first.as_of))} {svg.number(frame.y(level))}"]
    for reading in rest:
        if reading.tally.value > level or reading.tally.qualifier not in ("at_least", "more_than"):
            level = reading.tally.value
        steps.append(f"H{svg.number(frame.x(reading.as_of))}V{svg.number(frame.y(level))}")
    return svg.path("steps-line", "".join(steps))


def _marks(frame: _Frame, readings: Iterable[Reading]) -> Iterator[Markup]:
    for reading in readings:
        x = svg.number(frame.x(reading.as_of))
        mark = MARKS[reading.tally.qualifier][0].format(x=x, y=svg.number(frame.y(reading.tally.value)))
        yield svg.path("steps-mark", mark)
        if reading.held is not None:
            y = svg.number(frame.y(reading.held))
            yield Markup('<circle class="steps-held" cx="{}" cy="{}" r="4"/>').format(x, y)


def _labels(frame: _Frame, readings: Iterable[Reading]) -> Iterator[Markup]:
    """The numbers above their marks; where one would run into another, the table alone has it."""
    taken: list[tuple[float, float, float]] = []
    for reading in readings:
        yield from _label(frame, reading.as_of, reading.tally.value, words.qualified(reading.tally), taken)
        if reading.held is not None:
            yield from _label(frame, reading.as_of, reading.held, f"{reading.held:,} held", taken)


def _label(
    frame: _Frame, day: date, value: int, content: str, taken: list[tuple[float, float, float]]
) -> Iterator[Markup]:
    width = len(content) * _LETTER
    x, y = frame.x(day), frame.y(value) - 9
    left = min(max(x - width / 2, _LEFT), svg.WIDTH - width)
    if all(left > right or left + width < start or abs(y - level) > 11 for start, right, level in taken):
        taken.append((left, left + width, y))
        yield svg.text("steps-value", left, y, content)
