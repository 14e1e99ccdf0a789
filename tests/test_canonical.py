"""The canonical spelling: one for each table, reached in one step, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from fasail.canonical import canonical, fix, spell, write_atomically

CELL = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\ufffd"), max_size=12
).map(lambda text: unicodedata.normalize("NFC", text).strip())
TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=8)
)  # fmt: skip


def _read(raw: bytes) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)]


@pytest.mark.parametrize("path", sorted((ROOT / "tables").glob("*.csv")), ids=lambda path: path.stem)
def test_the_tables_are_canonical(path: Path) -> None:
    assert path.read_bytes() == canonical(path.read_bytes()), "run python validate.py --fix"


@given(TABLE)
@settings(derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_of_legal_cells_survives(table: list[tuple[str, ...]]) -> None:
    header, *rows = table
    spelled = spell(header, rows)
    assert _read(spelled) == [header, *sorted(rows)]
    assert canonical(spelled) == spelled


@given(TABLE, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
@settings(derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_every_spelling_of_a_table_comes_to_the_same(
    table: list[tuple[str, ...]], end: str, mark: bool, quoted: bool
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows(table)
    raw = text.getvalue().encode("utf-8-sig" if mark else "utf-8")
    assert canonical(raw) == spell(table[0], table[1:])


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old\n")

    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_atomically(path, b"new\n")
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_fix_touches_no_canonical_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b\n1,2\n")
    before = path.stat().st_mtime_ns
    assert fix([path]) == []
    assert path.stat().st_mtime_ns == before
