"""A reply, read sentence by sentence."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.cli import main
from alongside.coach.behaviors import BEHAVIORS, KINDS, NAMES
from alongside.coach.comments import comments
from alongside.coach.reading import read_reply

HEARD = "I've been sick since last night, and everyone tells me to toughen up."


@pytest.mark.parametrize(("text", "behavior"), [
    ("What would help you right now?", "open-question"),
    ("Do you have a doctor?", "closed-question"),
    ("Could I tell you what I know about the clinic?", "asking-permission"),
    ("Mm-hmm.", "other"),
    ("Whatever you decide is fine with me.", "support-choice"),
])
def test_plain_cases_are_read_as_they_are(text: str, behavior: str) -> None:
    assert read_reply(text, HEARD).noticed[0].behavior == behavior


def test_each_sentence_is_read_and_shows_the_words_that_made_the_coach_think_so() -> None:
    reading = read_reply("That's a rough night. What would help?", HEARD)
    assert [one.sentence for one in reading.noticed] == ["That's a rough night.", "What would help?"]
    assert any("what" in words for words in reading.noticed[1].because)


def test_where_the_coach_is_not_sure_it_says_what_else_it_may_be() -> None:
    unsure = [one for one in read_reply("Purple. Thursday the green one maybe so.", HEARD).noticed if one.or_else]
    assert unsure and all(one.or_else != one.behavior for one in unsure)


def test_a_hurting_word_is_noticed_beside_what_the_sentence_does() -> None:
    assert "stigmatising-word" in read_reply("Addicts always say that.").behaviors()
    assert "stigmatising-word" not in read_reply("You call yourself a junkie.", "I'm a junkie.").behaviors()


def test_an_empty_reply_has_nothing_to_notice() -> None:
    assert read_reply(" ").noticed == () and comments(read_reply("")) == {}


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_can_be_read_and_commented(text: str, heard: str) -> None:
    reading = read_reply(text, heard)
    assert reading.kind in KINDS
    assert set(reading.behaviors()) <= set(NAMES)
    assert all(one.behavior in BEHAVIORS and 0 <= one.chance <= 1 for one in reading.noticed)
    told = comments(reading)
    assert bool(told) == bool(reading.noticed)
    if told:
        assert told["praise"] and told["next_step"] and len(told["sentences"]) == len(reading.noticed)


def test_what_is_there_is_praised_first_and_there_is_one_next_step() -> None:
    told = comments(read_reply("What would help you right now?", HEARD))
    assert told["praise"] == ["You asked in a way that leaves the answer to them."]
    assert told["next_step"].startswith("Before the question, you could give back")


def test_the_command_answers_each_line_and_names_a_bad_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [json.dumps({"client": HEARD, "text": "What would help?"}), "not json", json.dumps({"client": "x"})]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(asked)))
    assert main(["coach", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0]["label"] == "question" and found[0]["behaviours"] == ["open-question"] and found[0]["because"]
    assert "line 2" in found[1]["error"] and "line 3" in found[2]["error"]
