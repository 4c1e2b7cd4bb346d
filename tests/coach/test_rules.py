"""Words that can hurt, advice nobody asked for, a story at length."""

import pytest

from alongside.coach.rules import advice_was_asked_for, stigmatizing_words, story_is_long


@pytest.mark.parametrize("sentence", [
    "Addicts always say that.", "You got clean once.", "Were you staying clean?", "He is a junkie.",
    "That is drug-seeking.", "Your test was dirty.", "So you are an alcoholic.",
])
def test_words_that_can_hurt_are_found(sentence: str) -> None:
    assert stigmatizing_words(sentence)


@pytest.mark.parametrize("sentence", [
    "Could I bring you clean water?", "You want to clean up the kitchen first.", "The needles are clean and new.",
    "Your phone is dirty.", "You used to sing.", "That was useful.",
])
def test_plain_uses_of_the_same_words_are_let_pass(sentence: str) -> None:
    assert stigmatizing_words(sentence) == []


def test_a_word_the_other_person_uses_of_themselves_is_theirs() -> None:
    assert stigmatizing_words("You call yourself a junkie.", "I'm just a junkie.") == []


def test_advice_is_asked_for_by_the_other_person() -> None:
    assert advice_was_asked_for([], "What should I do about her?")
    assert not advice_was_asked_for([], "I don't want to hear it.")


def test_or_one_asks_first() -> None:
    assert advice_was_asked_for(["Could I share an idea?"], "")
    assert not advice_was_asked_for(["How was work?"], "")


def test_a_story_is_long_by_its_sentences_or_its_share() -> None:
    assert story_is_long(["I was there."] * 4, ["And you?"])
    assert story_is_long(["I " + "walked " * 50], ["And you?"])
    assert not story_is_long(["I was on methadone too."], ["What was it like for you this week?"])
