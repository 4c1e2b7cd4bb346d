import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import JSON, example, item, problems

from alongside.items.score import score_item


@pytest.mark.parametrize(
    ("number", "score", "text"),
    [
        (4, 1.0, "private right"),
        (4.5, 1.0, "private right"),
        (3.5, 1.0, "private right"),
        (6, 0.25, "private near"),
        (4.51, 0.0, "private otherwise"),
        (-4, 0.0, "private otherwise"),
    ],
)
def test_a_number_earns_by_how_it_fits(number: float, score: float, text: str) -> None:
    outcome = score_item(item("number"), {"number": number})
    assert (outcome.score_fraction, outcome.notes[0].text) == (score, text)


def test_the_note_repeats_the_number_with_its_unit() -> None:
    assert score_item(item("number"), {"number": 6}).notes[0].chosen == "6 lines"


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_gets_a_score(number: float) -> None:
    outcome = score_item(item("number"), {"number": number})
    expected = 1.0 if abs(number - 4) <= 0.5 + 1e-9 else 0.25 if abs(number - 6) <= 1e-9 else 0.0
    assert outcome.state == "scored" and outcome.score_fraction == expected


@pytest.mark.parametrize("number", ["4", "four", True, [4], {"value": 4}, float("nan"), float("inf"), 10**400])
def test_what_is_no_finite_number_is_refused(number: object) -> None:
    assert score_item(item("number"), {"number": number}).state == "invalid"


def test_a_tenth_is_met_although_binary_numbers_miss_it() -> None:
    answer = {"value": 0.3, "tolerance": 0, "unit": "shares", "decimals": 1}
    assert score_item(item("number", answer=answer), {"number": 0.1 + 0.2}).score_fraction == 1.0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answer": {"value": "4", "unit": "lines"}}, "answer.value"),
        ({"answer": {"value": 4}}, "answer.unit"),
        ({"answer": {"value": 4, "unit": "lines", "tolerance": -1}}, "answer.tolerance"),
        ({"answer": {"value": 4, "unit": "lines", "tolerence": 1}}, "answer.tolerence"),
        ({"answer": {"value": 4, "unit": "lines", "decimals": "two"}}, "answer.decimals"),
        ({"answer": {"value": 4, "unit": "lines", "decimals": 1.5}}, "answer.decimals"),
        ({"answer": 4}, "answer"),
        ({"feedback": {"right": "x"}}, "feedback"),
        ({"feedback": {"right": "x", "otherwise": "y", "wrong": "z"}}, "feedback.wrong"),
        ({"near": {"value": 6}}, "near"),
        ({"near": ["six"]}, "near"),
        ({"near": [{"value": 6, "feedback": "x"}]}, "near[1]"),
        ({"near": [{"value": 6, "feedback": "x", "misconception": "m", "score": 0.9}]}, "near[1].score"),
        ({"near": [{"value": 6, "feedback": "x", "misconception": "m", "unit": "days"}]}, "near[1].unit"),
    ],
)
def test_what_an_author_got_wrong_is_named(change: dict[str, object], field: str) -> None:
    assert field in problems("number", **change)


@given(JSON)
def test_any_answer_field_is_judged_without_raising(value: object) -> None:
    if value is not None:
        problems("number", answer=value, near=value)
    assert "answer.decimals" in problems("number", answer={**example("number")["answer"], "decimals": [value]})


def test_the_learner_sees_the_unit_and_decimals_only() -> None:
    public = item("number").public()
    assert {"unit", "decimals"} == set(public) - {"id", "version", "kind", "stem", "points"}
