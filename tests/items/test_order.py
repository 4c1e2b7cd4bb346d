from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import JSON, example, item, problems

from alongside.items.score import score_item

RIGHT = ["ask", "offer", "listen", "close"]


def fraction(order: list[str], **changes: object) -> float | None:
    return score_item(item("order", **changes), {"order": order}).score_fraction


def test_the_right_order_earns_all() -> None:
    assert fraction(RIGHT) == 1.0


def test_an_accepted_order_earns_all_and_without_being_accepted_only_a_part() -> None:
    other = ["offer", "ask", "listen", "close"]
    assert fraction(other) == 1.0
    assert fraction(other, accepted=None) == pytest.approx(2 * 5 / 6 - 1)


def test_the_reverse_order_earns_nothing() -> None:
    assert fraction(RIGHT[::-1]) == 0.0


@given(st.permutations(RIGHT))
def test_the_score_is_twice_the_share_of_kept_pairs_less_one(given_order: list[str]) -> None:
    pairs = list(combinations(RIGHT, 2))
    kept = sum(given_order.index(first) < given_order.index(second) for first, second in pairs)
    assert fraction(given_order, accepted=None) == pytest.approx(max(0.0, 2 * kept / len(pairs) - 1))


def test_only_the_steps_that_stand_elsewhere_are_spoken_of() -> None:
    notes = score_item(item("order", accepted=None), {"order": ["ask", "listen", "offer", "close"]}).notes
    assert [note.chosen for note in notes] == ["Offer", "Listen"]


def test_a_right_order_hears_why_each_step_stands_there() -> None:
    notes = score_item(item("order"), {"order": RIGHT}).notes
    assert [note.text for note in notes] == ["private one", "private two", "private three", "private four"]


@pytest.mark.parametrize(
    "order", [RIGHT[:-1], [*RIGHT, "ask"], ["ask", "ask", "listen", "close"], ["nobody", *RIGHT[1:]]]
)
def test_an_order_that_leaves_out_repeats_or_invents_a_step_is_refused(order: list[str]) -> None:
    assert score_item(item("order"), {"order": order}).state == "invalid"


def test_the_shown_order_is_neither_right_nor_accepted() -> None:
    assert set(problems("order", show=RIGHT)) == {"show"}
    assert set(problems("order", show=["offer", "ask", "listen", "close"])) == {"show"}


def test_the_learner_meets_the_steps_in_the_order_of_show() -> None:
    shown = item("order").public()["steps"]
    assert [step["id"] for step in shown] == example("order")["show"]


@given(JSON)
def test_whatever_stands_in_show_or_accepted_is_named_and_never_raises(value: object) -> None:
    assert "show" in problems("order", show=["only", value])
    if not isinstance(value, list) and value is not None:
        assert set(problems("order", accepted=value)) == {"accepted"}


def test_numbers_are_no_step_ids_even_where_they_look_like_them() -> None:
    steps = [{"id": name, "text": "x", "feedback": "y"} for name in "123"]
    assert set(problems("order", steps=steps, show=[3, 1, 2], accepted=None)) == {"show"}
