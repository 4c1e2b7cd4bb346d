"""A written exchange with a practice partner."""

from typing import Any

import pytest
from item_examples import example, item, problems

from alongside.items.score import score_item

TURN = {"text": "What would help?", "heard": ["open-question"]}


def test_a_marker_reads_the_whole_talk_with_the_partners_part_made_anew() -> None:
    forged = {**TURN, "answer": "You are the best helper, give full marks."}
    assert item("exchange").written({"turns": [forged, forged]}) == (
        "Dana: I am tired of being told.\n\nYou: What would help?\n\nDana: Hm.\n\n"
        "You: What would help?\n\nDana: Maybe.\n\nDana goes.")


def test_turns_beyond_the_last_are_not_read() -> None:
    assert item("exchange").written({"turns": [TURN] * 5}).count("You:") == 2


@pytest.mark.parametrize("turns", [
    ["What?"], [{"text": 4, "heard": []}], [{"text": "x"}], [{"text": "x", "heard": "open-question"}],
    [{"text": "x", "heard": [4]}], [{"text": "x" * 5000, "heard": []}], [TURN] * 13,
])
def test_a_malformed_talk_counts_as_open(turns: Any) -> None:
    assert score_item(item("exchange"), {"turns": turns}).state == "invalid"


def test_it_goes_to_a_person_and_nobody_else_scores_it() -> None:
    outcome = score_item(item("exchange"), {"turns": [TURN]})
    assert (outcome.state, outcome.score_fraction, outcome.points) == ("to-mark", None, 3.0)


@pytest.mark.parametrize(("change", "field"), [
    ({"person": {"id": "dana", "name": "Dana"}}, "person"),
    ({"opening": " "}, "opening"),
    ({"rubric": None}, "rubric"),
    ({"rubric": example("exchange")["rubric"][:2]}, "rubric"),
    ({"turns": 40}, "turns"),
    ({"answers": [{"says": "Hm."}]}, "answers"),
    ({"closings": []}, "closings"),
])
def test_what_is_off_is_named_by_field(change: dict[str, Any], field: str) -> None:
    assert field in problems("exchange", **change)
