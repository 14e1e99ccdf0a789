"""Bad input of every sort that a validator meets: a finding at its place, never a traceback, never silence."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fasail.findings import as_json, as_text
from fasail.validation import validate
from spoiled import ACTORS, BASES, DESCRIPTOR, EVENTS, GROUPS, PRESENCES, RETIRED, SOURCES, TALLIES, Append, Replace

Edit = Callable[[Path], None]
HEADER = "retired_id,table,replaced_by,reason,retired_on"


def _rewrite(file: str, change: Callable[[bytes], bytes]) -> Edit:
    def edit(package: Path) -> None:
        (package / file).write_bytes(change((package / file).read_bytes()))

    return edit


def _descriptor(change: Callable[[dict[str, object]], object]) -> Edit:
    def edit(package: Path) -> None:
        path = package / DESCRIPTOR
        descriptor = json.loads(path.read_text("utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor, indent=2), encoding="utf-8")

    return edit


# fmt: off
#: Name, edit, rule that must be found, file, line, column.
CASES: list[tuple[str, Edit, str, str, int | None, str | None]] = [
    ("NUL", Replace(GROUPS, "Ministry that", "Ministry\0 that"), "cells-have-no-hidden-characters", GROUPS, 3, "summary"),
    ("bidirectional override", Replace(GROUPS, "Ministry that", "Ministry\u202e that"), "cells-have-no-hidden-characters", GROUPS, 3, "summary"),
    ("soft hyphen", Replace(GROUPS, "Ministry that", "Mini\u00adstry that"), "cells-have-no-hidden-characters", GROUPS, 3, "summary"),
    ("byte-order mark inside", Replace(GROUPS, "Ministry that", "\ufeffMinistry that"), "cells-have-no-hidden-characters", GROUPS, 3, "summary"),
    ("tab", Replace(GROUPS, "Ministry that", "Ministry\tthat"), "cells-have-no-hidden-characters", GROUPS, 3, "summary"),
    ("no-break space at the end", Replace(GROUPS, "counts attacks.", "counts attacks.\u00a0"), "cells-are-trimmed", GROUPS, 3, "summary"),
    ("space before an id", Replace(GROUPS, "ministry-of-samples,", " ministry-of-samples,"), "cells-are-trimmed", GROUPS, 3, "group_id"),
    ("space before a number", Replace(PRESENCES, ",40,40,", ", 40,40,"), "cells-are-trimmed", PRESENCES, 2, "strength_low"),
    ("formula with minus", Replace(GROUPS, ",Ministry that", ",-Ministry that"), "cells-are-not-formulas", GROUPS, 3, "summary"),
    ("formula with at", Replace(GROUPS, ",Ministry that", ",@Ministry that"), "cells-are-not-formulas", GROUPS, 3, "summary"),
    ("thousands separator", Replace(PRESENCES, ",40,40,", ',"4,000",40,'), "numbers-are-plain", PRESENCES, 2, "strength_low"),
    ("underscored digits", Replace(TALLIES, ",12,", ",1_2,"), "numbers-are-plain", TALLIES, 2, "value"),
    ("padded digits", Replace(TALLIES, ",12,", ",012,"), "numbers-are-plain", TALLIES, 2, "value"),
    ("Arabic-Indic digits", Replace(TALLIES, ",12,", ",١٢,"), "numbers-are-plain", TALLIES, 2, "value"),
    ("decimal where whole", Replace(TALLIES, ",12,", ",12.0,"), "numbers-are-plain", TALLIES, 2, "value"),
    ("exponent", Replace(BASES, ",33.3,", ",3.33e1,"), "numbers-are-plain", BASES, 2, "lat"),
    ("not a number", Replace(BASES, ",33.3,", ",sNaN,"), "cells-have-their-type", BASES, 2, "lat"),
    ("infinity", Replace(BASES, ",33.3,", ",INF,"), "cells-have-their-type", BASES, 2, "lat"),
    ("negative count", Replace(TALLIES, ",12,", ",-12,"), "numbers-are-in-range", TALLIES, 2, "value"),
    ("single-digit date", Replace(EVENTS, "2024-05-02,2024-05-02,1", "2024-5-2,2024-05-02,1"), "dates-are-iso", EVENTS, 3, "date_start"),
    ("Arabic-Indic date", Replace(RETIRED, "2024-06-01", "٢٠٢٤-٠٦-٠١"), "dates-are-iso", RETIRED, 2, "retired_on"),
    ("impossible date", Replace(EVENTS, "2024-05-02,2024-05-02,1", "2024-02-30,2024-05-02,1"), "cells-have-their-type", EVENTS, 3, "date_start"),
    ("impossible partial date", Replace(GROUPS, ",2019,", ",2019-02-30,"), "partial-dates-are-real", GROUPS, 2, "founded"),
    ("Arabic-Indic partial date", Replace(GROUPS, ",2019,", ",٢٠١٩,"), "cells-fit-their-pattern", GROUPS, 2, "founded"),
    ("future event", Replace(EVENTS, f"{'2024-05-03'},2024-05-03,1,deduced", "2031-05-03,2031-05-03,1,deduced"), "ids-begin-with-their-date", EVENTS, 4, "event_id"),
    ("vocabulary in capitals", Replace(EVENTS, ",strike,", ",Strike,"), "cells-keep-to-the-vocabulary", EVENTS, 3, "kind"),
    ("unknown weapon in a list", Replace(EVENTS, ",drone,", ",drone;catapult,"), "cells-keep-to-the-vocabulary", EVENTS, 2, "weapons"),
    ("address that runs script", Replace(SOURCES, "https://example.org/alpha", "javascript:alert(1)"), "cells-fit-their-pattern", SOURCES, 2, "url"),
    ("Cyrillic look-alike in a name", Replace(GROUPS, "example-brigade,Example", "example-brigade,Ex\u0430mple"), "words-keep-to-one-script", GROUPS, 2, "name"),
    ("name wholly in another script", Replace(GROUPS, "sample-front,Sample Front", "sample-front,Фронт"), "words-keep-to-one-script", GROUPS, 5, "name"),
    ("replacement character in a name", Replace(GROUPS, "sample-front,Sample Front", "sample-front,Sample \ufffdront"), "cells-have-no-lost-letters", GROUPS, 5, "name"),
    ("huge cell", Replace(GROUPS, "Ministry that", "x" * 2_000_000), "cells-are-not-too-long", GROUPS, 3, "summary"),
    ("carriage returns alone", _rewrite(RETIRED, lambda raw: raw.replace(b"\n", b"\r")), "lines-end-with-lf", RETIRED, 1, None),
    ("carriage returns and line feeds", _rewrite(RETIRED, lambda raw: raw.replace(b"\n", b"\r\n")), "lines-end-with-lf", RETIRED, 1, None),
    ("UTF-16", _rewrite(RETIRED, lambda raw: raw.decode().encode("utf-16")), "text-is-utf-8", RETIRED, 1, None),
    ("empty file", _rewrite(GROUPS, lambda _: b""), "tables-have-rows", GROUPS, 1, None),
    ("blank lines alone", _rewrite(GROUPS, lambda _: b"\n\n"), "tables-have-rows", GROUPS, 1, None),
    ("blank line", Replace(GROUPS, "\nsample-army", "\n\nsample-army"), "rows-have-every-cell", GROUPS, 4, None),
    ("blank first line", _rewrite(GROUPS, lambda raw: b"\n" + raw), "columns-are-known", GROUPS, 1, None),
    ("too few cells", Replace(GROUPS, "ministry-of-samples,Ministry of Samples,,", "ministry-of-samples,Ministry of Samples,"), "rows-have-every-cell", GROUPS, 3, None),
    ("tabs for commas", _rewrite(RETIRED, lambda raw: raw.replace(b",", b"\t")), "commas-separate-cells", RETIRED, 1, None),
    ("text behind a quote", Replace(GROUPS, ",Ministry that", ',"Ministry"that'), "quotes-are-balanced", GROUPS, 3, None),
    ("quote open to the end of the file", Replace(GROUPS, ",Umbrella to", ',"Umbrella to'), "quotes-are-balanced", GROUPS, 5, None),
    ("merge conflict", Replace(GROUPS, "\nministry", "\n=======\nministry"), "no-merge-conflicts", GROUPS, 3, None),
    ("each dangling reference", Append(ACTORS, "2024-05-02-sampleshire-strike,nobody,,victim,stated,,nowhere,5"), "references-resolve", ACTORS, 9, "group_id"),
    ("key again in capitals", Append(GROUPS, "Sample-Front,Front,,umbrella,IQ,,,,A front."), "cells-fit-their-pattern", GROUPS, 6, "group_id"),
    ("figure outside the country", Replace(BASES, ",33.3,44.4,", ",36.2,37.1,"), "coordinates-lie-in-their-country", BASES, 2, "lat"),
    ("descriptor is a list", _rewrite(DESCRIPTOR, lambda _: b"[]\n"), "properties-are-valid", DESCRIPTOR, 1, None),
    ("descriptor is empty", _rewrite(DESCRIPTOR, lambda _: b""), "json-is-well-formed", DESCRIPTOR, 1, None),
    ("descriptor in Latin-1", Replace(DESCRIPTOR, "Fasail contributors", b"Fasail contribut\xf6rs"), "json-is-well-formed", DESCRIPTOR, 1, None),
    ("descriptor with NaN", Replace(DESCRIPTOR, '"version": "0.1.0"', '"version": NaN'), "json-is-well-formed", DESCRIPTOR, 1, None),
    ("descriptor nested without end", _rewrite(DESCRIPTOR, lambda _: b"[" * 100_000), "json-is-well-formed", DESCRIPTOR, 1, None),
    ("descriptor nested deep", _rewrite(DESCRIPTOR, lambda _: b"[" * 950 + b"]" * 950), "properties-are-valid", DESCRIPTOR, 1, None),
    ("descriptor with impossible day", Replace(DESCRIPTOR, "2026-11-21T", "2026-02-30T"), "properties-are-valid", DESCRIPTOR, 7, None),
    ("absolute path", Replace(DESCRIPTOR, '"tables/retired.csv"', '"/tables/retired.csv"'), "paths-stay-inside", DESCRIPTOR, 241, None),
    ("remote path", Replace(DESCRIPTOR, '"tables/retired.csv"', '"https://example.org/retired.csv"'), "paths-stay-inside", DESCRIPTOR, 241, None),
    ("Windows path", Replace(DESCRIPTOR, '"tables/retired.csv"', '"tables\\\\retired.csv"'), "paths-stay-inside", DESCRIPTOR, 241, None),
    ("missing schema", Replace(DESCRIPTOR, '"schemas/retired.json"', '"schemas/gone.json"'), "files-exist", DESCRIPTOR, 245, None),
    ("table not listed", _descriptor(lambda d: d["resources"].pop(16)), "schemas-fit-the-model", DESCRIPTOR, 1, None),  # type: ignore[attr-defined]
    ("misspelt constraint", Replace("schemas/retired.json", '"maxLength": 300', '"maxLenght": 300'), "properties-are-known", "schemas/retired.json", 55, None),
    ("constraint of another type", Replace("schemas/retired.json", '"type": "date",\n      "title": "Retired on",\n      "description": "Day on which it was retired.",\n      "constraints": {\n', '"type": "date",\n      "title": "Retired on",\n      "description": "Day on which it was retired.",\n      "constraints": {\n        "maxLength": 3,\n'), "properties-are-valid", "schemas/retired.json", 59, None),
    ("half a number as a bound", Replace("schemas/tallies.json", '"required": true,\n        "minimum": 0', '"required": true,\n        "minimum": 0.5'), "properties-are-valid", "schemas/tallies.json", 29, None),
    ("alternatives without brackets", Replace("schemas/waivers.json", '"^[a-z_]+$"', '"^[a-z]+|[a-z_]+$"'), "properties-are-valid", "schemas/waivers.json", 24, None),
    ("pattern that is none", Replace("schemas/waivers.json", '"^[a-z_]+$"', '"^[a-z_+$"'), "properties-are-valid", "schemas/waivers.json", 24, None),
    ("type that readers differ on", Replace("schemas/retired.json", '"type": "date"', '"type": "list"'), "properties-are-valid", "schemas/retired.json", 61, None),
    ("key of an unknown field", Replace("schemas/retired.json", '"primaryKey": [\n    "retired_id"', '"primaryKey": [\n    "id"'), "keys-name-known-fields", "schemas/retired.json", 74, None),
    ("key to its own table", Replace("schemas/sources.json", '"resource": "publishers"', '"resource": "sources"'), "keys-name-known-fields", "schemas/sources.json", 182, None),
    ("fingerprint that is no JSON", _rewrite("seeds/beta-2024-05-03.json", lambda raw: raw[:-20]), "json-is-well-formed", "seeds/beta-2024-05-03.json", 9, None),
    ("fingerprint without paragraphs", _rewrite("seeds/beta-2024-05-03.json", lambda _: b'{"source_id": "beta-2024-05-03"}'), "properties-are-present", "seeds/beta-2024-05-03.json", 1, None),
]
# fmt: on


@pytest.mark.parametrize(
    ("edit", "rule", "file", "line", "column"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_bad_input_is_found_at_its_place(
    package: Path, edit: Edit, rule: str, file: str, line: int | None, column: str | None
) -> None:
    edit(package)
    findings = validate(package).findings
    places = [(finding.rule, finding.file, finding.line, finding.column) for finding in findings]
    assert (rule, file, line, column) in places


def test_every_dangling_reference_is_found(package: Path) -> None:
    Append(ACTORS, "2024-05-09-nothing,nobody,,victim,stated,,nowhere,5")(package)
    found = [finding for finding in validate(package).findings if finding.rule == "references-resolve"]
    assert [finding.value for finding in found] == ["2024-05-09-nothing", "nobody", "nowhere"]


def test_faults_of_several_layers_are_found_in_one_run(package: Path) -> None:
    Replace(RETIRED, "2024-06-01", "2024-6-1")(package)
    Replace(SOURCES, "2024-05-02,printed", "2024-05-02,")(package)
    Replace(GROUPS, "counts attacks.\n", "counts attacks.\r\n")(package)
    Replace("schemas/waivers.json", '"^[a-z_]+$"', '"[a-z_]+"')(package)
    assert {finding.rule for finding in validate(package).findings} == {
        "dates-are-iso",
        "publication-dates-have-a-basis",
        "lines-end-with-lf",
        "properties-are-valid",
    }


def test_a_long_table_with_an_open_quote_is_read_in_linear_time(package: Path) -> None:
    path = package / GROUPS
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(lines[0] + 'x,"open,,,,,,,\n' * 20_000, encoding="utf-8")
    assert sum(finding.rule == "quotes-are-balanced" for finding in validate(package).findings) == 20_000


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_to_a_file_never_ends_in_a_traceback(package: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(path for path in package.rglob("*") if path.is_file()))
    raw = bytearray(path.read_bytes())
    for _ in range(3):
        start = chance.randrange(len(raw) + 1)
        insert = chance.choice(
            [b"", b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"[", b"}", b"1e999", b"9" * 400, b"\\ud800"]
        )
        raw[start : start + chance.choice([0, 1, 5, 40])] = insert
    path.write_bytes(raw)
    report = validate(package)
    json.loads(as_json(report))
    assert as_text(report)
