"""The difference between two packages: each kind of it, its three forms, and ids that must not be lost."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import ROOT, TINY, assemble
from fasail.__main__ import main
from fasail.changes import SHOWN, ChangedRow, Changes, TableChanges, as_json, as_markdown, as_text
from fasail.data import Data
from fasail.diff import MOST_PAIRS, compare, read, vanished
from fasail.rows import MODELS
from fasail.site.pages import changes as changes_page
from fasail.site.render import Renderer
from fasail.validation import validate
from spoiled import ALIASES, DRONES, GROUPS, PUBLISHERS, REPORTS, RETIRED, ROLES, STRIKE, WAIVERS, Append, Replace

FORM = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/changes.schema.json").read_text("utf-8")))
BRIGADE_ALIAS = "attack,example-brigade,,,en,description,alpha-2024-05-02,4"
RETIRE_FRONT = Append(RETIRED, "sample-front,groups,example-brigade,One and the same.,2024-06-01")
Edit = Callable[[Path], None]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The tiny package beside the copy of it that a test edits."""
    return assemble(tmp_path / "old")


def difference(old: Path, new: Path) -> dict[str, Any]:
    """The tables that differ, as the JSON form has them, which is held to its schema."""
    changes = json.loads(as_json(compare(read(str(old), old), read(str(new), new))))
    FORM.validate(changes)
    tables: dict[str, Any] = changes["tables"]
    return tables


def diff(*arguments: str | Path) -> int:
    return main(["diff", *map(str, arguments)])


def _drop(file: str, start: str) -> Edit:
    """Take the one row out that starts so."""

    def edit(package: Path) -> None:
        lines = (package / file).read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1
        (package / file).write_text("".join(kept), encoding="utf-8")

    return edit


def _rewrite(file: str, change: Callable[[str], str]) -> Edit:
    def edit(package: Path) -> None:
        path = package / file
        path.write_bytes(change(path.read_text("utf-8")).encode())

    return edit


def _reverse(text: str) -> str:
    head, *rows = text.splitlines()
    return "\n".join([head, *reversed(rows), ""])


def _add_column(table: str, cell: str) -> Edit:
    def edit(package: Path) -> None:
        path = package / f"schemas/{table}.json"
        schema = json.loads(path.read_text("utf-8"))
        schema["fields"].append({**schema["fields"][-1], "name": "colour"})
        path.write_text(json.dumps(schema), encoding="utf-8")
        lines = (package / f"tables/{table}.csv").read_text("utf-8").splitlines()
        lines = [f"{line},{cell if number else 'colour'}" for number, line in enumerate(lines)]
        (package / f"tables/{table}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")

    return edit


