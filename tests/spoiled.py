"""One spoiled example for every rule: edits of the tiny package that break this rule and no other.

An edit replaces bytes of a file (they must stand there once), or is a function that is given the package's directory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from fasail.evidence import fingerprint


@dataclass(frozen=True)
class Replace:
    """Put `new` in the place of `old`."""

    file: str
    old: str | bytes
    new: str | bytes

    def __call__(self, package: Path) -> None:
        path = package / self.file
        old, new = (text.encode() if isinstance(text, str) else text for text in (self.old, self.new))
        raw = path.read_bytes()
        assert raw.count(old) == 1, f"{old!r} stands {raw.count(old)} times in {self.file}"
        path.write_bytes(raw.replace(old, new))


@dataclass(frozen=True)
class Append:
    """Add a line at the end of a table."""

    file: str
    line: str

    def __call__(self, package: Path) -> None:
        with (package / self.file).open("a", encoding="utf-8") as table:
            table.write(self.line + "\n")


class Spoiled(NamedTuple):
    """What to do to the package, and the place of the finding that must come of it: file, line and column."""

    edits: tuple[Callable[[Path], None], ...]
    file: str
    line: int | None
    column: str | None = None


def _link(package: Path) -> None:
    path = package / "tables/retired.csv"
    path.rename(package / "elsewhere.csv")
    path.symlink_to("../elsewhere.csv")


def _delete(package: Path) -> None:
    (package / "tables/retired.csv").unlink()


def _stray(package: Path) -> None:
    (package / "tables/notes.csv").write_text("note\n", encoding="utf-8")


def _foreign_fingerprint(package: Path) -> None:
    text = (package / "seeds/beta-2024-05-03.json").read_text("utf-8")
    (package / "seeds/gamma.json").write_text(text.replace("beta-2024-05-03", "gamma"), encoding="utf-8")


def _lost_fingerprint(package: Path) -> None:
    (package / "seeds/beta-2024-05-03.json").unlink()


def _misname_fingerprint(package: Path) -> None:
    (package / "seeds/beta-2024-05-03.json").rename(package / "seeds/beta.json")


def _capture_gamma(package: Path) -> None:
    text = fingerprint(b"Nothing is told here.", "gamma", "full", date(2024, 6, 1)).to_json()
    (package / "seeds/gamma.json").write_text(text, encoding="utf-8")


def _bring(file: str, group_id: str) -> Callable[[Path], None]:
    """Say in a file of changes that version 0.1.0 brought this group."""

    def edit(package: Path) -> None:
        changes = {"version": "0.1.0", "since": None, "tables": {"groups": {"added": [group_id]}}}
        (package / "changes").mkdir()
        (package / file).write_text(json.dumps(changes), encoding="utf-8")

    return edit


def _hide_retired(package: Path) -> None:
    (package.parent / "tables").mkdir()
    (package / "tables/retired.csv").rename(package.parent / "tables/retired.csv")


def _repeat_field(package: Path) -> None:
    path = package / "schemas/retired.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["fields"].append(schema["fields"][0])
    path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _list_twice(package: Path) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"].append(descriptor["resources"][-1])
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _empty(package: Path) -> None:
    path = package / "tables/designations.csv"
    path.write_text(path.read_text("utf-8").splitlines(keepends=True)[0], encoding="utf-8")


EVENTS = "tables/events.csv"
ACTORS = "tables/event_actors.csv"
CASUALTIES = "tables/casualties.csv"
GROUPS = "tables/groups.csv"
BASES = "tables/bases.csv"
ALIASES = "tables/aliases.csv"
SOURCES = "tables/sources.csv"
TALLIES = "tables/tallies.csv"
REPORTS = "tables/reports.csv"
ROLES = "tables/roles.csv"
RELATIONS = "tables/relations.csv"
CITATIONS = "tables/citations.csv"
PRESENCES = "tables/presences.csv"
RETIRED = "tables/retired.csv"
WAIVERS = "tables/waivers.csv"
LEADERS = "tables/leaders.csv"
PUBLISHERS = "tables/publishers.csv"
DESCRIPTOR = "datapackage.json"
DRONES = "2024-05-01-camp-example-drones"
STRIKE = "2024-05-02-sampleshire-strike"
SPEECH = "2024-05-03-placeholder-statement"
SECOND = ",resolved,camp-example,,,,,,,individual,drone,hit"

# fmt: off
SPOILED: dict[str, Spoiled] = {
    # package
    "json-is-well-formed": Spoiled((Replace("schemas/groups.json", '"title": "Groups",', '"title": "Groups"'),), "schemas/groups.json", 3),
    "json-keys-are-unique": Spoiled((Replace(DESCRIPTOR, '  "name": "fasail",\n', '  "name": "fasail",\n  "name": "other",\n'),), DESCRIPTOR, 4),
    "properties-are-known": Spoiled((Replace("schemas/reports.json", '"foreignKeys"', '"foriegnKeys"'),), "schemas/reports.json", 56),
    "properties-are-present": Spoiled((Replace(DESCRIPTOR, '  "version": "0.1.0",\n', ""),), DESCRIPTOR, 1),
    "properties-are-valid": Spoiled((Replace(DESCRIPTOR, '"version": "0.1.0"', '"version": "one"'),), DESCRIPTOR, 6),
    "resources-are-listed-once": Spoiled((_list_twice,), DESCRIPTOR, 272),
    "fields-are-named-once": Spoiled((_repeat_field,), "schemas/retired.json", 69),
    "keys-name-known-fields": Spoiled((Replace("schemas/sources.json", '"resource": "publishers"', '"resource": "publisher"'),), "schemas/sources.json", 182),
    "paths-stay-inside": Spoiled((Replace(DESCRIPTOR, '"path": "tables/retired.csv"', '"path": "../tables/retired.csv"'), _hide_retired), DESCRIPTOR, 241),
    "files-are-not-links": Spoiled((_link,), DESCRIPTOR, 241),
    "files-are-unaltered": Spoiled(
        (Replace(DESCRIPTOR, '"path": "tables/retired.csv",', '"path": "tables/retired.csv", "bytes": 1,'),),
        DESCRIPTOR,
        241,
    ),
    "files-exist": Spoiled((_delete,), DESCRIPTOR, 241),
    "tables-are-listed": Spoiled((_stray,), "tables/notes.csv", None),
    "text-is-utf-8": Spoiled((Replace(GROUPS, "Sample Army", b"Sample \xffrmy"),), GROUPS, 4),
    "no-byte-order-mark": Spoiled((Replace(GROUPS, "group_id,name,", b"\xef\xbb\xbfgroup_id,name,"),), GROUPS, 1),
    "lines-end-with-lf": Spoiled((Replace(GROUPS, "counts attacks.\n", "counts attacks.\r\n"),), GROUPS, 3),
    "last-line-is-ended": Spoiled((Replace(GROUPS, "Brigade belongs.\n", "Brigade belongs."),), GROUPS, 5),
    "no-merge-conflicts": Spoiled((Replace(GROUPS, "\nministry", "\n<<<<<<< ours\nministry"),), GROUPS, 3),
    "commas-separate-cells": Spoiled((Replace(RETIRED, "retired_id,table,replaced_by,reason,retired_on", "retired_id;table;replaced_by;reason;retired_on"),), RETIRED, 1),
    "columns-are-named-once": Spoiled((Replace(RETIRED, "replaced_by,reason,retired_on", "replaced_by,reason,retired_on,reason"),), RETIRED, 1, "reason"),
    "columns-are-present": Spoiled((Replace(RETIRED, ",reason,", ","),), RETIRED, 1, "reason"),
    "columns-are-known": Spoiled((Replace(RETIRED, "retired_on", "retired_on,why"),), RETIRED, 1, "why"),
    "columns-are-in-order": Spoiled((Replace(RETIRED, "table,replaced_by", "replaced_by,table"),), RETIRED, 1, "replaced_by"),
    "rows-have-every-cell": Spoiled((Replace(RETIRED, "camp-example,Second", "camp-example,A,Second"),), RETIRED, 2),
    "quotes-are-balanced": Spoiled((Replace(GROUPS, ",Ministry that", ',"Ministry that'),), GROUPS, 3),
    "cells-are-on-one-line": Spoiled((Replace(GROUPS, ",Ministry that counts attacks.", ',"Ministry that\ncounts attacks."'),), GROUPS, 3),
    "tables-have-rows": Spoiled((_empty,), "tables/designations.csv", 1),
    "fingerprints-bear-their-name": Spoiled((_misname_fingerprint,), "seeds/beta.json", 1),
    "fingerprints-have-a-source": Spoiled((_foreign_fingerprint,), "seeds/gamma.json", None),
    "changes-bear-their-version": Spoiled((_bring("changes/0.2.0.json", "sample-front"),), "changes/0.2.0.json", 1),
    # cells
    "cells-have-no-hidden-characters": Spoiled((Replace(GROUPS, "that counts", "that\u200b counts"),), GROUPS, 3, "summary"),
    "cells-are-trimmed": Spoiled((Replace(GROUPS, "counts attacks.", "counts attacks. "),), GROUPS, 3, "summary"),
    "cells-are-not-formulas": Spoiled((Replace(GROUPS, ",Ministry that", ",=Ministry that"),), GROUPS, 3, "summary"),
    "cells-are-composed": Spoiled((Replace(GROUPS, "Ministry that", "Ministe\u0301re that"),), GROUPS, 3, "summary"),
    "cells-have-no-lost-letters": Spoiled((Replace(GROUPS, "Ministry that", "Minist\ufffdy that"),), GROUPS, 3, "summary"),
    "cells-are-not-garbled": Spoiled((Replace(GROUPS, "Ministry that", "Ministryâ€™s office that"),), GROUPS, 3, "summary"),
    "words-keep-to-one-script": Spoiled((Replace(GROUPS, "Ministry that", "Minist\u0433y that"),), GROUPS, 3, "summary"),
    "numbers-are-plain": Spoiled((Replace(PRESENCES, ",40,40,", ",4_0,40,"),), PRESENCES, 2, "strength_low"),
    "dates-are-iso": Spoiled((Replace(RETIRED, "2024-06-01", "2024-6-1"),), RETIRED, 2, "retired_on"),
    "cells-have-their-type": Spoiled((Replace(RETIRED, "2024-06-01", "2024-06-31"),), RETIRED, 2, "retired_on"),
    "required-cells-are-filled": Spoiled((Replace(GROUPS, "Ministry that counts attacks.", ""),), GROUPS, 3, "summary"),
    "cells-keep-to-the-vocabulary": Spoiled((Replace(GROUPS, "state_body", "State_Body"),), GROUPS, 3, "kind"),
    "cells-fit-their-pattern": Spoiled((Replace(GROUPS, ",2019,", ",19,"),), GROUPS, 2, "founded"),
    "numbers-are-in-range": Spoiled((Replace(BASES, ",33.3,", ",133.3,"),), BASES, 2, "lat"),
    "cells-are-not-too-long": Spoiled((Replace(GROUPS, "Ministry that", "Ministry " * 100 + "that"),), GROUPS, 3, "summary"),
    "keys-are-unique": Spoiled((Append(GROUPS, "sample-front,Second Front,,umbrella,IQ,,,,Another umbrella."),), GROUPS, 6, "group_id"),
    "references-resolve": Spoiled((Replace(SOURCES, "beta-2024-05-03,Sample Army blames Example Brigade,example-herald", "beta-2024-05-03,Sample Army blames Example Brigade,example-heralds"),), SOURCES, 3, "publisher_id"),
    # rows
    "schemas-fit-the-model": Spoiled((Replace("schemas/retired.json", '"name": "retired_on",\n      "type": "date"', '"name": "retired_on",\n      "type": "string"'),), "schemas/retired.json", 1),
    "partial-dates-are-real": Spoiled((Replace(GROUPS, ",2019,", ",2019-13,"),), GROUPS, 2, "founded"),
    "deduced-publication-dates-say-why": Spoiled((Replace(SOURCES, "It tells of 3 May 2024 as today.", ""),), SOURCES, 3, "note"),
    "pages-have-a-day-of-access": Spoiled((Replace(SOURCES, ",,2024-06-01,", ",,,"),), SOURCES, 2, "accessed"),
    "publication-dates-have-a-basis": Spoiled((Replace(SOURCES, "2024-05-02,printed", "2024-05-02,"),), SOURCES, 2, "published_basis"),
    "groups-are-founded-before-they-dissolve": Spoiled((Replace(GROUPS, "umbrella,IQ,,,,", "umbrella,IQ,2019,2018,,"),), GROUPS, 5, "dissolved"),
    "people-are-born-before-they-die": Spoiled((Replace(LEADERS, "group_leader,,", "group_leader,2026,2025"),), LEADERS, 2, "died"),
    "coordinates-are-for-known-places": Spoiled((Replace(EVENTS, ",33.4,44.3,2,", ",33.4,44.3,4,"),), EVENTS, 3, "where_prec"),
    "coordinates-come-in-pairs": Spoiled((Replace(EVENTS, ",33.4,44.3,2,", ",33.4,,2,"),), EVENTS, 3, "lat"),
    "coordinates-have-two-decimals": Spoiled((Replace(EVENTS, ",33.4,44.3,2,", ",33.412,44.3,2,"),), EVENTS, 3, "lat"),
    "governorates-lie-in-their-country": Spoiled((Replace(EVENTS, "Sampleshire,IQ,IQ-BG", "Sampleshire,,IQ-BG"),), EVENTS, 3, "admin1"),
    "bases-bring-their-own-place": Spoiled((Replace(EVENTS, ",camp-example,,,,,,,", ",camp-example,,IQ,,,,,"),), EVENTS, 2, "where_prec"),
    "date-bounds-fit-the-precision": Spoiled((Replace(EVENTS, "2024-05-02,2024-05-02,1", "2024-05-02,2024-05-02,2"),), EVENTS, 3, "date_prec"),
    "ends-not-before-start": Spoiled((Replace(EVENTS, "2024-05-02,2024-05-02,1", "2024-05-02,2024-05-01,1"),), EVENTS, 3, "date_end"),
    "events-have-one-place": Spoiled((Replace(EVENTS, ",camp-example,,", ",camp-example,Sampleshire,"),), EVENTS, 2, "base_id"),
    "ids-begin-with-their-date": Spoiled((Replace(EVENTS, "2024-05-01,2024-05-01,1,resolved", "2024-05-02,2024-05-02,1,resolved"),), EVENTS, 2, "event_id"),
    "lists-do-not-repeat": Spoiled((Replace(EVENTS, ",drone,", ",drone;drone,"),), EVENTS, 2, "weapons"),
    "outcomes-fit-the-kind": Spoiled((Replace(EVENTS, ",drone,hit", ",drone,not_applicable"),), EVENTS, 2, "outcome"),
    "places-have-a-precision": Spoiled((Replace(EVENTS, ",Sampleshire,IQ,,,,4,", ",Sampleshire,IQ,,,,,"),), EVENTS, 4, "where_prec"),
    "weapons-are-of-force": Spoiled((Replace(EVENTS, "individual,,not_applicable", "individual,drone,not_applicable"),), EVENTS, 4, "weapons"),
    "locators-are-in-order": Spoiled((Replace(REPORTS, "3;4,", "4;3,"),), REPORTS, 2, "locator"),
    "rows-name-one-entity": Spoiled((Replace(CITATIONS, "\nsample-front,,,", "\nsample-front,,camp-example,"),), CITATIONS, 7, "group_id"),
    "groups-do-not-relate-to-themselves": Spoiled((Replace(RELATIONS, "rival_of,sample-army", "rival_of,example-brigade"),), RELATIONS, 3, "related_group_id"),
    "until-is-not-before-since": Spoiled((Replace(ROLES, ",,2024-05-02", ",2024-05-03,2024-05-02"),), ROLES, 2, "until"),
    "low-is-not-above-high": Spoiled((Replace(PRESENCES, ",40,40,", ",40,2,"),), PRESENCES, 2, "strength_low"),
    "presences-have-one-place": Spoiled((Replace(PRESENCES, "camp-example,,", "camp-example,Sampleshire,"),), PRESENCES, 2, "base_id"),
    "attributions-have-an-author": Spoiled((Replace(ACTORS, "alleged,sample-army", "alleged,"),), ACTORS, 2, "asserted_by"),
    "own-words-are-stated": Spoiled((Replace(ACTORS, "claimed_by,stated", "claimed_by,possible"),), ACTORS, 3, "certainty"),
    "counts-end-after-they-begin": Spoiled((Replace(TALLIES, "2024-03-01,2024-05-02", "2024-05-02,2024-03-01"),), TALLIES, 2, "as_of"),
    "citations-name-columns": Spoiled((Replace(CITATIONS, "sample-front,,,name", "sample-front,,,title"),), CITATIONS, 7, "fields"),
    # identity
    "entities-are-cited": Spoiled((Replace(CITATIONS, "sample-front,,,name,alpha-2024-05-02,4,\n", ""),), GROUPS, 5, "group_id"),
    "searches-are-open": Spoiled(
        (Replace("tables/searches.csv", "camp-example,name_ar", "camp-example,name"),), "tables/searches.csv", 2, "field"
    ),
    "sources-are-used": Spoiled((Append(SOURCES, "gamma,,,,,,en,news,gamma,,,,"), _capture_gamma), SOURCES, 4, "source_id"),
    "documents-stand-once": Spoiled((Replace(SOURCES, "news,beta-2024-05-03,,,,", "news,beta-2024-05-03,http://www.example.org:80/alpha/,,2024-06-01,"),), SOURCES, 3, "url"),
    "publishers-are-used": Spoiled((Append(PUBLISHERS, "other-post,Other Post,,news,"),), PUBLISHERS, 4, "publisher_id"),
    "bases-are-used": Spoiled((Append(BASES, "sampleshire,Sampleshire,,area,IQ,,,,3,,An area."), Append(CITATIONS, ",,sampleshire,name,alpha-2024-05-02,3,"), Replace(EVENTS, ",Sampleshire,IQ,,,,4,", ",south of Sampleshire,IQ,,,,4,")), BASES, 3, "base_id"),
    "names-are-unambiguous": Spoiled((Append(ALIASES, "EB,sample-front,,,en,abbreviation,alpha-2024-05-02,4"),), ALIASES, 5, "alias"),
    "aliases-differ-from-the-name": Spoiled((Append(ALIASES, "Sample Front,sample-front,,,en,spelling,alpha-2024-05-02,4"),), ALIASES, 5, "alias"),
    "names-are-of-one-sort": Spoiled((Append(ALIASES, "Brigade,example-brigade,,,en,other_name,beta-2024-05-03,2"),), ALIASES, 5, "kind"),
    "rows-are-not-repeated": Spoiled((Append(REPORTS, f"{STRIKE},alpha-2024-05-02,3;5,"),), REPORTS, 6, "event_id"),
    "events-stand-once": Spoiled((Append(EVENTS, "2024-05-01-second,attack,Second attack,Drones hit it.,2024-05-01,2024-05-01,1" + SECOND), Append(REPORTS, "2024-05-01-second,alpha-2024-05-02,3,"), Append(ACTORS, "2024-05-01-second,example-brigade,,claimed_by,stated,,alpha-2024-05-02,4")), EVENTS, 5, "event_id"),
    "places-are-not-bases": Spoiled((Replace(EVENTS, ",village in Sampleshire,IQ,IQ-BG,33.4,44.3,2,", ",Fort Sample,IQ,,,,1,"), Replace(REPORTS, f"{STRIKE},alpha-2024-05-02,5", f"{STRIKE},alpha-2024-05-02,3;5")), EVENTS, 3, "place"),
    "origins-are-first-hand": Spoiled((Replace(SOURCES, "news,alpha-2024-05-02,", "news,some-agency,"), Replace(SOURCES, "news,beta-2024-05-03,", "news,alpha-2024-05-02,")), SOURCES, 3, "origin"),
    "publishers-are-permitted": Spoiled((Replace(PUBLISHERS, "Example Herald", "Global Terrorism Database"),), PUBLISHERS, 2, "publisher_id"),
    "words-are-neutral": Spoiled((Replace(GROUPS, "Ministry that", "Ministry of the regime that"),), GROUPS, 3, "summary"),
    "retired-ids-are-gone": Spoiled((Replace(RETIRED, "fort-sample,bases,camp-example", "camp-example,bases,"),), RETIRED, 2, "retired_id"),
    "speakers-are-known": Spoiled((Replace(ACTORS, "alleged,sample-army", "alleged,army"),), ACTORS, 2, "asserted_by"),
    # history
    "ids-never-vanish": Spoiled((_bring("changes/0.1.0.json", "sample-rear"),), GROUPS, None),
    # time
    "dates-are-not-in-the-future": Spoiled((Replace(RETIRED, "2024-06-01", "2030-06-01"),), RETIRED, 2, "retired_on"),
    "sources-follow-their-events": Spoiled((Replace(SOURCES, "2024-05-03,deduced", "2024-04,deduced"), Replace(REPORTS, f"{DRONES},beta-2024-05-03,2,\n", ""), Replace(REPORTS, f"{SPEECH},beta-2024-05-03,3", f"{SPEECH},beta-2024-05-03,3")), REPORTS, 4, "source_id"),
    "resolved-dates-have-a-dated-source": Spoiled((Replace(EVENTS, "2024-05-03,2024-05-03,1,deduced", "2024-05-03,2024-05-03,1,resolved"), Replace(SOURCES, "2024-05-03,deduced,en", ",,en")), EVENTS, 4, "date_basis"),
    "deduced-dates-say-why": Spoiled((Replace(REPORTS, "The source has the day without a year elsewhere.", ""),), EVENTS, 4, "date_basis"),
    "groups-act-while-they-exist": Spoiled((Replace(GROUPS, ",2019,", ",2024-06,"),), ACTORS, 3, "group_id"),
    "people-act-while-they-live": Spoiled((Replace(LEADERS, "group_leader,,", "group_leader,,2024-05-02"), Replace(ROLES, "2024-05-03,unknown", ",unknown")), ACTORS, 8, "leader_id"),
    "posts-end-with-life": Spoiled((Replace(LEADERS, "group_leader,,", "group_leader,,2024-05-02"), Replace(ACTORS, f"{SPEECH},,jane-placeholder,", f"{SPEECH},example-brigade,,")), ROLES, 3, "until"),
    "spans-do-not-contradict": Spoiled((Replace(ROLES, "2024-05-02,unknown", "2024-05-02,yes"),), ROLES, 3, "until"),
    "heads-follow-one-another": Spoiled((Append(LEADERS, "other-head,Example Brigade Head,,group_leader,,,,Another head."), Append(CITATIONS, ",other-head,,name,alpha-2024-05-02,4,"), Append(ALIASES, "attack,,other-head,,en,description,alpha-2024-05-02,4"), Append(ROLES, "other-head,example-brigade,leader,,2024-01,2024-05-02,no,alpha-2024-05-02,4"), Replace(ROLES, ",,,2024-05-02,unknown", ",,2023,2024-05-02,unknown")), ROLES, 4, "since"),
    "counts-precede-their-source": Spoiled((Replace(TALLIES, "2024-03-01,2024-05-02", "2024-03-01,2024-05-09"),), TALLIES, 2, "as_of"),
    # place
    "coordinates-lie-in-their-country": Spoiled((Replace(BASES, ",33.3,44.4,", ",44.4,33.3,"),), BASES, 2, "lat"),
    # responsibility
    "events-are-reported": Spoiled((Replace(REPORTS, f"{SPEECH},beta-2024-05-03,3,The source has the day without a year elsewhere.\n", ""), Replace(EVENTS, "2024-05-03,2024-05-03,1,deduced", "2024-05-03,2024-05-03,1,printed"), Replace(EVENTS, "Placeholder speaks", "Placeholder speaks")), EVENTS, 4, "event_id"),
    "statements-have-a-speaker": Spoiled((Replace(ACTORS, "jane-placeholder,speaker", "jane-placeholder,mediator"),), EVENTS, 4, "event_id"),
    "strikes-are-by-states": Spoiled((Replace(EVENTS, f"{STRIKE},strike", f"{STRIKE},attack"),), ACTORS, 7, "group_id"),
    "speakers-are-others": Spoiled((Replace(ACTORS, "alleged,sample-army", "alleged,example-brigade"),), ACTORS, 2, "asserted_by"),
    "sources-speak-for-themselves": Spoiled((Replace(ACTORS, "target,stated,,", "target,stated,example-wire,"),), ACTORS, 5, "asserted_by"),
    "relations-have-no-cycles": Spoiled((Replace(RELATIONS, "example-brigade,rival_of,sample-army,,2024-05-03,no,stated,beta-2024-05-03,2", "sample-front,member_of,example-brigade,,2024-05-02,no,stated,alpha-2024-05-02,4"),), RELATIONS, 2, "related_group_id"),
    "allies-are-not-rivals": Spoiled((Append(RELATIONS, "example-brigade,rival_of,sample-front,,2024-05-02,no,stated,alpha-2024-05-02,4"),), RELATIONS, 4, "relation"),
    # numbers
    "harm-belongs-to-harmful-events": Spoiled((Append(CASUALTIES, f"{SPEECH},civilians,,wounded,3,3,,beta-2024-05-03,3"),), CASUALTIES, 7, "event_id"),
    "victims-fit-their-group": Spoiled((Replace(CASUALTIES, f"{STRIKE},fighters", f"{STRIKE},soldiers"), Replace(WAIVERS, f"{STRIKE}/fighters", f"{STRIKE}/soldiers")), CASUALTIES, 6, "affected"),
    "counters-count-one-thing": Spoiled((Append(TALLIES, "second,ministry-of-samples-attacks,12,exact,attacks,sample-front,attacks by all,IQ,2024-03-01,2024-05-02,ministry-of-samples,alpha-2024-05-02,6,"),), TALLIES, 3, "scope"),
    "counters-do-not-fall": Spoiled((Append(TALLIES, "second,ministry-of-samples-attacks,1,exact,attacks,sample-front,attacks by the Sample Front,IQ,2024-03-01,2024-05-03,ministry-of-samples,beta-2024-05-03,2,"), Append(ALIASES, "Sample,sample-front,,,en,short_form,alpha-2024-05-02,6")), TALLIES, 3, "value"),
    # evidence
    "sources-have-a-fingerprint": Spoiled((_lost_fingerprint,), SOURCES, 3, "source_id"),
    "locators-name-paragraphs": Spoiled((Replace(PRESENCES, "alpha-2024-05-02,5", "alpha-2024-05-02,5;9"),), PRESENCES, 2, "locator"),
    "figures-stand-in-the-paragraph": Spoiled((Replace(PRESENCES, ",40,40,", ",41,41,"),), PRESENCES, 2, "strength_high"),
    "names-stand-in-the-paragraph": Spoiled((Replace(ROLES, "alpha-2024-05-02,4", "alpha-2024-05-02,5"),), ROLES, 2, "leader_id"),
    "aliases-stand-in-the-paragraph": Spoiled((Replace(ALIASES, "Fort Sample", "Fort Specimen"),), ALIASES, 4, "alias"),
    "coordinates-stand-in-the-paragraph": Spoiled((Replace(BASES, "33.3,44.4", "33.31,44.4"),), BASES, 2, "lat"),
    "places-stand-in-the-paragraph": Spoiled((Replace(REPORTS, f"{DRONES},beta-2024-05-03,2", f"{DRONES},beta-2024-05-03,3"),), REPORTS, 3, "locator"),
    "printed-dates-stand-in-the-paragraph": Spoiled((Replace(EVENTS, "2024-05-01,2024-05-01,1,resolved", "2024-05-01,2024-05-01,1,printed"), Replace(REPORTS, f"{DRONES},beta-2024-05-03,2,\n", "")), EVENTS, 2, "date_start"),
    "texts-hold-only-cited-figures": Spoiled((Replace(EVENTS, "Two drones struck", "Seven drones struck"),), EVENTS, 2, "summary"),
    "waivers-name-a-rule": Spoiled((Append(WAIVERS, "figures-stand-in-the-text,casualties,some-row,No such rule."),), WAIVERS, 3, "rule"),
    "waivers-are-used": Spoiled((Append(WAIVERS, "figures-stand-in-the-paragraph,presences,sample-army/camp-example/stationed/2024-05-02/alpha-2024-05-02,It stands there."),), WAIVERS, 3, "rule"),
}
# fmt: on
