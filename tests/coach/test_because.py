"""Reasons in plain words."""

from alongside.coach.because import in_words, tell


def test_each_kind_of_feature_has_its_words() -> None:
    assert in_words("begins: what would") == "it begins with “what would”"
    assert in_words("length: 1 word") == "it is 1 word long"
    assert in_words("ends: ?") == "it ends with a question mark"


def test_what_would_tell_a_reader_nothing_is_left_out() -> None:
    assert tell(["shape: other", "shares: nothing to share", "word: of", "length: 5 to 8 words"]) == []


def test_a_word_that_a_longer_reason_quotes_is_not_told_twice() -> None:
    assert tell(["words: have to", "word: have", "ends: ?"]) == ["the words “have to”", "it ends with a question mark"]


def test_at_most_three_reasons_are_told() -> None:
    assert len(tell([f"word: {name}" for name in ("one", "two", "six", "ten")])) == 3