def _drop_table(table: str) -> Edit:
    def edit(package: Path) -> None:
        descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
        descriptor["resources"] = [entry for entry in descriptor["resources"] if entry["name"] != table]
        (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        (package / f"tables/{table}.csv").unlink()

    return edit


DROP_FRONT = _drop(GROUPS, "sample-front,")
TELL_STRIKE = Append(REPORTS, f"{STRIKE},beta-2024-05-03,2,")
TOMBSTONE = {"row": "sample-front", "replaced_by": "example-brigade", "reason": "One and the same."}
NEW_TOMBSTONE = {"retired": {"added": ["sample-front"]}}
DRONES_REPORT = f"{DRONES}/beta-2024-05-03"
ROLE = "jane-placeholder/example-brigade/leader/alpha-2024-05-02"
WAIVED = f"figures-stand-in-the-paragraph/casualties/{STRIKE}/fighters/example-brigade/wounded/alpha-2024-05-02"


def _changed(row: str, **cells: list[str]) -> dict[str, Any]:
    return {"changed": [{"row": row, "cells": cells}]}


#: Name, edits of the newer package, tables that differ.
CASES: list[tuple[str, list[Edit], dict[str, Any]]] = [
    ("nothing", [], {}),
    ("rows in another order", [_rewrite(GROUPS, _reverse), _rewrite(REPORTS, _reverse)], {}),
    ("row added", [Append(GROUPS, "other,Other,,umbrella,IQ,,,,Another.")], {"groups": {"added": ["other"]}}),
    ("row removed", [DROP_FRONT], {"groups": {"removed": ["sample-front"]}}),
    ("row merged", [DROP_FRONT, RETIRE_FRONT], {"groups": {"retired": [TOMBSTONE]}, **NEW_TOMBSTONE}),
    (
        "row retired for nothing",
        [DROP_FRONT, Append(RETIRED, "sample-front,groups,,Never was.,2024-06-01")],
        {"groups": {"retired": [TOMBSTONE | {"replaced_by": "", "reason": "Never was."}]}, **NEW_TOMBSTONE},
    ),
    (
        "id retired in another table",
        [DROP_FRONT, Append(RETIRED, "sample-front,bases,,Wrong.,2024-06-01")],
        {"groups": {"removed": ["sample-front"]}, **NEW_TOMBSTONE},
    ),
    (
        "cells changed",
        [Replace(GROUPS, ",2019,", ",,"), Replace(GROUPS, "Ministry that counts", "Body that counts")],
        {
            "groups": {
                "changed": [
                    {"row": "example-brigade", "cells": {"founded": ["2019", ""]}},
                    {
                        "row": "ministry-of-samples",
                        "cells": {"summary": ["Ministry that counts attacks.", "Body that counts attacks."]},
                    },
                ]
            }
        },
    ),
    (
        "every cell but the id changed",
        [Replace(PUBLISHERS, ",Example Herald,IQ,news,", ",A,,agency,iran")],
        {
            "publishers": _changed(
                "example-herald",
                name=["Example Herald", "A"],
                country=["IQ", ""],
                kind=["news", "agency"],
                interest=["", "iran"],
            )
        },
    ),
    (
        "id changed",
        [Replace(GROUPS, "\nsample-front", "\nsample-rear")],
        {"groups": {"added": ["sample-rear"], "removed": ["sample-front"]}},
    ),
    ("row without id added", [TELL_STRIKE], {"reports": {"added": [f"{STRIKE}/beta-2024-05-03"]}}),
    ("row without id removed", [_drop(REPORTS, f"{DRONES},beta")], {"reports": {"removed": [DRONES_REPORT]}}),
    (
        "row without id changed",
        [Replace(REPORTS, f"{DRONES},beta-2024-05-03,2,", f"{DRONES},beta-2024-05-03,3,Why.")],
        {"reports": _changed(DRONES_REPORT, locator=["2", "3"], note=["", "Why."])},
    ),
    (
        "row without id about another",
        [_drop(REPORTS, f"{DRONES},beta"), TELL_STRIKE],
        {"reports": {"added": [f"{STRIKE}/beta-2024-05-03"], "removed": [DRONES_REPORT]}},
    ),
    (
        "too little in common",
        [Replace(ROLES, "leader,,,2024-05-02,unknown,alpha-2024-05-02,4", "leader,A,2023,2024,no,alpha-2024-05-02,5")],
        {"roles": {"added": [ROLE], "removed": [ROLE]}},
    ),
    ("row repeated", [Append(REPORTS, f"{DRONES},beta-2024-05-03,2,")], {"reports": {"added": [DRONES_REPORT]}}),
    ("column added", [_add_column("aliases", "red")], {"aliases": {"columns_added": ["colour"]}}),
    ("table removed", [_drop_table("waivers")], {"waivers": {"removed": [WAIVED]}}),
]


@pytest.mark.parametrize(("edits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_kind_of_difference_is_told(
    old: Path, package: Path, edits: list[Edit], expected: dict[str, Any]
) -> None:
    for edit in edits:
        edit(package)
    assert difference(old, package) == expected


def test_another_spelling_of_the_same_cells_is_no_difference(old: Path, package: Path) -> None:
    Replace(GROUPS, "Ministry that", "Minist\u00e8re that")(old)
    Replace(GROUPS, "Ministry that", "Ministe\u0300re that")(package)
    Replace(GROUPS, ",Sample Front,", ',"Sample Front",')(package)
    _rewrite(GROUPS, lambda text: "\ufeff" + text.replace(".\n", ". \r\n").removesuffix("\r\n"))(package)
    assert difference(old, package) == {}


def test_a_removed_column_and_a_new_table_are_told(old: Path, package: Path) -> None:
    _add_column("aliases", "red")(old)
    _drop_table("designations")(old)
    found = difference(old, package)
    assert found["aliases"] == {"columns_removed": ["colour"]}
    assert list(found["designations"]) == ["added"]


def test_a_renamed_key_is_told_and_its_ids_are_kept(old: Path, package: Path) -> None:
    for file in ("schemas/groups.json", GROUPS):
        _rewrite(file, lambda text: text.replace("group_id", "id"))(package)
    found = difference(old, package)["groups"]
    assert found == {"columns_added": ["id"], "columns_removed": ["group_id"]}
    assert vanished(read(str(old), old), read(str(package), package)) == []


def test_a_key_that_is_no_column_and_columns_that_are_all_new_are_told_too(old: Path, package: Path) -> None:
    Replace("schemas/bases.json", '"primaryKey": [\n    "base_id"', '"primaryKey": [\n    "id"')(old)
    _rewrite("schemas/waivers.json", lambda text: re.sub(r'"name": "(\w+)"', r'"name": "\1_now"', text))(package)
    Replace(WAIVERS, "rule,table,row,reason", "rule_now,table_now,row_now,reason_now")(package)
    assert list(difference(old, package)["waivers"]) == ["columns_added", "columns_removed"]
    assert vanished(read(str(old), old), read(str(package), package)) == []


def test_rows_about_one_subject_are_paired_by_what_they_share(old: Path, package: Path) -> None:
    """Of two rows that are left on one side, the one that agrees in more cells is the one that changed."""
    Append(ALIASES, BRIGADE_ALIAS)(old)
    Append(ALIASES, BRIGADE_ALIAS.replace(",en,", ",fr,").replace("description", "spelling"))(package)
    Append(ALIASES, BRIGADE_ALIAS.replace("description", "spelling"))(package)
    name = "attack/example-brigade/alpha-2024-05-02"
    assert difference(old, package)["aliases"] == {
        "added": [name],
        "changed": [{"row": name, "cells": {"kind": ["description", "spelling"]}}],
    }


def test_very_many_rows_about_one_subject_are_paired_in_order(old: Path, package: Path) -> None:
    many = int(MOST_PAIRS**0.5) + 1
    for number in range(many):
        Append(REPORTS, f"{STRIKE},beta-2024-05-03,{number + 1000},old")(old)
        Append(REPORTS, f"{STRIKE},beta-2024-05-03,{number + 1000},new")(package)
    changed = difference(old, package)["reports"]["changed"]
    assert [row["cells"] for row in changed] == [{"note": ["old", "new"]}] * many


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_are_found_and_nothing_else(old: Path, package: Path, seed: int) -> None:
    """Rows are added, changed in a cell that says nothing of their identity, removed or retired, and then shuffled."""
    chance = random.Random(seed)
    expected: dict[str, dict[str, Any]] = {}
    retired: list[list[str]] = []
    for table, model in sorted(MODELS.items()):
        header, *rows = csv.reader((package / f"tables/{table}.csv").read_text("utf-8").splitlines())
        if table in ("retired", "waivers", "searches"):
            continue
        key = [header.index(column) for column in model.key]
        found: dict[str, Any] = {"added": [], "changed": [], "removed": [], "retired": []}
        kept = [[f"new-{number}"] * len(header) for number in range(chance.randrange(3))]
        found["added"] = [_name(row, key) for row in kept]
        for row in rows:
            name, free = _name(row, key), sorted(set(range(len(header))) - {*key})
            action = chance.choice(["keep", "keep", "change", "remove", "retire"])
            if action == "change":
                at = chance.choice(free)
                cell = f'{chance.randrange(1000)} "|", é`<b>'
                found["changed"].append({"row": name, "cells": {header[at]: [row[at], cell]}})
                row[at] = cell
            elif action == "retire" and len(key) == 1:
                tombstone = {"row": name, "replaced_by": "", "reason": f"Reason {len(retired)}."}
                found["retired"].append(tombstone)
                retired.append([name, table, "", tombstone["reason"], "2024-06-01"])
            elif action == "remove":
                found["removed"].append(name)
            if action in ("keep", "change") or (action == "retire" and len(key) > 1):
                kept.append(row)
        chance.shuffle(kept)
        _write(package, table, [header, *kept])
        expected[table] = {kind: sorted(told, key=str) for kind, told in found.items() if told}
    header, *rows = csv.reader((package / RETIRED).read_text("utf-8").splitlines())
    _write(package, "retired", [header, *rows, *retired])
    expected["retired"] = {"added": sorted(row[0] for row in retired)}
    found_by_kind = {
        table: {kind: sorted(told, key=str) for kind, told in kinds.items()}
        for table, kinds in difference(old, package).items()
    }
    assert found_by_kind == {
        table: kinds for table, kinds in expected.items() if any(kinds.values())
    }  # fmt: skip


def _name(row: list[str], key: list[int]) -> str:
    return "/".join(row[at] for at in key if row[at])


def _write(package: Path, table: str, rows: list[list[str]]) -> None:
    with (package / f"tables/{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


# The command


@pytest.fixture
def repository(package: Path) -> Path:
    """A git repository with the tiny package in a folder of it: first as it is, tagged v1, then without a group."""
    root = package.parent / "repository"
    shutil.copytree(package, root / "data")
    shutil.copytree(package, root / "v2")
    _git(root, "init", "--quiet")
    _commit(root, "v1")
    DROP_FRONT(root / "data")
    _commit(root, "v2")
    shutil.rmtree(root / "data/tables")
    return root


def _git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path, tag: str) -> None:
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "--message", tag)
    _git(root, "tag", tag)


def test_revisions_are_read_as_they_were_committed(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository / "data")
    assert diff("v1", "HEAD") == 1
    told = capsys.readouterr()
    assert "  removed  sample-front" in told.out.splitlines()
    assert "sample-front" in told.err
    assert "tables/retired.csv" in told.err
    assert diff("HEAD", "v1") == 0
    assert main(["--package", str(repository / "data"), "diff", "v1", "v1"]) == 0


def test_a_directory_wins_over_a_revision_of_its_name(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert main(["--package", "data", "diff", "v1", "v2"]) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_nothing_is_an_empty_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff("nothing", package, "--format", "json") == 0
    changes = json.loads(capsys.readouterr().out)
    FORM.validate(changes)
    assert changes["since"] is None
    for table, kinds in changes["tables"].items():
        with (TINY / f"tables/{table}.csv").open(encoding="utf-8") as file:
            assert len(kinds.pop("added")) == len(file.readlines()) - 1
        assert kinds == {}


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_a_package_does_not_differ_from_itself(package: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(package, package, "--format", form) == 0
    told = capsys.readouterr()
    assert told.err == ""
    if form == "json":
        assert json.loads(told.out) == {"version": "0.1.0", "since": "0.1.0", "tables": {}}
    else:
        assert re.fullmatch("no difference\\.?\n", told.out, re.IGNORECASE)


@pytest.mark.parametrize(
    ("edits", "lost"),
    [
        ([DROP_FRONT], ["groups lost the id sample-front"]),
        ([DROP_FRONT, RETIRE_FRONT], []),
        ([_drop(RETIRED, "fort-sample")], ["bases lost the id fort-sample"]),
        ([_drop(RETIRED, "fort-sample"), Append("tables/bases.csv", "fort-sample,Fort,,area,IQ,,,,3,,A fort.")], []),
        ([_drop(REPORTS, f"{DRONES},beta")], []),
        ([Replace("datapackage.json", '"version": "0.1.0"', '"version": "2.0.0"'), _drop_table("designations")], []),
    ],
    ids=["removed", "retired", "tombstone removed", "restored", "row without id", "table without ids"],
)
def test_a_lost_id_is_an_error_that_says_how_to_mend_it(
    old: Path, package: Path, edits: list[Edit], lost: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for edit in edits:
        edit(package)
    assert diff(old, package) == bool(lost)
    told = capsys.readouterr().err.splitlines()
    assert [line.removeprefix("fasail diff: ") for line in told[:-1]] == lost
    assert not told or "retired.csv" in told[-1]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda package: shutil.rmtree(package), "neither a directory nor a revision"),
        (lambda package: (package / "datapackage.json").unlink(), "no datapackage.json"),
        (_rewrite("datapackage.json", lambda text: text[:-9]), "datapackage.json"),
        (_rewrite("schemas/groups.json", lambda text: text[:-9]), "schemas/groups.json"),
        (_rewrite(GROUPS, lambda text: text + "a,b\n"), "tables/groups.csv:6: 2 cells"),
        (_rewrite(GROUPS, lambda text: text.replace("summary", "colour")), "tables/groups.csv:1"),
        (lambda package: (package / GROUPS).unlink(), "tables/groups.csv does not exist"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    old: Path, package: Path, spoil: Edit, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(package)
    for operands in ((old, package), (package, old)):
        assert diff(*operands) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.splitlines()) == 1
        assert said in told.err


@pytest.mark.parametrize("revision", ["v3", "--all", "--output=taken", "HEAD:data", "v1..v2", "v1\0", ""])
def test_what_is_no_revision_is_refused_in_one_line(
    repository: Path, revision: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert diff("--", revision, "v2") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(repository.rglob("taken"))


def test_a_table_without_rows_can_be_compared(old: Path, package: Path) -> None:
    for content in (lambda text: text.splitlines()[0] + "\n", lambda text: ""):
        _rewrite("tables/designations.csv", content)(old)
        assert list(difference(old, package)) == ["designations"]


# Forms


def _one(**kinds: Any) -> Changes:
    return Changes(version="0.2.0", since="0.1.0", tables={"groups": TableChanges(**kinds)})


def test_the_text_counts_first_and_then_tells() -> None:
    long = "The same beginning of a text that is long enough. "
    changed = (ChangedRow(row="a", cells={"name": ("Old", ""), "summary": (f"{long}One.", f"{long}Two.")}),)
    assert as_text(_one(added=("b",), changed=changed, columns_added=("colour",))).splitlines() == [
        "table      added   changed   removed   retired",
        "groups         1         1         0         0",
        "",
        "groups",
        "  column added  colour",
        "  added  b",
        '  changed  a  name: "Old" → ""',
        '  changed  a  summary: "…hat is long enough. One." → "…hat is long enough. Two."',
    ]


@pytest.mark.parametrize("form", [as_text, as_markdown])
def test_long_lists_are_cut_with_the_number_of_the_rest(form: Callable[[Changes], str]) -> None:
    told = form(_one(added=tuple(f"row-{number:04}" for number in range(SHOWN + 1200))))
    assert told.count("row-") == SHOWN
    assert "1,200 more" in told
    assert "more" not in form(_one(added=tuple(f"row-{number}" for number in range(SHOWN))))


def test_no_cell_becomes_markup_or_a_cell_of_its_own() -> None:
    hostile = "a|b `c` <script>x</script> &amp; [d](javascript:e) **f** \\| g_h_ ~i~ !\nj\r\n\u202ek\x1b[1m"
    changes = _one(added=(hostile,), changed=(ChangedRow(row=hostile, cells={"name": (hostile, "")}),))
    table = [line for line in as_markdown(changes).splitlines() if "script" in line]
    assert len(table) == 2
    for line in table:
        assert line.count("|") == 4
        assert not set("`<>*[]\\~\x1b\u202e") & set(line)
        assert "&#124;" in line
    assert all(char.isprintable() or char == "\n" for char in as_text(changes))


# Changes of a version


def test_each_file_of_changes_has_its_form() -> None:
    files = sorted((ROOT / "changes").glob("*.json"))
    assert ROOT / "changes/0.1.0.json" in files
    for path in files:
        changes = json.loads(path.read_text("utf-8"))
        FORM.validate(changes)
        assert changes["version"] == path.stem
        assert as_json(Changes.model_validate_json(path.read_bytes())) == path.read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "0.1.0", "tables": {}},
        {"version": "one", "since": None, "tables": {}},
        {"version": "0.1.0", "since": None, "tables": {"groups": {"addded": ["a"]}}},
        {"version": "0.1.0", "since": None, "tables": {"groups": {"added": [1]}}},
        {"version": "0.1.0", "since": None, "tables": {"groups": {"changed": [{"row": "a", "cells": {}}]}}},
        {"version": "0.1.0", "since": None, "tables": {"groups": {"changed": [{"row": "a", "cells": {"b": ["c"]}}]}}},
        {"version": "0.1.0", "since": None, "tables": {"groups": {"retired": [{"row": "a", "replaced_by": ""}]}}},
        [],
    ],
)
def test_another_form_is_refused_by_schema_and_validation(package: Path, changes: object) -> None:
    assert not FORM.is_valid(changes)
    assert {finding.file for finding in _judged(package, json.dumps(changes))} == {"changes/0.1.0.json"}


@pytest.mark.parametrize("text", ["", "{", '{"version": NaN}', "[" * 100_000])
def test_a_file_of_changes_that_is_no_json_is_a_finding(package: Path, text: str) -> None:
    assert [finding.rule for finding in _judged(package, text)] == ["json-is-well-formed"]


def _judged(package: Path, text: str, version: str = "0.1.0") -> Any:
    (package / "changes").mkdir(exist_ok=True)
    (package / f"changes/{version}.json").write_text(text, encoding="utf-8")
    return validate(package).findings


def test_ids_that_were_removed_on_record_or_retired_are_not_missed(package: Path) -> None:
    brought: dict[str, Any] = {"version": "0.1.0", "since": None}
    brought["tables"] = {
        "bases": {"added": ["camp-example", "fort-sample"]},
        "groups": {"added": ["sample-front", "lost", "fort-sample"]},
        "reports": {"added": ["gone/gone"]},
        "unknown": {"added": ["gone"]},
        "retired": {"added": ["gone"]},
    }
    found = _judged(package, json.dumps(brought))
    assert [(finding.rule, finding.table, finding.row) for finding in found] == [
        ("ids-never-vanish", "groups", "fort-sample"),
        ("ids-never-vanish", "groups", "lost"),
    ]
    later = {"version": "0.2.0", "since": "0.1.0", "tables": {"groups": {"removed": ["lost", "fort-sample"]}}}
    assert _judged(package, json.dumps(later), "0.2.0") == ()


def test_the_page_of_changes_counts_the_rows_of_each_version(tiny: Data) -> None:
    kinds = TableChanges(added=("a", "b"), changed=(ChangedRow(row="c", cells={"name": ("x", "y")}),))
    data = replace(tiny, changes={"0.2.0": Changes(version="0.2.0", since="0.1.0", tables={"event_actors": kinds})})
    html = changes_page.page(Renderer(data), "## 0.2.0 (2024-07-01)\n\nMore.\n\n## 0.1.0 (2024-05-01)\n\nFirst.\n").html
    assert html.count('class="data data--counts"') == 1
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", html[html.index("<tbody>") : html.index("</tbody>")])
    assert cells == ["Event actors", "2", "1", "0", "0"]
