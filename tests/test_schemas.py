"""Schemas: complete, of one voice, and at one with the models and with the rules of plain text."""

from __future__ import annotations

import json
import re
from typing import Any

import frictionless
import pytest

from conftest import ROOT
from fasail.cells import RULES as CELL_RULES
from fasail.package import read_package
from fasail.rows import MODELS, field_types, schemas_fit
from fasail.validation import load

SCHEMAS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "schemas").glob("*.json"))
}
FIELDS = [(table, field) for table, schema in SCHEMAS.items() for field in schema["fields"]]
IDS = [f"{table}.{field['name']}" for table, field in FIELDS]


def test_schemas_and_models_agree() -> None:
    package, _ = read_package(ROOT)
    assert package is not None
    assert list(schemas_fit(package)) == [], "change the schema and the model in fasail/rows.py together"
    assert {table: list(field_types(model)) for table, model in MODELS.items()} == {
        table: [field["name"] for field in schema["fields"]] for table, schema in SCHEMAS.items()
    }


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=IDS)
def test_every_field_is_described_and_its_example_is_legal(table: str, field: dict[str, Any]) -> None:
    assert field["title"]
    assert field["description"].endswith(".")
    plain = {key: field[key] for key in ("name", "type", "constraints") if key in field}
    (read,) = frictionless.Schema.from_descriptor({"fields": [plain]}).fields
    assert read.read_cell(str(field["example"]))[1] is None
    for value, meaning in field.get("definitions", {}).items():
        assert meaning, value


def test_examples_of_ids_are_ids_of_the_package() -> None:
    data = load(ROOT)
    for table, schema in SCHEMAS.items():
        target = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
        target |= dict.fromkeys(schema.get("primaryKey", []), table)
        for field in schema["fields"]:
            if field["name"] in target and table != "retired":
                assert field["example"] in data.tables[target[field["name"]]], f"{table}.{field['name']}"


def test_fields_of_one_name_share_their_vocabulary() -> None:
    for name in ("country", "admin1", "where_prec", "ended", "certainty"):
        vocabularies = [field["definitions"] for _, field in FIELDS if field["name"] == name]
        assert len(vocabularies) > 1
        assert all(vocabulary == vocabularies[0] for vocabulary in vocabularies), name
    bases = [field["definitions"] for _, field in FIELDS if field["name"] in ("date_basis", "published_basis")]
    assert bases[0] == bases[1]


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=IDS)
def test_no_string_lets_through_what_spreadsheets_or_readers_would_misread(table: str, field: dict[str, Any]) -> None:
    if field["type"] != "string" or "enum" in field["constraints"]:
        return
    pattern = re.compile(field["constraints"]["pattern"])
    for bad in (
        "=1",
        "+1",
        "-1",
        "@x",
        " x",
        "x ",
        "x\ny",
        "x\ty",
        "x\u200by",
        "\u202ex",
        "x\ufeff",
        "x\u00ady",
        "\x00",
    ):
        assert pattern.fullmatch(bad) is None, repr(bad)


def test_texts_may_hold_what_the_languages_need() -> None:
    pattern = next(field["constraints"]["pattern"] for _, field in FIELDS if field["name"] == "summary")
    for good in ("كتائب حزب الله", "می\u200cخواهم", "Türkiye’s “North”", 'a "quoted", word', "3 of 4"):
        assert re.fullmatch(pattern, good)


def test_every_rule_of_the_cells_has_a_title_and_a_hint() -> None:
    for rule in CELL_RULES:
        assert rule.title.endswith(".")
        assert rule.hint.endswith(".")
