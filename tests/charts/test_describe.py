"""Words from numbers: which case is said, and how a number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.charts.describe import FORMS, case, problems_in, sentences, template, whole

TEMPLATES = [
    template("a", case("high: {x:percent}", ("x", ">=", 0.5), tone="danger"), case("low: {x:percent}")),
    template("b", case("{kind}", ("kind", "==", "full"), ("x", ">", 0)), case("")),
]


def test_the_first_case_that_fits_is_said_with_its_tone() -> None:
    assert sentences(TEMPLATES, {"x": 0.5, "kind": "full"}) == [
        ("a", "high: 50 %", "danger"),
        ("b", "full", "plain"),
    ]


def test_a_case_that_says_nothing_leaves_no_sentence() -> None:
    assert [one.id for one in sentences(TEMPLATES, {"x": 0.1, "kind": "none"})] == ["a"]


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("percent", 0.005, "1 %"), ("percent", 0.125, "13 %"), ("one_decimal", 1.25, "1.3"),
        ("one_decimal", 2, "2.0"), ("days", 1, "1 day"), ("days", 0, "0 days"), ("days", 30, "30 days"),
        ("count", 11.5, "12"),
    ],
)  # fmt: skip
def test_numbers_are_written_for_people(form: str, value: float, text: str) -> None:
    assert FORMS[form](value) == text


@given(st.floats(0, 1e6))
def test_a_whole_number_is_never_further_than_a_half(value: float) -> None:
    assert abs(whole(value) - value) <= 0.5


def test_a_template_that_asks_for_something_unknown_is_reported() -> None:
    wrong = [template("c", case("{y:percent} {x:roman}", ("z", "~", 1)))]
    assert problems_in(wrong, {"x"}) == [
        "c: there is no fact 'y'.",
        "c: there is no fact 'z'.",
        "c: there is no comparison '~'.",
        "c: there is no form 'roman'.",
        "c: its last case needs no 'if', so that there is always one that fits.",
    ]
