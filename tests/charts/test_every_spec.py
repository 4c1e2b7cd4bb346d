"""Every text that a diagram hands to the page: kind words, no amount of an opioid, easy to read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import textstat

from alongside.charts.registry import DIAGRAMS, chart_module
from alongside.course.words import word_problems

MOST_GRADE = 8
TEACHES_WHY_NOT = ("word_switcher", "old")  # the labels that people were called by, beside what is said today
_SPOKEN = {"count": "6", "percent": "40 percent", "one_decimal": "2.5", "days": "5 days"}
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_UNSURE = re.compile(r"\bthey will (?:surely|certainly)|\byou will (?:die|overdose)|\bguarantee", re.IGNORECASE)
every_diagram = pytest.mark.parametrize("diagram", DIAGRAMS)


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(name it stands under, text) of every text, at any depth."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner, key)


def spec_texts(diagram: str) -> list[tuple[str, str]]:
    return list(texts(getattr(chart_module(diagram), f"{diagram}_spec")()))


def spoken(text: str) -> str:
    """A text as it is read: with something in the places that numbers and names fill."""
    return _PLACE.sub(lambda place: _SPOKEN.get(place[2], "5") if place[2] else "it", text).replace("%", "percent")


@every_diagram
def test_no_word_shames_and_no_amount_of_an_opioid_is_named(diagram: str) -> None:
    problems = [
        f"{name}: {message} in “{text}”"
        for name, text in spec_texts(diagram)
        if (diagram, name) != TEACHES_WHY_NOT
        for _, message in word_problems(text, verdicts=True)
    ]
    assert not problems, "\n".join(problems)


def test_the_word_switcher_still_shows_the_old_labels_it_teaches_about() -> None:
    old = [text for name, text in spec_texts(TEACHES_WHY_NOT[0]) if name == TEACHES_WHY_NOT[1]]
    assert any(list(word_problems(text)) for text in old)


@every_diagram
def test_no_text_tells_a_persons_future(diagram: str) -> None:
    assert [text for _, text in spec_texts(diagram) if _UNSURE.search(text)] == []


@every_diagram
def test_the_sentences_read_at_grade_eight_or_below(diagram: str) -> None:
    written = (text.strip() for _, text in spec_texts(diagram))
    sentences = [spoken(text) for text in written if len(text.split()) >= 4 and text[-1] in ".?!"]
    said = "\n".join(dict.fromkeys(sentences))
    grade = textstat.flesch_kincaid_grade(said)
    print(f"\n{diagram}: {textstat.sentence_count(said)} sentences, grade {grade:.1f}")
    assert len(sentences) >= 5
    assert grade <= MOST_GRADE


@every_diagram
def test_no_text_shouts_and_every_place_in_it_can_be_filled(diagram: str) -> None:
    for _, text in spec_texts(diagram):
        assert "!" not in text, text
        assert "{" not in _PLACE.sub("", text), text


@pytest.mark.parametrize("diagram", [name for name in DIAGRAMS if name != "word_switcher"])
def test_a_diagram_asks_for_a_guess_and_answers_each_kindly(diagram: str) -> None:
    """All but the word switcher, which asks for ratings before it shows what a study found."""
    guess = getattr(chart_module(diagram), f"{diagram}_spec")()["prediction"]
    options = guess["options"]
    assert 3 <= len(options) <= 4 and guess["question"].endswith("?")
    assert len({option["id"] for option in options}) == len(options)
    assert all(option["text"].strip() and option["reply"].strip() for option in options)
