"""Fingerprints of documents: the words and numbers of each paragraph, enough to check a claim against, not to read.

The features are those of the HathiTrust Research Center's extracted features: an unordered set of words for each
paragraph, from which no sentence can be rebuilt.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ARABIC = {
    "واحد": 1, "اثنان": 2, "اثنين": 2, "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6,
    "سته": 6, "سبع": 7, "سبعه": 7, "ثمان": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9, "عشر": 10, "عشره": 10,
}  # fmt: skip
#: Words that state a number. "No", "none" and "without" state that there were none.
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
    **_ARABIC,
    **dict.fromkeys(["no", "none", "nobody", "without"], 0),
}
#: Words that a name may have or lack without being another name.
PARTICLES = frozenset({"al", "el", "the", "of", "in", "and", "for"})
#: The months by language; the words of one that has several are joined by an underscore.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "jan feb mar apr may june july aug sep oct nov dec",
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين_الاول تشرين_الثاني كانون_الاول",
)

_FOLDED = str.maketrans("ىةٱ", "يها")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LOST_QUOTE = re.compile(r"(?<=\w)â(?=s\b)|\bâ(?=\w)|(?<=\w)â\b")
_GENITIVE = re.compile(r"(?<=\w)['’ʼ]s\b")
#: Apostrophes in words, and commas between thousands.
_INNER_MARK = re.compile(r"(?<=\w)['’ʼʿʾ`](?=\w)|(?<=\d),(?=\d{3}\b)")


class Paragraph(BaseModel):
    """One paragraph: the hash of its text with white space folded, and the sorted set of its words and numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: Sha256
    words: tuple[str, ...]


class Fingerprint(BaseModel):
    """What is kept of a document that was read; `sha256` is the hash of its bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source_id: str
    sha256: Sha256
    extent: Literal["full", "excerpt"]
    captured: date
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)

    @cached_property
    def _word_sets(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(paragraph.words) for paragraph in self.paragraphs)

    def words(self, locator: Iterable[int]) -> frozenset[str]:
        """The words of the paragraphs with these numbers (1 is the first; a number beyond the last has none)."""
        sets = [self._word_sets[number - 1] for number in locator if number <= len(self.paragraphs)]
        return sets[0] if len(sets) == 1 else frozenset().union(*sets)

    def to_json(self) -> str:
        """The canonical text of `seeds/<source_id>.json`, one paragraph a line."""
        head = {
            "source_id": self.source_id,
            "sha256": self.sha256,
            "extent": self.extent,
            "captured": self.captured.isoformat(),
        }
        lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
        paragraphs = ",\n".join(
            "    " + json.dumps(paragraph.model_dump(), ensure_ascii=False) for paragraph in self.paragraphs
        )
        return "\n".join(["{", *lines, '  "paragraphs": [', paragraphs, "  ]", "}", ""])


def fingerprint(raw: bytes, source_id: str, extent: Literal["full", "excerpt"], captured: date) -> Fingerprint:
    """The fingerprint of a document in UTF-8. Raises UnicodeDecodeError if it is not, ValueError if it has no text."""
    texts = paragraphs(raw.decode("utf-8"))
    if not texts:
        raise ValueError("the document has no text")
    return Fingerprint(
        source_id=source_id,
        sha256=hashlib.sha256(raw).hexdigest(),
        extent=extent,
        captured=captured,
        paragraphs=tuple(
            Paragraph(sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(), words=tuple(sorted(words(text))))
            for text in texts
        ),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, white space folded: blocks between blank lines, or lines where none is blank."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    blocks = [block for block in blocks if block]
    if len(blocks) > 1:
        return blocks
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in order: case, accents, Arabic spelling variants and apostrophes folded.

    A lone â beside a letter is what a curly quote leaves behind when its other two bytes are lost.
    """
    if not text.isascii():
        text = _LOST_QUOTE.sub("'", text)
    text = _GENITIVE.sub("", text)
    text = _INNER_MARK.sub("", text).casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLDED)
    return [str(int(word)) if word.isdecimal() else word for word in _WORD.findall(text)]


def words(text: str) -> frozenset[str]:
    """The set of a paragraph's words and numbers; a number that is written in words stands as digits too."""
    found = tokens(text)
    numbers = set()
    for word, following in zip(found, [*found[1:], ""], strict=True):
        value = NUMBER_WORDS.get(word)
        if value is not None:
            numbers.add(str(value))
            unit = NUMBER_WORDS.get(following, 0)
            if value in range(20, 100, 10) and 0 < unit < 10:
                numbers.add(str(value + unit))
    return frozenset(found) | numbers


def name_stands(name: str, found: frozenset[str]) -> bool:
    """Whether all words of a name are among the words found, particles apart."""
    needed = set(tokens(name))
    return bool(needed) and (needed - PARTICLES or needed) <= found


def date_stands(day: date, precision: int, found: frozenset[str]) -> bool:
    """Whether a date is among the words found, as exactly as its precision says (1 day, 2 to 4 month, 5 year)."""
    if precision >= 5:
        return str(day.year) in found
    spelled = [names.split()[day.month - 1].split("_") for names in _MONTHS]
    in_digits = {str(day.month), str(day.year)} <= found
    month = in_digits or any(map(found.issuperset, spelled))
    return month and (precision > 1 or str(day.day) in found)


def degrees_stand(degrees: float, found: frozenset[str]) -> bool:
    """Whether a coordinate stands among the words found: with decimals that round to it, or minutes and seconds."""
    size, numbers = abs(degrees), [word for word in found if word.isdecimal()]
    parts = [int(number) for number in numbers if int(number) < 60]
    for whole in {int(size), int(size - 0.005)}:
        if str(whole) not in found:
            continue
        # A fingerprint writes numbers without leading noughts.
        decimals = (f"{whole}.{noughts}{number}" for number in numbers for noughts in ("", "0", "00"))
        if any(abs(round(float(printed), 2) - size) < 1e-9 for printed in decimals):
            return True
        if any(
            abs(whole + minutes / 60 + seconds / 3600 - size) < 0.0051 for minutes in parts for seconds in [0, *parts]
        ):
            return True
    return False


def fingerprint_path(root: Path, source_id: str) -> Path:
    """Where the fingerprint of a source lies."""
    return root / "seeds" / f"{source_id}.json"
