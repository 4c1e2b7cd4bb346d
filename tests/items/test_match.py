import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import example, item, problems

from alongside.items.score import score_item

RIGHT = {"line-a": "open", "line-b": "closed", "line-c": "affirmation"}


@pytest.mark.parametrize(
    ("pairs", "hits"),
    [
        (RIGHT, 3),
        ({**RIGHT, "line-c": "summary"}, 2),
        ({"line-a": "open"}, 1),
        ({"line-a": "closed", "line-b": "open", "line-c": "summary"}, 0),
    ],
)
def test_the_score_is_the_share_of_prompts_with_their_partner(pairs: dict[str, str], hits: int) -> None:
    assert score_item(item("match"), {"pairs": pairs}).score_fraction == pytest.approx(hits / 3)


def test_a_prompt_left_open_says_so() -> None:
    notes = score_item(item("match"), {"pairs": {"line-a": "open", "line-b": "closed"}}).notes
    assert [note.chosen for note in notes] == ["You kept going. – left open"]


def test_when_all_fit_every_prompt_says_why() -> None:
    assert len(score_item(item("match"), {"pairs": RIGHT}).notes) == 3


@given(st.permutations(example("match")["partners"]))
def test_the_places_of_the_partners_tell_nothing(partners: list[dict[str, str]]) -> None:
    shown = item("match", partners=partners).public()
    assert json.dumps(shown) == json.dumps(item("match").public())
    assert [partner["text"] for partner in shown["partners"]] == sorted(partner["text"] for partner in partners)


def test_a_partner_that_does_not_exist_is_named() -> None:
    prompts = example("match")["prompts"]
    prompts[1]["partner"] = "closd"
    assert "closd" in problems("match", prompts=prompts)["prompts[2].partner"]


@pytest.mark.parametrize("pairs", [{"line-a": "nothing"}, {"nobody": "open"}, {"line-a": None}, {"line-a": ["open"]}])
def test_a_pair_that_this_question_does_not_have_is_refused(pairs: dict[str, object]) -> None:
    assert score_item(item("match"), {"pairs": pairs}).state == "invalid"
