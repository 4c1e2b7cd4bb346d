import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import item as example

from alongside.items.mastery import MASTERY_FRACTION, mastery, mastery_of_scores
from alongside.items.schema import Item
from alongside.items.score import score_item


def items(critical: tuple[bool, ...], points: float = 1) -> list[Item]:
    return [example("choose-one", id=f"item-{number}", critical=one, points=points)
            for number, one in enumerate(critical)]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0, 0.5, 1])), min_size=1, max_size=12))
def test_mastery_is_eighty_percent_and_every_critical_item(given_: list[tuple[bool, float]]) -> None:
    asked = items(tuple(critical for critical, _ in given_), points=2)
    scores = {item.id: 2 * fraction for item, (_, fraction) in zip(asked, given_, strict=True)}
    found = mastery_of_scores(asked, scores)
    enough = sum(fraction for _, fraction in given_) >= MASTERY_FRACTION * len(given_) - 1e-9
    assert found.reached == (enough and all(fraction == 1 for critical, fraction in given_ if critical))
    assert 0 <= found.fraction <= 1


def test_a_critical_item_left_open_is_named() -> None:
    scores = {f"item-{number}": 1.0 for number in range(1, 5)}
    found = mastery_of_scores(items((True, False, False, False, False)), scores)
    assert (found.fraction, found.critical_left, found.reached) == (0.8, ("item-0",), False)
    assert "one question about a step that can save a life is still open" in found.sentence


def test_a_written_reply_waits_for_a_person_and_counts_neither_way() -> None:
    asked = [*items((False,)), example("reply", id="written")]
    outcomes = {"item-0": score_item(asked[0], {"choice": "reflect"}), "written": score_item(asked[1], {"text": "Hm."})}
    assert mastery(asked, outcomes).reached


@pytest.mark.parametrize("scores", [{}, {"item-0": 1}])
def test_nothing_said_is_a_verdict(scores: dict[str, float]) -> None:
    found = mastery_of_scores(items((True, True)), scores)
    assert "Try as often as you like" in found.sentence
    assert not any(word in found.sentence.lower() for word in ("fail", "wrong", "pass"))
    json.dumps(found.as_dict())


def test_without_items_nothing_is_reached() -> None:
    assert not mastery_of_scores([], {}).reached


def test_a_quiz_of_written_work_alone_has_no_aim() -> None:
    asked = [example("reply", id="written"), example("exchange", id="exchanged")]
    found = mastery_of_scores(asked, {"written": 3.0, "exchanged": 3.0})
    assert not found.has_aim and not found.reached
    assert "no aim" in found.sentence
    assert mastery_of_scores([], {}).sentence == found.sentence
