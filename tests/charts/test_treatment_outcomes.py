"""What treatment outcomes says and draws, held against the published rates."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.treatment_outcomes import (
    ICONS,
    treatment_outcomes_facts,
    treatment_outcomes_points,
    treatment_outcomes_spec,
    treatment_outcomes_words,
)
from alongside.models.outcomes import CAUSES, MEDICINES, treatment_rates

medicines, causes, ratios = st.sampled_from(MEDICINES), st.sampled_from(CAUSES), st.sampled_from(("yes", "no"))


def said(medicine: str, cause: str, ratio: str = "yes") -> str:
    return " ".join(one.text for one in treatment_outcomes_words(medicine, cause, ratio))


@given(medicines, causes, ratios)
def test_the_words_hold_the_published_rates_and_the_drawn_counts(medicine: str, cause: str, ratio: str) -> None:
    rates, words = treatment_rates(medicine, cause), said(medicine, cause, ratio)
    assert f"{rates['in_per_1000']} died" in words
    assert f"{rates['out_per_1000']} of 1,000 did" in words
    drawn = treatment_outcomes_points(medicine, cause)["people"]
    assert f"{drawn['in']} and {drawn['out']} open figures" in words
    assert abs(drawn["in"] - rates["in_per_1000"]) <= 0.5
    assert abs(drawn["out"] - rates["out_per_1000"]) <= 0.5


@given(medicines, causes)
def test_the_difference_told_is_that_of_the_rates(medicine: str, cause: str) -> None:
    rates = treatment_rates(medicine, cause)
    fewer = re.search(r"In treatment, ([\d.]+) fewer of 1,000 died", said(medicine, cause))
    assert fewer
    assert abs(float(fewer[1]) - (rates["out_per_1000"] - rates["in_per_1000"])) < 0.051


@given(medicines, causes, ratios)
def test_the_ratio_is_told_only_when_asked_for_and_never_without_its_interval(
    medicine: str, cause: str, ratio: str
) -> None:
    rates, words = treatment_rates(medicine, cause), said(medicine, cause, ratio)
    told = "times as many deaths" in words
    assert told == (ratio == "yes" and "ratio" in rates)
    if told:
        assert f"from {rates['low']:.2f} to {rates['high']:.2f}" in words


def test_a_ratio_that_was_not_published_is_not_made_up() -> None:
    assert "gives no ratio" in said("buprenorphine", "overdose")
    assert treatment_outcomes_points("buprenorphine", "overdose")["ratio"] == {}


@given(medicines, causes, ratios)
def test_every_setting_carries_its_cautions_and_its_hope(medicine: str, cause: str, ratio: str) -> None:
    words = said(medicine, cause, ratio)
    for part in (
        f"Compare in with out for {medicine} alone",
        "by chance",
        "may differ",
        "first four weeks after stopping",
        "Most people lived",
        "can come back to treatment",
    ):
        assert part in words
    assert "danger" not in {one.tone for one in treatment_outcomes_words(medicine, cause, ratio)}


def test_what_is_not_read_is_marked_where_it_is_said() -> None:
    assert re.search(r"first four weeks on methadone need care too \(to be confirmed by a clinician\)",
                     said("methadone", "all"))  # fmt: skip
    assert "on methadone need care" not in said("buprenorphine", "all")


def test_the_grid_holds_a_thousand_people_and_every_counted_group() -> None:
    assert ICONS["columns"] * ICONS["rows"] == 1000
    most = max(row["out_count"] for row in treatment_outcomes_spec()["rows"])
    assert most <= ICONS["rows"] * ICONS["in_a_counted_row"]


def test_the_scale_holds_every_interval_and_the_place_of_no_difference() -> None:
    spec = treatment_outcomes_spec()
    axis = spec["ratio_axis"]
    ends = [float(row[end]) for row in spec["rows"] if row["times"] for end in ("low", "high")]
    assert len(ends) == 6
    assert axis["low"] < axis["no_difference"] < min(ends) and max(ends) < axis["high"]


def test_the_guess_that_is_close_is_one_of_four_and_stands_neither_first_nor_last() -> None:
    prediction = treatment_outcomes_spec()["prediction"]
    guesses = [int(option["text"].split()[-1]) for option in prediction["options"]]
    rate = treatment_rates("methadone", "all")["out_per_1000"]
    close = [at for at, guess in enumerate(guesses) if abs(guess - rate) < 5]
    assert len(close) == 1 and 0 < close[0] < len(guesses) - 1


def test_templates_use_only_facts_that_exist_and_the_spec_is_plain_and_small() -> None:
    spec = treatment_outcomes_spec()
    assert problems_in(spec["sentences"], set(treatment_outcomes_facts())) == []
    assert len(json.dumps(spec, allow_nan=False)) < 9_000


def test_an_unknown_medicine_is_refused() -> None:
    with pytest.raises(KeyError):
        treatment_outcomes_facts("aspirin")
