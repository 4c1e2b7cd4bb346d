import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from item_examples import talk

from alongside.conversations.map_layout import BOX_WIDTH, lay_out
from alongside.conversations.schema import LEAST, MOST, SKILLS, STATE, by_id, ways
from alongside.conversations.talk_map import QUESTIONS, REFLECTIONS, SKILL_WORDS, talk_map
from alongside.conversations.walk import walk

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("conversations/*.yml"))
BODIES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
TALKS = {name: body for name, body in BODIES.items() if body["kind"] == "conversation"}


def walked_path(body: dict[str, Any], picks: list[int]) -> list[str]:
    """As many turns as there are picks, or all to the end."""
    path: list[str] = []
    for pick in picks:
        at = walk(body, path)
        if at.ended:
            break
        lines = by_id(body["moments"])[at.place]["lines"]
        path.append(lines[pick % len(lines)]["id"])
    return path


PICKS = st.lists(st.integers(0, 11), max_size=16)


def test_the_practice_talks_are_there() -> None:
    assert len(TALKS) >= 9


@pytest.mark.parametrize("name", TALKS)
def test_every_place_stands_once_every_link_goes_down_and_no_boxes_overlap(name: str) -> None:
    body = TALKS[name]
    made = talk_map(body, [])
    places = {place["id"]: place for place in made["places"]}
    assert [place["id"] for place in made["places"]] == [one["id"] for one in (*body["moments"], *body["endings"])]
    assert len(places) == len(made["places"])
    for link in made["links"]:
        rows = [places[link["from"]]["row"], *(row for row, _ in link["via"]), places[link["to"]]["row"]]
        assert rows == list(range(rows[0], rows[-1] + 1)) and len(rows) > 1
    for one in made["places"]:
        assert BOX_WIDTH / 2 <= one["middle"] <= made["width"] - BOX_WIDTH / 2 + 1e-9
        for other in made["places"]:
            if one["row"] == other["row"] and one is not other:
                assert abs(one["middle"] - other["middle"]) >= BOX_WIDTH - 0.002
        for link in made["links"]:
            for row, middle in link["via"]:
                assert row != one["row"] or abs(middle - one["middle"]) > BOX_WIDTH / 2, "a line runs through a box"


@pytest.mark.parametrize("name", TALKS)
def test_a_place_stands_one_row_below_the_lowest_that_leads_to_it(name: str) -> None:
    made = talk_map(TALKS[name], [])
    rows = {place["id"]: place["row"] for place in made["places"]}
    for place, row in rows.items():
        assert row == max((1 + rows[link["from"]] for link in made["links"] if link["to"] == place), default=0)
    assert [place for place, row in rows.items() if row == 0] == [TALKS[name]["moments"][0]["id"]]


@pytest.mark.parametrize("name", TALKS)
def test_links_are_merged_and_keep_every_line(name: str) -> None:
    body = TALKS[name]
    made = talk_map(body, [])
    pairs = Counter((link["from"], link["to"]) for link in made["links"])
    assert set(pairs.values()) == {1}
    kept = Counter((link["from"], link["to"], text) for link in made["links"] for text in link["lines"])
    written = {(moment["id"], way["place"], line["text"])
               for moment in body["moments"] for line in moment["lines"] for way in ways(line)}
    assert set(kept) == written and set(kept.values()) == {1}


@pytest.mark.parametrize("name", TALKS)
def test_titles_are_the_first_two_to_five_words_and_no_two_are_alike(name: str) -> None:
    places = talk_map(TALKS[name], [])["places"]
    assert len({place["title"] for place in places}) == len(places), "two boxes say the same"
    for place in places:
        title = re.sub(r" \(\d\)$", "", place["title"])
        assert 2 <= len(title.split()) <= 5 and len(title) <= 34, title
        assert re.sub("[“”]", "", place["words"]).startswith(title.rstrip("…"))


