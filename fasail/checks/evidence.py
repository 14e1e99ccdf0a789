"""Evidence: every figure, name and printed date stands in the paragraph that its row cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fasail.checks.registry import check
from fasail.data import UNIDENTIFIED, Data
from fasail.evidence import date_stands, degrees_stand, name_stands, tokens, words
from fasail.rows import (
    Base,
    Casualty,
    Citation,
    Cited,
    Event,
    EventActor,
    EventReport,
    Presence,
    Problem,
    Relation,
    Row,
    Tally,
    Tenure,
)

#: Languages that are not written in Latin letters.
OTHER_SCRIPTS = frozenset({"ar", "ckb", "fa", "he", "ru", "uk", "zh"})
#: The columns that hold a figure.
FIGURES = ("low", "high", "value", "strength_low", "strength_high")


@check("Run `python -m fasail capture FILE --source-id ID` on the text of the document.")
def sources_have_a_fingerprint(data: Data) -> Iterator[Problem]:
    """Every source has the fingerprint of its text in seeds/."""
    for source in data.sources:
        if source.source_id not in data.fingerprints:
            yield source.problem("source_id", f"seeds/{source.source_id}.json does not exist")


@check("Count the paragraphs as the fingerprint does, and correct the number.")
def locators_name_paragraphs(data: Data) -> Iterator[Problem]:
    """Every paragraph that is cited exists."""
    for row in _cited(data):
        count = len(data.fingerprints[row.source_id].paragraphs)
        beyond = [number for number in row.locator if number > count]
        if beyond:
            yield row.problem("locator", f"paragraph {beyond[0]} of {count}")


@check("Cite the paragraph in which the figure stands, correct it, or waive the rule with the reason.")
def figures_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """Every figure stands in the paragraphs that its row cites, in digits or in words."""
    for row in _cited(data):
        for column in FIGURES:
            figure = getattr(row, column, None)
            if figure is not None and str(figure) not in _words(data, row):
                yield row.problem(column, f"{figure} does not stand in {_where(row)}")


@check("Cite the paragraph that names it, add the alias it uses, or waive the rule with the reason.")
def names_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """Each row's paragraphs contain a name or alias of every entity that the row is about."""
    for row in _cited(data):
        found = _words(data, row)
        for column, kind, entity_id in _subjects(row):
            # Who is not identified has no name; that a paragraph says nothing of an author cannot stand in it.
            unknown = entity_id == UNIDENTIFIED and isinstance(row, EventActor)
            if not unknown and not any(name_stands(name, found) for name in data.names(kind, entity_id)):
                yield row.problem(column, f"no name of {entity_id} stands in {_where(row)}")


@check("Write the alias as the source has it, or cite the paragraph in which it stands.")
def aliases_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """Every alias stands in the paragraphs that it cites."""
    for alias in data.aliases:
        if alias.source_id in data.fingerprints and not name_stands(alias.alias, _words(data, alias)):
            yield alias.problem("alias", f"{alias.alias} does not stand in {_where(alias)}")


@check("Cite the paragraph that names the place, write the place in its words, or waive the rule with the reason.")
def places_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """Each report's paragraphs name the base of the event, or a word of its place, if only as an adjective (Iraqi).

    A place that is no base has its name in Latin letters alone: in a text of another script nothing can be looked for.
    """
    for report in data.reports:
        if report.source_id not in data.fingerprints:
            continue
        event, found = data.events[report.event_id], _words(data, report)
        if event.base_id:
            stands = any(name_stands(name, found) for name in data.names("base_id", event.base_id))
        elif _latin(data.sources[report.source_id].language):
            named = [word for word in tokens(event.place or "") if len(word) > 1]
            stems = tuple(word for word in named if len(word) > 3)
            stands = any(word in named or word.startswith(stems) for word in found)
        else:
            continue
        if not stands:
            yield report.problem("locator", f"{data.place(event)} does not stand in {_where(report)}")


@check("Cite the paragraph that prints the coordinates, with lat and lon among the fields of the citation.")
def coordinates_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """Coordinates stand, rounded or converted, in a paragraph cited for them: by a citation of a base, by a report."""
    placed: list[tuple[Base | Event, Iterable[Cited]]] = [
        (base, [row for row in data.citations.by("base_id")[base.id] if {"lat", "lon"} <= set(row.fields)])
        for base in data.bases
    ]
    placed += [(event, data.reports.by("event_id")[event.id]) for event in data.events]
    for row, backing in placed:
        if row.lat is None and row.lon is None:
            continue
        found = [_words(data, cited) for cited in backing if cited.source_id in data.fingerprints]
        for column in ("lat", "lon"):
            degrees = getattr(row, column)
            if degrees is not None and not any(degrees_stand(degrees, paragraphs) for paragraphs in found):
                yield row.problem(column, f"{degrees} stands in no paragraph that is cited for it")


