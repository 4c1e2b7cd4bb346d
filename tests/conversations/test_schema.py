from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import JSON, talk

from alongside.conversations.schema import STATE, check_conversation


def problems(body: Any) -> dict[str, str]:
    return dict(check_conversation(body))


def changed(**changes: Any) -> dict[str, Any]:
    return {**talk(), **changes}


def with_line(**changes: Any) -> dict[str, Any]:
    body = talk()
    body["moments"][0]["lines"][0].update(changes)
    return body


def test_a_sound_talk_has_no_problems() -> None:
    assert problems(talk()) == {}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (changed(people=[]), "people"),
        (changed(people=[{"id": "dana", "name": "Dana"}]), "people"),
        (changed(start={"trust": 1}), "start"),
        (changed(start=dict.fromkeys(STATE, 6)), "start"),
        (changed(start=dict.fromkeys(STATE, True)), "start"),
        (changed(moods=[]), "moods"),
        (changed(moods=[{"at_least": {"trust": 1}, "words": "calm"}]), "moods"),
        (changed(moods=[{"at_least": {"joy": 1}, "words": "calm"}, {"words": "so"}]), "moods[1].at_least"),
        (changed(moments=[]), "moments"),
        (changed(endings=[]), "endings"),
        (changed(endings=[{"id": "stays"}]), "endings"),
        (changed(endings=[{"id": "turn-0", "text": "Twice."}, *talk()["endings"]]), "moments"),
        (with_line(text=" "), "moments[1] (turn-0).lines[1].text"),
        (with_line(comment=None), "moments[1] (turn-0).lines[1].comment"),
        (with_line(skill="charm"), "moments[1] (turn-0).lines[1].skill"),
        (with_line(moves={"trust": 4}), "moments[1] (turn-0).lines[1].moves"),
        (with_line(moves={"luck": 1}), "moments[1] (turn-0).lines[1].moves"),
        (with_line(score=2), "moments[1] (turn-0).lines[1].score"),
        (with_line(score=True), "moments[1] (turn-0).lines[1].score"),
        (with_line(to="nowhere"), "moments[1] (turn-0).lines[1].to"),
        (with_line(to=[]), "moments[1] (turn-0).lines[1].to"),
        (with_line(to=[{"at_least": {"trust": 1}, "place": "stays"}]), "moments[1] (turn-0).lines[1].to"),
        (with_line(required="yes"), "moments[1] (turn-0).lines[1].required"),
        (with_line(colour="red"), "moments[1] (turn-0).lines[1].colour"),
        (with_line(id="hear"), "moments[1] (turn-0).lines"),
    ],
)
def test_what_is_off_is_named_by_its_field(body: dict[str, Any], field: str) -> None:
    assert field in problems(body)


def test_a_moment_has_three_or_four_lines_and_somebody_who_speaks() -> None:
    body = talk()
    body["moments"][0]["lines"].pop()
    body["moments"][1]["who"] = "nobody"
    body["moments"][2]["says"] = ""
    assert {"moments[1] (turn-0).lines", "moments[2] (turn-1).who", "moments[3] (turn-2).says"} <= set(problems(body))


@given(st.dictionaries(st.sampled_from(list(talk())), JSON, max_size=5))
def test_whatever_stands_in_a_file_is_told_and_never_raises(changes: dict[str, Any]) -> None:
    for field, message in check_conversation({**talk(), **changes}):
        assert field and message
