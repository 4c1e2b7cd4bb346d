"""What the tolerance cycle says and draws, held against the numbers of its model."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.tolerance_cycle import (
    AMOUNTS,
    tolerance_cycle_facts,
    tolerance_cycle_points,
    tolerance_cycle_spec,
    tolerance_cycle_words,
)

days_of_use = st.integers(1, 30)
days_after = st.integers(0, 30)
amounts = st.sampled_from([amount for amount, _ in AMOUNTS])


def said(use: int, after: int, amount: float = 1) -> dict[str, str]:
    return {one.id: one.text for one in tolerance_cycle_words(use, after, amount)}


def tone(use: int, after: int, amount: float = 1) -> str:
    return next(one.tone for one in tolerance_cycle_words(use, after, amount) if one.id == "safety")


@settings(max_examples=60, deadline=None)
@given(days_of_use, days_after, amounts)
def test_the_words_hold_the_numbers_of_the_picture(use: int, after: int, amount: float) -> None:
    facts, words = tolerance_cycle_facts(use, after, amount), said(use, after, amount)
    fold = re.search(r"takes (\d+\.\d) times", words["shift"])
    assert (abs(float(fold[1]) - facts["fold"]) <= 0.05 + 1e-9) if fold else facts["fold"] < 1.05
    like = re.search(r"like (\d+\.\d) times as much", words["amount"])
    assert abs(float(like[1]) - facts["acts_like"]) <= 0.05 + 1e-9 if like else amount != 1 or facts["stronger"] < 1.05
    percents = re.findall(r"(\d+) %", words["amount"])
    for percent, effect in zip(percents, (facts["effect"], facts["effect_without_tolerance"]), strict=False):
        assert abs(int(percent) - 100 * effect) <= 0.5 + 1e-9
    assert bool(like or percents) == (amount >= 1 and not (amount > 1 and facts["stronger"] >= 1.05))
    for word, low, high in (("strong", 0.6, 2), ("moderate", 0.36, 0.6), ("mild", 0.15, 0.36)):
        assert (f"{word} withdrawal" in words["withdrawal"]) == (low <= facts["withdrawal"] < high)


@settings(max_examples=40, deadline=None)
@given(days_of_use, days_after, amounts.filter(lambda amount: amount < 1))
def test_no_number_says_what_less_than_the_usual_amount_does(use: int, after: int, amount: float) -> None:
    assert not re.search(r"\d", said(use, after, amount)["amount"].replace("the last use", ""))


@settings(max_examples=60, deadline=None)
@given(days_of_use, days_after, amounts)
def test_no_setting_is_ever_called_safe(use: int, after: int, amount: float) -> None:
    words = said(use, after, amount)
    assert "breathing can stop" in words["safety"] or "no shield" in words["safety"]
    assert "safe" not in " ".join(words.values())


@settings(max_examples=40, deadline=None)
@given(days_of_use, days_after, amounts)
def test_the_words_speak_of_the_amount_that_was_chosen(use: int, after: int, amount: float) -> None:
    words, chosen = said(use, after, amount), dict(AMOUNTS)[amount]
    assert words["amount"].lower().startswith(chosen)
    assert chosen in words["safety"].lower() or "no shield" in words["safety"]
    assert ("It is no promise" in words.get("promise", "")) == (amount < 1)


def test_more_than_the_usual_amount_is_dangerous_without_any_break() -> None:
    assert tone(30, 0) == tone(30, 0, 0.5) == "care"
    assert said(30, 0, 2)["safety"] == "Twice the usual amount is more than this body is used to: breathing can stop."
    assert tone(30, 0, 2) == "danger"


def test_a_long_break_says_that_most_tolerance_is_lost() -> None:
    assert "lost most of its tolerance: breathing can stop" in said(30, 14)["safety"]
    assert tone(30, 14) == "danger"


def test_the_warning_starts_in_the_first_days() -> None:
    assert "Tolerance is falling" in said(30, 2)["safety"]
    assert tone(30, 2) == "danger"


def test_the_teaching_model_and_its_choice_of_pace_are_named() -> None:
    note = tolerance_cycle_spec()["note"]
    assert "teaching model" in note
    assert "no human study gives a clean curve" in note
    assert "No amount can be read from this picture" in note


@settings(max_examples=30, deadline=None)
@given(days_of_use, days_after, amounts)
def test_the_points_stand_on_their_curves_and_inside_the_axes(use: int, after: int, amount: float) -> None:
    spec, points = tolerance_cycle_spec(), tolerance_cycle_points(use, after, amount)
    facts = tolerance_cycle_facts(use, after, amount)
    assert points["amount"]["amount-now"] == [amount, facts["effect"]]
    assert points["days"]["slow"][-1] == points["days"]["slow-today"]
    assert points["days"]["fast-later"][0] == points["days"]["fast-today"]
    assert points["days"]["slow"][0] == [pytest.approx(-(use - 0.25)), 0]
    assert (points["days"]["gap"] is None) == ("little" in said(use, after)["withdrawal"])
    for chart in spec["charts"]:
        assert set(points[chart["id"]]) - {"labels"} == {mark["id"] for mark in chart["marks"]}
        for mark in chart["marks"]:
            if mark["kind"] == "line":
                for x, y in points[chart["id"]][mark["id"]]:
                    assert chart["x"]["low"] - 1e-9 <= x <= chart["x"]["high"] + 1e-9
                    assert chart["y"]["low"] <= y <= chart["y"]["high"]


def test_what_the_prediction_calls_right_is_right_in_the_model() -> None:
    strongest = max(tolerance_cycle_facts(30, day)["withdrawal"] for day in range(31))
    facts = tolerance_cycle_facts(30, 9)
    assert facts["withdrawal"] < strongest / 4
    assert 0.4 < facts["tolerance_kept"] < 0.7


def test_templates_use_only_facts_that_exist() -> None:
    spec = tolerance_cycle_spec()
    assert problems_in(spec["sentences"] + spec["labels"], set(tolerance_cycle_facts(3, 3))) == []


def test_the_spec_is_plain_data_and_small() -> None:
    assert len(json.dumps(tolerance_cycle_spec(), allow_nan=False)) < 16_000


def test_another_amount_has_no_words() -> None:
    with pytest.raises(KeyError):
        tolerance_cycle_facts(3, 3, 1.1)