def _latin(language: str) -> bool:
    return language.endswith("-Latn") or language.partition("-")[0] not in OTHER_SCRIPTS


@check("Cite the paragraph with the date, set date_basis to resolved or deduced, or waive the rule with the reason.")
def printed_dates_stand_in_the_paragraph(data: Data) -> Iterator[Problem]:
    """A date that is said to be printed stands in a paragraph that tells of the event, or in the dated document."""
    for event in data.events:
        reports = [row for row in data.reports.by("event_id")[event.event_id] if row.source_id in data.fingerprints]
        stands = any(date_stands(event.date_start, event.date_prec, _words(data, report)) for report in reports)
        if event.date_basis == "printed" and reports and not stands:
            yield event.problem("date_start", f"{event.date_start} stands in none of the paragraphs that tell of it")
    for source in data.sources:
        if source.published_basis == "printed" and source.published and source.source_id in data.fingerprints:
            fingerprint = data.fingerprints[source.source_id]
            precision = {10: 1, 7: 4, 4: 5}[len(source.published)]
            if not date_stands(source.published.first, precision, _all_words(data, source.source_id)):
                yield source.problem("published", f"{source.published} stands in none of {len(fingerprint.paragraphs)}")


@check("Take the figure out of the text, or cite the paragraph in which it stands.")
def texts_hold_only_cited_figures(data: Data) -> Iterator[Problem]:
    """Every number in a title or summary stands in a paragraph that the row rests on, or in the row's own columns.

    Nought and one are left out: as words ("no", "one of them") they are seldom figures.
    """
    for event in data.events:
        yield from _uncited(data, event, ("title", "summary"), data.reports.by("event_id")[event.event_id])
    for column, entities in data.entities.items():
        for entity in entities.values():
            yield from _uncited(data, entity, ("summary",), data.citations.by(column)[entity.id])


def _uncited(data: Data, row: Row, columns: Iterable[str], backing: Iterable[Cited]) -> Iterator[Problem]:
    found: set[str] = set().union(*(_words(data, cited) for cited in backing if cited.source_id in data.fingerprints))
    for column in columns:
        numbers = {word for word in words(getattr(row, column)) if word.isdecimal()} - {"0", "1"} - found
        if numbers:
            others = (getattr(row, other) for other in row.columns() if other not in columns)
            numbers = numbers.difference(*(words(str(value)) for value in others if value is not None))
        for number in sorted(numbers, key=int):
            yield row.problem(column, f"{number} stands in no paragraph that the row rests on")


def _cited(data: Data) -> Iterator[Cited]:
    """The rows with a locator whose source has a fingerprint."""
    for source_id, rows in data.cited.items():
        if source_id in data.fingerprints:
            yield from rows


def _words(data: Data, row: Cited) -> frozenset[str]:
    return data.fingerprints[row.source_id].words(row.locator)


def _all_words(data: Data, source_id: str) -> frozenset[str]:
    fingerprint = data.fingerprints[source_id]
    return fingerprint.words(range(1, len(fingerprint.paragraphs) + 1))


def _where(row: Cited) -> str:
    numbers = ", ".join(map(str, row.locator))
    return f"paragraph{'s' if len(row.locator) > 1 else ''} {numbers} of {row.source_id}"


def _subjects(row: Cited) -> Iterator[tuple[str, str, str]]:
    """What a row is about: the column, the kind of entity as a column that names it, and its id."""
    if isinstance(row, EventReport):
        return
    if row.table == "aliases":
        return
    columns = {
        Relation: ("group_id", "related_group_id"),
        Tenure: ("leader_id",),
        Presence: ("group_id", "base_id"),
        Casualty: ("affected_group_id",),
        Tally: ("group_id",),
        Citation: ("group_id", "leader_id", "base_id"),
    }.get(type(row), ("group_id", "leader_id"))
    for column in columns:
        value = getattr(row, column)
        if value:
            yield column, column.replace("related_", "").replace("affected_", ""), value
