"""SVG: the few elements that charts are made of. Texts are escaped, numbers rounded; no style is inline."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

#: All charts are drawn this wide, a phone's column in pixels: on wider screens the style sheet shrinks the text.
WIDTH = 360
#: The width of a letter in the size that labels have on a phone: enough to keep labels apart, not to set type.
LETTER = 5.6

_DRAWING = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="chart chart--{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
    "<desc>{}</desc>{}</svg>"
)
_TEXT = Markup('<text class="{}"{} x="{}" y="{}">{}</text>')
_LINE = Markup('<path class="{}"{} d="M{} {}L{} {}"/>')
_PATH = Markup('<path class="{}"{} d="{}"/>')
_OF = Markup(' data-of="{}"')


def number(value: float) -> str:
    """A number with one decimal at most."""
    return f"{round(value, 1) or 0:.1f}".removesuffix(".0")


def drawing(kind: str, height: float, label: str, description: str, parts: Iterable[Markup]) -> Markup:
    """A whole chart: `label` names it, `description` says in words what it shows."""
    return _DRAWING.format(kind, WIDTH, number(height), label, description, Markup("").join(parts))


def text(style: str, x: float, y: float, content: str, of: str = "") -> Markup:
    """A line of text from `x` on; the class says where it is anchored."""
    return _TEXT.format(style, mark(of), number(x), number(y), content)


def line(style: str, x: float, y: float, to_x: float, to_y: float, of: str = "") -> Markup:
    """A straight line."""
    return _LINE.format(style, mark(of), number(x), number(y), number(to_x), number(to_y))


def path(style: str, steps: str, of: str = "") -> Markup:
    """A path, from its ready steps."""
    return _PATH.format(style, mark(of), steps)


def mark(of: str) -> Markup:
    """The attribute that tells a script of what a part of a chart is the picture."""
    return _OF.format(of) if of else Markup("")


def box(x: float, y: float, width: float, height: float) -> str:
    """The steps of a rectangle, for a path."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
