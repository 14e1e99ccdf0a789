"""Maps: the region and Iraq, with countries shaded by a count and a pin only where a place is known to a point."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from fasail import words
from fasail.data import Data
from fasail.rows import Base
from fasail.site.charts import svg

Point = tuple[float, float]
Box = tuple[float, float, float, float]
#: The least count of each shade but the faintest, which begins at 1.
SHADES = (5, 20, 100)
_KILOMETRES_PER_DEGREE = 111.2
#: The radius within which a place of precision 2 lies.
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Viewport:
    """A part of the world, in degrees, with where the names of countries stand in it.

    A name stands centred on its point; a country too small for it has its name beside it, where a line leads to it.
    """

    name: str
    west: float
    south: float
    east: float
    north: float
    labels: Mapping[str, Point]
    beside: Mapping[str, tuple[Point, Point]]

    @property
    def scale(self) -> float:
        """Units of the drawing for a degree of longitude."""
        return svg.WIDTH / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """Units of the drawing for a degree of latitude: equirectangular, true to scale in the middle."""
        return self.scale / math.cos(math.radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return round((self.north - self.south) * self.stretch)

    def place(self, lon: float, lat: float) -> Point:
        """Where a point of the world lies in the drawing."""
        return (lon - self.west) * self.scale, (self.north - lat) * self.stretch

    def holds(self, base: Base) -> bool:
        """Whether a base with coordinates lies within."""
        return (
            base.lat is not None and base.lon is not None
            and self.west < base.lon < self.east and self.south < base.lat < self.north
        )  # fmt: skip


REGION = Viewport(
    "Iraq and its neighbours", 32, 23.5, 56, 39.5,
    labels={
        "IQ": (43.3, 32.6), "IR": (52.6, 33), "SY": (38.4, 35), "TR": (38, 38.2), "SA": (43.5, 26.4),
        "JO": (37.4, 31.4), "EG": (33.1, 28.9), "AE": (52.7, 23.9), "CY": (33.3, 35.1),
    },
    beside={
        "LB": ((32.1, 33.8), (35.6, 33.9)), "IL": ((32.1, 32.6), (34.9, 32.3)), "PS": ((32.1, 30.6), (34.4, 31.4)),
        "KW": ((48.9, 29), (47.7, 29.3)), "BH": ((51, 27.2), (50.5, 26)), "QA": ((52, 26.2), (51.2, 25.3)),
    },
)  # fmt: skip
IRAQ = Viewport(
    "Iraq", 38.2, 28.7, 49.2, 37.8,
    labels={
        "IQ": (42.6, 32.3), "IR": (47.4, 35.6), "SY": (39.9, 35.6), "TR": (42, 37.6), "SA": (43, 29.7),
        "JO": (38.85, 32.1), "KW": (47.6, 29.3),
    },
    beside={},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Map:
    """A map with what its page says beside it: the bases it has pins for, and those it has none for and why."""

    drawing: Markup
    pinned: tuple[Base, ...]
    unpinned: tuple[tuple[str, tuple[Base, ...]], ...]
    #: Names and counts of places that lie outside the map.
    outside: tuple[tuple[str, int], ...]
    near: bool


class Atlas:
    """The outlines of the countries; each viewport is drawn once and kept, and so is each ground for pins."""

    def __init__(self) -> None:
        collection = json.loads(files("fasail").joinpath("countries.geojson").read_text("utf-8"))
        self._countries = {
            feature["properties"]["iso"]: _rings(feature["geometry"]) for feature in collection["features"]
        }
        self._paths: dict[str, dict[str, str]] = {}
        self._grounds: dict[tuple[object, ...], Markup] = {}

    def ground(self, data: Data, viewport: Viewport, counts: Mapping[str, int], numbers: bool) -> Markup:
        """Sea, shaded countries and their names: what the pins of a map stand on."""
        place = (viewport.name, tuple(counts.items()), numbers)
        if place not in self._grounds:
            parts = [
                svg.path("map-sea", svg.box(0, 0, svg.WIDTH, viewport.height)),
                *(
                    svg.path(f"map-country {_shade(counts.get(code, 0))}".strip(), steps, code)
                    for code, steps in self.paths(viewport).items()
                ),
                *_names(data, viewport, counts, numbers),
            ]
            self._grounds[place] = Markup("").join(parts)
        return self._grounds[place]

    def paths(self, viewport: Viewport) -> Mapping[str, str]:
        """The outline of every country that the viewport shows, as the steps of a path."""
        if viewport.name not in self._paths:
            outlines = ((iso, _outline(rings, viewport)) for iso, rings in self._countries.items())
            self._paths[viewport.name] = {iso: steps for iso, steps in outlines if steps}
        return self._paths[viewport.name]


def _rings(geometry: Mapping[str, Any]) -> list[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def pinned(base: Base) -> bool:
    """Whether a base may have a pin: its place is known to a point, or near one, and coordinates are held."""
    return base.where_prec <= 2 and base.lat is not None and base.lon is not None


def why_unpinned(data: Data, base: Base) -> str:
    """Why a base has no pin, in a phrase."""
    if base.where_prec <= 2:
        return "no coordinates are held yet"
    meaning = words.definitions(data, "bases", "where_prec")[str(base.where_prec)]
    return f"place known only as: {meaning[:1].lower()}{meaning[1:].rstrip('.')}"


def draw(
    atlas: Atlas, data: Data, viewport: Viewport, *,
    label: str, noun: str, counts: Mapping[str, int], bases: Sequence[Base] = (), names: bool = True,
    numbers: bool = True,
) -> Map:  # fmt: skip
    """A map of counts by country, with a pin for each base that may have one.

    `noun` says what is counted; with `names`, pins are named as far as the names keep apart, with `numbers` countries
    show their counts.
    """
    paths = atlas.paths(viewport)
    pins = tuple(base for base in bases if pinned(base) and viewport.holds(base))
    drawn = {code: count for code, count in counts.items() if code in paths and count}
    parts = [
        atlas.ground(data, viewport, drawn, numbers),
        *(_pin(viewport, base) for base in pins),
        *(_pin_names(viewport, pins) if names else ()),
    ]
    told = [
        f"{words.country(data, code)} {words.counted(count, noun) if numbers else 'is marked'}"
        for code, count in _ranked(drawn)
    ]
    description = f"{'; '.join(told) or 'No country is shaded'}. Pins: {len(pins)}."
    return Map(
        svg.drawing("map", viewport.height, label, description, parts),
        pins,
        _unpinned(data, viewport, bases),
        tuple((words.country(data, code), count) for code, count in _ranked(counts) if code not in paths and count),
        any(base.where_prec == 2 for base in pins),
    )


def locator(atlas: Atlas, data: Data, base: Base) -> Map | None:
    """Where one base is: its country, and a pin if it may have one; None where the country is on no map."""
    viewport = IRAQ if base.country == "IQ" else REGION
    if base.country not in atlas.paths(viewport):
        return None
    where = "its place" if pinned(base) else "no pin"
    return draw(
        atlas, data, viewport, label=f"{words.country(data, base.country)}, with {where} for {base.name}",
        noun="base", counts={base.country: 1}, bases=[base], numbers=False,
    )  # fmt: skip


def of_events(atlas: Atlas, data: Data) -> Map:
    """All events by country, with a pin for every base at which any is reported."""
    bases = [base for base in data.bases if data.events.by("base_id")[base.base_id]]
    counts = by_country(data.country(event) for event in data.events)
    return draw(atlas, data, REGION, label="Events by country", noun="event", counts=counts, bases=bases, names=False)


def by_country(codes: Iterable[str | None]) -> dict[str, int]:
    """How often each country occurs; what is in no one country is left out."""
    counts: dict[str, int] = {}
    for code in codes:
        if code:
            counts[code] = counts.get(code, 0) + 1
    return dict(_ranked(counts))


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _unpinned(data: Data, viewport: Viewport, bases: Iterable[Base]) -> tuple[tuple[str, tuple[Base, ...]], ...]:
    reasons: dict[str, list[Base]] = {}
    for base in sorted(bases, key=lambda base: (base.where_prec, base.name.casefold())):
        if not pinned(base):
            reasons.setdefault(why_unpinned(data, base), []).append(base)
        elif not viewport.holds(base):
            reasons.setdefault("outside the part of the world that is drawn", []).append(base)
    return tuple((reason, tuple(found)) for reason, found in reasons.items())


def _shade(count: int) -> str:
    return f"shade-{1 + sum(count >= least for least in SHADES)}" if count else ""


def _names(data: Data, viewport: Viewport, counts: Mapping[str, int], numbers: bool) -> Iterable[Markup]:
    """The names of countries with their counts; small countries without one stay unnamed."""
    shown = counts if numbers else {}
    for code, point in viewport.labels.items():
        x, y = viewport.place(*point)
        yield svg.text(
            "map-name middle" + (" counted" if code in counts else ""), x, y, _named(data, code, shown), code
        )
    for code, (point, target) in viewport.beside.items():
        if code in counts:
            x, y = viewport.place(*point)
            content = _named(data, code, shown)
            to_x, to_y = viewport.place(*target)
            end = x + len(content) * svg.LETTER
            above = x < to_x < end
            yield svg.line("map-leader", min(max(to_x, x - 2), end), y - (9 if above else 3), to_x, to_y, code)
            yield svg.text("map-name counted", x, y, content, code)


def _named(data: Data, code: str, counts: Mapping[str, int]) -> str:
    return f"{words.country(data, code)} {counts[code]:,}" if code in counts else words.country(data, code)


def _pin(viewport: Viewport, base: Base) -> Markup:
    """A dot, within a ring as wide as the place is uncertain where it is only near a named place."""
    assert base.lon is not None
    assert base.lat is not None
    x, y = viewport.place(base.lon, base.lat)
    parts = [_circle("map-pin", x, y, 3.5)]
    if base.where_prec == 2:
        parts.insert(0, _circle("map-near", x, y, _NEAR / _KILOMETRES_PER_DEGREE * viewport.stretch))
    return Markup("<g{}><title>{}</title>{}</g>").format(
        svg.mark(f"bases/{base.base_id}"), base.name, Markup("").join(parts)
    )


def _circle(style: str, x: float, y: float, radius: float) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(
        style, svg.number(x), svg.number(y), svg.number(radius)
    )


def _pin_names(viewport: Viewport, pins: Iterable[Base]) -> Iterable[Markup]:
    """Names beside pins, those left out that would run into another."""
    taken: list[Box] = []
    for base in pins:
        x, y = viewport.place(base.lon or 0, base.lat or 0)
        width = len(base.name) * svg.LETTER
        left = x + 7 if x + 7 + width < svg.WIDTH else x - 7 - width
        area = (left, y - 8, left + width, y + 4)
        if left > 0 and not any(_overlap(area, other) for other in taken):
            taken.append(area)
            yield svg.text("map-place" + (" end" if left < x else ""), x - 7 if left < x else left, y + 3, base.name)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outline(rings: Iterable[Sequence[Point]], viewport: Viewport) -> str:
    """The rings cut to the viewport and drawn in whole units, relative steps: a third of the bytes."""
    steps = []
    for ring in rings:
        points = [viewport.place(lon, lat) for lon, lat in ring]
        corners = list(dict.fromkeys((round(x), round(y)) for x, y in _cut(points, viewport)))
        if len(corners) > 2:
            moves = pairwise(corners)
            lines = (f"{to_x - x} {to_y - y}" for (x, y), (to_x, to_y) in moves)
            steps.append(f"M{corners[0][0]} {corners[0][1]}l{' '.join(lines)}z".replace(" -", "-"))
    return "".join(steps)


def _cut(points: list[Point], viewport: Viewport) -> list[Point]:
    """The part of a ring near the viewport (Sutherland and Hodgman); the margin keeps the cut out of sight."""
    margin = 4
    edges = ((0, -margin, 1), (0, svg.WIDTH + margin, -1), (1, -margin, 1), (1, viewport.height + margin, -1))
    for axis, limit, sign in edges:
        kept: list[Point] = []
        for one, other in zip(points, points[1:] + points[:1], strict=True):
            inside, next_inside = (sign * (point[axis] - limit) >= 0 for point in (one, other))
            if inside:
                kept.append(one)
            if inside != next_inside:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        points = kept
    return points
