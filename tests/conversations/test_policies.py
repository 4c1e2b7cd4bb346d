from pathlib import Path
from typing import Any

import pytest
import yaml
from item_examples import talk

from alongside.conversations.policies import LENGTH_FRACTION, POLICIES, place_gains, play, policy_problems

PLAYS = 200


def test_in_a_talk_that_rewards_listening_nothing_is_off() -> None:
    body = talk()
    for number, moment in enumerate(body["moments"]):
        moment["lines"] = moment["lines"][number % 3:] + moment["lines"][:number % 3]
        moment["lines"][number % 3]["text"] += " And a little more."
    assert policy_problems(body, PLAYS) == []


def test_every_policy_plays_and_its_spread_holds_its_mean() -> None:
    for name in POLICIES:
        played = play(talk(), name, PLAYS)
        assert 0 <= played.low_fraction <= played.high_fraction <= 1
        assert 0 < played.outcome_fraction < 1 and 0 <= played.score_fraction <= 1
        assert played == play(talk(), name, PLAYS)


def problems_where(skill: str, **changes: Any) -> str:
    body = talk()
    for moment in body["moments"]:
        next(line for line in moment["lines"] if line["skill"] == skill).update(changes)
    return " ".join(message for _, message in policy_problems(body, PLAYS))


def test_a_talk_in_which_pushing_helps_is_named() -> None:
    assert "persuading should fare worse" in problems_where("persuading", moves={"trust": 1})


def test_a_talk_in_which_listening_does_not_help_is_named() -> None:
    assert "a skilled listener should fare best" in problems_where("complex-reflection", moves={"trust": -1})


@pytest.mark.parametrize("skill", ["complex-reflection", "persuading"])
def test_a_length_that_gives_a_line_away_is_named(skill: str) -> None:
    assert "the longest line earns" in problems_where(skill, text="A line that goes on and on and on and on.")


def test_where_a_line_stands_on_the_page_earns_nothing_over_all_the_courses_talks() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [*(root / "conversations").glob("*.yml"), *(root / "source").glob("*/items/talk-*.yml")]
    gains = place_gains([yaml.safe_load(path.read_text(encoding="utf-8")) for path in files])
    print("by place:", [round(gain, 3) for gain in gains])
    assert len(gains) == 4 and all(abs(gain) <= LENGTH_FRACTION for gain in gains)
