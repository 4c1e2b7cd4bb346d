"""The withdrawal scale: items, totals and bands exactly as published."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.models.cows import cows_band, cows_items, cows_total
from alongside.models.tables import table

# Points of the eleven items as published by Wesson and Ling (2003), in the order of the form.
PUBLISHED_POINTS = {
    "pulse": (0, 1, 2, 4),
    "sweating": (0, 1, 2, 3, 4),
    "restlessness": (0, 1, 3, 5),
    "pupils": (0, 1, 2, 5),
    "aches": (0, 1, 2, 4),
    "nose-and-eyes": (0, 1, 2, 4),
    "gut": (0, 1, 2, 3, 5),
    "tremor": (0, 1, 2, 4),
    "yawning": (0, 1, 2, 4),
    "anxiety": (0, 1, 2, 4),
    "gooseflesh": (0, 3, 5),
}
PUBLISHED_BANDS = {
    "none": (0, 4),
    "mild": (5, 12),
    "moderate": (13, 24),
    "moderately-severe": (25, 36),
    "severe": (37, 48),
}


def test_the_items_and_their_points_are_the_published_ones() -> None:
    ours = {item["id"]: tuple(points for points, _ in item["options"]) for item in cows_items()}
    assert list(ours.items()) == list(PUBLISHED_POINTS.items())
    assert len(ours) == 11
    assert all(words.strip() for item in cows_items() for _, words in item["options"])


def test_the_most_there_can_be_is_forty_eight() -> None:
    most = {item: max(points) for item, points in PUBLISHED_POINTS.items()}
    assert cows_total(most) == 48 == table("cows")["most"]
    assert cows_band(48) == "severe"


@pytest.mark.parametrize("band", PUBLISHED_BANDS)
def test_a_band_runs_from_its_published_first_to_its_published_last_total(band: str) -> None:
    first, last = PUBLISHED_BANDS[band]
    print(f"\n{band}: {first} to {last}")
    assert cows_band(first) == cows_band(last) == band
    assert first == 0 or cows_band(first - 1) != band
    assert last == 48 or cows_band(last + 1) != band


def test_every_total_has_one_band_and_they_come_in_order() -> None:
    bands = [cows_band(total) for total in range(49)]
    assert list(dict.fromkeys(bands)) == list(PUBLISHED_BANDS)
    assert {band: bands.count(band) for band in PUBLISHED_BANDS} == {
        band: last - first + 1 for band, (first, last) in PUBLISHED_BANDS.items()
    }


def test_nothing_seen_is_no_points() -> None:
    assert cows_total({}) == 0
    assert cows_band(0) == "none"


@given(st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_items_in_any_order(chance: random.Random) -> None:
    chosen = {item: chance.choice(points) for item, points in PUBLISHED_POINTS.items() if chance.random() < 0.8}
    shuffled = dict(chance.sample(list(chosen.items()), len(chosen)))
    assert cows_total(chosen) == cows_total(shuffled) == sum(chosen.values())
    assert cows_band(cows_total(chosen)) in PUBLISHED_BANDS


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"coughing": 1}, "no item 'coughing'"),
        ({"pulse": 3}, "pulse has no 3 points; it has 0, 1, 2, 4"),
        ({"gooseflesh": 1}, "gooseflesh has no 1 points"),
        ({"pulse": -1}, "pulse has no -1 points"),
        ({"pulse": True}, "pulse has no True points"),
        ({"pulse": "2"}, "pulse has no '2' points"),
        ({"pulse": None}, "pulse has no None points"),
    ],
)
def test_points_that_there_are_not_are_named(points: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cows_total(points)


@pytest.mark.parametrize("total", [-1, 49, 4.5, float("nan"), float("inf"), True, "5", None])
def test_a_total_that_cannot_be_has_no_band(total: int) -> None:
    with pytest.raises(ValueError, match="whole number from 0 to 48"):
        cows_band(total)
