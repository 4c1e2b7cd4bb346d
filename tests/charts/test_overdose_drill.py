"""The overdose drill walked from end to end: every way through it, and what it says."""

import json
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from alongside.charts.describe import problems_in
from alongside.charts.drill_course import Run, actions_of, after, kept_rules, moments_of, offered, situation, start
from alongside.charts.overdose_drill import (
    CLAIMS,
    debrief_facts,
    debrief_templates,
    delays,
    overdose_drill_facts,
    overdose_drill_points,
    overdose_drill_spec,
    overdose_drill_words,
    run_of,
)
from alongside.models.tables import table

SCENES = [one["id"] for one in table("overdose_drill")["scenes"]]
every_scene = pytest.mark.parametrize("scene", SCENES)
STRAIGHT = ["wake-them", "call", "spray", "breathe", "second-dose", "on-the-side", "calm"]


def straight(scene: str) -> list[str]:
    """A way without a detour."""
    first, last = ("look-bus", []) if scene == "bus-stop" else ("look-home", ["steps-again"])
    return [first, *STRAIGHT, *last, "facts"]


def standing(run: Run) -> tuple[Any, ...]:
    """What decides what comes next: the moment, what is done and what was tried; not the clock."""
    return run.at, frozenset(action for action, _ in run.done), frozenset(run.tried)


def whole_walk(scene: str) -> Iterator[tuple[Run, list[tuple[str, Run]]]]:
    """Yield every state that can be reached, once, with the choices it leaves and what they lead to.

    Options tried at an earlier moment change nothing later, so only those of the present moment tell states apart.
    """
    seen, waiting = set(), [start()]
    while waiting:
        run = waiting.pop()
        moments = moments_of(scene)
        here = moments[run.at]["id"] if run.at < len(moments) else ""
        run = run._replace(tried=tuple(one for one in run.tried if one[0] == here))
        if standing(run) in seen:
            continue
        seen.add(standing(run))
        open_options = [one["id"] for one in offered(scene, run) if (here, one["id"]) not in run.tried]
        steps = [(option, after(scene, run, option)) for option in open_options]
        yield run, steps
        waiting += [following for _, following in steps]


@every_scene
def test_every_moment_and_every_option_can_be_reached(scene: str) -> None:
    walked = list(whole_walk(scene))
    assert {run.at for run, _ in walked} == set(range(len(moments_of(scene)) + 1))
    reached = {option for _, steps in walked for option, _ in steps}
    written = {
        option["id"]
        for moment in moments_of(scene)
        for option in moment["options"]
        if scene in option.get("scenes", [scene])
    }
    assert reached == written


@every_scene
def test_every_choice_changes_something_and_so_every_way_ends(scene: str) -> None:
    for run, steps in whole_walk(scene):
        assert bool(steps) == (run.at < len(moments_of(scene)))
        for option, following in steps:
            assert len(following.done) + len(following.tried) > len(run.done) + len(run.tried), option
            assert following.at >= run.at
            assert following.clock > run.clock


@every_scene
def test_each_moment_offers_four_options_and_at_least_one_helps(scene: str) -> None:
    for run, _ in whole_walk(scene):
        options = offered(scene, run)
        if options:
            assert len(options) == 4
            assert 1 <= len([one for one in options if one.get("does")]) <= 3
            assert len({one["text"] for one in options}) == 4


@every_scene
def test_no_end_without_all_critical_actions(scene: str) -> None:
    critical = {one["id"] for one in actions_of(scene) if one["critical"]}
    ends = [run for run, steps in whole_walk(scene) if not steps]
    assert ends
    for run in ends:
        assert {action for action, _ in run.done} == critical
        at = dict(run.done)
        assert at["C2"] < at["C4"] <= at["C6"]
        assert max(at["C5"], at["C6"]) < at["C8"] <= at["C9"] < at["C11"]


@every_scene
def test_call_naloxone_and_breaths_may_come_in_any_order(scene: str) -> None:
    orders = list(permutations(("call", "spray", "breathe")))
    runs = [run_of(scene, [straight(scene)[0], "wake-them", *order]) for order in orders]
    assert {run.at for run in runs} == {3}
    assert len({tuple(action for action, _ in run.done) for run in runs}) == len(orders) == 6


