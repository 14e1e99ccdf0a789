"""Place: coordinates lie in the country that their row names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from fasail.checks.registry import check
from fasail.data import Data
from fasail.rows import Problem

#: Coordinates have two decimals and shapes are simplified: a point this many degrees off the border is let pass.
TOLERANCE = 0.03

Ring = Sequence[Sequence[float]]


@check("Correct the coordinates or the country.")
def coordinates_lie_in_their_country(data: Data) -> Iterator[Problem]:
    """Coordinates lie inside the country of their row."""
    shapes = country_shapes()
    inside = cache(lambda country, lat, lon: near(shapes[country], lat, lon))
    for row in (*data.bases, *data.events):
        if row.lat is None or row.lon is None or row.country not in shapes or row.where_prec == 7:
            continue
        if not inside(row.country, row.lat, row.lon):
            swapped = "; latitude and longitude look exchanged" if inside(row.country, row.lon, row.lat) else ""
            yield row.problem("lat", f"{row.lat}, {row.lon} is not in {row.country}{swapped}")


def country_shapes() -> dict[str, list[Ring]]:
    """The outer rings of each country of the region, in degrees as (longitude, latitude) (Natural Earth)."""
    features = json.loads(files("fasail").joinpath("countries.geojson").read_text("utf-8"))["features"]
    return {
        feature["properties"]["iso"]: [polygon[0] for polygon in _polygons(feature["geometry"])] for feature in features
    }


def _polygons(geometry: dict[str, object]) -> Sequence[Sequence[Ring]]:
    coordinates: Sequence[Sequence[Ring]] = geometry["coordinates"]  # type: ignore[assignment]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]  # type: ignore[list-item]


def near(rings: Sequence[Ring], lat: float, lon: float) -> bool:
    """Whether a point lies in one of the rings, or so close to it that rounding may have put it outside."""
    steps = (0, -TOLERANCE, TOLERANCE)
    return any(_inside(ring, lat + north, lon + east) for ring in rings for north in steps for east in steps)


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a ray from the point crosses the ring an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd
