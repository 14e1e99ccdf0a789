"""Tallies: every counter that others published, its readings, and how many of the events counted are held here."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from dataclasses import dataclass

from fasail import words
from fasail.data import Data
from fasail.rows import Tally
from fasail.site import view
from fasail.site.charts import steps
from fasail.site.page import Page
from fasail.site.render import Renderer, shown

INDEX, ONCE = "tallies.html", "tallies-once.html"
#: The characters of HTML that charts and readings may take, so that the whole page stays under 150 kB.
_ROOM = 95_000
#: What a share is of a count that is itself a bound.
_BOUNDS = {"exact": "", "at_least": "at most ", "more_than": "less than ", "about": "about ", "at_most": "at least "}


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter: its readings, the newest first, and their chart where they differ in time.

    `title` is what it covers, with who counts where another counter covers the same; `shown` how many readings the
    page has room for below the chart, which draws them all.
    """

    counter: str
    title: str
    readings: tuple[Tally, ...]
    chart: steps.Steps | None
    shown: int

    @property
    def newest(self) -> Tally:
        """The newest reading: it names the counter."""
        return self.readings[0]


def pages(render: Renderer) -> Iterator[Page]:
    """The page of the counters that were read more than once, and that of all others."""
    data = render.data
    found = _by_counter(data)
    series = [readings for readings in found if len(readings) > 1]
    singles = sorted((reading for reading, *others in found if not others), key=_age, reverse=True)
    titles = _titles(render, series)
    charts = [_chart(data, title, readings) for title, readings in zip(titles, series, strict=True)]
    drawn = sum(len(chart.drawing) for chart in charts if chart)
    fitting = view.room([[_size(row) for row in readings] for readings in series], _ROOM - drawn)
    yield render.page(
        INDEX,
        INDEX,
        title="Tallies",
        description="Running counts that others published, reading by reading, and what of them is held here.",
        found_by="tallies counts counters totals statistics completeness coverage",
        counters=[
            Counter(readings[0].counter, title, readings, chart, number)
            for title, readings, chart, number in zip(titles, series, charts, fitting, strict=True)
        ],
        singles=len(singles),
        once_path=ONCE,
        holding=holding,
    )
    (number,) = view.room([[_size(row) for row in singles]], _ROOM)
    yield render.page(
        ONCE,
        ONCE,
        title="Counted once",
        description="Counts that others published, of which one reading is held.",
        found_by="tallies counts counters single",
        singles=singles,
        fitting=number,
        holding=holding,
    )


def path_of(data: Data, tally: Tally) -> str:
    """The page on which a reading stands."""
    return INDEX if len(data.tallies.by("counter")[tally.counter]) > 1 else ONCE


def measured(data: Data) -> list[Tally]:
    """The newest reading of each counter that can be compared with the events held."""
    readings = (
        next((tally for tally in found if data.tally_coverage(tally) is not None), None) for found in _by_counter(data)
    )
    return [tally for tally in readings if tally]


def completeness(data: Data, tally: Tally) -> str:
    """How many of the attacks that a tally counts are held, in a sentence, or why that cannot be said."""
    held = _held(data, tally)
    if held is None:
        return f"{words.capital(holding(data, tally))}."
    share = _share(tally, held)
    return f"{words.counted(held, 'single attack')} held in these countries and days: {share} of the count."


def holding(data: Data, tally: Tally) -> str:
    """The same in a few words."""
    held = _held(data, tally)
    return f"cannot be compared: {_incomparable(tally)}" if held is None else f"{held:,} ({_share(tally, held)})"


def _share(tally: Tally, held: int) -> str:
    percent = 100 * held / tally.value
    share = "under 1" if 0 < percent < 1 else f"{percent:.0f}"
    return f"{_BOUNDS[tally.qualifier] if held else ''}{share}%"


def _who(render: Renderer, tally: Tally) -> str:
    """Who counts, by name."""
    speaker = render.data.speaker(tally.attributed_to or "")
    return speaker.name if speaker else tally.attributed_to or render.source_name(render.data.sources[tally.source_id])


def _incomparable(tally: Tally) -> str:
    if tally.unit != "attacks":
        return f"it counts {words.label(tally.unit)}, not attacks"
    named = {"countries": tally.countries, "first day": tally.period_start, "last day": tally.as_of}
    missing = [f"no {what}" for what, value in named.items() if not value]
    return f"its source gives {words.listed(missing)}" if missing else "it counts none"


def _held(data: Data, tally: Tally) -> int | None:
    coverage = data.tally_coverage(tally)
    return None if coverage is None else round(coverage * tally.value)


def _by_counter(data: Data) -> list[tuple[Tally, ...]]:
    """The readings by counter, the newest first, undated ones last; the counters with most readings first."""
    counters = dict.fromkeys(tally.counter for tally in data.tallies)
    found = [tuple(sorted(data.tallies.by("counter")[name], key=_age, reverse=True)) for name in counters]
    return sorted(found, key=lambda readings: (-len(readings), readings[0].counter))


def _age(tally: Tally) -> tuple[str, str]:
    return tally.as_of.isoformat() if tally.as_of else "", tally.tally_id


def _titles(render: Renderer, series: list[tuple[Tally, ...]]) -> list[str]:
    """What each counter covers, and who counts where two cover the same."""
    scopes = Counts(newest.scope for newest, *_ in series)
    return [
        newest.scope if scopes[newest.scope] == 1 else f"{newest.scope}, by {_who(render, newest)}"
        for newest, *_ in series
    ]


def _chart(data: Data, title: str, readings: tuple[Tally, ...]) -> steps.Steps | None:
    dated = [
        steps.Reading(tally, tally.as_of, _held(data, tally)) for tally in shown(readings) if tally.as_of is not None
    ]
    return steps.draw(f"Readings of: {title}", dated)


def _size(tally: Tally) -> int:
    """About how many characters of HTML a reading takes."""
    return 750 + len(tally.note or "")
