"""The answers on the page of recipes, each as the lines that its code prints with every tool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from math import asin, cos, radians, sin, sqrt

from fasail.data import Data
from fasail.flat import spot
from fasail.site import view

#: What the recipes ask about: the base of the claims, the point and the distance from it.
BASE = "ain-al-asad-air-base"
LAT, LON, KM = 36.2, 44.0, 50
_EARTH_KM = 6371
_MARK = re.compile(r"^<!-- answer: (\w+) -->$", re.MULTILINE)


def claims(data: Data, base_id: str = BASE) -> list[str]:
    """How many single attacks on a base are claimed, and how many of them each claimant claims."""
    attacks = [
        event for event in data.events.by("base_id")[base_id]
        if event.kind == "attack" and event.clarity == "individual"
    ]  # fmt: skip
    claimants = Counter(
        name for event in attacks for name in {data.actor(row).name for row in data.actors(event, "claimed_by")}
    )
    claimed = sum(map(data.claimed, attacks))
    return [f"{claimed} of {len(attacks)} claimed", *(f"{name}: {claimants[name]}" for name in sorted(claimants))]


def near(data: Data, lat: float = LAT, lon: float = LON) -> list[str]:
    """The events whose coordinates are within the distance of a point."""
    found = []
    for event in data.events:
        place = spot(data, event)
        if place.lat is not None and place.lon is not None and _km(lat, lon, place.lat, place.lon) <= KM:
            found.append(event.event_id)
    return _listed(found)


def differing(data: Data) -> list[str]:
    """The events with two different figures of the same harm to the same people."""
    return _listed([event.event_id for event in data.events if view.figures_that_differ(data, event)])


#: Every answer by the name that its mark on the page has.
ANSWERS: Mapping[str, Callable[[Data], list[str]]] = {"claims": claims, "near": near, "differing": differing}


def answered(markdown: str, answers: Mapping[str, list[str]]) -> str:
    """A hand-written page with each mark replaced by its answer, in a block where nothing becomes markup."""
    return _MARK.sub(lambda mark: "\n".join(["```text", *answers[mark[1]], "```"]), markdown)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points on a sphere (haversine)."""
    across = sin(radians(other_lat - lat) / 2) ** 2
    along = cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(across + along))


def _listed(event_ids: Collection[str]) -> list[str]:
    return [str(len(event_ids)), *sorted(event_ids)]
