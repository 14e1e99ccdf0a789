"""Rules: every rule that the data keep, from the code that holds them."""

from __future__ import annotations

from collections.abc import Iterable

from fasail.findings import Rule
from fasail.site.page import Page
from fasail.site.render import Renderer

#: The layers of validation, bottom-up, with what each is about.
LAYERS = {
    "package": "Files, and the form in which they are written.",
    "cells": "Each cell by itself, and the keys between tables; stated in the schemas.",
    "rows": "Cells of one row against one another.",
    "checks": "Rows against other rows, and against the fingerprints of the sources they cite.",
}


def page(render: Renderer, applied: Iterable[Rule]) -> Page:
    """The page of all rules."""
    rules = tuple(applied)
    layers = [(layer, about, [rule for rule in rules if rule.layer == layer]) for layer, about in LAYERS.items()]
    return render.page(
        "rules.html",
        "rules.html",
        title="Rules",
        description=f"The {len(rules)} rules that the data keep, and what to do where one is broken.",
        found_by="rules checks validation validate",
        layers=[layer for layer in layers if layer[2]],
        count=len(rules),
    )
