"""What the tolerance cycle says, held against the numbers it shows."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.tolerance_cycle import tolerance_facts, tolerance_spec, tolerance_words

days_of_use = st.integers(1, 30)
days_after = st.integers(0, 30)


def said(use: int, after: int) -> dict[str, str]:
    return {one.id: one.text for one in tolerance_words(use, after)}


def tone(use: int, after: int) -> str:
    return next(one.tone for one in tolerance_words(use, after) if one.id == "safety")


@settings(max_examples=60, deadline=None)
@given(days_of_use, days_after)
def test_the_words_hold_the_numbers_of_the_picture(use: int, after: int) -> None:
    facts, words = tolerance_facts(use, after), said(use, after)
    fold = re.search(r"takes (\d+\.\d) times", words["shift"])
    assert (abs(float(fold[1]) - facts["fold"]) <= 0.05 + 1e-9) if fold else facts["fold"] < 1.05
    like = re.search(r"like (\d+\.\d) times", words["usual"])
    assert (abs(float(like[1]) - facts["acts_like"]) <= 0.05 + 1e-9) if like else facts["acts_like"] < 1.05
    for word, low, high in (("strong", 0.6, 2), ("moderate", 0.36, 0.6), ("mild", 0.15, 0.36)):
        assert (f"{word} withdrawal" in words["withdrawal"]) == (low <= facts["withdrawal"] < high)


@settings(max_examples=60, deadline=None)
@given(days_of_use, days_after)
def test_no_setting_is_ever_called_safe(use: int, after: int) -> None:
    words = said(use, after)
    assert "breathing can stop" in words["safety"] or "no shield" in words["safety"]
    assert "safe" not in " ".join(words.values())


def test_a_long_break_says_that_most_tolerance_is_lost() -> None:
    assert "lost most of its tolerance: breathing can stop" in said(30, 14)["safety"]
    assert tone(30, 14) == "danger"


def test_the_warning_starts_in_the_first_days() -> None:
    assert "Tolerance is falling" in said(30, 2)["safety"]
    assert tone(30, 2) == "danger"


def test_the_teaching_model_and_its_choice_of_pace_are_named() -> None:
    note = tolerance_spec()["note"]
    assert "teaching model" in note
    assert "no human study gives a clean curve" in note


def test_templates_use_only_facts_that_exist() -> None:
    spec = tolerance_spec()
    names = set(tolerance_facts(3, 3))
    assert problems_in(spec["sentences"] + spec["arrow_words"], names) == []


def test_the_spec_is_plain_data_and_small() -> None:
    assert len(json.dumps(tolerance_spec(), allow_nan=False)) < 12_000
