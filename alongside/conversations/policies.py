"""Who plays a conversation in the checks: people with one habit each, and what becomes of the talk."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.conversations.schema import by_id, shown_lines
from alongside.conversations.walk import moved, next_place, outcome_fraction, start_state

PLAYS = 1000
SLIP_FRACTION = 0.1
"""How often anybody says something else than their habit."""
LENGTH_FRACTION = 0.07
Pick = Callable[[Sequence[Mapping[str, Any]]], Sequence[Mapping[str, Any]]]
_HABITS: dict[str, tuple[tuple[str, ...], ...]] = {
    "skilled": (
        ("acting",), ("complex-reflection", "affirmation", "emphasizing-autonomy", "seeking-collaboration", "summary"),
        ("simple-reflection", "open-question", "persuading-with-permission"), ("giving-information",),
        ("closed-question",), ("passive",),
    ),
    "confronting": (("confronting",), ("persuading",), ("giving-information",), ("closed-question",)),
    "persuading": (("persuading",), ("giving-information",), ("confronting",), ("closed-question",)),
    "passive": (("passive",), ("closed-question",), ("simple-reflection",)),
}  # fmt: skip


def _by_habit(name: str) -> Pick:
    def pick(lines: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        for skills in _HABITS[name]:
            if fitting := [line for line in lines if line["skill"] in skills]:
                return fitting
        return lines

    return pick


def _longest(lines: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    most = max(len(line["text"]) for line in lines)
    return [line for line in lines if len(line["text"]) == most]


POLICIES: dict[str, Pick] = {
    **{name: _by_habit(name) for name in _HABITS}, "random": lambda lines: lines, "longest": _longest,
}  # fmt: skip


@dataclass(frozen=True)
class Played:
    """How the talks of one policy went: mean outcome and score, and the spread of outcomes (5th to 95th percentile)."""

    outcome_fraction: float
    score_fraction: float
    low_fraction: float
    high_fraction: float


def play(body: Mapping[str, Any], policy: str, plays: int = PLAYS) -> Played:
    """Return how ``plays`` talks go; the same each time."""
    chance, moments = random.Random(policy), by_id(body["moments"])
    outcomes, scores = [], []
    for _ in range(plays):
        place, state, earned = str(body["moments"][0]["id"]), start_state(body), []
        while place in moments:
            lines = moments[place]["lines"]
            slips = policy not in ("random", "longest") and chance.random() < SLIP_FRACTION
            line = chance.choice(list(lines if slips else POLICIES[policy](lines)))
            state = moved(state, line.get("moves", {}))
            earned.append(float(line["score"]))
            place = next_place(line, state)
        outcomes.append(outcome_fraction(state))
        scores.append(sum(earned) / len(earned))
    outcomes.sort()
    return Played(
        outcome_fraction=sum(outcomes) / plays,
        score_fraction=sum(scores) / plays,
        low_fraction=outcomes[int(0.05 * plays)],
        high_fraction=outcomes[int(0.95 * plays)],
    )


def policy_problems(body: Mapping[str, Any], plays: int = PLAYS) -> list[tuple[str, str]]:
    """Return what is off when people with one habit each play the talk: listening helps, pushing does not."""
    played = {name: play(body, name, plays) for name in POLICIES}
    fare = {name: one.outcome_fraction for name, one in played.items()}
    told = ", ".join(f"{name} {value:.2f}" for name, value in fare.items())
    problems = []
    if fare["skilled"] <= max(value for name, value in fare.items() if name != "skilled"):
        problems.append(("moves", f"a skilled listener should fare best ({told})"))
    problems += [("moves", f"{name} should fare worse than saying little ({told})")
                 for name in ("confronting", "persuading") if fare[name] >= fare["passive"]]
    gained = played["longest"].score_fraction - played["random"].score_fraction
    if abs(gained) > LENGTH_FRACTION:
        problems.append(("lines", f"always taking the longest line earns {gained:+.2f} against taking any; at most "
                                  f"{LENGTH_FRACTION:.2f} either way is let pass"))
    return problems


def place_gains(bodies: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return what always taking the line shown first, second, third … earns against taking any, over all talks."""
    scores: dict[int, list[float]] = {}
    for body in bodies:
        for moment in body["moments"]:
            for place, line in enumerate(shown_lines(moment)):
                scores.setdefault(place, []).append(float(line["score"]))
    everything = [score for found in scores.values() for score in found]
    mean = sum(everything) / len(everything) if everything else 0.0
    return [sum(found) / len(found) - mean for _, found in sorted(scores.items())]
