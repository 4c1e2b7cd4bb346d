"""Two markers: what is kept of their marks, odd files among it, and the words for the figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from group import rows, text

from alongside.report.markers import Result, kept_results, section

SAMPLE = "0123456789ab"


def _file(folder: Path, number: int, *pairs: tuple[int, int], quiz: str = "quiz-one", **changes: Any) -> Path:
    marks = [{"number": at, "item": "write-reply", "first": a, "second": b} for at, (a, b) in enumerate(pairs, 1)]
    whole = {"format": "alongside-agreement", "version": 1, "marks": marks, **changes}
    path = folder / f"{quiz}-{SAMPLE}-result-{number}.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_the_last_result_of_each_sample_counts(tmp_path: Path) -> None:
    _file(tmp_path, 9, (0, 3))
    _file(tmp_path, 10, (2, 2), (1, 1))
    _file(tmp_path, 1, (2, 2), quiz="another-quiz")
    odd: list[str] = []
    assert kept_results(tmp_path, {"quiz-one"}, odd) == [Result("quiz-one", {"write-reply": [(2, 2), (1, 1)]})]
    assert odd == []


OTHER = b'{"format": "alongside-agreement", "version": 1, "marks": 7}'


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, OTHER])
def test_a_file_of_another_form_is_named_and_left_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"quiz-one-{SAMPLE}-result-1.json").write_bytes(content)
    odd: list[str] = []
    assert kept_results(tmp_path, {"quiz-one"}, odd) == []
    assert "is not what “alongside grade --second-marks” writes" in odd[0]


@pytest.mark.parametrize("mark", [4, -1, True, "2", 1.5, None])
def test_a_mark_that_is_none_is_refused(tmp_path: Path, mark: Any) -> None:
    _file(tmp_path, 1, marks=[{"number": 1, "item": "write-reply", "first": 1, "second": mark}])
    odd: list[str] = []
    assert kept_results(tmp_path, {"quiz-one"}, odd) == []
    assert odd


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    real = _file(tmp_path, 1, (2, 2))
    real.rename(tmp_path / "elsewhere.json")
    real.symlink_to(tmp_path / "elsewhere.json")
    odd: list[str] = []
    assert kept_results(tmp_path, {"quiz-one"}, odd) == []


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(0, 0), (1, 1), (2, 2), (3, 3)] * 10, "Reaches the aim."),
        ([(0, 3), (3, 0), (1, 1), (2, 2)] * 10, "Talk it over, write down what you agreed, and mark again."),
        ([(2, 2)] * 40, "No figure: every mark of both is the same."),
        ([(0, 0), (3, 3)], "Fewer than 30 replies: the figure jumps about."),
    ],
)
def test_the_verdict_follows_the_figure(pairs: list[tuple[int, int]], words: str) -> None:
    assert words in text(section([Result("quiz-one", {"write-reply": pairs})]))


def test_where_the_two_part_is_named_and_without_results_it_says_how_to_get_some() -> None:
    told = section([Result("quiz-one", {"write-reply": [(1, 2)] * 3 + [(2, 2)]})])
    assert "3 replies to “write-reply” got 1 from one and 2 from the other" in text(told)
    assert rows(told, "markers")[0] == ("quiz-one", "write-reply", 1, 2)
    assert "alongside grade --second-marker" in text(section([]))
