"""Pages about the data, and what stands beside pages: feeds, JSON, files, citations. Each counted again by hand."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from conftest import ROOT, TINY
from fasail.data import Data, Table
from fasail.published import publish
from fasail.rows import Row
from fasail.site import cite, dataset, entity_json, feeds, mix, view
from fasail.site.page import FOLDER, Page
from fasail.site.pages import changes, coverage, disagreements, pages
from fasail.validation import load, rules

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = "2024-05-01-camp-example-drones"
HOSTILE = "</script><b>&\"'\n\\{}%$ ]]> TY  - X"
CHANGELOG = """# Changelog

## 0.2.0 (2024-07-01)

- One point
  over two lines.
- <b>Another</b>

## 0.1.0 (2024-05-01)

The first.
"""


@pytest.fixture(scope="module")
def made(tiny: Data) -> dict[str, Page]:
    return {page.path: page for page in pages(tiny, rules(), CHANGELOG)}


@pytest.fixture(scope="module")
def own() -> Data:
    """The repository's own package."""
    return load(ROOT)


@pytest.fixture(scope="module")
def jsons(tiny: Data, made: Mapping[str, Page]) -> dict[str, Any]:
    return {asset.path: json.loads(asset.content) for asset in entity_json.assets(tiny, made.values())}


