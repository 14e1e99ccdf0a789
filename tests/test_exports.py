"""The downloads, each opened by a reader of another maker, which is also shown to refuse a spoiled copy."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import geopandas
import openpyxl
import polars
import pytest
from markupsafe import Markup

from conftest import ROOT, assemble
from fasail import words
from fasail.build import export
from fasail.data import Data, Table
from fasail.exports import EXPORTS, Release, archive, citation
from fasail.exports.release import values
from fasail.flat import FLAT
from fasail.published import DESCRIPTOR, Published, TableFile, publish, spelled
from fasail.site.pages import pages
from fasail.validation import load, rules, validate

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package."""
    return assemble(tmp_path_factory.mktemp("small") / "package")


@pytest.fixture(scope="module", params=["own", "tiny"])
def package(request: pytest.FixtureRequest, small: Path) -> Path:
    return ROOT if request.param == "own" else small


@pytest.fixture(scope="module")
def published(package: Path) -> Published:
    return publish(load(package))


@pytest.fixture(scope="module")
def dist(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of the repository's own package, and of the tiny one."""
    target = tmp_path_factory.mktemp("release") / "dist"
    export(load(package), package, target)
    return target


@pytest.fixture
def unpacked(dist: Path, tmp_path: Path) -> Path:
    """The archive, unpacked by the system's own program."""
    subprocess.run(["unzip", "-q", next(dist.glob("*.zip")), "-d", tmp_path / "unpacked"], check=True)
    return tmp_path / "unpacked"


def rows_of(table: TableFile) -> Rows:
    return list(values(table))


# Flat tables


def test_flat_rows_say_what_the_data_say(dist: Path, package: Path) -> None:
    data = load(package)
    for event in data.events:
        row = FLAT["events"].row(data, event)
        assert (row["place"], row["country"]) == (data.place(event) or None, data.country(event))
        assert (row["grade"], row["origins"]) == (data.grade(event), len(data.told_by(event)))
        assert row["claimed"] == ("yes" if data.claimed(event) else "no")
        for role in ("claimed_by", "attributed_to", "denied_by", "confirmed_by", "target", "victim", "perpetrator"):
            actors = dict.fromkeys(data.actor(actor) for actor in data.actors(event, role))
            assert row[role] == [actor.id for actor in actors]
            assert row[f"{role}_names"] == [actor.name for actor in actors]
        for harm in data.harm(event):
            assert (row[f"{harm.outcome}_low"], row[f"{harm.outcome}_high"]) == (harm.low, harm.high)
            assert isinstance(row["harm_open"], list)
            assert (harm.outcome in row["harm_open"]) == harm.open
        assert row["source_ids"] == sorted({report.source_id for report in data.reports.by("event_id")[event.event_id]})


def test_places_of_flat_events_are_those_of_their_bases(dist: Path, package: Path) -> None:
    data = load(package)
    for event in data.events:
        row = FLAT["events"].row(data, event)
        spot = data.bases[event.base_id] if event.base_id else event
        assert (row["lat"], row["lon"], row["where_prec"], row["admin1"]) == (
            spot.lat, spot.lon, spot.where_prec, spot.admin1
        )  # fmt: skip


def test_flat_counts_are_counted_by_hand(tiny: Data) -> None:
    data = tiny
    group = FLAT["groups"].row(data, data.groups["example-brigade"])
    actors = [row for row in data.event_actors if row.group_id == "example-brigade"]
    assert group["events_claimed_by"] == len({row.event_id for row in actors if row.role == "claimed_by"}) > 0
    assert group["events"] == len({row.event_id for row in actors})
    base = FLAT["bases"].row(data, data.bases["camp-example"])
    here = [event for event in data.events if event.base_id == "camp-example"]
    assert (base["events"], base["first_event"]) == (len(here), min(event.date_start for event in here))
    assert base["attacks"] == sum(e.kind in ("attack", "strike") and e.clarity == "individual" for e in here)


def test_a_list_stands_in_one_cell_and_a_blank_is_blank() -> None:
    assert [spelled(cell) for cell in (["a", "b"], [], None, 0, 33.0, date(2024, 5, 1), "x")] == [
        "a;b", "", "", "0", "33", "2024-05-01", "x"
    ]  # fmt: skip


def _midnight(cell: Any) -> Any:
    """A day as the readers have it that know no days."""
    return datetime.combine(cell, datetime.min.time()) if isinstance(cell, date) else cell


# Data Package


def test_the_archive_is_a_valid_data_package(dist: Path) -> None:
    path = next(dist.glob("*.zip"))
    subprocess.run(["unzip", "-tq", path], check=True, capture_output=True)
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["type", "message"])
    described = [task.name for task in report.tasks]
    assert {f"flat_{name}" for name in FLAT} < set(described)


