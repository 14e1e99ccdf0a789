"""Words: how dates, numbers, codes and names read, no more exact than they are known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from fasail.data import Data, Harm
from fasail.evidence import tokens
from fasail.rows import Base, Event, EventActor, PartialDate, Presence, Relation, Source, Tally, Tenure

_MONTHS = tuple(calendar.month_name)
#: Vocabulary values whose words are not the value itself.
_LABELS = {
    "ied": "improvised explosive device",
    "militia_base": "base of an armed group",
    "foiled_plot": "foiled plot",
    "single_source": "one origin",
    "claimed_only": "claim only",
    "ngo": "non-governmental organisation",
}
_LANGUAGES = {
    "ar": "Arabic",
    "ar-Latn": "Arabic in Latin letters",
    "ckb": "Central Kurdish",
    "en": "English",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "tr": "Turkish",
}
_VOWELS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_MARKS = '.,;:()“”"!?'
#: Each relation in words, from either side.
RELATIONS = {
    "member_of": ("member of", "has as a member"),
    "part_of": ("part of", "has as a part"),
    "facade_for": ("said to be a facade for", "said to stand behind"),
    "wing_of": ("wing of", "has as a wing"),
    "splinter_of": ("split off from", "from it split off"),
    "successor_of": ("successor of", "succeeded by"),
    "backed_by": ("backed by", "backs"),
    "allied_with": ("allied with", "allied with"),
    "rival_of": ("rival of", "rival of"),
}
#: Each part in an event: what the badge says before the actor's name, and the heading on the actor's page.
PARTS = {
    "perpetrator": ("Accepted by", "Carried out, and accepts it"),
    "claimed_by": ("Claimed by", "Claims"),
    "attributed_to": ("Attributed to", "Attributed to it by others"),
    "denied_by": ("Denied by", "Denies"),
    "confirmed_by": ("Confirmed by", "Confirms as the other side"),
    "target": ("Target", "Was the target"),
    "intercepted_by": ("Intercepted by", "Intercepted or foiled"),
    "victim": ("Suffered by", "Suffered harm"),
    "speaker": ("Said by", "Said"),
    "mediator": ("Mediated by", "Mediated"),
}
_HARM = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "captured": "captured",
    "unspecified": "harmed (how is not said)",
}
_QUALIFIERS = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "about": "about ",
    "at_most": "at most ",
}
#: Transcriptions of one word that readers type for one another.
SPELLINGS = tuple(
    frozenset(line.split())
    for line in """
    hezbollah hizbullah hizballah hizbollah hezballah hezbullah
    kataib kataeb katayib kitaib ktaib
    asaib asaeb asayib
    haq haqq
    harakat haraka harakah haraket
    nujaba nojaba noujaba
    sayyid sayed sayyed seyyed saeed
    shuhada shohada
    badr bader
    kahf kahaf
    muqawama muqawamah moqawama mukawama
    islami islamiyya islamiya islamiyah
    hashd hashed
    shaabi shabi
    mobilization mobilisation
    liwa liwaa
    saraya sarayat
    awliya awliyaa auliya
    imam emam
    asad assad
    jurf jarf jorf
    sakhar sakhr
    nasr naser
    erbil arbil irbil hawler
    hussein husayn hussain husain
    muhammad mohammed mohammad muhammed
    qais qays
    khazali khazaali
    akram akrem
    ameri amiri
    muhandis mohandes muhandes
    soleimani sulaimani suleimani solaimani
    quds qods
    """.strip().splitlines()
)


def day(value: date) -> str:
    """A day: 8 November 2023."""
    return f"{value.day} {_MONTHS[value.month]} {value.year}"


def days(first: date, last: date) -> str:
    """The days from one to another, as short as they can be written: 8–9 November 2023, October 2023, 2023."""
    if first == last:
        return day(first)
    whole = first.day == 1 and (last + timedelta(1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month]} {first.year}"
    if whole and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole and first.year == last.year:
        return f"{_MONTHS[first.month]}–{_MONTHS[last.month]} {first.year}"
    if whole:
        return f"{_MONTHS[first.month]} {first.year} – {_MONTHS[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def event_days(event: Event) -> str:
    """The days on which an event can have happened, as short as they can be written."""
    return days(event.date_start, event.date_end)


def day_caveat(event: Event) -> str:
    """What must be known about an event's date besides the date: how exact it is and how it is known; else empty."""
    parts = []
    if event.clarity == "aggregate":
        parts.append("several events" + (" within this time" if event.date_start < event.date_end else ""))
    elif event.date_prec > 1:
        parts.append("exact day not known")
    if event.date_basis == "deduced":
        parts.append("date deduced")
    elif event.date_basis == "resolved":
        parts.append("day reckoned from the source's date")
    return "; ".join(parts)


