"""The formats of the extra `intelligence`, read by programs of other makers, which ask nobody for anything."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from conftest import ROOT
from fasail.data import Data, Table
from fasail.exports import Release
from fasail.published import publish
from fasail.rows import Relation
from fasail.validation import load

if os.environ.get("FASAIL_INTELLIGENCE") != "required":
    for module in ("followthemoney", "stix2", "stix2validator"):
        pytest.importorskip(module, reason=f"{module} not installed: pip install '.[intelligence]'")

import stix2
import stix2.exceptions
import stix2validator
from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.proxy import EntityProxy
from followthemoney.types import registry

from fasail.exports import ftm, stix

COMMIT = "c0ffee" * 6
#: Ids are made from the rows, so that they stay; a hash of an address is unknown to whoever reads texts and not files.
STRICT = stix2validator.ValidationOptions(
    version="2.1", strict=True, strict_types=True, strict_properties=True, enforce_refs=True,
    disabled=["uuid-check", "extref-hashes"],
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org")',
    'x"}]},{"type": "threat-actor", "id": "',
    "javascript:alert(1)",
    "{{ 1 + 1 }} ${1 + 1} {onclick=alert(1)}",
    "\\u0000 \\n \\",
)


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader asks the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_asking_is_noticed() -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("example.org", 443))


def more(data: Data, table: str, *changes: dict[str, Any]) -> Data:
    """The data with more rows of a table, each the first one with other cells; no other rule than its type's holds."""
    first = data.tables[table].rows[0]
    added = (type(first).model_validate(first.model_dump() | changed) for changed in changes)
    return replace(data, **{table: Table((*data.tables[table], *added))})  # type: ignore[arg-type]


def full(data: Data) -> Data:
    """The tiny data with every kind of group, name, relation and designation, and text that is not what it seems."""

    def kinds(table: str, column: str) -> list[Any]:
        return next(field for field in data.schemas[table].fields if field.name == column).constraints.enum or []

    known = {"name_ar": "فصائل", "country": "IR", "founded": "2003", "dissolved": "2019-12", "wikidata": "Q796"}
    groups = [known | {"group_id": f"g{n}", "name": f"One {kind}", "kind": kind}
              for n, kind in enumerate(kinds("groups", "kind"))]  # fmt: skip
    others = [{"group_id": group["group_id"]} for group in groups if group["kind"] == "other"]
    hostile = [{"group_id": f"h{n}", "name": text, "summary": text} for n, text in enumerate(HOSTILE)]
    aliases = [{"alias": f"A {kind}", "kind": kind} for kind in kinds("aliases", "kind")]
    aliases += [{"alias": f"{text} too", "group_id": f"h{n}"} for n, text in enumerate(HOSTILE)]
    designations = [{"action": action, "authority": authority, "list": text, "date": "2021-02"}
                    for action in kinds("designations", "action")
                    for authority, text in zip(("UN", "EU", "GB"), HOSTILE, strict=False)]  # fmt: skip
    person = {"group_id": None, "leader_id": data.leaders.rows[0].leader_id}
    relations = [
        {"relation": kind, "related_group_id": f"g{n}", "ended": ended, "since": "2020", "until": "2021-04"}
        for n, ended in enumerate(kinds("relations", "ended"))
        for kind in kinds("relations", "relation")
    ]
    relations += [{"related_group_id": f"h{n}", "certainty": certainty, "since": None, "until": None}
                  for n, certainty in enumerate(kinds("relations", "certainty"))]  # fmt: skip
    data = more(data, "groups", *groups, *hostile)
    data = more(data, "aliases", *aliases)
    data = more(data, "designations", *designations, *others, person)
    return more(data, "relations", *relations, *others, *({"related_group_id": row["group_id"]} for row in others))


@pytest.fixture(scope="module", params=["own", "tiny", "full"])
def data(request: pytest.FixtureRequest, tiny: Data) -> Data:
    return {"own": lambda: load(ROOT), "tiny": lambda: tiny, "full": lambda: full(tiny)}[request.param]()


def release_of(data: Data) -> Release:
    return Release(data, publish(data, COMMIT), "")


@pytest.fixture(scope="module")
def release(data: Data) -> Release:
    return release_of(data)


