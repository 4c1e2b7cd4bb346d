"""The table of constants: complete, fresh, and refused in plain words where it is not."""

import pytest

from alongside.course import parameter_table

GOOD = {
    "id": "a.b",
    "value": 1,
    "unit": "hours",
    "range": [0, 2],
    "source": "s",
    "mark": "design",
    "leaves_out": "l",
}


def test_the_committed_table_is_that_of_today() -> None:
    assert parameter_table.write(check=True) == []


def test_a_complete_row_has_no_problem() -> None:
    assert parameter_table.problems_in([GOOD], "p.yml") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": 3}, "lies outside its 'range'"), ({"value": True}, "should be a number"),
        ({"value": "1"}, "should be a number"), ({"range": [0]}, "two numbers"),
        ({"mark": "guess"}, "'mark'"),
        ({"source": " "}, "'source' is empty"), ({"id": "b"}, "model.name"),
        ({"value": float("nan")}, "lies outside"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_right_is_named(change: dict[str, object], words: str) -> None:
    (problem,) = parameter_table.problems_in([GOOD | change], "p.yml")
    assert words in problem
    assert problem.startswith("p.yml: ")


def test_missing_fields_double_ids_and_other_shapes_are_named() -> None:
    assert "exactly these fields" in parameter_table.problems_in([{"id": "a.b"}], "p.yml")[0]
    assert "twice" in parameter_table.problems_in([GOOD, GOOD], "p.yml")[0]
    assert "list of constants" in parameter_table.problems_in({"a": 1}, "p.yml")[0]