@given(st.sampled_from(sorted(TALKS)), PICKS)
def test_any_path_lies_on_links_and_tells_what_the_walk_tells(name: str, picks: list[int]) -> None:
    body = TALKS[name]
    path = walked_path(body, picks)
    made, walked = talk_map(body, path), walk(body, path)
    assert json.loads(json.dumps(made)) == made == talk_map(body, path)
    links = {(link["from"], link["to"]): link for link in made["links"]}
    assert len(made["steps"]) == len(path)
    for number, (step, real) in enumerate(zip(made["steps"], walked.steps, strict=True), 1):
        link = links[step["from"], step["to"]]
        assert link["step"] == number and step["said"] in link["lines"]
        assert step["state"] == dict(zip(STATE, real.state, strict=True))
        assert step["skill"] == SKILL_WORDS[real.line["skill"]]
        for other in step["others"]:
            assert other["text"] in links[step["from"], other["to"]]["lines"]
        assert len(step["others"]) == len(real.moment["lines"]) - 1
    assert sorted(link["step"] for link in made["links"] if link["step"]) == list(range(1, len(path) + 1))
    assert (made["here"], made["ended"]) == (walked.place, walked.ended)
    for meter in made["meters"]:
        assert len(meter["levels"]) == len(path) + 1
        assert all(LEAST <= level <= MOST for level in meter["levels"])
    skills = [step.line["skill"] for step in walked.steps]
    assert made["balance"]["reflections"] == sum(skill in REFLECTIONS for skill in skills)
    assert made["balance"]["questions"] == sum(skill in QUESTIONS for skill in skills)


def test_another_line_leads_where_it_leads_in_the_state_of_that_turn() -> None:
    last = talk_map(talk(), ["hear"] + ["wait"] * 7)["steps"][-1]
    assert last["to"] == "stays"
    assert {other["text"]: other["to"] for other in last["others"]} == {
        "A line that would push.": "goes", "A line that would hear.": "stays"}


@pytest.mark.parametrize(("path", "words"), [
    (["hear", "hear"], "Trust rose from 2 to 4."),
    (["push"], "Trust fell from 2 to 1."),
    (["wait"], "Trust stayed at 2."),
    (["push", "hear"], "Trust moved and came back to 2."),
])  # fmt: skip
def test_meters_are_told_in_words(path: list[str], words: str) -> None:
    assert talk_map(talk(), path)["meters"][0]["words"] == words


def test_a_step_tells_only_what_moved() -> None:
    steps = talk_map(talk(), ["hear", "wait"])["steps"]
    assert [step["moved"] for step in steps] == ["Trust 2 to 3, openness 2 to 3.", "Nothing moved."]


@pytest.mark.parametrize(("skills", "words"), [
    (["passive", "passive"], "You neither gave back what was said nor asked."),
    (["summary", "open-question"], "You gave back as often as you asked: 1 to 1."),
    (["summary", "simple-reflection"], "You gave back more often than you asked: 2 to 0."),
    (["closed-question", "passive"], "You gave back less often than you asked: 0 to 1."),
])  # fmt: skip
def test_giving_back_and_asking_are_compared_in_words(skills: list[str], words: str) -> None:
    body = talk()
    for moment, skill in zip(body["moments"], skills, strict=False):
        moment["lines"][2]["skill"] = skill
    assert talk_map(body, ["wait"] * 2)["balance"]["words"] == words


def test_a_path_that_cannot_be_walked_has_no_map() -> None:
    with pytest.raises(LookupError):
        talk_map(talk(), ["nothing"])


def test_every_skill_has_plain_words_of_its_own() -> None:
    assert set(SKILL_WORDS) == set(SKILLS) and len(set(SKILL_WORDS.values())) == len(SKILLS)


def test_lines_that_need_not_cross_do_not() -> None:
    laid = lay_out(["top", "left", "right", "end-r", "end-l"],
                   [("top", "left"), ("top", "right"), ("right", "end-r"), ("left", "end-l")])
    upper = laid.middles["left"] < laid.middles["right"]
    assert upper == (laid.middles["end-l"] < laid.middles["end-r"])


def test_a_long_link_gets_a_waypoint_beside_the_box_it_passes() -> None:
    laid = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])
    ((row, middle),) = laid.via["a", "c"]
    assert row == 1 and abs(middle - laid.middles["b"]) > BOX_WIDTH / 2