def test_the_archive_has_no_more_than_is_listed(unpacked: Path, published: Published) -> None:
    found = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    others = {"README.txt", "LICENSE.txt", "CITATION.cff", "csv-metadata.json", "croissant.json"}
    assert {name for name in found - others if not name.startswith("seeds/")} == set(published.files)
    assert others < found


def test_the_archive_is_valid_by_our_own_rules(unpacked: Path) -> None:
    assert validate(unpacked).findings == ()


@pytest.mark.parametrize("path", ["tables/events.csv", "flat/events.csv"])
def test_an_altered_file_of_the_archive_is_noticed(path: str, unpacked: Path) -> None:
    table = unpacked / path
    table.write_bytes(table.read_bytes().replace(b"attack", b"attach", 1))
    assert not frictionless.validate(str(unpacked / DESCRIPTOR)).valid
    assert {finding.rule for finding in validate(unpacked).findings} >= {"files-are-unaltered"}


def test_our_files_and_theirs_have_the_same_rows(unpacked: Path, published: Published) -> None:
    package = frictionless.Package(str(unpacked / DESCRIPTOR))
    for table in published.tables:
        read = package.get_resource(table.resource.name).read_rows()
        names = table.schema.names
        assert [tuple(row[name] for name in names) for row in read] == list(map(_exact, rows_of(table)))


