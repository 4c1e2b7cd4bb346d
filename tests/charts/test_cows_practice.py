"""The practice panel's words, its key and its four people."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.cows_practice import cows_practice_facts, cows_practice_spec, cows_practice_words
from alongside.charts.cows_vignettes import VIGNETTES, Vignette
from alongside.charts.describe import problems_in
from alongside.models.cows import cows_band, cows_items, cows_total

every = pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one.id)
PEOPLE = Path(__file__).parents[2] / "lessons" / "people.yml"


def points_of(one: Vignette) -> dict[str, int]:
    return {item: points for item, (points, _) in one.key.items()}


@st.composite
def scored(draw: st.DrawFn) -> dict[str, int]:
    known = {item["id"]: [None, *(score for score, _ in item["options"])] for item in cows_items()}
    chosen = {item: draw(st.sampled_from(scores)) for item, scores in known.items()}
    return {item: score for item, score in chosen.items() if score is not None}


@every
def test_the_key_scores_every_sign_with_points_the_scale_has_and_says_why(one: Vignette) -> None:
    assert list(one.key) == [item["id"] for item in cows_items()]
    assert 0 <= cows_total(points_of(one)) <= 48
    assert all(len(why) > 3 for _, why in one.key.values())


def test_the_four_people_lie_in_four_bands() -> None:
    bands = [cows_band(cows_total(points_of(one))) for one in VIGNETTES]
    assert bands == ["moderate", "none", "mild", "moderately-severe"]


@every
def test_the_people_are_those_of_the_course(one: Vignette) -> None:
    person = next(each for each in yaml.safe_load(PEOPLE.read_text(encoding="utf-8")) if each["id"] == one.id)
    assert one.story[0].startswith(f"{person['name']}, {person['age']},")
    assert one.handover.startswith(f"{person['name']}, {person['age']},")


def test_sam_shows_three_traps() -> None:
    sam = next(one for one in VIGNETTES if one.id == "sam")
    assert points_of(sam) | {"pulse": 0, "nose-and-eyes": 0, "pupils": 0} == points_of(sam)
    assert "124" in sam.story[0] and "cold" in sam.story[1] and "pupils are small" in sam.story[1]


@every
def test_a_handover_has_signs_and_wishes_and_no_score(one: Vignette) -> None:
    assert "would like" in one.handover
    assert not any(word in one.handover for word in ("point", "score", "moderate", "mild", "severe"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(VIGNETTES), scored())
def test_the_words_hold_total_and_band(one: Vignette, points: dict[str, int]) -> None:
    words = {each.id: each.text for each in cows_practice_words(one.id, points)}
    facts, total = cows_practice_facts(one.id, points), cows_total(points)
    assert "compared" not in words and "handover" not in words
    if not points:
        assert one.name in words["total"]
    elif len(points) < len(cows_items()):
        assert f"So far {total} of 48" in words["total"] and f"open: {facts['open']}." in words["total"]
    else:
        assert words["total"] == f"Your total is {total} of 48: {facts['band_word']}."
    assert "never decides treatment or a dose" in words["training"]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(VIGNETTES), scored())
def test_the_comparison_tells_how_far_the_bands_lie_apart(one: Vignette, points: dict[str, int]) -> None:
    apart = cows_practice_facts(one.id, points)["bands_apart"]
    words = {each.id: each.text for each in cows_practice_words(one.id, points, compared=True)}
    assert ("is the same" in words["compared"]) == (apart == 0)
    assert ("next to it" in words["compared"]) == (apart == 1)
    assert ("further away" in words["compared"]) == (apart > 1)
    assert "confirmed by a clinician" in words["key"] and one.handover in words["handover"]


def test_wrong_points_and_people_are_refused() -> None:
    with pytest.raises(KeyError):
        cows_practice_facts("nobody")
    with pytest.raises(ValueError, match="pupils"):
        cows_practice_facts("dana", {"pupils": 3})


def test_the_spec_is_plain_data_and_says_that_it_is_for_training() -> None:
    spec = cows_practice_spec()
    assert "For training only" in spec["note"] and "Wesson and Ling 2003" in spec["note"]
    assert problems_in(spec["sentences"], set(cows_practice_facts())) == []
    assert len(json.dumps(spec, allow_nan=False)) < 40_000
