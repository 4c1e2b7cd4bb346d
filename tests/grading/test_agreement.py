"""Agreement between two markers: figures checked by hand, and what holds of any marks."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.agreement import Pair, agreement, bootstrap_interval, partings, weighted_kappa

MARKS = st.integers(0, 3)
PAIRS = st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=40)


def _kappa(pairs: list[Pair]) -> float | None:
    return weighted_kappa(Counter(pairs))


def test_four_replies_worked_out_by_hand() -> None:
    """First marks 0 1 2 3, second 0 1 3 3. Squares found: 0 + 0 + 1 + 0 = 1, a mean of 1/4.

    Blindly dealt, 0 meets 0 1 3 3 (0 + 1 + 9 + 9), 1 meets them (1 + 0 + 4 + 4), 2 (4 + 1 + 1 + 1), 3 (9 + 4 + 0 + 0):
    19 + 9 + 7 + 13 = 48 in 16 meetings, a mean of 3. Kappa is 1 - (1/4) / 3 = 11/12.
    """
    assert _kappa([(0, 0), (1, 1), (2, 3), (3, 3)]) == pytest.approx(11 / 12)


def test_opposite_ends_are_minus_one_and_a_dealt_out_square_is_zero() -> None:
    assert _kappa([(0, 3), (3, 0)]) == pytest.approx(-1)
    assert _kappa([(0, 0), (0, 3), (3, 0), (3, 3)]) == pytest.approx(0)


def test_two_people_who_each_give_one_mark_only_agree_as_chance_has_it() -> None:
    assert _kappa([(1, 2)] * 5) == 0


def test_where_every_mark_is_the_same_there_is_no_kappa() -> None:
    found = agreement([(2, 2)] * 12)
    assert (found.kappa, found.interval, found.exact) == (None, None, 1)


def test_the_table_counts_first_marks_down_and_second_across() -> None:
    found = agreement([(0, 1), (0, 1), (3, 2), (2, 2)])
    assert found.table == ((0, 2, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0), (0, 0, 1, 0))
    assert (found.n, found.exact) == (4, 0.25)


@pytest.mark.parametrize("pairs", [[], [(0, 4)], [(-1, 2)]])
def test_no_pairs_and_marks_off_the_scale_are_refused(pairs: list[Pair]) -> None:
    with pytest.raises(ValueError, match="from 0 to 3"):
        agreement(pairs)


@given(PAIRS)
def test_it_does_not_matter_who_marked_first(pairs: list[Pair]) -> None:
    there, back = _kappa(pairs), _kappa([(b, a) for a, b in pairs])
    assert there == back if there is None else there == pytest.approx(back)


@given(st.lists(MARKS, min_size=2, max_size=40).filter(lambda marks: len(set(marks)) > 1))
def test_equal_marks_give_one(marks: list[int]) -> None:
    assert _kappa([(mark, mark) for mark in marks]) == 1


@given(PAIRS)
def test_it_is_the_concordance_of_the_marks(pairs: list[Pair]) -> None:
    """Lin's coefficient (1989) with moments divided by n, 2 s12 / (s11 + s22 + (m1 - m2)²), is the same figure."""
    n = len(pairs)
    first, second = (Fraction(sum(pair[side] for pair in pairs), n) for side in (0, 1))
    shared = Fraction(sum(a * b for a, b in pairs), n) - first * second
    spread = Fraction(sum(a * a + b * b for a, b in pairs), n) - first**2 - second**2 + (first - second) ** 2
    found = _kappa(pairs)
    assert found is None if spread == 0 else found == pytest.approx(float(2 * shared / spread))


@given(PAIRS)
def test_an_interval_holds_figures_in_order_between_minus_one_and_one(pairs: list[Pair]) -> None:
    interval = bootstrap_interval(pairs, draws=40)
    assert interval is None or -1 - 1e-9 <= interval[0] <= interval[1] <= 1


def test_marks_dealt_out_blindly_are_near_zero_and_their_interval_holds_it() -> None:
    chance = random.Random(3)
    found = agreement([(chance.randrange(4), chance.randrange(4)) for _ in range(800)])
    assert found.kappa == pytest.approx(0, abs=0.08)
    assert found.interval and found.interval[0] < 0 < found.interval[1]


def test_the_same_replies_in_another_order_give_the_same_interval_and_more_replies_a_narrower_one() -> None:
    pairs = [(0, 0), (1, 1), (1, 2), (2, 2), (3, 2), (3, 3), (2, 1), (0, 1), (2, 3), (1, 1)]
    few, many = agreement(pairs), agreement(pairs * 8)
    assert few.interval == agreement(pairs[::-1]).interval
    assert few.interval and many.interval and few.kappa == pytest.approx(many.kappa)
    assert few.interval[0] < few.kappa < few.interval[1]
    assert many.interval[1] - many.interval[0] < (few.interval[1] - few.interval[0]) / 2


def test_with_too_few_different_marks_there_is_a_figure_and_no_interval() -> None:
    found = agreement([(2, 2), (2, 2), (2, 2), (1, 2)])
    assert found.kappa is not None
    assert found.interval is None


def test_partings_count_both_ways_together_the_most_frequent_first() -> None:
    assert partings([(1, 2), (2, 1), (0, 3), (1, 2), (2, 2)]) == [((1, 2), 3), ((0, 3), 1)]