def _exact(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with decimals, which these readers make of numbers."""
    return tuple(Decimal(str(cell)) if isinstance(cell, float) else cell for cell in row)


# CSV on the Web, Croissant


def test_csvw_reads_every_table(unpacked: Path, published: Published) -> None:
    from csvw import TableGroup

    group = TableGroup.from_file(unpacked / "csv-metadata.json")
    assert group.check_referential_integrity()
    read = {str(table.url): list(table) for table in group.tables}
    for table in published.tables:
        expected = [tuple(map(_midnight, row)) for row in rows_of(table)]
        assert [tuple(row.values()) for row in read[table.resource.path]] == expected


def test_csvw_refuses_a_cell_of_another_type(unpacked: Path) -> None:
    from csvw import TableGroup

    events = unpacked / "tables/casualties.csv"
    events.write_text(events.read_text("utf-8").replace(",killed,2", ",killed,two", 1), "utf-8")
    assert "two" in events.read_text("utf-8")
    group = TableGroup.from_file(unpacked / "csv-metadata.json")
    with pytest.raises(ValueError, match="two"):
        list(group.tabledict["tables/casualties.csv"])


def test_csvw_refuses_a_reference_to_no_row(unpacked: Path) -> None:
    from csvw import TableGroup

    reports = unpacked / "tables/reports.csv"
    head, first, *rest = reports.read_text("utf-8").splitlines(keepends=True)
    reports.write_text("".join([head, f"gone{first[first.index(',') :]}", *rest]), "utf-8")
    group = TableGroup.from_file(unpacked / "csv-metadata.json")
    with pytest.raises(ValueError, match="gone"):
        group.check_referential_integrity()


def croissant(path: Path, name: str) -> list[dict[str, Any]]:
    from mlcroissant import Dataset

    return list(Dataset(jsonld=str(path)).records(name))


def test_croissant_loads_every_record_set(unpacked: Path, published: Published) -> None:
    for table in published.tables:
        name = table.resource.name
        records = croissant(unpacked / "croissant.json", name)
        assert len(records) == table.rows
        if table.rows:
            keys = {f"{name}/{column}" for column in table.schema.names}
            assert set(records[0]) == keys
            first = f"{name}/{table.schema.names[0]}"
            assert [_text(record[first]) for record in records] == [_text(row[0]) for row in rows_of(table)]


def _text(value: Any) -> str:
    """A value as text; what is not known is NaN to pandas, on which the reader rests."""
    if isinstance(value, bytes):
        return value.decode()
    return "" if value is None or value != value else str(value)


def test_croissant_refuses_a_missing_column(unpacked: Path) -> None:
    from mlcroissant import GenerationError

    path = unpacked / "croissant.json"
    path.write_text(path.read_text("utf-8").replace('"column": "title"', '"column": "gone"'), "utf-8")
    with pytest.raises(GenerationError) as refused:
        croissant(path, "events")
    causes = [refused.value]
    while causes[-1].__cause__:
        causes.append(causes[-1].__cause__)
    assert any("gone" in str(cause) for cause in causes)


# Parquet


def queried(sql: str) -> duckdb.DuckDBPyRelation:
    relation = duckdb.sql(sql)
    assert relation is not None
    return relation


def test_two_readers_see_the_rows_in_parquet(dist: Path, published: Published) -> None:
    for table in published.tables:
        path = dist / "parquet" / f"{table.resource.name}.parquet"
        expected = rows_of(table)
        assert polars.read_parquet(path).rows() == expected
        read = queried(f"SELECT * FROM '{path}'")
        assert read.columns == list(table.schema.names)
        assert read.fetchall() == expected


def test_parquet_says_what_its_columns_hold(dist: Path) -> None:
    path = dist / "parquet/flat_events.parquet"
    found = queried(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')").fetchall()
    about = dict(found)
    assert "version" in about["edition"]
    described = polars.read_parquet_schema(path)
    assert described["killed_low"] == polars.Int64
    assert described["date_start"] == polars.Date


def test_a_cut_parquet_file_is_refused(dist: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.parquet"
    cut.write_bytes((dist / "parquet/events.parquet").read_bytes()[:-20])
    with pytest.raises(polars.exceptions.ComputeError):
        polars.read_parquet(cut)


# Maps


@pytest.mark.parametrize(("of", "key"), [("bases", "base_id"), ("events", "event_id")])
def test_maps_have_the_points_that_are_known_and_no_others(of: str, key: str, dist: Path, package: Path) -> None:
    data = load(package)
    expected = {}
    for row in data.tables[of]:
        flat = FLAT[of].row(data, row)
        if flat["lat"] is not None:
            expected[row.id] = (flat["lon"], flat["lat"])
    features = json.loads((dist / f"geojson/{of}.geojson").read_text("utf-8"))["features"]
    assert {feature["id"]: tuple(feature["geometry"]["coordinates"]) for feature in features} == expected
    assert all(feature["properties"]["where_prec"] <= 2 for feature in features)
    assert expected or package == ROOT
    if expected:
        read = geopandas.read_file(dist / f"geojson/{of}.geojson")
        assert {row[key]: (row.geometry.x, row.geometry.y) for _, row in read.iterrows()} == expected
    parquet = geopandas.read_parquet(dist / f"geoparquet/{of}.geo.parquet")
    assert parquet.crs.to_epsg() == 4326 or "CRS84" in str(parquet.crs)
    assert {row[key]: (row.geometry.x, row.geometry.y) for _, row in parquet.iterrows()} == expected


@pytest.mark.parametrize("swapped", [False, True])
def test_points_lie_in_their_country(swapped: bool, small: Path, tmp_path: Path) -> None:
    """Longitude comes first: read the other way round, no point lies in its country."""
    export(load(small), small, tmp_path / "dist")
    bases = geopandas.read_file(tmp_path / "dist/geojson/bases.geojson")
    countries = geopandas.read_file(ROOT / "fasail/countries.geojson").set_index("iso")
    points = bases.geometry.map(lambda point: type(point)(point.y, point.x)) if swapped else bases.geometry
    inside = [countries.geometry[code].contains(point) for code, point in zip(bases.country, points, strict=True)]
    assert inside
    assert all(inside) != swapped


# SQLite


def test_the_database_is_whole_and_has_the_rows(dist: Path, published: Published) -> None:
    database = sqlite3.connect(dist / "fasail.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in published.tables:
        name = table.resource.name
        expected = [
            tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row) for row in rows_of(table)
        ]
        assert sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=str) == sorted(expected, key=str)
        keys = {row[3]: row[2] for row in database.execute(f"PRAGMA foreign_key_list({name})")}
        assert keys == {key.fields[0]: key.reference.resource for key in table.schema.foreign_keys}
    database.close()


def test_the_database_refuses_what_is_no_row(dist: Path, tmp_path: Path) -> None:
    shutil.copy(dist / "fasail.sqlite", tmp_path)
    database = sqlite3.connect(tmp_path / "fasail.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        database.execute("UPDATE casualties SET low = 'two'")
    database.execute("UPDATE events SET base_id = 'gone'")
    assert database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()


def test_views_join_and_search_finds_other_names(dist: Path, package: Path) -> None:
    data = load(package)
    database = sqlite3.connect(dist / "fasail.sqlite")
    assert database.execute("SELECT count(*) FROM assertions").fetchone() == (len(data.event_actors),)
    assert database.execute("SELECT count(*) FROM harm").fetchone() == (len(data.casualties),)
    origins = dict(database.execute("SELECT event_id, origins FROM origins").fetchall())
    assert origins == {event.event_id: len(data.told_by(event)) for event in data.events}
    alias = next(row for row in data.aliases if row.group_id and row.alias.isascii())
    quoted = f'"{alias.alias}"'
    found = database.execute("SELECT id FROM search WHERE search MATCH ?", (quoted,)).fetchall()
    assert (alias.group_id,) in found
    assert database.execute("SELECT value FROM about WHERE name = 'version'").fetchone() == (data.descriptor.version,)
    database.close()


def test_datasette_serves_the_database(dist: Path, published: Published) -> None:
    command = [
        sys.executable, "-m", "datasette", str(dist / "fasail.sqlite"), "--metadata", str(dist / "datasette.json"),
        "--get",
    ]  # fmt: skip
    rows = subprocess.run([*command, "/fasail/flat_events.json?_shape=array&_size=max"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    table = next(table for table in published.tables if table.resource.name == "flat_events")
    assert len(json.loads(rows)) == table.rows
    page = subprocess.run([*command, "/fasail/flat_events"], capture_output=True, text=True, check=True).stdout
    assert "How far it is established." in page
    assert subprocess.run([*command, "/fasail/gone.json"], capture_output=True, check=False).returncode


# Excel


def sheets(path: Path) -> dict[str, Rows]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def test_the_workbook_has_every_row_and_no_formula(dist: Path, published: Published) -> None:
    path = dist / "fasail.xlsx"
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert book.sheetnames[:3] == ["README", "dictionary", "flat_events"]
    found = sheets(path)
    for table in published.tables:
        head, *rows = found[table.resource.name]
        assert head == table.schema.names
        expected = [tuple(map(_midnight, row)) for row in rows_of(table)]
        assert rows == expected
        sheet = book[table.resource.name]
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("B2", True)
    columns = sum(len(table.schema.fields) for table in published.tables)
    assert len(found["dictionary"]) == columns + 1


def test_text_that_looks_like_a_formula_or_a_link_stays_text(small: Path, tmp_path: Path) -> None:
    planted = ('=HYPERLINK("https://example.org")', "https://example.org", "@SUM(A1)", "{=1+1}", "-1+1")
    data = load(small)
    first = data.events.rows[0]
    events = (first.model_copy(update={"event_id": f"{first.event_id}-{n}", "title": text})
              for n, text in enumerate(planted))  # fmt: skip
    export(replace(data, events=Table((*data.events, *events))), small, tmp_path / "dist")
    sheet = openpyxl.load_workbook(tmp_path / "dist/fasail.xlsx")["events"]
    titles = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert set(planted) <= {cell.value for cell in titles}
    assert {cell.data_type for cell in titles} == {"s"}
    assert not any(cell.hyperlink for cell in titles)
    # The reader does tell a formula where there is one.
    book = openpyxl.Workbook()
    book.active["A1"] = planted[0]
    assert book.active["A1"].data_type == "f"


# JSON Lines


def test_json_lines_have_the_rows(dist: Path, published: Published) -> None:
    for table in published.tables:
        lines = (dist / "jsonl" / f"{table.resource.name}.jsonl").read_text("utf-8").splitlines()
        expected = [
            {name: str(cell) if isinstance(cell, date) else cell
             for name, cell in zip(table.schema.names, row, strict=True)}
            for row in rows_of(table)
        ]  # fmt: skip
        assert [json.loads(line) for line in lines] == expected
        if lines:
            assert polars.read_ndjson(io.StringIO("\n".join(lines)), infer_schema_length=None).height == table.rows


# Citation


def check_schema(path: Path) -> int:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_citation_file_has_its_form(dist: Path, tmp_path: Path) -> None:
    path = dist / "CITATION.cff"
    assert check_schema(path) == 0
    spoiled = tmp_path / "CITATION.cff"
    spoiled.write_text(path.read_text("utf-8").replace("date-released", "date-release"), "utf-8")
    assert check_schema(spoiled) == 1


@pytest.mark.parametrize(("name", "made"), [("CITATION.cff", citation.cff), (".zenodo.json", citation.zenodo)])
def test_the_repository_is_cited_as_its_descriptor_says(name: str, made: Any) -> None:
    data = load(ROOT)
    content = made(Release(data, publish(data), ""))
    text = content if isinstance(content, str) else content.decode()
    assert (ROOT / name).read_text("utf-8") == text, f"python -m fasail build, then copy dist/{name} here"


# All of them


def test_checksums_hold_and_notice_a_change(dist: Path, tmp_path: Path) -> None:
    copy = tmp_path / "dist"
    shutil.copytree(dist, copy)
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=copy, capture_output=True, check=False).returncode == 0
    (copy / "fasail.xlsx").write_bytes(b"")
    assert subprocess.run(check, cwd=copy, capture_output=True, check=False).returncode == 1
    listed = {line.partition("  ")[2] for line in (copy / "SHA256SUMS").read_text().splitlines()}
    found = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert listed == found - {"SHA256SUMS"}


def test_a_file_has_a_name_of_its_own_even_without_its_folder(dist: Path) -> None:
    """Attached to a release, the files lie in one list."""
    names = [path.name for path in dist.rglob("*") if path.is_file()]
    assert len(names) == len(set(names))


def test_two_clones_make_the_same_bytes(small: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    shutil.copytree(small, origin)
    shutil.copy(ROOT / "LICENSE", origin)
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", str(origin)]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "The tiny package"]):
        subprocess.run([*git, *arguments], check=True)
    made = []
    for name in ("one", "two"):
        subprocess.run(["git", "clone", "--quiet", str(origin), str(tmp_path / name)], check=True)
        export(load(tmp_path / name), tmp_path / name, tmp_path / f"{name}-dist")
        made.append(contents(tmp_path / f"{name}-dist"))
    assert made[0] == made[1]
    commit = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    carrying = {name for name, content in made[0].items() if commit.encode() in content}
    assert {"downloads.json", "datasette.json", "fasail.sqlite", "geojson/bases.geojson"} <= carrying
    with zipfile.ZipFile(next((tmp_path / "one-dist").glob("*.zip"))) as packed:
        assert json.loads(packed.read(DESCRIPTOR))["commit"] == commit


def test_files_that_differ_from_the_commit_are_marked(tmp_path: Path) -> None:
    from fasail.published import commit_of

    assert commit_of(tmp_path) == ""
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", str(tmp_path)]
    (tmp_path / "file").write_text("one")
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "One"]):
        subprocess.run([*git, *arguments], check=True)
    assert len(commit_of(tmp_path)) == 40
    (tmp_path / "file").write_text("two")
    assert commit_of(tmp_path).endswith("-modified")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


def test_every_export_is_made(dist: Path, published: Published) -> None:
    for made in EXPORTS:
        assert (dist / made.path.format(version=published.descriptor.version)).exists(), made.path


def test_the_archive_reads_the_same_as_the_tables_of_the_repository() -> None:
    data = load(ROOT)
    files = archive.files(Release(data, publish(data), ""))
    for resource in data.descriptor.resources:
        assert files[resource.path] == (ROOT / resource.path).read_bytes()
    rows = list(csv.DictReader(io.StringIO(files["flat/events.csv"].decode("utf-8"))))
    assert [row["event_id"] for row in rows] == sorted(event.event_id for event in data.events)


# Flat tables and pages


def test_flat_tables_say_what_the_pages_show(package: Path) -> None:
    """Each count of a page of a group, leader or base, read off its HTML, is the one in the flat row."""
    data = load(package)
    shown = {page.path: page.html for page in pages(data, rules())}
    for of in ("groups", "leaders", "bases"):
        for row in data.tables[of]:
            flat, html = FLAT[of].row(data, row), shown[f"{of}/{row.id}.html"]
            facts = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
            said = re.search(r'#sources">([0-9,]+) sources?</a>, of ([0-9,]+) independent origin', facts)
            assert said
            assert isinstance(flat["source_ids"], list)
            assert (int(said[1]), int(said[2])) == (len(flat["source_ids"]), flat["origins"])
            if of == "bases":
                events = re.search(r'#events">([0-9,]+) events?</a>', facts)
                assert int(events[1] if events else 0) == flat["events"]
            else:
                parts = dict(re.findall(r'<a class="part" href="#([a-z_]+)">[^<]*</a> ([0-9]+)', facts))
                assert {role: int(parts.get(role, 0)) for role in words.PARTS} == {
                    role: flat[f"events_{role}"] for role in words.PARTS
                }


def test_flat_events_say_what_their_pages_show(package: Path) -> None:
    data = load(package)
    shown = {page.path: page.html for page in pages(data, rules())}
    for event in data.events:
        flat, html = FLAT["events"].row(data, event), Markup(shown[f"events/{event.event_id}.html"]).striptags()
        told = [flat["when"], flat["when_note"], flat["place"], flat["grade_reason"]]
        assert [text for text in told if text and Markup(text).unescape() not in html] == []
        origins = words.counted(len(data.told_by(event)), "independent origin")
        assert f"of {origins}" in html
        for role in words.PARTS:
            names = flat[f"{role}_names"]
            assert isinstance(names, list)
            assert [name for name in names if name not in html] == []
