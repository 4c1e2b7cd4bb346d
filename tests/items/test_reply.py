import pytest
from item_examples import example, item, problems

from alongside.items.score import score_item

PRACTICE = {"rubric": None, "after": "Compare it with this."}


def test_a_written_reply_has_no_score_until_a_person_marks_it() -> None:
    outcome = score_item(item("reply"), {"text": "It sounds hard."})
    assert (outcome.state, outcome.score_fraction, outcome.score, outcome.fit) == ("to-mark", None, 0.0, "to-mark")


def test_a_reply_is_worth_three_points_unless_it_says_otherwise() -> None:
    assert (item("reply").points, item("reply", points=5).points) == (3.0, 5.0)


def test_a_practice_note_gets_its_comparison_and_no_score() -> None:
    outcome = score_item(item("reply", **PRACTICE), {"text": "My guess."})
    assert outcome.score_fraction is None and [note.text for note in outcome.notes] == ["Compare it with this."]


@pytest.mark.parametrize("text", ["", "   ", "\n\t", " "])
def test_a_reply_of_blanks_is_unanswered(text: str) -> None:
    outcome = score_item(item("reply"), {"text": text})
    assert (outcome.state, outcome.score_fraction) == ("unanswered", 0.0)


def test_a_reply_far_beyond_its_limit_is_refused_and_one_somewhat_longer_is_not() -> None:
    assert score_item(item("reply"), {"text": "x" * 2401}).state == "invalid"
    assert score_item(item("reply"), {"text": "x" * 700}).state == "to-mark"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rubric": None}, "rubric"),
        ({"rubric": []}, "rubric"),
        ({"rubric": {"score": 0}}, "rubric"),
        ({"rubric": example("reply")["rubric"][::-1]}, "rubric"),
        ({"rubric": example("reply")["rubric"][:3]}, "rubric"),
        ({"rubric": [*example("reply")["rubric"][:3], {"score": 3, "anchor": "x"}]}, "rubric (score 3)"),
        (
            {"rubric": [*example("reply")["rubric"][:3], {"score": 3, "anchor": "x", "example": "y", "exampel": "z"}]},
            "rubric (score 3).exampel",
        ),
        ({"max_characters": 20}, "max_characters"),
        ({"max_characters": "600"}, "max_characters"),
        ({"rubric": None, "after": "  "}, "rubric"),
    ],
)
def test_what_an_author_got_wrong_is_named(change: dict[str, object], field: str) -> None:
    assert field in problems("reply", **change)
