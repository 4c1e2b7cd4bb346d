import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import example, item, problems

from alongside.items.score import score_item

IDS = ["asks", "waits", "argues", "warns"]


@pytest.mark.parametrize(
    ("choices", "score"),
    [
        (["asks", "waits"], 1.0),
        (["asks"], 0.5),
        (["asks", "waits", "argues"], 0.5),
        (["asks", "argues"], 0.0),
        (["argues", "warns"], 0.0),
        (IDS, 0.0),
    ],
)
def test_the_score_is_the_share_found_less_what_was_chosen_beside_it(choices: list[str], score: float) -> None:
    assert score_item(item("choose-many"), {"choices": choices}).score_fraction == score


@given(st.permutations(IDS), st.integers(0, 4))
def test_the_order_of_the_ticks_does_not_matter(shuffled: list[str], count: int) -> None:
    chosen = shuffled[:count]
    once, again = (score_item(item("choose-many"), {"choices": choices}) for choices in (chosen, sorted(chosen)))
    assert (once.score_fraction, once.notes) == (again.score_fraction, again.notes)


@given(st.sets(st.sampled_from(IDS), min_size=1))
def test_one_more_right_tick_never_lowers_the_score(chosen: set[str]) -> None:
    before = score_item(item("choose-many"), {"choices": sorted(chosen)}).score_fraction
    after = score_item(item("choose-many"), {"choices": sorted(chosen | {"asks"})}).score_fraction
    assert before is not None and after is not None and after >= before


def test_a_right_one_that_was_left_out_is_spoken_of() -> None:
    notes = score_item(item("choose-many"), {"choices": ["asks", "warns"]}).notes
    assert [note.text for note in notes] == ["private one", "private four", "private missed two"]


def test_a_choice_named_twice_is_refused() -> None:
    assert score_item(item("choose-many"), {"choices": ["asks", "asks"]}).state == "invalid"


def test_right_needs_to_be_true_or_false() -> None:
    options = example("choose-many")["options"]
    options[2]["right"] = 1
    assert "options[3].right" in problems("choose-many", options=options)


def test_a_question_where_everything_is_right_is_named() -> None:
    more = {"id": "more", "text": "x", "right": True, "feedback": "y", "if_missed": "z"}
    options = [*example("choose-many")["options"][:2], more]
    assert set(problems("choose-many", options=options)) == {"options"}


def test_a_right_option_says_what_is_missed_without_it() -> None:
    options = example("choose-many")["options"]
    del options[0]["if_missed"], options[3]["misconception"]
    assert set(problems("choose-many", options=options)) == {"options[1].if_missed", "options[4].misconception"}
