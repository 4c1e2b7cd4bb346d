"""Items of a quiz: figures by hand, on published data as another program computes them, and what is worth mending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_school_test import LSAT_6
from test_reliability import uneven_scores

from alongside.items.analysis import (
    Choice,
    ItemFigures,
    correlation,
    correlation_interval,
    elsewhere,
    item_figures,
    to_mend,
)

ITEMS = [f"item-{number}" for number in range(1, 8)]


def _item(**changes: object) -> ItemFigures:
    whole = {"item_id": "item", "answered": 200, "left_open": 0, "difficulty": 0.7, "discrimination": 0.4,
             "interval": (0.28, 0.51)}
    return ItemFigures(**{**whole, **changes})  # type: ignore[arg-type]


def _reasons(figures: ItemFigures, *choices: Choice) -> str:
    return " ".join(reason for one in to_mend([figures], {"item": choices}) for reason in one.reasons)


def test_by_hand() -> None:
    """Item 1 is 1, 1, 0, 0 and the other two have means 1, 0.5, 0.5, 0: covariance 1/6, variances 1/3 and 1/6."""
    first = item_figures(ITEMS[:3], [[1, 1, 1], [1, 0, 1], [0, 1, 0], [0, 0, 0]])[0]
    assert (first.answered, first.left_open, first.difficulty) == (4, 0, 0.5)
    assert first.discrimination == pytest.approx((1 / 6) / (1 / 3 * 1 / 6) ** 0.5)


def test_published_data_give_what_another_program_gives() -> None:
    """scipy 1.17.1: ``pointbiserialr(X[:, i], X.sum(1) - X[:, i])`` with ``X = np.array(LSAT_6)``."""
    found = item_figures(ITEMS[:5], LSAT_6)
    assert [one.difficulty for one in found] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert [one.discrimination for one in found] == pytest.approx(
        [0.11283268892234173, 0.1531781201165295, 0.17277894329109056, 0.14442809524709366, 0.12159640254709635],
        abs=1e-12,
    )


def test_parts_of_points_give_what_another_program_gives() -> None:
    """scipy 1.17.1: ``pearsonr(A[:, i], A.sum(1) - A[:, i])`` with ``A = np.array(uneven_scores())``."""
    assert [one.discrimination for one in item_figures(ITEMS, uneven_scores())] == pytest.approx(
        [0.35607683967124004, 0.2511161377429672, 0.42661203686836713, 0.30090508195895915, 0.3792413637574247,
         0.4474003289129898, 0.2953307323690415],
        abs=1e-12,
    )


def test_a_question_left_open_counts_as_open_and_as_nothing_else() -> None:
    rows: list[list[float | None]] = [[1, 1, 1], [None, 1, 1], [0, 0, 0], [1, 0, 1], [None, None, None]]
    first = item_figures(ITEMS[:3], rows)[0]
    assert (first.answered, first.left_open, first.difficulty) == (3, 2, pytest.approx(2 / 3))
    assert first.discrimination == correlation([(1, 1), (0, 0), (1, 0.5)])


def test_whoever_answered_less_than_half_of_the_rest_tells_nothing_about_it() -> None:
    assert elsewhere([1, 1, None, None], 0) is None
    assert elsewhere([1, 1, 0, None], 0) == 0.5
    assert elsewhere([1], 0) is None


@pytest.mark.parametrize("rows", [[], [[1.0, 0.0]], [[None, None]] * 3, [[1.0, 1.0]] * 20])
def test_where_there_is_no_figure_none_is_made_up(rows: list[list[float | None]]) -> None:
    assert all(one.discrimination is None and one.interval is None for one in item_figures(ITEMS[:2], rows))


def test_the_interval_of_a_correlation_is_fishers() -> None:
    """scipy 1.17.1: ``pearsonr(x, y).confidence_interval()`` of 28 pairs whose correlation is 0.7164425685832365."""
    assert correlation_interval(0.7164425685832365, 28) == pytest.approx((0.4686230475642, 0.8597251226663), abs=1e-8)
    assert correlation_interval(0.5, 4) is None
    assert correlation_interval(1.0, 50) is None


@given(st.lists(st.lists(st.none() | st.floats(0, 1), min_size=3, max_size=3), max_size=15))
def test_no_answers_break_it_and_every_figure_is_in_its_range(rows: list[list[float | None]]) -> None:
    for one in item_figures(ITEMS[:3], rows):
        assert one.answered + one.left_open == len(rows)
        assert one.difficulty is None or 0 <= one.difficulty <= 1
        assert one.discrimination is None or -1 <= one.discrimination <= 1


# What is worth mending


def test_a_sound_item_is_left_alone() -> None:
    assert _reasons(_item()) == ""


def test_an_item_that_runs_against_the_rest_comes_first_and_chance_is_named() -> None:
    against = _item(item_id="against", discrimination=-0.3, interval=(-0.42, -0.17))
    unsure = _item(item_id="unsure", discrimination=-0.1, interval=(-0.4, 0.2), answered=25)
    weak = _item(item_id="weak", discrimination=0.02, interval=(-0.05, 0.09))
    found = to_mend([weak, unsure, against], {})
    assert [one.item_id for one in found] == ["against", "weak", "unsure"]
    assert "may be chance" not in found[0].reasons[0]
    assert "With 25 answers this may be chance." in found[2].reasons[0]


def test_what_nearly_everybody_has_need_not_tell_people_apart() -> None:
    assert _reasons(_item(difficulty=0.97, discrimination=0.0)) == ""


def test_hard_and_often_left_open_are_said_in_plain_words() -> None:
    assert "Few have it yet: 20% of the points" in _reasons(_item(difficulty=0.2))
    assert "40% left it open" in _reasons(_item(answered=60, left_open=40))


def test_a_line_that_draws_those_who_do_well_elsewhere_is_named() -> None:
    best = Choice("best", "Best", 1, "", 60, 0.6)
    assert "“Other” draws people" in _reasons(_item(), best, Choice("other", "Other", 0.25, "slip", 30, 0.8))
    assert _reasons(_item(), best, Choice("other", "Other", 0.25, "slip", 30, 0.62)) == ""
    assert _reasons(_item(), best, Choice("other", "Other", 0.25, "slip", 3, 0.9)) == ""


def test_with_a_handful_of_answers_nothing_is_said_against_an_item() -> None:
    assert _reasons(_item(answered=9, difficulty=0.1, discrimination=-0.9)) == ""
