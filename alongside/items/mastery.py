"""Whether a quiz is mastered: most of the points, and every critical action. There is no limit to tries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.items.outcome import FULL_FROM_FRACTION, Outcome
from alongside.items.schema import Item

MASTERY_FRACTION = 0.8
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Mastery:
    """``fraction`` of the points that were scored; ``critical_left`` are the critical items that are not all right.

    A quiz of written work alone has no aim: it is read by people, and shows what somebody says on their own.
    """

    fraction: float
    critical_left: tuple[str, ...]
    has_aim: bool = True

    @property
    def reached(self) -> bool:
        """True from 80% of the points on, with every critical action right."""
        return self.has_aim and self.fraction >= MASTERY_FRACTION - _ROUNDING and not self.critical_left

    @property
    def sentence(self) -> str:
        """What a learner is told, never as a verdict."""
        if not self.has_aim:
            return "There is no aim to reach here. A person reads what you wrote."
        if self.reached:
            return "You have reached the aim of this quiz."
        aim = f"The aim is {MASTERY_FRACTION:.0%} of the points"
        if not self.critical_left:
            return f"{aim}. Try as often as you like."
        many = len(self.critical_left)
        steps = "one question about a step that can save a life is" if many == 1 else (
            f"{many} questions about steps that can save a life are")
        return f"{aim} and every step that can save a life; {steps} still open. Try as often as you like."

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values for the page."""
        return {
            "fraction": self.fraction,
            "critical_left": list(self.critical_left),
            "reached": self.reached,
            "sentence": self.sentence,
        }


def mastery_of_scores(items: Iterable[Item], scores: Mapping[str, float]) -> Mastery:
    """Return the mastery from points by item id; an item without a score counts as 0."""
    asked = list(items)
    possible = sum(item.points for item in asked)
    earned = sum(scores.get(item.id, 0.0) for item in asked)
    left = (item.id for item in asked
            if item.critical and scores.get(item.id, 0.0) < FULL_FROM_FRACTION * item.points - _ROUNDING)
    has_aim = any(not item.marked_by_person for item in asked)
    return Mastery(earned / possible if possible else 0.0, tuple(left), has_aim)


def mastery(items: Iterable[Item], outcomes: Mapping[str, Outcome]) -> Mastery:
    """Return the mastery of what could be scored without a person; written replies wait for one and are left out."""
    scored = [item for item in items if not item.marked_by_person]
    return mastery_of_scores(scored, {item.id: outcomes[item.id].score for item in scored})
