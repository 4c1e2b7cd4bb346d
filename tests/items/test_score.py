import json
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from item_examples import ANSWERS, EXAMPLES, JSON, KINDS_WITH_A_KEY, item

from alongside.items.kinds import KINDS, MARKED_BY_PERSON
from alongside.items.score import is_empty, score_item

every_kind = pytest.mark.parametrize("kind", EXAMPLES)


def test_every_kind_of_the_course_has_an_example_here() -> None:
    assert set(EXAMPLES) == set(KINDS)


@every_kind
@settings(max_examples=150)
@given(answer=ANSWERS)
@example(answer={"number": 10**400})
@example(answer={"outcome": "opens", "confidence_percent": 10**400})
def test_no_answer_raises_and_every_score_is_finite_within_0_and_1(kind: str, answer: Any) -> None:
    outcome = score_item(item(kind), answer)
    if outcome.score_fraction is None:
        assert kind in MARKED_BY_PERSON and outcome.state == "to-mark"
    else:
        assert math.isfinite(outcome.score_fraction) and 0.0 <= outcome.score_fraction <= 1.0
        assert isinstance(outcome.score_fraction, float)
    if outcome.state in ("unanswered", "invalid"):
        assert outcome.score_fraction == 0.0 and outcome.notes[0].text
    assert math.isfinite(outcome.score) and 0.0 <= outcome.score <= outcome.points


@every_kind
@pytest.mark.parametrize(
    "answer", [None, {}, {"choice": None}, {"choices": []}, {"pairs": {}}, {"text": "  "}, {"number": None}]
)
def test_an_open_answer_is_an_explicit_zero_and_says_so_kindly(kind: str, answer: Any) -> None:
    outcome = score_item(item(kind), answer)
    assert (outcome.state, outcome.score_fraction, outcome.fit) == ("unanswered", 0.0, "unanswered")
    assert "left this one open" in outcome.notes[0].text


@every_kind
@pytest.mark.parametrize(
    "answer", [[], "reflect", 4, True, {"choice": 3}, {"other": "x"}, {"choice": "no-such-option"}]
)
def test_a_malformed_answer_is_an_explicit_zero_and_says_why(kind: str, answer: Any) -> None:
    outcome = score_item(item(kind), answer)
    assert (outcome.state, outcome.score_fraction) == ("invalid", 0.0)
    assert "could not be read" in outcome.notes[0].text


@pytest.mark.parametrize("kind", KINDS_WITH_A_KEY)
def test_the_samples_of_a_kind_are_right_less_right_and_malformed(kind: str) -> None:
    example = item(kind)
    samples = KINDS[kind].samples(example.body)
    right, other, malformed = (
        score_item(example, answer) for answer in (samples.right, samples.other, samples.malformed)
    )
    assert (right.state, right.score_fraction, right.fit) == ("scored", 1.0, "full")
    assert other.state == "scored" and other.score_fraction is not None and other.score_fraction < 1.0
    assert (malformed.state, malformed.score_fraction) == ("invalid", 0.0)


@pytest.mark.parametrize("kind", MARKED_BY_PERSON)
def test_the_samples_of_written_work_go_to_a_marker_are_open_and_malformed(kind: str) -> None:
    samples = KINDS[kind].samples(item(kind).body)
    states = [score_item(item(kind), answer).state for answer in (samples.right, samples.other, samples.malformed)]
    assert states == ["to-mark", "unanswered", "invalid"]


@every_kind
def test_an_outcome_carries_points_the_better_line_and_where_to_read_again(kind: str) -> None:
    outcome = score_item(item(kind, points=2.5), KINDS[kind].samples(item(kind).body).right)
    as_dict = json.loads(json.dumps(outcome.as_dict()))
    assert (as_dict["item_id"], as_dict["points"], as_dict["better"]) == (item(kind).id, 2.5, "private better line")
    assert as_dict["read_again"].endswith("#private-place")
    assert as_dict["score"] == (0.0 if kind in MARKED_BY_PERSON else 2.5)


@given(answer=JSON)
def test_asking_whether_an_answer_is_empty_never_raises(answer: Any) -> None:
    assert isinstance(is_empty(answer), bool)


@pytest.mark.parametrize("answer", [{"number": 0}, {"choice": "a", "text": ""}, {"flag": False}])
def test_a_zero_a_no_and_a_half_filled_answer_are_not_empty(answer: Any) -> None:
    assert not is_empty(answer)
