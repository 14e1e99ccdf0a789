"""Two halves of the work at the same time: their order, and that an error in either ends both."""

from __future__ import annotations

import multiprocessing

import pytest

from fasail.site.parallel import both

#: More than a pipe holds: whoever sends it waits until somebody reads.
MUCH = ["x" * 1_000_000]


def _fails() -> list[str]:
    raise ValueError("spoiled")


@pytest.mark.parametrize("worth_it", [False, True])
def test_the_first_half_comes_first(worth_it: bool) -> None:
    assert both(lambda: ["a"], lambda: MUCH, worth_it=worth_it) == ["a", *MUCH]


def test_an_error_in_the_first_half_leaves_no_process_behind() -> None:
    with pytest.raises(ValueError, match="spoiled"):
        both(_fails, lambda: MUCH, worth_it=True)
    assert multiprocessing.active_children() == []


def test_an_error_in_the_second_half_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="its error stands above"):
        both(lambda: ["a"], _fails, worth_it=True)
    assert "spoiled" in capfd.readouterr().err
