"""Architecture: imports point one way, and what exists is documented."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

from conftest import ROOT
from fasail.__main__ import KINDS
from fasail.rows import MODELS
from fasail.validation import rules

#: Each layer may import those before it, and nothing else of the package.
LAYERS = [
    {"fasail.findings", "fasail.descriptor", "fasail.evidence", "fasail.changes"},
    {"fasail.package"},
    {"fasail.cells", "fasail.rows", "fasail.canonical"},
    {"fasail.data", "fasail.diff"},
    {"fasail.checks"},
    {"fasail.validation"},
    {"fasail.words"},
    {"fasail.flat"},
    {"fasail.published"},
    {"fasail.site", "fasail.exports"},
    {"fasail.build"},
    {"fasail.__main__"},
]


def _layer(module: str) -> int:
    for number, layer in enumerate(LAYERS):
        if any(module == name or module.startswith(f"{name}.") for name in layer):
            return number
    raise AssertionError(f"{module} belongs to no layer: name it in LAYERS")


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "fasail":
            found |= {f"fasail.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def _modules() -> dict[str, Path]:
    paths = [path for path in (ROOT / "fasail").rglob("*.py") if path != ROOT / "fasail/__init__.py"]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def test_imports_point_one_way() -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, path in _modules().items()
        for imported in _imports(path)
        if imported.startswith("fasail.") and _layer(imported) > _layer(module)
    ]
    assert wrong == []


def test_one_file_alone_knows_the_site_generator() -> None:
    users = {module for module, path in _modules().items() if any(name.startswith("mkdocs") for name in _imports(path))}
    assert users == {"fasail.site.hook"}


def test_every_layer_is_a_module() -> None:
    for layer in LAYERS:
        for module in layer:
            assert any(name == module or name.startswith(f"{module}.") for name in _modules())


def test_every_table_is_documented() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for table in MODELS:
        assert f"`{table}`" in text, table


def test_the_readme_counts_what_the_tables_hold() -> None:
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    nouns = {
        "sources": "documents", "events": "events", "groups": "organisations",
        "leaders": "public figures", "bases": "bases and other sites", "tallies": "readings",
        "designations": "designations",
    }  # fmt: skip
    told = {table: re.search(rf"([0-9][0-9,]*) {noun}\b", text) for table, noun in nouns.items()}
    held = {table: len((ROOT / "tables" / f"{table}.csv").read_text("utf-8").splitlines()) - 1 for table in nouns}
    assert {table: found and int(found[1].replace(",", "")) for table, found in told.items()} == held
    with (ROOT / "tables/sources.csv").open(encoding="utf-8", newline="") as file:
        publishers = {row["publisher_id"] for row in csv.DictReader(file)} - {""}
    assert f"documents of {len(publishers):,} publishers" in text


def test_every_command_is_documented() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    parser = (ROOT / "fasail/__main__.py").read_text("utf-8")
    commands = re.findall(r'add_parser\("(\w+)"', parser)
    assert len(commands) >= 4
    for command in commands:
        assert f"python -m fasail {command}" in text, command
    for option in ("--format", "--fix"):
        assert option in text


def test_every_rule_says_what_holds_and_what_to_do() -> None:
    assert len(rules()) >= 40
    for rule in rules():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+", rule.id)
        assert rule.title[0].isupper(), rule.id
        assert rule.title.endswith("."), rule.id
        assert rule.hint.endswith("."), rule.id


def test_new_knows_every_table() -> None:
    assert set(KINDS.values()) == set(MODELS)
