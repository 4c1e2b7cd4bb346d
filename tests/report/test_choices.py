"""What could be chosen and what was, for every kind of question."""

from __future__ import annotations

from typing import Any

import pytest
from group import quiz, work
from item_examples import EXAMPLES, item

from alongside.items.kinds import KINDS


def _chosen(kind: str, answer: Any) -> list[tuple[str, float, str]]:
    one = work(quiz(item(kind)), "ana", {item(kind).id: answer}).asked[0]
    return [(choice.words, choice.worth, choice.misconception) for choice in one.chosen]


def test_a_choice_brings_its_words_its_worth_and_the_mix_up_behind_it() -> None:
    assert _chosen("choose-one", {"choice": "advise"}) == [("Have you tried sleeping?", 0.25, "private-advice")]
    assert _chosen("choose-many", {"choices": ["asks", "argues"]}) == [
        ("She asks", 1.0, ""), ("She argues", 0.0, "private-arguing")]


@pytest.mark.parametrize("kind", ["choose-one", "choose-many", "match", "number", "locate", "forecast"])
def test_the_right_answer_of_each_kind_with_choices_is_worth_all(kind: str) -> None:
    chosen = _chosen(kind, KINDS[kind].samples(item(kind).body).right)
    assert chosen
    assert all(worth == 1 and not misconception for _, worth, misconception in chosen)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_no_answer_of_any_form_breaks_it(kind: str) -> None:
    samples = KINDS[kind].samples(item(kind).body)
    for answer in (samples.right, samples.other, samples.malformed, {}, {"choice": 7}, {"number": "x"}, {"pairs": {}}):
        _chosen(kind, answer)


def test_a_number_near_a_known_slip_is_that_slip_and_any_other_is_another() -> None:
    number = item("number")
    target, near = number.body["answer"]["value"], number.body["near"][0]
    assert _chosen("number", {"number": near["value"]})[0][2] == near["misconception"]
    assert _chosen("number", {"number": target + 12345})[0] == ("another number", 0.0, "")
