"""A practice partner answers by rules."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alongside.coach.behaviors import NAMES
from alongside.conversations.partner import partner_problems, play

PARTNER: dict[str, Any] = {
    "start": {"trust": 2, "openness": 1, "choice": 2, "risk": 1},
    "turns": 3,
    "moves": {"complex-reflection": {"trust": 1, "openness": 1}, "persuading": {"trust": -2}},
    "answers": [
        {"after": ["persuading"], "says": "Everybody says that."},
        {"after": ["complex-reflection"], "at_least": {"openness": 3}, "says": "It is my mother."},
        {"after": ["complex-reflection"], "says": "Hm. Yes."},
        {"says": "I don't know."}, {"says": "Maybe."}, {"says": "It was a long week."},
    ],
    "closings": [{"at_least": {"trust": 4}, "says": "She stays."}, {"says": "She goes."}],
}


def test_what_is_noticed_decides_the_answer() -> None:
    assert play(PARTNER, [["persuading"]]).said == ("Everybody says that.",)
    assert play(PARTNER, [["closed-question"]]).said == ("I don't know.",)


def test_no_answer_is_given_twice() -> None:
    said = play(PARTNER, [["persuading"]] * 3).said
    assert len(set(said)) == 3


def test_more_is_told_once_the_person_is_open() -> None:
    assert play(PARTNER, [["complex-reflection"]] * 2).said == ("Hm. Yes.", "It is my mother.")


def test_the_closing_depends_on_how_it_went_and_comes_at_the_end_only() -> None:
    assert play(PARTNER, [["complex-reflection"]] * 2).closing == ""
    assert play(PARTNER, [["complex-reflection"]] * 3).closing == "She stays."
    assert play(PARTNER, [["persuading"]] * 3).closing == "She goes."


def test_a_behavior_noticed_twice_in_one_turn_moves_once() -> None:
    assert play(PARTNER, [["complex-reflection", "complex-reflection"]]).state[0] == 3


@given(st.lists(st.lists(st.text(max_size=5) | st.sampled_from(NAMES), max_size=4), max_size=20))
def test_whatever_was_noticed_there_is_an_answer_to_each_turn(heard: list[list[str]]) -> None:
    played = play(PARTNER, heard)
    assert len(played.said) == min(len(heard), 3)
    assert bool(played.closing) == (len(heard) >= 3)
    assert all(0 <= level <= 5 for level in played.state)


def problems(**changes: Any) -> dict[str, str]:
    return dict(partner_problems({**PARTNER, **changes}, NAMES))


def test_a_sound_partner_has_no_problem() -> None:
    assert problems() == {}


def test_a_partner_that_may_run_out_of_words_is_named() -> None:
    assert "needs 3 answers" in problems(answers=PARTNER["answers"][:4])["answers"]


def test_what_is_off_is_named_by_field() -> None:
    assert "turns" in problems(turns=1)
    assert "start" in problems(start={"trust": 2})
    assert "moves" in problems(moves={"shouting": {"trust": 1}})
    assert "answers[1].after" in problems(answers=[{"after": ["shouting"], "says": "No."}, *PARTNER["answers"]])
    assert "answers[1].says" in problems(answers=[{"after": []}, *PARTNER["answers"]])
    assert "closings" in problems(closings=[{"at_least": {"trust": 4}, "says": "She stays."}])
    assert "closings[1].at_least" in problems(closings=[{"at_least": {"joy": 9}, "says": "Hm."}, {"says": "She goes."}])
