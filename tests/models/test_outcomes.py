"""The published figures about groups: exactly those of the papers, and each says whom it compares with whom."""

import pytest

from alongside.models.outcomes import CAUSES, MEDICINES, risk_after_release, share_by_delay, treatment_rates
from alongside.models.tables import table

# Sordo et al. 2017: deaths per 1,000 person-years in and out of treatment; ratio, low, high where published.
SORDO = {
    ("methadone", "all"): (11.3, 36.1, 3.20, 2.65, 3.86),
    ("methadone", "overdose"): (2.6, 12.7, 4.80, 2.90, 7.96),
    ("buprenorphine", "all"): (4.3, 9.5, 2.20, 1.34, 3.61),
    ("buprenorphine", "overdose"): (1.4, 4.6),
}
MERRALL = {"Washington State": 8.4, "United Kingdom": 7.5, "Australia": 4.0, "New Mexico": 3.1}
DELAY = [(0.5, 19), (1, 21), (3, 39), (5, 50), (10, 52)]


def test_every_medicine_and_cause_is_there() -> None:
    assert set(SORDO) == {(medicine, cause) for medicine in MEDICINES for cause in CAUSES}


@pytest.mark.parametrize("which", SORDO)
def test_rates_in_and_out_of_treatment_are_the_published_ones(which: tuple[str, str]) -> None:
    ours = treatment_rates(*which)
    found = tuple(ours[name] for name in ("in_per_1000", "out_per_1000", "ratio", "low", "high") if name in ours)
    print(f"\n{which}: {found}")
    assert found == SORDO[which]
    assert ours["people"] == {"methadone": 122885, "buprenorphine": 15831}[which[0]]


@pytest.mark.parametrize("which", [which for which, figures in SORDO.items() if len(figures) == 5])
def test_a_ratio_is_out_divided_by_in_within_rounding(which: tuple[str, str]) -> None:
    """Rates are rounded to a tenth, so out/in is only known within what that rounding allows."""
    ours = treatment_rates(*which)
    low = (ours["out_per_1000"] - 0.05) / (ours["in_per_1000"] + 0.05)
    high = (ours["out_per_1000"] + 0.05) / (ours["in_per_1000"] - 0.05)
    print(f"\n{which}: {ours['out_per_1000'] / ours['in_per_1000']:.3f} ({ours['ratio']:.2f}), {low:.3f} to {high:.3f}")
    assert low - 0.005 <= ours["ratio"] <= high + 0.005
    assert ours["low"] < ours["ratio"] < ours["high"]


def test_a_ratio_that_was_not_published_is_not_made_up() -> None:
    assert not {"ratio", "low", "high"} & set(treatment_rates("buprenorphine", "overdose"))


@pytest.mark.parametrize("which", [("heroin", "all"), ("methadone", "accident")])
def test_a_medicine_or_cause_that_there_is_not_is_named_with_those_there_are(which: tuple[str, str]) -> None:
    with pytest.raises(KeyError, match=r"no rates for .*buprenorphine.*overdose"):
        treatment_rates(*which)


def test_a_returned_row_cannot_change_the_table() -> None:
    treatment_rates("methadone", "all")["in_per_1000"] = 0  # type: ignore[index]
    risk_after_release()[0]["ratio"] = 0
    assert treatment_rates("methadone", "all")["in_per_1000"] == 11.3
    assert risk_after_release()[0]["ratio"] == 8.4


def test_danger_after_release_is_the_published_one() -> None:
    assert {row["place"]: row["ratio"] for row in risk_after_release()} == MERRALL
    after = table("outcomes")["after_break"]
    assert after["weeks_3_4_against_5_12"]["ratio"] == 1.7
    others = after["first_two_weeks_against_others"]
    assert others["overdose"] == {"ratio": 129, "low": 89, "high": 186}
    assert others["all_causes"] == {"ratio": 12.7, "low": 9.2, "high": 17.4}
    assert others["people"] == 30237


def test_shares_by_delay_are_the_published_ones_and_never_fall() -> None:
    assert share_by_delay() == DELAY
    shares = [percent for _, percent in DELAY]
    assert shares == sorted(shares) and shares[-1] == table("outcomes")["delay_of_naloxone"]["without_naloxone_percent"]


def test_spray_strengths_are_the_published_ones() -> None:
    assert [tuple(row.values()) for row in table("outcomes")["spray_strength"]["rows"]] == [
        ("4 mg", 253, 99.2, 19.4),
        ("8 mg", 101, 99.0, 37.6),
    ]


def test_every_comparison_names_its_comparator_and_every_group_has_a_caution() -> None:
    outcomes = table("outcomes")
    for name in ("weeks_1_2_against_3_12", "weeks_3_4_against_5_12", "first_two_weeks_against_others"):
        assert outcomes["after_break"][name]["compared_with"].strip()
    for name in ("treatment", "after_break", "delay_of_naloxone", "spray_strength"):
        assert outcomes[name]["caution"].strip()
