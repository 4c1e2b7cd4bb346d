"""How sure and how right, in words that follow the figures."""

from __future__ import annotations

import pytest
from group import counted, quiz, rows, text, work
from hypothesis import given
from hypothesis import strategies as st
from item_examples import item

from alongside.report.calibration import Calibration, wilson

FORECAST = item("forecast")
QUIZ = quiz(FORECAST)
HAPPENS = {one["happens"]: one["id"] for one in FORECAST.body["outcomes"]}


def _section(*groups: tuple[float, int, int]) -> str:
    """Each group is (percent sure, right, not right)."""
    works = [
        work(QUIZ, "ana", {FORECAST.id: {"outcome": HAPPENS[hit], "confidence_percent": sure}})
        for sure, right, wrong in groups for hit in [True] * right + [False] * wrong
    ]  # fmt: skip
    return text(counted(Calibration(), works))


def test_each_group_says_how_sure_and_how_right() -> None:
    told = _section((95, 12, 18), (65, 21, 9), (50, 2, 1))
    assert "90 to 100% | 30 | 95% | 40% | 25% to 58% | surer than right" in told
    assert "60 to 69% | 30 | 65% | 70% | 52% to 83% | as right as sure" in told
    assert "50 to 59% | 3 | 50% | 67% | 21% to 94% | too few to say" in told
    assert "80 to 89% | 0 | – | – | – | nobody" in told


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        (((90, 15, 15),), "They trusted themselves more than the facts bore out."),
        (((55, 28, 2),), "They knew more than they trusted themselves to know."),
        (((80, 24, 6),), "As a group they know well what they know."),
        (((80, 2, 0),), "too little to say more"),
    ],
)
def test_the_verdict_follows_the_gap(groups: tuple[tuple[float, int, int], ...], verdict: str) -> None:
    assert verdict in _section(*groups)


def test_all_sure_is_in_the_last_group_and_the_table_file_has_each_forecast() -> None:
    section = counted(Calibration(), [
        work(QUIZ, "ana", {FORECAST.id: {"outcome": HAPPENS[True], "confidence_percent": 100}}),
        work(QUIZ, "ben", {FORECAST.id: {"outcome": HAPPENS[False], "confidence_percent": 60}}),
        work(QUIZ, "chi", {FORECAST.id: {"outcome": HAPPENS[True], "confidence_percent": 700}}),
    ])  # fmt: skip
    assert "90 to 100% | 1 | 100% | 100%" in text(section)
    assert rows(section, "forecasts") == [
        ("quiz-one", FORECAST.id, 2, pytest.approx(0.8), 0.5, pytest.approx(0.18))]


def test_the_interval_of_a_share_is_wilsons() -> None:
    """statsmodels 0.15.0: ``proportion_confint(12, 30, method="wilson")``."""
    assert wilson(12, 30) == pytest.approx((0.24590628116801855, 0.5767963974667754), abs=1e-7)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_without_forecasts_it_says_what_will_stand_there() -> None:
    assert "No forecasts have been graded yet." in text(Calibration().section())