def _table(name: str) -> list[dict[str, str]]:
    with (TINY / f"tables/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _with(data: Data, table: str, *rows: Row) -> Data:
    return replace(data, **{table: Table(rows)})  # type: ignore[arg-type]


# Feeds


def test_feeds_hold_each_event_with_a_link_that_leads_to_its_page(tiny: Data, made: Mapping[str, Page]) -> None:
    for asset in feeds.assets(tiny):
        feed = ElementTree.fromstring(asset.content)
        root = "../" * asset.path.count("/")
        links = [link.get("href", "") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert all(link.startswith(root) and link.removeprefix(root) in made for link in links)
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            assert (element.findtext(f"{ATOM}id") or "").startswith("urn:fasail:")
            assert element.findtext(f"{ATOM}title")
            assert element.findtext(f"{ATOM}updated") == tiny.descriptor.created
        assert b"xml:base" not in asset.content


def test_there_is_a_feed_of_all_and_one_for_each_group_with_events(tiny: Data) -> None:
    entries = {
        asset.path: [
            entry.findtext(f"{ATOM}id") for entry in ElementTree.fromstring(asset.content).iter(f"{ATOM}entry")
        ]
        for asset in feeds.assets(tiny)
    }
    due = {"feed.xml": {row["event_id"] for row in _table("events")}}
    for row in _table("event_actors"):
        if row["group_id"]:
            due.setdefault(f"groups/{row['group_id']}.xml", set()).add(row["event_id"])
    assert {path: {f"urn:fasail:event:{event}" for event in events} for path, events in due.items()} == {
        path: set(ids) for path, ids in entries.items()
    }
    assert entries["feed.xml"] == [f"urn:fasail:event:{event.event_id}" for event in view.newest(tiny.events)]


def test_a_hostile_cell_stays_text_in_a_feed(tiny: Data) -> None:
    event = tiny.events[FIRST].model_copy(update={"title": HOSTILE})
    feed = next(feeds.assets(_with(tiny, "events", event)))
    entry = ElementTree.fromstring(feed.content).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == f"1 May 2024: {HOSTILE}"


# JSON


def test_every_row_with_a_page_has_its_json(tiny: Data, jsons: Mapping[str, Any]) -> None:
    rows = [row for table in view.FOLDERS.values() for row in tiny.tables[table]]
    assert {entity_json.path(view.path_of(row)) for row in rows} | {"bases/fort-sample.json"} == set(jsons)


@pytest.mark.parametrize("table", view.FOLDERS.values())
def test_the_json_has_the_cells_of_the_row(table: str, jsons: Mapping[str, Any]) -> None:
    for row in _table(table):
        found = jsons[f"{table}/{next(iter(row.values()))}.json"]["row"]
        assert {name: _as_cell(value) for name, value in found.items()} == row


def _as_cell(value: Any) -> str:
    return "" if value is None else ";".join(map(str, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("path", "statements"),
    [
        (f"events/{FIRST}", {"event_actors": 4, "casualties": 4, "reports": 2}),
        ("bases/camp-example", {"events": 1, "aliases": 1, "presences": 1, "citations": 1}),
        ("leaders/jane-placeholder", {"roles": 2, "event_actors": 1, "citations": 1}),
        (
            "groups/sample-army",
            {"relations": 1, "presences": 1, "event_actors": 2, "casualties": 2, "citations": 1},
        ),
    ],
)
def test_the_json_has_every_row_that_refers_to_it(
    path: str, statements: Mapping[str, int], jsons: Mapping[str, Any]
) -> None:
    assert {table: len(rows) for table, rows in jsons[f"{path}.json"]["statements"].items()} == statements


def test_the_json_of_a_source_has_every_row_that_rests_on_it(tiny: Data, jsons: Mapping[str, Any]) -> None:
    for source in tiny.sources:
        found = jsons[f"sources/{source.source_id}.json"]["statements"]
        assert sum(map(len, found.values())) == len(tiny.cited[source.source_id])


def test_the_json_has_what_is_computed_of_an_event(jsons: Mapping[str, Any]) -> None:
    computed = jsons[f"events/{FIRST}.json"]["computed"]
    assert computed["grade"] == "confirmed"
    assert computed["origins"] == ["example-herald", "example-wire"]
    assert {"outcome": "killed", "low": 1, "high": 2, "open": False, "affected": "soldiers"} in computed["harm"]


def test_the_json_has_its_stated_form(jsons: Mapping[str, Any]) -> None:
    schema = json.loads((ROOT / "docs/entity.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert {path: [error.message for error in validator.iter_errors(found)] for path, found in jsons.items()} == {
        path: [] for path in jsons
    }
    assert not validator.is_valid(jsons[f"events/{FIRST}.json"] | {"computed": {"grade": "certain"}})


def test_a_page_links_its_json_and_a_group_its_feed(made: Mapping[str, Page], jsons: Mapping[str, Any]) -> None:
    for path in jsons:
        assert f'href="../{path}"' in made[path.removesuffix("json") + "html"].html
    assert 'href="../groups/example-brigade.xml"' in made["groups/example-brigade.html"].html
    assert "sample-front.xml" not in made["groups/sample-front.html"].html


# Files


@pytest.mark.parametrize("root", [ROOT, TINY], ids=["own", "tiny"])
def test_the_files_of_the_site_are_those_of_the_package(root: Path, tiny: Data, own: Data) -> None:
    data = tiny if root == TINY else own
    contents = {FOLDER + path: content for path, content in publish(data).files.items()}
    for resource in data.descriptor.resources:
        assert contents[f"data/{resource.path}"] == (root / resource.path).read_bytes(), resource.name
        schema = json.loads(contents[f"data/{resource.table_schema}"])
        assert schema == json.loads((ROOT / resource.table_schema).read_text("utf-8"))


def test_the_descriptor_has_the_size_and_hash_of_each_file(tiny: Data, made: Mapping[str, Page]) -> None:
    contents = {FOLDER + path: content for path, content in publish(tiny).files.items()}
    descriptor = json.loads(contents["data/datapackage.json"])
    for resource in descriptor["resources"]:
        flat = resource["path"].startswith("flat/")
        content = contents[f"data/{resource['path']}"] if flat else (TINY / resource["path"]).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        assert (resource.pop("bytes"), resource.pop("hash")) == (len(content), f"sha256:{digest}")
        assert f"<code>{digest}</code>" in made["downloads.html"].html
        assert f'href="data/{resource["path"]}"' in made["downloads.html"].html
    descriptor["resources"] = [row for row in descriptor["resources"] if not row["path"].startswith("flat/")]
    kept = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    assert descriptor == kept | {"version": tiny.descriptor.version}


def test_the_dataset_is_described_with_every_file_and_no_markup(tiny: Data) -> None:
    hostile = replace(tiny, descriptor=tiny.descriptor.model_copy(update={"description": HOSTILE}))
    published = publish(hostile)
    text = dataset.json_ld(hostile, published.tables)
    assert "<" not in text
    described = json.loads(text)
    assert described["description"] == HOSTILE
    assert [part["sha256"] for part in described["distribution"]] == [file.sha256 for file in published.tables]
    assert {part["contentUrl"] for part in described["distribution"]} <= {FOLDER + path for path in published.files}


# Citations


@pytest.mark.parametrize("title", ["Drones hit Camp Example", HOSTILE, "} unbalanced", "a\nER  - \nTY  - X"])
def test_citations_parse_whatever_the_title(title: str, tiny: Data) -> None:
    entry = cite.bibtex(tiny, title, FIRST)
    assert re.match(r"@misc\{fasail-[A-Za-z0-9-]+,\n", entry)
    depth = [entry[: place + 1].count("{") - entry[: place + 1].count("}") for place in range(len(entry))]
    assert min(depth[5:-1]) >= 1
    assert depth[-1] == 0
    lines = cite.ris(tiny, title, FIRST).split("\n")
    assert [line[:6] for line in lines] == [
        f"{tag}  - " for tag in ("TY", "AU", "TI", "T2", "ET", "PY", "DA", "AN", "N1", "ER")
    ]
    assert "\n" not in cite.plain(tiny, title, FIRST)


def test_citations_name_the_edition_and_the_row(tiny: Data) -> None:
    for form in (cite.plain, cite.bibtex, cite.ris):
        text = form(tiny, "A title", FIRST)
        for part in ("A title", FIRST, tiny.descriptor.version, str(tiny.as_of.year), "CC-BY-4.0"):
            assert part in text


# Coverage


def _counts(shares: list[mix.Share]) -> dict[str, tuple[int, int]]:
    return {share.name: (share.count, share.total) for share in shares}


def test_what_rests_on_one_voice_is_counted_from_the_tables(tiny: Data) -> None:
    sources = {row["source_id"]: row for row in _table("sources")}
    interested = {row["publisher_id"] for row in _table("publishers") if row["interest"]}
    told: dict[str, list[dict[str, str]]] = {row["event_id"]: [] for row in _table("events")}
    for row in _table("reports"):
        told[row["event_id"]].append(sources[row["source_id"]])
    found = _counts(coverage.resting(tiny))
    single = sum(len({source["origin"] for source in rows}) == 1 for rows in told.values())
    alone = sum(all(source["publisher_id"] in interested for source in rows) for rows in told.values())
    assert found["on a single origin"] == (single, 3) == (2, 3)
    assert found["on publishers with a stated interest alone"] == (alone, 3) == (1, 3)


def test_a_copy_is_another_source_and_no_other_origin(tiny: Data) -> None:
    alpha, beta = tiny.sources
    copied = _with(tiny, "sources", alpha, beta.model_copy(update={"origin": alpha.source_id}))
    found = _counts(coverage.resting(copied))
    assert (found["on a single source"], found["on a single origin"]) == ((2, 3), (3, 3))


def test_filled_columns_are_counted_from_the_tables(tiny: Data) -> None:
    found = {(item.table, item.column): item.share for item in coverage.columns(tiny)}
    assert found
    for (table, column), share in found.items():
        rows = _table(table)
        if table == "events" and column in coverage.LEFT_TO_THE_BASE:
            rows = [row for row in rows if not row["base_id"]]
        elif table == "events" and column in coverage.OF_FORCE:
            rows = [row for row in rows if row["kind"] in ("attack", "strike")]
        assert (share.count, share.total) == (sum(bool(row[column]) for row in rows), len(rows)), (table, column)
    assert ("events", "weapons") in found
    assert ("events", "title") not in found


def test_what_is_not_known_is_counted(tiny: Data) -> None:
    found = _counts(coverage.known(tiny))
    assert found["the date is deduced"] == (1, 3)
    assert found["attacks and other uses of force: no weapon is named"] == (1, 2)
    assert found["attacks and other uses of force: no source gives harm"] == (0, 2)
    assert _counts(coverage.dates(tiny))["sources with a deduced date"] == (1, 2)
    assert _counts(coverage.dates(tiny))["designations without a date"] == (0, 1)


def test_the_numbers_stand_on_the_page(tiny: Data, made: Mapping[str, Page]) -> None:
    html = made["coverage.html"].html
    for share in (*coverage.resting(tiny), *coverage.known(tiny)):
        assert re.search(rf'{re.escape(share.name)}</th><td class="number[^>]*>{share.count}</td>', html)


def test_a_mix_is_ordered_and_shares_are_of_the_whole() -> None:
    shares = mix.often(["b", "a", "b", "c"])
    assert [(share.name, share.count, share.percent) for share in shares] == [
        ("b", 2, 50.0),
        ("a", 1, 25.0),
        ("c", 1, 25.0),
    ]
    assert [share.name for share in mix.in_order(["2024", "2023", "2024"])] == ["2023", "2024"]
    assert mix.Share("of nothing", 0, 0).percent == 0


# Disagreements


def _found(data: Data) -> dict[str, int]:
    return {kind.anchor: len(kind.found) for kind in disagreements.kinds(data) if kind.found}


def test_the_disagreements_of_the_tiny_package(tiny: Data) -> None:
    kinds = [kind for kind in disagreements.kinds(tiny) if kind.found]
    assert [kind.anchor for kind in kinds] == ["figures-apart"]
    (item,) = kinds[0].found
    assert item.about == tiny.events[FIRST]
    killed = [row for row in tiny.casualties if row.outcome == "killed"]
    assert sorted(row.line for row in item.rows) == [row.line for row in killed]


def test_each_kind_of_disagreement_is_found(tiny: Data) -> None:
    claim, attribution = (tiny.actors(tiny.events[FIRST], role)[0] for role in ("claimed_by", "attributed_to"))
    other = {"group_id": "ministry-of-samples", "asserted_by": "example-wire"}
    cases: dict[str, tuple[Row, ...]] = {
        "claims": (claim, claim.model_copy(update=other | {"asserted_by": None})),
        "claim-and-attribution": (claim, attribution.model_copy(update=other)),
        "denials": (attribution, claim.model_copy(update={"role": "denied_by"})),
        "attributions": (attribution, attribution.model_copy(update=other)),
        "certainty": (attribution, attribution.model_copy(update={"certainty": "assessed"})),
    }
    for anchor, rows in cases.items():
        changed = replace(_with(tiny, "event_actors", *rows), casualties=Table(()))
        assert _found(changed) == {anchor: 1}, anchor
    possible = [
        attribution.model_copy(update={"certainty": "possible", "group_id": g}) for g in ("sample-army", "iran")
    ]
    assert _found(replace(_with(tiny, "event_actors", *possible), casualties=Table(()))) == {"possibilities": 1}


def test_umbrella_and_member_are_no_rival_attributions(tiny: Data) -> None:
    attribution = tiny.actors(tiny.events[FIRST], "attributed_to")[0]
    umbrella = attribution.model_copy(update={"group_id": "sample-front", "asserted_by": "example-wire"})
    assert "attributions" not in _found(_with(tiny, "event_actors", attribution, umbrella))


def test_figures_of_the_same_people_and_readings_of_one_day_differ(tiny: Data) -> None:
    figure, tally, relation = tiny.casualties.rows[1], tiny.tallies.rows[0], tiny.relations.rows[0]
    figures = (figure, figure.model_copy(update={"low": 5, "high": 5, "source_id": "alpha-2024-05-02"}))
    assert _found(_with(tiny, "casualties", *figures)) == {"figures": 1}
    quiet = replace(tiny, casualties=Table(()))
    assert _found(_with(quiet, "tallies", tally, tally.model_copy(update={"value": 13}))) == {"tallies": 1}
    later = {"value": 13, "as_of": tiny.as_of}
    assert _found(_with(quiet, "tallies", tally, tally.model_copy(update=later))) == {}
    doubted = relation.model_copy(update={"certainty": "alleged", "source_id": "beta-2024-05-03"})
    assert _found(_with(quiet, "relations", relation, doubted)) == {"relations": 1}


def test_the_page_has_every_event_of_which_home_says_that_accounts_differ(own: Data) -> None:
    found = {item.about for kind in disagreements.kinds(own) for item in kind.found if not isinstance(item.about, str)}
    assert {event for event, _ in view.differing(own)} <= found


def test_each_voice_stands_on_the_page_with_its_paragraph(made: Mapping[str, Page]) -> None:
    html = made["disagreements.html"].html
    assert html.count('<table class="data data--voices">') == 1
    for part in ("1 killed: soldiers of", "2 killed: soldiers", "Ministry of Samples", "the source itself"):
        assert part in html
    assert "paragraph 3" in html
    assert "paragraph 2" in html


# Changes, and what holds on all pages


def test_changes_have_each_version_with_the_ids_retired_in_it(tiny: Data, made: Mapping[str, Page]) -> None:
    newer, older = changes.versions(tiny, CHANGELOG)
    assert (newer.name, newer.blocks) == ("0.2.0", (("- One point over two lines.", "- <b>Another</b>"),))
    assert [row.retired_id for row in newer.retired] == ["fort-sample"]
    assert (older.blocks, older.retired) == ((("The first.",),), ())
    html = made["changes.html"].html
    assert "&lt;b&gt;Another" in html
    assert 'href="bases/fort-sample.html"' in html
    assert changes.versions(tiny, (ROOT / "CHANGELOG.md").read_text("utf-8"))


def test_figures_stand_behind_a_click_in_lists(made: Mapping[str, Page]) -> None:
    html = made["bases/camp-example.html"].html
    (details,) = re.findall(r'<details class="harm">.*?</details>', html, re.DOTALL)
    assert "1–2 killed" in details
    assert details.count("<li>") == 4
    assert details.count('class="cite"') == 4


def test_a_hostile_title_stays_text_in_every_form_of_citation(tiny: Data) -> None:
    group = tiny.groups["sample-front"].model_copy(update={"name": HOSTILE})
    others = [row for row in tiny.groups if row.id != group.id]
    html = {page.path: page.html for page in pages(_with(tiny, "groups", *others, group), rules())}
    assert not any("<b>" in text or "</script>" in text.replace("></script>", "") for text in html.values())
    assert "&lt;b&gt;" in html["groups/sample-front.html"]


def test_the_new_pages_of_the_package_are_small(own: Data) -> None:
    found = {page.path: page for page in pages(own, rules())}
    for path in ("coverage.html", "disagreements.html", "downloads.html", "changes.html", "sources/index.html"):
        assert len(found[path].html.encode()) < 120_000, path


def test_csv_reads_back_as_the_rows(tiny: Data) -> None:
    text = publish(tiny).files["tables/events.csv"].decode()
    assert list(csv.DictReader(io.StringIO(text))) == _table("events")


# Tallies


def test_two_counters_of_one_scope_are_told_apart_by_who_counts(tiny: Data) -> None:
    (reading,) = tiny.tallies
    readings = [
        reading.model_copy(update={"tally_id": f"{counter}-{number}", "counter": counter, "attributed_to": who})
        for counter, who in (("first", "ministry-of-samples"), ("second", "An official"))
        for number in (1, 2)
    ]
    changed = replace(tiny, tallies=Table(tuple(readings)))
    html = next(page.html for page in pages(changed, rules()) if page.path == "tallies.html")
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html) == [
        "Attacks by the Sample Front, by Ministry of Samples", "Attacks by the Sample Front, by An official",
    ]  # fmt: skip


def test_the_page_of_tallies_keeps_its_size_however_many_readings_there_are(tiny: Data) -> None:
    (reading,) = tiny.tallies
    readings = [
        reading.model_copy(update={
            "tally_id": f"{counter}-{number}", "counter": f"counter-{counter}", "value": number,
            "as_of": reading.as_of and reading.as_of + timedelta(days=number),
        })
        for counter in range(8) for number in range(1, 41)
    ]  # fmt: skip
    changed = replace(tiny, tallies=Table(tuple(readings)))
    html = next(page.html for page in pages(changed, rules()) if page.path == "tallies.html")
    assert html.count('class="chart chart--steps"') == 8
    assert re.search(r"The first [0-9]+ of 40 are shown", html)
    assert len(html) < 130_000