@every_scene
def test_a_way_without_detours_keeps_every_rule(scene: str) -> None:
    run = run_of(scene, straight(scene))
    assert all(kept for _, kept in kept_rules(run))
    facts = debrief_facts(scene, run)
    assert facts["done"] == facts["critical"] == len(actions_of(scene))
    assert facts["missed"] == 0
    words = " ".join(one.text for one in overdose_drill_words(scene, choices=straight(scene)))
    assert f"Critical actions done: {facts['done']} of {facts['critical']}." in words
    assert "An in-person class with hands-on breaths is still needed." in words
    assert "Talk to your supervisor" in words


def test_waiting_for_the_spray_is_told_at_the_end_and_named_to_practice() -> None:
    choices = straight("bus-stop")
    choices.insert(choices.index("breathe"), "wait-for-spray")
    words = " ".join(one.text for one in overdose_drill_words("bus-stop", choices=choices))
    assert "Breaths began late." in words
    assert "To practice: Call, naloxone and breaths" in words
    assert "In 6 of 7 moments" in words


def test_thinking_time_counts_on_the_clock() -> None:
    run = after("bus-stop", start(), "look-bus", 30)
    assert (run.done, run.clock) == ((("C1", 30.0),), 45.0)


def test_the_second_dose_is_never_offered_before_two_minutes() -> None:
    for scene in SCENES:
        for run, steps in whole_walk(scene):
            at = dict(run.done)
            if "C6" in {action for _, following in steps for action, _ in following.done} and "C6" not in at:
                assert run.clock - at["C4"] >= 120


def test_an_option_that_is_not_offered_is_refused() -> None:
    with pytest.raises(KeyError):
        after("bus-stop", start(), "facts")


def test_every_option_has_its_own_words_and_claims() -> None:
    options = [option for moment in table("overdose_drill")["moments"] for option in moment["options"]]
    assert len({one["id"] for one in options}) == len(options)
    assert len({one["reply"] for one in options}) == len(options)
    assert {claim for one in options for claim in one["claims"]} <= set(CLAIMS)
    assert all(one["claims"] for one in options)


def test_the_helping_option_is_not_given_away_by_its_length_or_its_place() -> None:
    longest, places = 0, set()
    for moment in table("overdose_drill")["moments"]:
        options = moment["options"]
        helping = [one for one in options if one.get("does")]
        longest += max(options, key=lambda one: len(one["text"])) in helping
        places |= {options.index(one) for one in helping}
    assert longest <= len(table("overdose_drill")["moments"]) / 2
    assert len(places) >= 4


def test_nobody_dies_and_no_label_stands_in_the_drill() -> None:
    text = json.dumps(table("overdose_drill")).lower()
    for word in ("dies", "dead", "death", "addict", "junkie", "abuse", "stupid", "911", "needle"):
        assert word not in text, word


@pytest.mark.parametrize("delay", delays())
def test_the_simulation_is_told_with_its_published_numbers_and_its_caution(delay: float) -> None:
    facts = overdose_drill_facts(delay=delay)
    words = {one.id: one.text for one in overdose_drill_words(delay=delay)}
    assert f"in {facts['percent']} of 100" in words["delay"]
    assert "no odds for a real person" in words["delay-caution"]
    assert "never too late" in words["delay-caution"]
    bars = overdose_drill_points(delay=delay)["delay"]
    assert bars["chosen"][1] == facts["percent"]
    assert len([name for name in bars if name not in ("labels", "without")]) == len(delays()) == 5


def test_a_delay_between_the_published_ones_is_not_invented() -> None:
    with pytest.raises(KeyError):
        overdose_drill_facts(delay=2)


@every_scene
def test_what_is_seen_has_a_text_and_a_picture_everywhere(scene: str) -> None:
    for run, _ in whole_walk(scene):
        seen = situation(scene, run)
        assert seen["text"]
        assert seen["pose"] in {"found", "kneel", "phone", "breaths", "side", "awake", "crew"}
        assert 0 <= seen["breaths"] <= 1


def test_the_spec_is_plain_data_and_templates_use_facts_that_exist() -> None:
    spec = overdose_drill_spec()
    assert len(json.dumps(spec, allow_nan=False)) < 30_000
    facts = set(overdose_drill_facts())
    assert problems_in([*debrief_templates(), *spec["delay_sentences"]], facts) == []
