import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import JSON

from alongside.items.outcome import InvalidAnswer
from alongside.items.reading import (
    answer_field,
    check_entries,
    entries,
    is_id,
    is_number,
    is_text,
    known_id,
    unknown_fields,
)


@pytest.mark.parametrize("value", [True, False, None, "1", float("nan"), math.inf, -math.inf, 10**400, [1], 1j])
def test_these_are_no_numbers(value: object) -> None:
    assert not is_number(value)


@given(st.integers(-(2**1000), 2**1000) | st.floats(allow_nan=False, allow_infinity=False))
def test_every_int_and_float_that_a_float_can_hold_is_a_number(value: float) -> None:
    assert is_number(value)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("reflect-feeling", True),
        ("a1", True),
        ("1", True),
        ("Reflect", False),
        ("a--b", False),
        ("-a", False),
        ("a-", False),
        ("a_b", False),
        ("a b", False),
        ("", False),
        ("é", False),
        ("a\n", False),
        (None, False),
        (4, False),
        (["a"], False),
    ],
)
def test_an_id_has_lower_case_letters_digits_and_single_hyphens(value: object, fits: bool) -> None:
    assert is_id(value) is fits


@pytest.mark.parametrize(("value", "fits"), [("a", True), (" ", False), ("", False), (None, False), (4, False)])
def test_a_text_has_something_in_it(value: object, fits: bool) -> None:
    assert is_text(value) is fits


@given(JSON)
def test_reading_a_list_of_mappings_never_raises(value: object) -> None:
    body = {"options": value}
    assert all(isinstance(entry, dict) for entry in entries(body, "options"))
    assert list(check_entries(body, "options", at_least=7, known={"id"}, needed=("text",))), (
        "fewer than seven are always too few"
    )


def test_what_is_no_mapping_is_named_by_its_place() -> None:
    found = dict(check_entries({"options": ["text", {"id": "a"}]}, "options", at_least=1, known={"id"}, needed=()))
    assert list(found) == ["options[1]"]


def test_an_unknown_field_is_named_with_those_that_are_known() -> None:
    assert list(unknown_fields({"unti": 1, "unit": 2}, {"unit", "value"}, "answer")) == [
        ("answer.unti", "is not a field here; known are unit, value")
    ]


@given(JSON)
def test_an_answer_field_has_the_asked_type_or_is_refused(answer: object) -> None:
    try:
        assert isinstance(answer_field(answer, "choice", str), str)
    except InvalidAnswer as reason:
        assert "choice" in str(reason)


@given(JSON)
def test_a_known_id_is_one_of_those_asked_for_or_is_refused(value: object) -> None:
    try:
        assert known_id(value, ["asks", "waits"]) in ("asks", "waits")
    except InvalidAnswer:
        assert value not in ("asks", "waits")
