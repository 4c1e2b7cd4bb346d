"""What lost tolerance says and draws, held against the numbers of its model and of the published tables."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.lost_tolerance import (
    lost_tolerance_facts,
    lost_tolerance_points,
    lost_tolerance_spec,
    lost_tolerance_words,
)
from alongside.charts.published_risk import published_rows
from alongside.charts.tolerance_cycle import tolerance_cycle_facts
from alongside.models.outcomes import risk_after_release
from alongside.models.tables import table

days_of_use = st.integers(7, 30)
days_without = st.integers(0, 60)


def said(use: int, without: int) -> dict[str, str]:
    return {one.id: one.text for one in lost_tolerance_words(use, without)}


@settings(max_examples=50, deadline=None)
@given(days_of_use, days_without)
def test_the_words_hold_the_numbers_of_the_picture(use: int, without: int) -> None:
    facts, words = lost_tolerance_facts(use, without), said(use, without)
    like = re.search(r"like (\d+\.\d) times", words["like"])
    assert (abs(float(like[1]) - facts["acts_like"]) <= 0.05 + 1e-9) if like else facts["stronger"] < 1.05
    percents = [int(one) / 100 for one in re.findall(r"(\d+) %", words["effect"])]
    shown = [facts["effect"], facts["effect_at_last_use"], facts["tolerance_kept"]][: len(percents)]
    assert percents == pytest.approx(shown, abs=0.005 + 1e-9)
    assert len(percents) == (3 if without else 1)


@settings(max_examples=30, deadline=None)
@given(days_of_use, st.integers(0, 30))
def test_it_is_the_same_model_as_the_tolerance_cycle(use: int, without: int) -> None:
    ours, theirs = lost_tolerance_facts(use, without), tolerance_cycle_facts(use, without)
    for name, value in ours.items():
        assert value == pytest.approx(theirs[name], abs=1e-9), name


@settings(max_examples=40, deadline=None)
@given(days_of_use, days_without)
def test_no_day_is_called_safe_and_what_can_be_done_is_said_last(use: int, without: int) -> None:
    every = lost_tolerance_words(use, without)
    text = " ".join(one.text for one in every)
    assert not re.search(r"(?<!not a sign of being )\bsafe\b", text)
    assert every[-1].id == "peer" and "naloxone within reach" in every[-1].text
    danger = [one for one in every if one.tone == "danger"]
    assert len(danger) == (lost_tolerance_facts(use, without)["tolerance_kept"] < 0.95)
    assert all("breathing can stop" in one.text for one in danger)


def test_the_danger_grows_from_the_first_days_on() -> None:
    assert "no shield" in said(30, 0)["safety"]
    assert "Tolerance is falling" in said(30, 2)["safety"]
    assert "lost most of its tolerance" in said(30, 14)["safety"]
    like = [lost_tolerance_facts(30, day)["acts_like"] for day in range(2, 61)]
    assert like == sorted(like) and len(set(like)) == len(like)


def test_feeling_better_is_not_called_a_sign_of_being_safe() -> None:
    assert "feels withdrawal" in said(30, 3)["feeling"]
    assert "not a sign of being safe" in said(30, 14)["feeling"]


def test_what_the_prediction_calls_right_is_right_in_the_model() -> None:
    assert 1.7 < lost_tolerance_facts(30, 14)["acts_like"] < 2


def test_every_bar_is_a_published_figure_beside_the_group_it_is_compared_with() -> None:
    points = lost_tolerance_points(30, 0)
    first = {name: value for name, value in points["first-weeks"].items() if name != "labels"}
    assert [value[1] for value in first.values()] == [8.4, 7.5, 4.0, 3.1, 1]
    assert {one["ratio"] for one in risk_after_release()} == {8.4, 7.5, 4.0, 3.1}
    assert points["next-weeks"]["weeks-3-and-4"][1:] == [1.7, None, None]
    assert points["against-others"]["weeks-1-and-2"][1:] == [129, 89, 186]
    for chart in ("first-weeks", "next-weeks", "against-others"):
        lowest = min((value for name, value in points[chart].items() if name != "labels"), key=lambda bar: bar[0])
        assert lowest == [1, 1, None, None]


def test_comparisons_with_different_groups_do_not_share_a_scale() -> None:
    charts = {chart["id"]: chart for chart in lost_tolerance_spec()["charts"]}
    assert charts["first-weeks"]["x"]["high"] == charts["next-weeks"]["x"]["high"] == 10
    assert charts["against-others"]["x"]["high"] == 200
    assert "of the same group" in charts["first-weeks"]["x"]["label"]
    assert "other residents" in charts["against-others"]["x"]["label"]


def test_the_words_about_the_bars_hold_the_figures_of_the_table() -> None:
    words, after = said(30, 0), table("outcomes")["after_break"]
    assert "3.1 to 8.4 times" in words["first-weeks"] and "1.7 times" in words["first-weeks"]
    assert "from release, not from the last use" in words["first-weeks"]
    assert words["against-others"].startswith("The 129 (95 % interval 89 to 186) answers another question")
    assert f"{after['first_two_weeks_against_others']['people']:,}" in words["against-others"]
    rows = dict(published_rows())
    assert "129 (89 to 186)" in rows.values() and len(rows) == 6


@settings(max_examples=25, deadline=None)
@given(days_of_use, days_without)
def test_the_points_stand_inside_their_axes_and_every_mark_has_some(use: int, without: int) -> None:
    points = lost_tolerance_points(use, without)
    facts = lost_tolerance_facts(use, without)
    assert points["amount"]["used-today"] == [without, pytest.approx(facts["used_to"])]
    assert points["effect"]["effect-today"] == [without, pytest.approx(facts["effect"])]
    for chart in lost_tolerance_spec()["charts"]:
        assert set(points[chart["id"]]) - {"labels"} == {mark["id"] for mark in chart["marks"]}
        for mark in chart["marks"]:
            if mark["kind"] == "line":
                for x, y in points[chart["id"]][mark["id"]]:
                    assert 0 <= x <= chart["x"]["high"] and 0 <= y <= chart["y"]["high"]


def test_the_teaching_model_and_its_choice_of_pace_are_named() -> None:
    note = lost_tolerance_spec()["note"]
    assert "teaching model" in note and "no human study gives a clean curve" in note
    assert "No day and no amount can be read from it as safe" in note


def test_templates_use_only_facts_that_exist() -> None:
    spec = lost_tolerance_spec()
    assert problems_in(spec["sentences"] + spec["labels"], set(lost_tolerance_facts(9, 3))) == []


def test_the_spec_is_plain_data_and_small() -> None:
    assert len(json.dumps(lost_tolerance_spec(), allow_nan=False)) < 20_000