@pytest.fixture(scope="module")
def lines(release: Release, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("ftm") / ftm.PATH
    ftm.write(release, path)
    *found, last = path.read_text("utf-8").split("\n")
    assert last == ""
    return [json.loads(line) for line in found]


@pytest.fixture(scope="module")
def bundle(release: Release, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("stix") / stix.PATH
    stix.write(release, path)
    return path.read_text("utf-8")


# FollowTheMoney


def read(entity: dict[str, Any]) -> EntityProxy:
    """The entity as the reader has it, which keeps what it understands of each value and drops the rest in silence."""
    return model.get_proxy(entity, cleaned=False)


def lost(entity: dict[str, Any]) -> list[str]:
    """The properties that do not come back as they were written, and those that are required and missing."""
    found, written = read(entity), entity["properties"]
    altered = [name for name, values in written.items() if found.properties.get(name) != values]
    return [*altered, *(name for name in found.schema.required if name not in written)]


def test_the_reader_keeps_every_value(lines: list[dict[str, Any]]) -> None:
    assert [(line["id"], lost(line)) for line in lines if lost(line)] == []
    assert [read(line).to_dict() for line in lines] == lines


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "Mordor"),
        ("incorporationDate", "last summer"),
        ("incorporationDate", "2019-02-30"),
        ("topics", "bad"),
        ("sourceUrl", "javascript:alert(1)"),
        ("wikidataId", "Kataib"),
        ("name", " spaced  out "),
        ("colour", "green"),
    ],
)
def test_a_value_that_the_reader_drops_is_noticed(name: str, value: str, tiny: Data) -> None:
    entity = next(ftm.entities(release_of(tiny))).to_dict()
    assert lost(entity) == []
    assert lost(entity | {"properties": entity["properties"] | {name: [value]}}) == [name]
    assert lost(entity | {"properties": {"country": ["iq"]}}) == ["name"]


def test_a_property_that_the_model_does_not_know_is_not_written() -> None:
    with pytest.raises(InvalidData):
        ftm._entity("Organization", "x", colour=["green"])


def test_ftm_organisations_are_those_of_the_tables(data: Data, lines: list[dict[str, Any]]) -> None:
    found = {proxy.id: proxy for proxy in map(read, lines) if proxy.schema.is_a("Organization")}
    due = [group for group in data.groups if group.kind != "other"]
    assert list(found) == [f"fasail-{group.group_id}" for group in due]
    for group in due:
        proxy = found[f"fasail-{group.group_id}"]
        assert proxy.schema.name == ("PublicBody" if group.kind in ("government", "state_body") else "Organization")
        assert set(proxy.get_type_values(registry.name)) == set(data.names("group_id", group.group_id))
        assert proxy.get("name") == [name for name in (group.name, group.name_ar) if name]
        for name, value in (
            ("summary", group.summary), ("country", group.country and group.country.lower()),
            ("incorporationDate", group.founded), ("dissolutionDate", group.dissolved),
            ("wikidataId", group.wikidata),
        ):  # fmt: skip
            assert proxy.get(name) == ([value] if value else []), name
        cited = [row for rows in data.referring(group).values() for row in rows if hasattr(row, "source_id")]
        urls = {data.sources[row.source_id].url for row in cited}
        assert set(proxy.get("sourceUrl")) == urls - {None}


def test_ftm_sanctions_are_the_listings_of_the_tables(data: Data, lines: list[dict[str, Any]]) -> None:
    found = [
        (proxy.first("entity"), proxy.first("country"), proxy.first("program"), proxy.first("status"),
         proxy.first("listingDate"), proxy.first("endDate"), proxy.first("sourceUrl"))
        for proxy in map(read, lines) if proxy.schema.name == "Sanction"
    ]  # fmt: skip
    due = [
        (f"fasail-{row.group_id}", row.authority.lower(), row.list, row.action,
         row.date if row.action == "listed" else None, row.date if row.action == "delisted" else None,
         data.sources[row.source_id].url)
        for row in data.designations
        if row.group_id and data.groups[row.group_id].kind != "other" and row.action != "reward_offered"
    ]  # fmt: skip
    # A day may be blank.
    assert sorted(found, key=str) == sorted(due, key=str)
    rewards = sum(row.action == "reward_offered" and bool(row.group_id) for row in data.designations)
    assert sum(len(read(line).get("notes", quiet=True)) for line in lines) == rewards


def test_ftm_links_are_the_relations_of_the_tables(data: Data, lines: list[dict[str, Any]]) -> None:
    found = [read(line) for line in lines if "role" in line["properties"]]
    due = [row for row in related(data) if row.relation != "rival_of"]
    for proxy, row in zip(found, due, strict=True):
        schema, one, other = (
            ("Membership", "member", "organization") if row.relation == "member_of"
            else ("UnknownLink", "subject", "object")
        )  # fmt: skip
        assert proxy.schema.name == schema
        assert (proxy.get(one), proxy.get(other)) == ([f"fasail-{row.group_id}"], [f"fasail-{row.related_group_id}"])
        assert proxy.get("status") == [row.certainty]
        ended = row.ended == "yes"
        assert {*proxy.get("date")} == {day for day in (row.since, None if ended else row.until) if day}
        assert proxy.get("endDate") == ([row.until] if row.until and ended else [])
        assert proxy.get("sourceUrl") == [url for url in [data.sources[row.source_id].url] if url]
        said = proxy.first("description") or ""
        for part in (data.groups[row.group_id].name, f"({row.certainty}; ", f"Source: {row.source_id}, "):
            assert part in said


