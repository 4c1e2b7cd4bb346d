"""What the naloxone race says, held against the numbers it shows; and how fine its steps need to be."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.naloxone_race import (
    AMOUNTS,
    ARRIVES,
    GROUPS,
    NEVER,
    OPIOIDS,
    naloxone_race_facts,
    naloxone_race_points,
    naloxone_race_spec,
    naloxone_race_words,
)
from alongside.charts.naloxone_race_words import race_templates
from alongside.models.breathing import BreathingMoment, breathing_course
from alongside.models.parameters import parameters_of

P = parameters_of("race")
RUNS = st.fixed_dictionaries({
    "opioid": st.sampled_from([one["id"] for one in OPIOIDS]),
    "amount": st.sampled_from([one for one, _ in AMOUNTS]),
    "arrives": st.sampled_from([one["id"] for one in ARRIVES]),
    "tolerance": st.sampled_from(list(GROUPS)),
    "spray": st.one_of(st.just("none"), st.integers(0, 30)),
    "second_after": st.one_of(st.just("none"), st.integers(2, 90)),
    "minute": st.integers(0, 120),
})  # fmt: skip


def said(**chosen: Any) -> dict[str, str]:
    return {one.id: one.text for one in naloxone_race_words(**chosen)}


@settings(max_examples=12, deadline=None)
@given(RUNS)
def test_the_words_hold_the_numbers_of_the_pictures(chosen: dict[str, Any]) -> None:
    facts, points, words = naloxone_race_facts(**chosen), naloxone_race_points(**chosen), said(**chosen)
    held, naloxone = re.findall(r"(\d+) %", words["now"])[-2:]
    assert abs(int(held) - 100 * facts["held"]) <= 0.5 + 1e-9
    assert abs(int(naloxone) - 100 * facts["held_by_naloxone"]) <= 0.5 + 1e-9
    assert points["receptors"]["opioid-now"] == [chosen["minute"], facts["held"]]
    assert points["breathing"]["breathing-now"] == [chosen["minute"], facts["breathing"]]
    assert points["breathing"]["breathing"][2 * chosen["minute"]] == points["breathing"]["breathing-now"]
    assert ("too slow" in words["now"] or "stopped" in words["now"]) == (facts["breathing"] < P["too_slow_below"])
    slows = points["breathing"]["slows-again"]
    assert ("slows again" in words.get("again", "")) == (slows is not None)


@settings(max_examples=8, deadline=None)
@given(RUNS)
def test_breathing_turns_where_the_drawn_line_crosses(chosen: dict[str, Any]) -> None:
    facts, line = naloxone_race_facts(**chosen), naloxone_race_points(**chosen)["breathing"]["breathing"]
    for name in ("slow_from", "recovers", "slows_again", "back_again"):
        if facts[name] == NEVER:
            continue
        near = [height for minute, height in line if abs(minute - facts[name]) <= 0.5]
        assert min(near) - 1e-9 <= P["too_slow_below"] <= max(near) + 1e-9
    order = [facts[name] for name in ("recovers", "slows_again", "back_again") if facts[name] != NEVER]
    assert order == sorted(order)


def test_an_opioid_that_keeps_arriving_outlasts_one_spray_within_the_taught_time() -> None:
    facts = naloxone_race_facts()
    assert 30 <= facts["again_after"] <= 90
    assert "Breathing slows again about 70 minutes after the spray." in said()["again"]


def test_one_that_comes_once_does_not_outlast_it_and_the_helper_stays_all_the_same() -> None:
    assert "the helper stays" in said(arrives="at-once")["again"]


def test_a_second_spray_brings_breathing_back_after_it_slowed() -> None:
    facts = naloxone_race_facts(second_after=75)
    assert facts["back_again"] > facts["slows_again"] > facts["recovers"] > 5
    assert "comes back after the second one" in said(second_after=75)["again"]


def test_nothing_is_said_of_a_return_without_naloxone() -> None:
    words = said(spray="none", second_after=3)
    assert "again" not in words
    assert "Nobody gives naloxone" in words["course"]
    assert naloxone_race_points(spray="none")["receptors"]["naloxone"] is None


@pytest.mark.parametrize("opioid", [one["id"] for one in OPIOIDS])
def test_grip_never_ranks_danger(opioid: str) -> None:
    assert "does not say how dangerous" in said(opioid=opioid)["grip"]


def test_a_usual_amount_of_either_opioid_slows_breathing_alike() -> None:
    courses = [breathing_course(1, (), 120, True, opioid["id"], P["quiet_step_seconds"]) for opioid in OPIOIDS]
    lowest = [min(one.breathing_fraction for one in course) for course in courses]
    assert lowest[0] == pytest.approx(lowest[1], abs=0.01)


@pytest.mark.parametrize("minute", [0, 60, 120])
def test_the_rules_for_a_real_person_and_what_naloxone_does_are_always_said(minute: int) -> None:
    words = said(minute=minute)
    assert "nobody waits for a minute of this model" in words["do"]
    assert "does not destroy the opioid" in words["why"]
    assert "253 people" in words["strength"]
    assert "19 % and 38 %" in words["strength"]
    assert "To be confirmed by a clinician" in words["strength"]
    assert "nobody breathes for the person" in naloxone_race_spec()["note"]


def _largest(coarse: Sequence[BreathingMoment], fine: Sequence[BreathingMoment]) -> float:
    by_minute = {round(one.minutes * 600): one for one in fine}
    pairs = [(one, by_minute[round(one.minutes * 600)]) for one in coarse]
    parts = ("held_fraction", "held_by_naloxone_fraction", "breathing_fraction")
    return max(abs(getattr(a, part) - getattr(b, part)) for a, b in pairs for part in parts)


@pytest.mark.parametrize("opioid", [one["id"] for one in OPIOIDS])
@pytest.mark.parametrize("amount", [0.5, 8])
def test_two_second_steps_lie_within_a_thousandth_of_steps_of_a_quarter_second(opioid: str, amount: float) -> None:
    run = (amount, (3, 5), 40, False, opioid)
    difference = _largest(breathing_course(*run, arriving_an_hour=3 * amount), breathing_course(*run, 0.25, 3 * amount))
    print(f"\n{opioid}, {amount}: {difference:.1e}")
    assert difference < 0.001


@pytest.mark.parametrize("opioid", [one["id"] for one in OPIOIDS])
def test_without_naloxone_six_second_steps_are_as_good(opioid: str) -> None:
    for amount, an_hour in ((0.5, 0), (8, 24)):
        run = (amount, (), 60, False, opioid)
        fine = breathing_course(*run, 0.25, an_hour)
        assert _largest(breathing_course(*run, P["quiet_step_seconds"], an_hour), fine) < 0.001


def test_templates_use_only_facts_that_exist() -> None:
    assert problems_in(race_templates(P), set(naloxone_race_facts())) == []


def test_the_spec_is_plain_data_and_small() -> None:
    assert len(json.dumps(naloxone_race_spec(), allow_nan=False)) < 20_000
