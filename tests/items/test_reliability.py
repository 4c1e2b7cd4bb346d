"""The reliability of a quiz: by hand, on published data as another program computes it, and its interval."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_school_test import LSAT_6

from alongside.items.reliability import f_quantile, feldt_interval, incomplete_beta, reliability, variance


def uneven_scores() -> list[list[float]]:
    """Return forty people's scores on seven items, some of them parts of a point; the same each time."""
    chance = random.Random(27)
    rows = []
    for _ in range(40):
        skill = chance.random()
        rows.append([
            chance.choice([0, 0.25, 0.5, 1]) if chance.random() < 0.3 else (1.0 if chance.random() < skill else 0.0)
            for _ in range(7)
        ])
    return rows


def test_kr20_by_hand() -> None:
    """Three people, three items. Item variances 1/3 each, totals 3, 1 and 0 with variance 7/3: 3/2 (1 - 1/(7/3))."""
    found = reliability([[1, 1, 1], [1, 0, 0], [0, 0, 0]])
    assert found is not None
    assert (found.name, found.people, found.items) == ("KR-20", 3, 3)
    assert found.value == pytest.approx(1.5 * (1 - 3 / 7), abs=1e-12)


def test_alpha_by_hand() -> None:
    """Two items: variances 1/4 and 1/12, totals 0, 1/2 and 3/2 with variance 7/12: 2 (1 - 4/7)."""
    found = reliability([[0, 0], [0.5, 0], [1, 0.5]])
    assert found is not None
    assert found.name == "Cronbach’s alpha"
    assert found.value == pytest.approx(2 * (1 - (0.25 + 1 / 12) / (7 / 12)), abs=1e-12)


def test_published_data_give_what_another_program_gives() -> None:
    """pingouin 0.7.0: ``pg.cronbach_alpha(data=pd.DataFrame(LSAT_6))`` -> 0.2949971922159438, [0.223, 0.362]; the ends
    to more digits by scipy 1.17.1: ``1 - (1 - a) * scipy.stats.f.isf(.025, 999, 3996)``, and the same with ``f.ppf``.
    """
    found = reliability(LSAT_6)
    assert found is not None
    assert (found.name, found.people, found.items) == ("KR-20", 1000, 5)
    assert found.value == pytest.approx(0.2949971922159438, abs=1e-12)
    assert found.interval == pytest.approx((0.22347378786273253, 0.36180253172622934), abs=1e-9)


def test_parts_of_points_give_what_another_program_gives() -> None:
    """pingouin 0.7.0: ``pg.cronbach_alpha(data=pd.DataFrame(uneven_scores()))``: 0.6394478725363787, [0.439, 0.787]."""
    found = reliability(uneven_scores())
    assert found is not None
    assert found.name == "Cronbach’s alpha"
    assert found.value == pytest.approx(0.6394478725363787, abs=1e-12)
    assert [round(end, 3) for end in found.interval] == [0.439, 0.787]


def test_whoever_left_a_question_open_is_left_out() -> None:
    """pingouin 0.7.0 with ``nan_policy="listwise"`` -> 0.7422409931528765. Its interval counts all 40 people; that of
    the 26 who answered everything is ``1 - (1 - a) * scipy.stats.f.isf(.025, 25, 150)``, and ``f.ppf`` (scipy 1.17.1).
    """
    chance = random.Random(3)
    rows = [[None if chance.random() < 0.05 else score for score in row] for row in uneven_scores()]
    found = reliability(rows)
    assert found is not None
    assert found.people == 26
    assert found.value == pytest.approx(0.7422409931528765, abs=1e-12)
    assert found.interval == pytest.approx((0.5561486885712549, 0.8689174586782704), abs=1e-9)


@pytest.mark.parametrize(
    "rows",
    [[], [[1.0, 0.0]], [[1.0], [0.0]], [[1, 0], [0, 1]], [[1, None], [None, 1]], [[0.1] * 3] * 9],
    ids=["nobody", "one person", "one item", "the same totals", "nobody answered all", "all alike"],
)
def test_where_there_is_no_figure_none_is_made_up(rows: list[list[float | None]]) -> None:
    assert reliability(rows) is None


def test_the_interval_narrows_with_people_and_holds_its_middle() -> None:
    few, many = feldt_interval(0.8, 12, 9), feldt_interval(0.8, 1200, 9)
    assert few[0] < many[0] < 0.8 < many[1] < few[1] < 1


@pytest.mark.parametrize(
    ("chance", "above", "below", "value"),
    [
        (0.025, 88, 528, 0.7122227084194723),
        (0.975, 88, 528, 1.3529008064339298),
        (0.025, 1, 1, 0.001543712508674131),
        (0.975, 3, 9, 5.078118652228711),
        (0.975, 9999, 169_983, 1.028746587146555),
    ],
)
def test_quantiles_of_f_are_those_of_another_program(chance: float, above: int, below: int, value: float) -> None:
    """scipy 1.17.1, ``scipy.stats.f.ppf``."""
    assert f_quantile(chance, above, below) == pytest.approx(value, rel=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 400), st.integers(1, 400))
def test_a_quantile_leads_back_to_its_chance(chance: float, above: int, below: int) -> None:
    value = f_quantile(chance, above, below)
    beta = above * value / (above * value + below)
    assert incomplete_beta(beta, above / 2, below / 2) == pytest.approx(chance, abs=1e-6)


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), max_size=12))
def test_a_figure_is_never_above_one_and_its_interval_holds_it(rows: list[list[float]]) -> None:
    found = reliability(rows)
    if found is None:
        return
    assert math.isfinite(found.value)
    assert found.value <= 1 + 1e-9
    assert found.interval[0] <= found.value <= found.interval[1]


def test_the_same_value_everywhere_has_no_variance() -> None:
    assert variance([0.1] * 10_000) == 0.0
