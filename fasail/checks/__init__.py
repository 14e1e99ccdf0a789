"""Checks: the rules that hold across rows, one module a theme; `CHECKS` is the registry of them all."""

from __future__ import annotations

from fasail.checks import evidence, identity, numbers, place, responsibility, time
from fasail.checks.registry import Check, registered

#: Every check, by the theme it belongs to.
CHECKS: tuple[Check, ...] = registered(identity, time, place, responsibility, numbers, evidence)