def related(data: Data) -> list[Relation]:
    """The relations between two organisations."""
    others = {group.group_id for group in data.groups if group.kind == "other"}
    return [row for row in data.relations if not {row.group_id, row.related_group_id} & others]


def test_nobody_is_a_person_and_what_is_linked_is_there(lines: list[dict[str, Any]]) -> None:
    proxies = {line["id"]: read(line) for line in lines}
    assert len(proxies) == len(lines)
    schemas = {proxy.schema.name for proxy in proxies.values()}
    assert schemas <= {"Organization", "PublicBody", "Sanction", "Membership", "UnknownLink"}
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type == registry.entity:
                assert prop.range is not None
                assert proxies[value].schema.is_a(prop.range)


@pytest.mark.parametrize(
    ("rows", "topics"),
    [
        ([("listed", "US", "2020")], ["sanction"]),
        ([("listed", "US", None)], []),
        ([("listed", "US", "2020"), ("delisted", "US", "2021-02")], []),
        ([("listed", "US", "2020"), ("delisted", "US", "2020")], []),
        ([("listed", "US", "2020"), ("delisted", "US", None)], []),
        ([("listed", "US", "2020"), ("delisted", "US", "2019-12")], ["sanction"]),
        ([("listed", "US", "2020"), ("delisted", "EU", "2021")], ["sanction"]),
        ([("reward_offered", "US", "2020")], []),
    ],
)
def test_only_a_dated_listing_that_stands_is_a_topic(rows: list[Any], topics: list[str], tiny: Data) -> None:
    changed = [dict(zip(("action", "authority", "date"), row, strict=True)) for row in rows]
    made = more(tiny, "designations", *changed).designations.rows[len(tiny.designations) :]
    first = next(ftm.entities(release_of(replace(tiny, designations=Table(made)))))
    assert first.get("topics") == topics


# STIX


def objects(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["objects"])


def valid(text: str) -> bool:
    results = stix2validator.validate_string(text, STRICT)
    return bool(results.is_valid)


def test_stix_is_valid_and_read_as_it_was_written(bundle: str) -> None:
    assert valid(bundle)
    parsed = stix2.parse(bundle, allow_custom=False, version="2.1")
    assert json.loads(parsed.serialize()) == json.loads(bundle)


def _without_target(content: dict[str, Any]) -> None:
    content["objects"] = [thing for thing in content["objects"] if thing.get("name") != "Sample Front"]


def _before_it_was_made(content: dict[str, Any]) -> None:
    content["objects"][1]["modified"] = "2001-01-01T00:00:00.000Z"


def _own_type(content: dict[str, Any]) -> None:
    content["objects"][1]["type"] = "militia"
    content["objects"][1]["id"] = content["objects"][1]["id"].replace("identity", "militia")


@pytest.mark.parametrize("spoil", [_without_target, _before_it_was_made, _own_type])
def test_the_validator_refuses_a_spoiled_bundle(spoil: Callable[[dict[str, Any]], None], tiny: Data) -> None:
    content = json.loads(stix.bundle(release_of(tiny)).serialize())
    assert valid(json.dumps(content))
    spoil(content)
    assert not valid(json.dumps(content))


@pytest.mark.parametrize(
    "new", [{"colour": "green"}, {"name": None}, {"id": "identity--1"}, {"created": "yesterday"}, {"labels": "one"}]
)
def test_the_reader_refuses_or_alters_a_spoiled_identity(new: dict[str, Any], tiny: Data) -> None:
    content = json.loads(stix.bundle(release_of(tiny)).serialize())
    content["objects"][1] |= new
    try:
        parsed = stix2.parse(json.dumps(content), allow_custom=False, version="2.1")
    except stix2.exceptions.STIXError:
        return
    assert json.loads(parsed.serialize()) != content


def test_stix_identities_are_those_of_the_tables(data: Data, bundle: str) -> None:
    parsed = stix2.parse(bundle, version="2.1")
    due = [group for group in data.groups if group.kind != "other"]
    found = [thing for thing in parsed.objects if thing.type == "identity"]
    assert [(thing.name, thing.identity_class, thing.labels) for thing in found] == [
        (group.name, "organization", [group.kind]) for group in due
    ]
    for group, thing in zip(due, found, strict=True):
        assert thing.description.startswith(group.summary)
        for name in data.names("group_id", group.group_id)[1:]:
            assert name in thing.description
        for row in data.designations.by("group_id")[group.group_id]:
            assert f"{row.list or ''}" in thing.description
            assert f"Source: {row.source_id}, " in thing.description
        for reference in thing.get("external_references", ()):
            address = data.sources[reference.external_id].url
            assert unquote(address or "") == unquote(reference.get("url") or "")
    assert {thing.type for thing in parsed.objects} <= {"marking-definition", "identity", "relationship"}


