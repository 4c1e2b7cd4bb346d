"""What the receptor bench says, held against the numbers it shows."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.receptor_bench import (
    ligands,
    receptor_bench_facts,
    receptor_bench_points,
    receptor_bench_spec,
    receptor_bench_words,
)

IDS = [one["id"] for one in ligands()]
amounts = st.one_of(st.just(0.0), st.floats(0.03, 30))


def said(arriving: str, amount: float, naloxone: float = 0) -> str:
    return " ".join(one.text for one in receptor_bench_words(arriving, amount, naloxone))


@given(st.sampled_from(IDS), amounts, amounts)
def test_the_words_hold_the_numbers_of_the_picture(arriving: str, amount: float, naloxone: float) -> None:
    facts = receptor_bench_facts(arriving, amount, naloxone)
    words = said(arriving, amount, naloxone)
    percents = [int(found) for found in re.findall(r"effect is (\d+) %", words)]
    assert all(abs(found - 100 * facts["effect"]) <= 0.5 + 1e-9 for found in percents)
    held = re.search(r"holds (\d+) of 12", words)
    counted = facts["held"] if facts["held"] >= 0.5 else facts["held_by_naloxone"]
    assert held is None or abs(int(held[1]) - counted) <= 0.5 + 1e-9


@given(st.sampled_from(IDS), amounts, amounts)
def test_breathing_is_always_told_in_words(arriving: str, amount: float, naloxone: float) -> None:
    told = [one for one in receptor_bench_words(arriving, amount, naloxone) if one.id == "breathing"]
    assert len(told) == 1
    effect = receptor_bench_facts(arriving, amount, naloxone)["effect"]
    assert (told[0].text == "Breathing can stop.") == (effect >= 0.8)


def test_a_lot_of_a_full_agonist_can_stop_breathing_and_naloxone_changes_that() -> None:
    assert "Breathing can stop." in said("full-agonist", 30)
    assert "Breathing can stop." not in said("full-agonist", 30, 30)


@given(amounts)
def test_buprenorphine_alone_levels_off_below_very_slow_breathing(amount: float) -> None:
    assert receptor_bench_facts("partial-agonist", amount)["effect"] <= 0.56
    assert "very slow" not in said("partial-agonist", amount)


def test_the_ceiling_never_stands_without_what_takes_it_away() -> None:
    assert "sedatives can take this plateau away" in said("partial-agonist", 30)


def test_endorphin_never_goes_beyond_its_own_slider() -> None:
    assert 0.25 < receptor_bench_facts("endorphin", 30)["amount"] <= 0.3
    assert "as usual" in said("endorphin", 30)


def test_naloxone_beside_naloxone_counts_once() -> None:
    assert receptor_bench_facts("antagonist", 1, 30)["held_by_naloxone"] == 0


def test_an_unknown_arrival_is_refused() -> None:
    with pytest.raises(KeyError):
        receptor_bench_facts("aspirin", 1)


def test_templates_use_only_facts_that_exist() -> None:
    spec = receptor_bench_spec()
    names = set(receptor_bench_facts("full-agonist", 1, 1))
    assert problems_in(spec["sentences"], names) == []
    assert problems_in(spec["amount_words"] + spec["detour_words"], names) == []


def test_the_spec_is_plain_data_and_small() -> None:
    assert len(json.dumps(receptor_bench_spec(), allow_nan=False)) < 12_000


def test_every_ligand_differs_in_shape_stroke_and_word() -> None:
    strokes = receptor_bench_spec()["strokes"]
    looks = [
        (strokes[one["stroke"]]["marker"], strokes[one["stroke"]]["dash"], one["word"]) for one in ligands()
    ]
    for column in zip(*looks, strict=True):
        assert len(set(column)) == len(ligands())


@given(st.sampled_from(IDS), amounts, amounts)
def test_the_detour_is_told_with_the_counts_of_the_picture(arriving: str, amount: float, naloxone: float) -> None:
    facts = receptor_bench_facts(arriving, amount, naloxone)
    told = next(one.text for one in receptor_bench_words(arriving, amount, naloxone) if one.id == "detour")
    signals, dopamine = (int(found) for found in re.findall(r"(\d+) of 10", told))
    assert abs(signals - facts["brake_signals"]) <= 0.5 + 1e-9
    assert abs(dopamine - facts["dopamine"]) <= 0.5 + 1e-9
    assert ("foot off a brake" in told) == (signals < 10)


@given(amounts)
def test_naloxone_alone_leaves_the_brake_on(amount: float) -> None:
    told = said("antagonist", amount)
    assert "10 of 10" in told and "quiets" not in told


@given(st.sampled_from(IDS), amounts, amounts)
def test_the_point_lies_on_the_curve_that_is_drawn_now(arriving: str, amount: float, naloxone: float) -> None:
    kind = next(one["kind"] for one in ligands() if one["id"] == arriving)
    marks = receptor_bench_points(arriving, amount, naloxone)["effect"]
    facts = receptor_bench_facts(arriving, amount, naloxone)
    point, line = marks[f"point-{kind}"], marks[f"now-{kind}"]
    assert point[1] == pytest.approx(facts["effect"])
    assert facts["amount"] == 0 or any(one == pytest.approx(point) for one in line)
    assert {"full", "partial", "antagonist", f"now-{kind}", f"point-{kind}"} == set(marks)


def test_every_mark_of_the_points_is_a_mark_of_the_chart() -> None:
    chart = receptor_bench_spec()["charts"]["effect"]
    known = {mark["id"]: mark["kind"] for mark in chart["marks"]}
    for arriving in IDS:
        assert set(receptor_bench_points(arriving, 1, 1)["effect"]) <= set(known)


def test_the_note_names_the_model_and_where_the_brake_was_seen() -> None:
    note = receptor_bench_spec()["note"]
    for words in ("teaching model", "slices of rat brain", "direction only", "confirmed by a clinician"):
        assert words in note


def test_the_right_guess_is_not_given_away() -> None:
    options = receptor_bench_spec()["prediction"]["options"]
    lengths = {one["id"]: len(one["text"]) for one in options}
    assert lengths["fewer-signals"] < max(lengths.values())
    assert options[0]["id"] != "fewer-signals"
    assert all("How much" in one["reply"] for one in options)
