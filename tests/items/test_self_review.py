"""A look back at one's own practice."""

from typing import Any

import pytest
from item_examples import item, problems

from alongside.items.score import score_item


def earned(answer: Any) -> float | None:
    return score_item(item("self-review"), answer).score_fraction


def test_looking_at_everything_earns_all_whatever_was_found() -> None:
    for level in ("once", "often"):
        assert earned({"levels": {"asking": level, "hearing": level}, "text": "The third one."}) == 1.0


def test_each_part_that_was_looked_at_counts_the_same() -> None:
    assert earned({"levels": {"asking": "once"}, "text": ""}) == pytest.approx(1 / 3)
    assert earned({"levels": {}, "text": "The third one."}) == pytest.approx(1 / 3)


@pytest.mark.parametrize("answer", [
    {"levels": {"asking": "sometimes"}}, {"levels": {"driving": "once"}}, {"levels": {"asking": ["once"]}},
    {"levels": {"asking": "once"}, "text": 4}, {"levels": {"asking": "once"}, "text": "x" * 4000},
    {"text": "only this"},
])
def test_a_malformed_review_counts_as_open(answer: Any) -> None:
    assert score_item(item("self-review"), answer).state == "invalid"


@pytest.mark.parametrize(("change", "field"), [
    ({"skills": []}, "skills"), ({"levels": [{"id": "once"}]}, "levels"), ({"ask": ""}, "ask"),
    ({"after": None}, "after"),
])
def test_what_is_off_is_named_by_field(change: dict[str, Any], field: str) -> None:
    assert field in problems("self-review", **change)
