"""The small linear model."""

import math

from hypothesis import given
from hypothesis import strategies as st

from alongside.coach.linear import LinearModel, fit

ASKS, TELLS = ["ends: ?", "word: what"], ["word: must"]
TAUGHT = [(ASKS, {"asks": 1.0}), (TELLS, {"tells": 1.0})] * 40
MODEL = fit(TAUGHT, ("asks", "tells"))


def test_it_learns_what_it_is_shown() -> None:
    assert MODEL.chances(ASKS)["asks"] > 0.9
    assert MODEL.chances(TELLS)["tells"] > 0.9


def test_the_same_lines_give_the_same_weights() -> None:
    assert fit(TAUGHT, ("asks", "tells")) == MODEL


def test_a_line_that_is_half_and_half_comes_out_so() -> None:
    half = fit([(["word: maybe"], {"asks": 0.5, "tells": 0.5})] * 20, ("asks", "tells"))
    assert math.isclose(half.chances(["word: maybe"])["asks"], 0.5, abs_tol=0.05)


def test_what_fewer_than_three_lines_have_is_not_learned() -> None:
    rare = fit([*TAUGHT, (["word: zebra"], {"asks": 1.0})], ("asks", "tells"))
    assert "word: zebra" not in rare.weights


def test_reasons_are_what_speaks_for_a_label_the_strongest_first() -> None:
    model = LinearModel(("asks", "tells"), {"": [0, 0], "a": [1, -1], "b": [3, 0], "c": [0, 2]})
    assert model.reasons(["a", "b", "c", "unknown"], "asks") == {"b": 1.5, "a": 1.0}
    assert list(model.reasons(["a", "b"], "asks")) == ["b", "a"]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_chances_are_a_whole_whatever_is_there(found: list[str]) -> None:
    chances = MODEL.chances(found)
    assert math.isclose(sum(chances.values()), 1.0)
    assert all(chance >= 0 for chance in chances.values())
