"""What the withdrawal clock says and draws, held against the model and the published windows."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.charts.describe import problems_in, whole
from alongside.charts.withdrawal_clock import (
    ARRIVES,
    MOMENTS,
    opioids,
    withdrawal_clock_facts,
    withdrawal_clock_points,
    withdrawal_clock_spec,
    withdrawal_clock_words,
)
from alongside.models.parameters import parameters_of
from alongside.models.tables import table
from alongside.models.withdrawal import DRUGS, precipitated_course, withdrawal_times

drugs = st.sampled_from(DRUGS)
besides = st.sampled_from(["none", *DRUGS])
days = st.integers(1, 30)
moments = st.sampled_from(list(MOMENTS))


def said(*setting: object) -> dict[str, str]:
    return {one.id: one.text for one in withdrawal_clock_words(*setting)}  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(drugs, besides, days, st.sampled_from(ARRIVES), moments)
def test_the_words_hold_the_numbers_of_the_picture(
    drug: str, beside: str, use: int, arrives: str, when: str
) -> None:
    facts, words = withdrawal_clock_facts(drug, beside, use, arrives, when), said(drug, beside, use, arrives, when)
    points = withdrawal_clock_points(drug, beside, use, arrives, when)
    if not facts["felt"]:
        assert "little or no withdrawal" in words["model"] and "onset" not in points["days"]
        return
    begins = re.search(r"begins about (\d+) (hours|days)", words["model"])
    assert begins and abs(float(begins[1]) * (1 if begins[2] == "hours" else 24) - facts["onset_hours"]) <= 12
    assert points["days"]["peak"] == [facts["peak_hours"] / 24, max(gap for _, gap in points["days"]["gap"])]
    assert points["days"]["onset"][0] < points["days"]["peak"][0] < points["days"]["end"][0] <= 14
    assert ("beside" in words) == ("beside" in points["days"]) == (beside not in ("none", drug))
    if arrives != "none":
        change = points["arrival"][arrives][1] - points["arrival"]["before"][1]
        assert change == pytest.approx(facts["change"])
        assert f"{whole(facts['gap_before'] * 100)} % to" in words["arrival"] or "stays as it is" in words["arrival"]


@settings(max_examples=25, deadline=None)
@given(drugs, besides, days, st.sampled_from(ARRIVES), moments)
def test_no_setting_gives_a_waiting_time_or_leaves_out_the_prescriber(
    drug: str, beside: str, use: int, arrives: str, when: str
) -> None:
    words = said(drug, beside, use, arrives, when)
    assert "Signs matter more than the clock" in words["rule"] and "prescriber" in words["rule"]
    assert "never gives a waiting time" in words["rule"]
    assert "confirmed by a clinician" in words["windows"]
    assert "safe" not in " ".join(words.values())
    if arrives == "buprenorphine":
        assert "prescriber, who goes by signs" in words["arrival-care"]
        assert "street fentanyl it is least predictable" in words["arrival-care"]
        assert "9 of about 1,200" in words["arrival-trial"] and "some of it severe" in words["arrival-trial"]
        assert not re.search(r"hour|\bday", words["arrival"] + words["arrival-care"] + words["arrival-trial"])
    if arrives == "naloxone":
        assert "breathing can stop again" in words["arrival-care"]


@pytest.mark.parametrize("drug", DRUGS)
def test_every_published_window_is_shown_and_named_where_sources_disagree(drug: str) -> None:
    rows = [row for row in table("withdrawal_windows")["windows"] if row["drug"] == drug]
    shown = withdrawal_clock_spec()["windows"][drug]
    assert [(one["what"], one["hours"], one["source"]) for one in shown] == [
        (row["what"], row["hours"], row["source"]) for row in rows
    ]
    words = said(drug, "none", 14)["windows"]
    assert all(one["words"] in words for one in shown)
    spans = {(row["what"], *row["hours"]) for row in rows}
    twice = len(spans) > len({what for what, _, _ in spans})
    assert ("sources disagree" in words) == twice


@pytest.mark.parametrize("drug", DRUGS)
def test_the_coarse_step_changes_little_and_the_gap_always_closes(drug: str) -> None:
    p = parameters_of("withdrawal_clock")
    worst = {"onset": 0.0, "peak": 0.0, "end": 0.0}
    for use in (3, 7, 14, 30):
        coarse = withdrawal_times(use, drug, p["days_shown"], p["step_hours"])
        fine = withdrawal_times(use, drug, p["days_shown"], p["step_hours"] / 20)
        assert (coarse.onset_hours is None) == (fine.onset_hours is None) == (coarse.end_hours is None)
        if coarse.onset_hours is not None and fine.onset_hours is not None:
            worst["onset"] = max(worst["onset"], abs(coarse.onset_hours - fine.onset_hours))
            worst["peak"] = max(worst["peak"], abs(coarse.peak_hours - fine.peak_hours))  # type: ignore[operator]
            worst["end"] = max(worst["end"], abs(coarse.end_hours - fine.end_hours))  # type: ignore[operator]
    print(f"\n{drug}: {worst} hours")
    assert worst["onset"] <= 0.05 and worst["end"] <= 0.05 and worst["peak"] <= 0.6


@pytest.mark.parametrize("arrives", ["naloxone", "buprenorphine"])
def test_the_coarse_step_of_the_arrival_moves_the_line_by_less_than_it_says(arrives: str) -> None:
    step = parameters_of("withdrawal_clock")["arrival_step_hours"]
    coarse = precipitated_course(14, 12, 96, "fentanyl_illicit", arrives, step)
    fine = {round(one.hours, 6): one for one in precipitated_course(14, 12, 96, "fentanyl_illicit", arrives, step / 5)}
    worst = max(abs(one.withdrawal - fine[round(one.hours, 6)].withdrawal) for one in coarse if one.hours != 12)
    print(f"\n{arrives}: {worst:.1e}")
    assert worst < 1e-5


def test_short_acting_opioids_come_sooner_than_long_acting_ones() -> None:
    heroin = withdrawal_clock_facts("heroin", "methadone", 30)
    methadone = withdrawal_clock_facts("methadone", "none", 30)
    assert heroin["beside_later"] > 12 and heroin["beside_onset_hours"] == methadone["onset_hours"]
    assert "comes later" in said("heroin", "methadone", 30)["beside"]
    assert "comes sooner" in said("methadone", "heroin", 30)["beside"]


@pytest.mark.parametrize("drug", DRUGS)
def test_naloxone_opens_the_gap_and_fades_buprenorphine_is_worse_early_and_relief_late(drug: str) -> None:
    naloxone, less = (withdrawal_clock_facts(drug, "none", 14, "naloxone", one) for one in MOMENTS)
    assert naloxone["gap_before"] < 0.02 and naloxone["change"] > 0.25
    assert naloxone["gap_later"] < naloxone["gap_after"] / 2
    assert abs(less["change"]) < naloxone["change"] / 2
    early, late = (withdrawal_clock_facts(drug, "none", 14, "buprenorphine", one) for one in MOMENTS)
    assert late["change"] < -0.2 and "relief" in said(drug, "none", 14, "buprenorphine", "later")["arrival"]
    words = said(drug, "none", 14, "buprenorphine", "early")["arrival"]
    if drug == "buprenorphine":
        assert abs(early["change"]) < 0.01 and "stays as it is" in words
    else:
        assert early["change"] > 0.1 and early["gap_later"] > early["gap_after"] * 0.9 and "jumps" in words


@settings(max_examples=25, deadline=None)
@given(drugs, days, st.sampled_from(ARRIVES), moments)
def test_the_sketch_has_no_hours_and_is_the_same_for_every_number_of_days(
    drug: str, use: int, arrives: str, when: str
) -> None:
    """Whatever is moved, no turning point from worse to better can be searched for."""
    sketch = withdrawal_clock_points(drug, "none", use, arrives, when)["arrival"]
    assert sketch == withdrawal_clock_points(drug, "none", 14, arrives, when)["arrival"]
    p = parameters_of("withdrawal_clock")
    assert (sketch["course"][0][0], sketch["course"][-1][0]) == (-p["early_hours"], p["hours_after"])
    axis = withdrawal_clock_spec()["charts"][1]["x"]
    assert not re.search(r"\d", axis["label"] + "".join(word for _, word in axis["ticks"]))
    assert not any("hours" in name and not re.search("onset|peak", name) for name in withdrawal_clock_facts())


def test_a_teaching_model_says_so_and_the_spec_is_plain_data() -> None:
    spec = withdrawal_clock_spec()
    assert "teaching model" in spec["note"] and "confirmed by a clinician" in spec["note"]
    assert problems_in(spec["sentences"], set(withdrawal_clock_facts())) == []
    assert [one["id"] for one in opioids()] == list(DRUGS)
    assert len(json.dumps(spec, allow_nan=False)) < 40_000
