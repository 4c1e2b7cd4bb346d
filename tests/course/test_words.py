import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.course.words import word_problems


def found(text: str, verdicts: bool = False) -> list[str]:
    return [message for _, message in word_problems(text, verdicts=verdicts)]


@pytest.mark.parametrize(
    "word",
    [
        "addict",
        "Addicts",
        "the addicted",
        "abuser",
        "substance abuse",
        "drug abuse",
        "junkie",
        "junkies",
        "got clean",
        "stayed clean",
        "dirty urine",
        "clean test",
        "drug habit",
        "rock bottom",
        "enabler",
        "hijacked",
    ],
)
def test_a_shaming_word_is_named(word: str) -> None:
    (message,) = found(f"Sam was seen as {word} by many.")
    assert message.startswith("“") and "person-first" in message


@pytest.mark.parametrize(
    "line",
    [
        "> I was an addict, he says.",
        "He said: “I am an addict.”",
        'She told me "you junkie" and left.',
        "We say “a person who uses opioids” instead of addict.",
        "Words that hurt, such as junkie, stay out of our notes.",
        "An addict is a label that sticks. {why-not}",
    ],
)
def test_a_shaming_word_may_be_somebodys_own_or_be_taught_about(line: str) -> None:
    assert found(line) == []


def test_a_word_after_the_quotation_is_ours_again() -> None:
    assert len(found("He said “no”, the addict.")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "He cleaned the table.",
        "A clean shirt.",
        "addiction medicine",
        "The test was positive.",
        "dirty boots",
        "clean water",
    ],
)
def test_everyday_words_pass(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    "amount", ["10 mg", "0.5mg", "50 mcg", "200 µg", "2 ml", "1,5 grams", "3 milligrams", "1 microgram"]
)
def test_an_absolute_amount_is_named(amount: str) -> None:
    (message,) = found(f"She takes {amount} in the morning.")
    assert amount in message and "usual amount" in message


def test_the_amount_of_a_naloxone_product_may_be_said() -> None:
    assert found("A nasal spray holds 4 mg of naloxone.") == []


@pytest.mark.parametrize("line", ["20 minutes", "3 people", "60 %", "2 lines", "a mg of nothing"])
def test_other_numbers_are_no_amounts(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize("line", ["Wrong.", "wrong!", "Great job!", "Well done."])
def test_a_bare_verdict_is_named_where_verdicts_are_looked_for(line: str) -> None:
    (message,) = found(line, verdicts=True)
    assert "verdict" in message
    assert found(line) == []


def test_the_line_of_a_problem_is_counted_from_one() -> None:
    assert [number for number, _ in word_problems("fine\nfine\nthe addict left")] == [3]


@given(st.text())
def test_any_text_is_read_without_raising(text: str) -> None:
    lines = len(text.splitlines())
    assert all(1 <= number <= lines for number, _ in word_problems(text, verdicts=True))
