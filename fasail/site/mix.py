"""Mix: what things are made of, as counts and shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `link` leads to where more is said, relative to the root of the site."""

    name: str
    count: int
    total: int
    link: str | None = None

    @property
    def percent(self) -> float:
        """The share in per cent, to one decimal; 0 of nothing is 0."""
        return round(100 * self.count / self.total, 1) if self.total else 0.0


def often(values: Iterable[str]) -> list[Share]:
    """How often each value occurs, the most frequent first."""
    counts = Counter(values)
    total = counts.total()
    return [Share(name, counts[name], total) for name in sorted(counts, key=lambda name: (-counts[name], name))]


def in_order(values: Iterable[str]) -> list[Share]:
    """How often each value occurs, in the order of the values: for years."""
    return sorted(often(values), key=lambda share: share.name)
