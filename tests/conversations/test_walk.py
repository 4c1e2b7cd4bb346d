from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import talk

from alongside.conversations.schema import LEAST, MOST
from alongside.conversations.walk import (
    MISSED_ACTION_FRACTION,
    graph,
    mood,
    moved,
    outcome_fraction,
    score_fraction,
    start_state,
    talk_problems,
    turns,
    walk,
)

LINES = st.sampled_from(["push", "hear", "wait"])


@given(st.lists(LINES, min_size=8, max_size=8))
def test_every_path_ends_and_the_graph_of_the_page_leads_to_the_same_place(path: list[str]) -> None:
    body = talk()
    walked, nodes, at = walk(body, path), graph(body), 0
    for line in path:
        at = nodes[at].to[line]
    assert walked.ended and (nodes[at].place, nodes[at].to) == (walked.place, {})
    assert nodes[at].mood == mood(body, walked.state)
    assert walked.place == ("stays" if walked.state[0] >= 3 else "goes")
    assert all(LEAST <= level <= MOST for level in walked.state)


@given(st.lists(LINES, max_size=7))
def test_an_unfinished_path_stands_at_a_moment(path: list[str]) -> None:
    walked = walk(talk(), path)
    assert not walked.ended and walked.place == f"turn-{len(path)}"


@pytest.mark.parametrize("path", [["nothing"], ["hear"] * 9])
def test_a_path_that_cannot_be_walked_is_refused(path: list[str]) -> None:
    with pytest.raises(LookupError):
        walk(talk(), path)


def test_a_state_stays_from_0_to_5() -> None:
    assert moved((5, 0, 3, 1), {"trust": 2, "openness": -1, "risk": -3}) == (5, 0, 3, 0)
    assert (outcome_fraction((5, 5, 5, 0)), outcome_fraction((0, 0, 0, 5))) == (1, 0)


def test_a_talk_earns_the_mean_of_its_lines() -> None:
    assert score_fraction(walk(talk(), ["hear"] * 8)) == 1
    assert score_fraction(walk(talk(), ["hear"] * 4 + ["push"] * 4)) == 0.5
    assert score_fraction(walk(talk(), [])) == 0


def test_a_talk_in_which_a_required_action_was_left_out_earns_little() -> None:
    body = talk()
    body["moments"][2]["lines"][1]["required"] = True
    assert score_fraction(walk(body, ["hear"] * 8)) == 1
    assert score_fraction(walk(body, ["hear", "hear", "wait", *["hear"] * 5])) == MISSED_ACTION_FRACTION


def test_turns_are_counted_on_the_shortest_and_the_longest_path() -> None:
    body = talk()
    body["moments"][0]["lines"][0]["to"] = "turn-2"
    assert turns(graph(body)) == (7, 8)


def whole(body: dict[str, Any]) -> str:
    return " ".join(message for _, message in talk_problems(body))


def test_what_is_off_in_the_whole_talk_is_told() -> None:
    assert whole(talk()) == ""
    assert "7 to 7 turns" in whole(talk(7))
    assert "16 to 16 turns" in whole(talk(16))
    back = talk()
    back["moments"][3]["lines"][0]["to"] = "turn-1"
    assert "leads back to “turn-1”" in whole(back)
    lost = talk()
    for line in lost["moments"][7]["lines"]:
        line["to"] = "stays"
    assert "no path reaches “goes”" in whole(lost) and "all paths end alike" in whole(lost)


def test_the_talk_begins_where_the_file_says() -> None:
    assert start_state(talk()) == (2, 2, 2, 2)
