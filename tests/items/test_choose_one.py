import pytest
from item_examples import example, item, problems

from alongside.items.score import score_item


@pytest.mark.parametrize(("choice", "score"), [("reflect", 1.0), ("advise", 0.25), ("scold", 0.0)])
def test_each_option_earns_its_own_score(choice: str, score: float) -> None:
    outcome = score_item(item("choose-one", points=2), {"choice": choice})
    assert (outcome.state, outcome.score_fraction, outcome.score) == ("scored", score, 2 * score)


def test_the_feedback_is_that_of_the_chosen_option_and_of_no_other() -> None:
    (note,) = score_item(item("choose-one"), {"choice": "advise"}).notes
    assert (note.chosen, note.text) == ("Have you tried sleeping?", "private one")


def test_a_second_option_with_the_full_score_is_named() -> None:
    options = example("choose-one")["options"]
    options[0]["score"] = 1
    assert problems("choose-one", options=options) == {"options": "exactly one must have score 1; 2 have"}


@pytest.mark.parametrize("score", [0.75, -0.1, True, "1", None, 10**400])
def test_a_score_between_half_and_full_or_that_is_no_number_is_named(score: object) -> None:
    options = example("choose-one")["options"]
    options[2]["score"] = score
    assert "options[3].score" in problems("choose-one", options=options)


def test_an_option_that_is_not_the_best_names_its_misconception() -> None:
    options = example("choose-one")["options"]
    del options[0]["misconception"]
    assert set(problems("choose-one", options=options)) == {"options[1].misconception"}


def test_a_misconception_is_a_name_and_not_a_sentence() -> None:
    options = example("choose-one")["options"]
    options[0]["misconception"] = "Advice is support"
    assert set(problems("choose-one", options=options)) == {"options[1].misconception"}


def test_a_missing_feedback_a_repeated_id_and_an_unknown_field_are_named_by_place() -> None:
    options = example("choose-one")["options"]
    del options[0]["feedback"]
    options[1]["id"] = "advise"
    options[2]["fedback"] = "…"
    found = problems("choose-one", options=options)
    assert set(found) == {"options[1].feedback", "options[2].id", "options[3].fedback"}
    assert "twice" in found["options[2].id"]
