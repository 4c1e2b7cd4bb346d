"""The guessers: each finds the bank that gives itself away by its sign, and none finds a balanced one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from item_examples import item as example

from alongside.items.guessers import (
    SIGNS,
    GuesserResult,
    Question,
    guesser_results,
    picks,
    position_counts,
    question_of,
)

LEARNER = "a model that learns from all signs"
PLAIN = ("Stay with what he says.", "Wait for him to speak.", "Leave it for another.", "Ask where he had been.")
GIVEAWAYS = {
    "longest": "Stay with what he says, and go on, and on, and on, and on.",
    "shortest": "Stay.",
    "asks a question": "What would he want?",
    "most hedged": "Perhaps wait; he may talk.",
    "most words of the stem": "Harbor ferry rope, he says.",
    "most feeling words": "He is sad, lost and tired.",
}


def bank(right_text: str | None = None, place: int | None = None, count: int = 160) -> list[Question]:
    chance = random.Random(1)
    made = []
    for number in range(count):
        options = chance.sample(PLAIN, 4)
        right = chance.randrange(4) if place is None else place
        if right_text:
            options[right] = right_text
        made.append(Question(f"q{number}", "The harbor ferry has a rope.", tuple(options), right, f"q{number}"))
    return made


def by_name(questions: list[Question]) -> dict[str, GuesserResult]:
    return {result.name: result for result in guesser_results(questions)}


@pytest.mark.parametrize("name", GIVEAWAYS)
def test_a_sign_that_gives_the_answer_away_is_found(name: str) -> None:
    found = by_name(bank(GIVEAWAYS[name]))
    assert found[name].right_fraction == 1
    assert found[name].too_good and found[LEARNER].too_good


@pytest.mark.parametrize(("name", "place"), [("first", 0), ("last", 3)])
def test_a_place_that_gives_the_answer_away_is_found(name: str, place: int) -> None:
    found = by_name(bank(place=place))
    assert found[name].right_fraction == 1 and found[LEARNER].too_good


def test_wrong_options_full_of_absolutes_are_found() -> None:
    questions = [
        Question(str(n), "Who?", ("Nobody ever, never.", "All of them, always.", "He and his friend."), 2, str(n))
        for n in range(40)
    ]
    assert by_name(questions)["fewest absolutes"].too_good


def test_in_a_bank_without_signs_nobody_does_much_better_than_chance() -> None:
    found = by_name(bank())
    assert {name for name, result in found.items() if result.too_good} == set()
    assert all(result.chance_fraction == 0.25 for result in found.values())


def test_the_limit_is_seven_points_or_two_standard_errors() -> None:
    assert by_name(bank(count=1000))["first"].limit_fraction == pytest.approx(0.32)
    assert by_name(bank(count=48))["first"].limit_fraction == pytest.approx(0.25 + 2 * (0.25 * 0.75 / 48) ** 0.5)


def test_a_guesser_that_cannot_tell_draws_among_those_that_look_alike() -> None:
    question = Question("q", "", ("one", "two", "three"), 1, "q")
    assert picks(question, SIGNS["shortest"]) == [0, 1]
    assert by_name([question])["shortest"].right_fraction == 0.5


@settings(max_examples=30)
@given(st.lists(st.tuples(st.lists(st.text(max_size=30), min_size=2, max_size=5), st.integers(0, 4)), max_size=8))
def test_whatever_authors_write_every_guesser_gives_a_share(made: list[tuple[list[str], int]]) -> None:
    questions = [
        Question(str(number), "?", tuple(texts), right % len(texts), str(number))
        for number, (texts, right) in enumerate(made)
    ]
    results = guesser_results(questions)
    assert len(results) == (len(SIGNS) + 1 if questions else 0)
    assert all(0 <= result.right_fraction <= 1 for result in results)
    assert sum(position_counts(questions).values()) == len(questions)


def test_twins_are_of_one_family_and_other_kinds_are_no_question() -> None:
    found = question_of(example("choose-one", id="again"), family="first")
    assert found is not None and (found.right, found.family) == (1, "first")
    assert question_of(example("choose-many")) is None
