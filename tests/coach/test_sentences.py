"""Sentences and words of a reply."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.coach.sentences import sentences, words


def test_a_reply_is_cut_where_its_sentences_end() -> None:
    assert sentences("That sounds hard. What helped?  I'm here.\nTake your time") == [
        "That sounds hard.", "What helped?", "I'm here.", "Take your time"]


def test_an_abbreviation_or_a_pause_ends_no_sentence() -> None:
    assert sentences("You saw Dr. Wu. And then... nothing?") == ["You saw Dr. Wu.", "And then... nothing?"]


def test_marks_without_words_are_no_sentence() -> None:
    assert sentences(" … ?! -- ") == []


def test_hesitations_and_a_transcribers_brackets_are_no_words() -> None:
    assert words("Um, so you-- you [inaudible] want what’s fair?") == ["so", "you", "want", "what's", "fair", "?"]


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert " ".join(sentences(text)).split() == [
        piece for piece in " ".join(sentences(text)).split() if piece in text]
    assert sum(len(one.split()) for one in sentences(text)) <= len(text.split())