def partial(value: PartialDate) -> str:
    """A date as exactly as it is known: 2019, May 2019, 3 May 2019."""
    return days(value.first, value.last)


def span(row: Relation | Tenure | Presence) -> str:
    """From when to when something is evidenced, and whether it ended."""
    since, until = row.since and partial(row.since), row.until and partial(row.until)
    if not (since or until):
        return "no longer so on an unknown date" if row.ended == "yes" else "date not stated"
    if row.ended == "yes":
        return f"{since} to {until}, when it ended" if since else f"ended {until}"
    if row.ended == "no":
        return f"since {since}, and still so on {until}" if since and until and since != until else (
            f"so {_at(until or since)}"
        )  # fmt: skip
    if since and until and since != until:
        return f"evidenced from {since} to {until}"
    return f"evidenced {_at(since or until)}"


def _at(text: str | None) -> str:
    """A date in a sentence: on a day, in a month or year."""
    return f"{'on' if text and text[0].isdigit() and ' ' in text else 'in'} {text}"


def figure(low: int | None, high: int | None) -> str:
    """A number as a source gives it: 40, 40–50, at least 40, up to 50, or none given."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"at least {low:,}"
    return "number not given" if high is None else f"up to {high:,}"


def harm(value: Harm) -> str:
    """The range of one kind of harm over all sources: 1–2 killed, at least 3 wounded, none killed."""
    noun = _HARM[value.outcome]
    if value.low is None or value.high is None:
        return f"{noun}: number not given"
    if value.high == 0 and not value.open:
        who = value.affected if value.affected not in (None, "unknown") else None
        done = "harmed" if value.outcome == "unspecified" else noun
        return f"no {who} {done}" if who else f"none {done}"
    if not value.open:
        return f"{figure(value.low, value.high)} {noun}"
    if value.low == value.high:
        return f"at least {value.low:,} {noun}"
    return f"{value.low:,}–{value.high:,} or more {noun}"


def harm_kind(outcome: str) -> str:
    """What happened to those who were harmed, in words."""
    return _HARM[outcome]


def reading(tally: Tally) -> str:
    """The value of a tally with its qualifier and unit: more than 150 attacks."""
    return f"{qualified(tally)} {label(tally.unit)}"


def qualified(tally: Tally) -> str:
    """The value of a tally with its qualifier: more than 150."""
    return f"{_QUALIFIERS[tally.qualifier]}{tally.value:,}"


def month(number: int) -> str:
    """The name of a month."""
    return _MONTHS[number]


def paragraphs(locator: Iterable[int]) -> str:
    """Paragraph numbers: paragraph 3, paragraphs 3 and 5."""
    numbers = [str(number) for number in locator]
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {listed(numbers)}"


def listed(items: Iterable[str]) -> str:
    """Items as a phrase: A, B and C."""
    *rest, last = items
    return f"{', '.join(rest)} and {last}" if rest else last


def label(value: str) -> str:
    """A value of a vocabulary in words."""
    return _LABELS.get(value, value.replace("_", " "))


def badge(role: str) -> str:
    """What stands before the name of the one who has a part in an event."""
    return PARTS[role][0]


def part(role: str) -> str:
    """The heading of a part in an event, on the page of the one who has it."""
    return PARTS[role][1]


def plural(value: str) -> str:
    """A value of a vocabulary of things, in words and in the plural."""
    text = label(value)
    return f"{text[:-1]}ies" if text.endswith("y") else f"{text}s"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 event, 2 events, 1,204 bases."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def language(code: str) -> str:
    """The name of a language, or its code."""
    return _LANGUAGES.get(code, code)


def published(source: Source) -> str:
    """When a source was published, and whether that is deduced."""
    if source.published is None:
        return "undated"
    return partial(source.published) + (" (date deduced)" if source.published_basis == "deduced" else "")


def external(url: str | None) -> str | None:
    """The address if a reader may be sent there, else None: only web addresses are."""
    return url if url and re.match(r"https?://[^\s]+$", url) else None


def findable(*texts: str) -> str:
    """The texts as search should find them: as written, folded, and in the usual spellings of their words."""
    folded = [token for text in texts for token in tokens(text)]
    variants = {variant for word in folded for spelling in SPELLINGS if word in spelling for variant in spelling}
    return " ".join(dict.fromkeys([*texts, *(_unvowelled(text) for text in texts), *folded, *sorted(variants)]))


def _unvowelled(text: str) -> str:
    """The text without Arabic vowel signs and lengthening, its letters as they are: the way that people type."""
    return _VOWELS.sub("", text)


def search_text(title: str, description: str, found_by: str) -> str:
    """What search reads of a page besides its title: the description, then every other word that finds the page."""
    known = {word.strip(_MARKS).casefold() for word in f"{title} {description}".split()}
    others: dict[str, str] = {}
    for word in f"{found_by} {findable(title)}".split():
        others.setdefault(word.strip(_MARKS).casefold(), word)
    return " ".join([description, *(word for key, word in others.items() if key not in known)]).strip()


def definitions(data: Data, table: str, column: str) -> Mapping[str, str]:
    """The vocabulary of a column, with the meaning of each value."""
    field = next(field for field in data.schemas[table].fields if field.name == column)
    return field.definitions or {}


def country(data: Data, code: str | None) -> str:
    """The name of a country, or of a body that is none, such as the EU."""
    return definitions(data, "bases", "country").get(code or "", code or "")


def region(data: Data, row: Base | Event) -> str:
    """Governorate and country of a row, as far as they are known."""
    admin1 = definitions(data, "bases", "admin1").get(row.admin1 or "")
    return ", ".join(part for part in (admin1, country(data, row.country)) if part)


def grade_reason(data: Data, event: Event) -> str:
    """Why an event has its grade, in a sentence."""
    grade = data.grade(event)
    if grade == "contested":
        return _contest(data, event)
    if grade == "confirmed":
        accepting, confirming = (names(data, data.actors(event, role)) for role in ("perpetrator", "confirmed_by"))
        accepted = f"{accepting} accept{'' if ' and ' in accepting else 's'} having done it" if accepting else ""
        confirmed = f"{confirming} confirm{'' if ' and ' in confirming else 's'} that it happened" if confirming else ""
        return f"{'; '.join(part for part in (accepted, confirmed) if part)}."
    if grade == "corroborated":
        return f"{len(data.told_by(event))} independent origins tell of it; no side has confirmed it."
    if grade == "claimed_only":
        return "Nothing but the claim is known."
    reports = len(data.reports.by("event_id")[event.event_id])
    return "One source tells of it." if reports == 1 else f"All {reports} sources go back to one origin."


def _contest(data: Data, event: Event) -> str:
    reasons = []
    if data.competing_claims(event):
        reasons.append(f"rival claims by {names(data, data.actors(event, 'claimed_by'))}")
    denials = data.actors(event, "denied_by")
    if denials:
        reasons.append(f"a denial by {names(data, denials)}")
    return capital(f"{' and '.join(reasons)}.")


def names(data: Data, rows: Iterable[EventActor]) -> str:
    """The actors of the rows by name, each once: A, B and C."""
    found = dict.fromkeys(data.actor(row).name for row in rows)
    return listed(found) if found else ""