def test_stix_relationships_are_the_relations_of_the_tables(data: Data, bundle: str) -> None:
    parsed = stix2.parse(bundle, version="2.1")
    names = {thing.id: thing.name for thing in parsed.objects if thing.type == "identity"}
    found = [
        (names[thing.source_ref], thing.labels, names[thing.target_ref], thing.external_references[0].external_id)
        for thing in parsed.objects if thing.type == "relationship"
    ]  # fmt: skip
    groups = data.groups
    due = related(data)
    assert found == [
        (groups[row.group_id].name, [row.relation], groups[row.related_group_id].name, row.source_id) for row in due
    ]
    described = [thing.description for thing in parsed.objects if thing.type == "relationship"]
    for row, text in zip(due, described, strict=True):
        assert f"({row.certainty}; " in text


# Both


def test_text_that_looks_like_something_else_stays_text(tiny: Data) -> None:
    made = release_of(full(tiny))
    organisations = [read(entity.to_dict()) for entity in ftm.entities(made)]
    assert set(HOSTILE) <= {proxy.first("name", quiet=True) for proxy in organisations}
    assert set(HOSTILE) <= {proxy.first("summary", quiet=True) for proxy in organisations}
    parsed = stix2.parse(stix.bundle(made).serialize(), version="2.1")
    assert set(HOSTILE) <= {thing.get("name") for thing in parsed.objects}
    assert len(parsed.objects) == len(objects(stix.bundle(made).serialize()))


def test_edition_and_licence_go_with_every_part(release: Release, lines: list[dict[str, Any]], bundle: str) -> None:
    assert {(line["edition"], line["licence"]) for line in lines} == {(release.edition, release.credit)}
    assert COMMIT in release.edition
    terms, *others = objects(bundle)
    assert terms["definition"]["statement"] == f"{release.edition}. {release.credit}."
    assert {tuple(thing["object_marking_refs"]) for thing in others} == {(terms["id"],)}
    made = f"{release.data.as_of}T00:00:00.000Z"
    assert {(thing["created"], thing["modified"]) for thing in others} == {(made, made)}


def test_ids_stay(tiny: Data) -> None:
    """An id that changed would be another thing to whoever holds the last release."""
    made = release_of(tiny)
    ids = [entity.id for entity in ftm.entities(made)]
    assert ids[0] == "fasail-example-brigade"
    assert ids[-1] == "fasail-604edeb3ccdf641907251c38fdeb471878098787"
    things = [thing["id"] for thing in objects(stix.bundle(made).serialize())]
    assert things[1] == "identity--266e8d13-472c-5968-9552-cfd2a61bc143"
    assert things[-1] == "relationship--46d4cd67-992c-5c77-8fe1-53a58d1102d6"


def test_a_second_run_writes_the_same(release: Release, lines: list[dict[str, Any]], bundle: str) -> None:
    assert [entity.to_dict() for entity in ftm.entities(release)] == [
        {key: line[key] for key in ("id", "schema", "properties")} for line in lines
    ]
    assert stix.bundle(release).serialize(indent=1, ensure_ascii=False) == bundle.rstrip("\n")


EXPORT = """
import sys
from pathlib import Path
sys.modules["{module}"] = None
from fasail.build import export
from fasail.validation import load
export(load(Path.cwd()), Path.cwd(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("module", "made", "said"),
    [
        ("not_needed", True, ""),
        ("followthemoney", False, "[intelligence]"),
        ("stix2", False, "[intelligence]"),
    ],
)
def test_without_the_extra_the_build_goes_on_and_says_so(module: str, made: bool, said: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", EXPORT.format(module=module), str(tmp_path / "dist")]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said in outcome.stderr
    assert outcome.stderr.count("\n") == (not made)
    for name in (ftm.PATH, stix.PATH):
        assert (tmp_path / "dist" / name).exists() == made
        assert (f"  {name}\n" in (tmp_path / "dist/SHA256SUMS").read_text()) == made
    assert (tmp_path / "dist/CITATION.cff").exists()


def test_an_extra_that_is_broken_is_no_missing_extra(tmp_path: Path) -> None:
    command = [sys.executable, "-c", EXPORT.format(module="rigour"), str(tmp_path / "dist")]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "rigour" in outcome.stderr
    assert outcome.returncode == 1
