"""What the coach says about a reply: praise first, one next step, each sentence with its reasons."""

import pytest

from alongside.coach.behaviors import ADDED, BEHAVIORS
from alongside.coach.comments import comments
from alongside.coach.reading import Noticed, Reading


def told(*behaviors: str, also: tuple[str, ...] = (), or_else: str = "") -> dict[str, object]:
    noticed = tuple(Noticed("A sentence.", name, ("the word “sentence”",), 0.9, or_else, also) for name in behaviors)
    return comments(Reading(noticed, "other"))


@pytest.mark.parametrize("name", ["open-question", "complex-reflection", "affirmation", "support-choice"])
def test_a_skill_that_is_there_is_praised(name: str) -> None:
    assert told(name)["praise"] == [BEHAVIORS[name].praise]


def test_at_most_two_things_are_praised_and_none_is_never_silence() -> None:
    assert len(told("complex-reflection", "open-question", "affirmation")["praise"]) == 2  # type: ignore[arg-type]
    assert told("confronting")["praise"] == ["You answered, and that is a beginning."]


@pytest.mark.parametrize(("first", "second"), [
    ("confronting", "closed-question"), ("persuading", "information"), ("own-story", "simple-reflection"),
])
def test_of_several_next_steps_the_weightiest_is_offered(first: str, second: str) -> None:
    assert told(second, first)["next_step"] == BEHAVIORS[first].next_step


def test_a_hurting_word_comes_before_everything_else() -> None:
    (stigma, _, _) = ADDED
    assert told("confronting", also=(stigma.id,))["next_step"] == stigma.next_step


def test_advice_that_was_asked_for_needs_no_next_step() -> None:
    rounded = "Nothing to add. Would it sound like you if you said it aloud?"
    assert told("complex-reflection", "advice")["next_step"] == rounded
    assert told("advice", also=("unasked-advice",))["next_step"] == BEHAVIORS["advice"].next_step


def test_a_closed_question_after_a_reflection_is_let_be() -> None:
    assert told("complex-reflection", "closed-question")["next_step"] != BEHAVIORS["closed-question"].next_step


def test_doubt_is_said_in_words() -> None:
    (sentence,) = told("advice", or_else="information")["sentences"]  # type: ignore[misc]
    assert sentence["seems"] == "This may be advice, or telling a fact. The coach is not sure."
    assert not sentence["sure"]
