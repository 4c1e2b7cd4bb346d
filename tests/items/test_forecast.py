import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import example, item, problems

from alongside.items.score import score_item


def fraction(outcome: str, confidence_percent: float) -> float:
    scored = score_item(item("forecast"), {"outcome": outcome, "confidence_percent": confidence_percent})
    assert scored.state == "scored" and scored.score_fraction is not None
    return scored.score_fraction


@pytest.mark.parametrize(
    ("outcome", "percent", "score"),
    [
        ("opens", 100, 1.0),
        ("opens", 80, 0.96),
        ("opens", 50, 0.75),
        ("closes", 50, 0.75),
        ("closes", 80, 0.36),
        ("closes", 100, 0.0),
    ],
)
def test_being_sure_pays_when_it_happens_and_costs_when_it_does_not(outcome: str, percent: int, score: float) -> None:
    assert fraction(outcome, percent) == pytest.approx(score)


def average(said_percent: float, hit_probability: float) -> float:
    """The score on average for someone whose chosen outcome happens with ``hit_probability``."""
    return hit_probability * fraction("opens", said_percent) + (1 - hit_probability) * fraction("closes", said_percent)


@given(st.floats(0.5, 1.0), st.floats(50, 100))
def test_on_average_the_honest_confidence_pays_best(hit_probability: float, said_percent: float) -> None:
    honest = average(100 * hit_probability, hit_probability)
    assert honest >= average(said_percent, hit_probability) - 1e-12
    if abs(said_percent - 100 * hit_probability) > 1:
        assert honest > average(said_percent, hit_probability)


@given(st.floats(0.5, 1.0), st.floats(50, 100))
def test_on_average_it_pays_to_name_the_likelier_outcome(probability: float, said_percent: float) -> None:
    assert average(said_percent, probability) >= average(said_percent, 1 - probability) - 1e-12


@pytest.mark.parametrize("confidence", [None, "80", 49.9, 100.1, True, [80], float("nan"), 10**400])
def test_a_confidence_that_is_no_number_from_50_to_100_is_refused(confidence: object) -> None:
    assert score_item(item("forecast"), {"outcome": "opens", "confidence_percent": confidence}).state == "invalid"


@pytest.mark.parametrize(
    ("outcome", "percent", "words"),
    [
        ("opens", 90, "paid to be sure"),
        ("opens", 60, "trusted this a little more"),
        ("closes", 90, "very sure"),
        ("closes", 60, "left room for doubt"),
    ],
)
def test_the_feedback_speaks_of_how_sure_one_was(outcome: str, percent: int, words: str) -> None:
    (note,) = score_item(item("forecast"), {"outcome": outcome, "confidence_percent": percent}).notes
    assert words in note.text and f"({percent} % sure)" in note.chosen


@pytest.mark.parametrize("happens", [[True, True], [False, False], [True, None], ["yes", False]])
def test_exactly_one_outcome_happens(happens: list[object]) -> None:
    outcomes = example("forecast")["outcomes"]
    for outcome, value in zip(outcomes, happens, strict=True):
        outcome["happens"] = value
    assert "outcomes" in problems("forecast", outcomes=outcomes)


def test_three_outcomes_are_one_too_many() -> None:
    outcomes = [*example("forecast")["outcomes"], {"id": "third", "text": "x", "happens": False, "feedback": "y"}]
    assert "outcomes" in problems("forecast", outcomes=outcomes)
