"""What a check is, and how the checks of a module are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from fasail.data import Data
from fasail.findings import Rule
from fasail.rows import Problem

Find = Callable[[Data], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the function that finds its breaches in the data."""

    rule: Rule
    find: Find


def check(hint: str) -> Callable[[Find], Check]:
    """Make a function a check: its name is the rule's id, its docstring's first line the rule itself."""

    def make(find: Find) -> Check:
        assert find.__doc__, f"{find.__name__} does not say what it holds"
        return Check(Rule(find.__name__.replace("_", "-"), find.__doc__.splitlines()[0], hint, "checks"), find)

    return make


def registered(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks of these modules, in the order in which they stand there."""
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Check))
