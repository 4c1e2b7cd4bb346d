"""What scoring an answer yields."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

FULL_FROM_FRACTION = 0.95  # a forecast that was 80 % sure of what happened is as good as an honest forecast can be
PART_FROM_FRACTION = 0.2  # below this a forecast was very sure of what did not happen
State = Literal["scored", "to-mark", "unanswered", "invalid"]


class InvalidAnswer(ValueError):
    """An answer that does not have the form its kind asks for; the text says what is off."""


@dataclass(frozen=True)
class Note:
    """One piece of feedback: what the learner ``chose`` (in words) and the ``text`` that answers it."""

    chosen: str
    text: str


@dataclass(frozen=True)
class Marked:
    """A kind's judgement of one well-formed answer; ``score_fraction`` is None where a person marks."""

    score_fraction: float | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The result for one item: ``score_fraction`` lies within 0..1, or is None while a person has yet to mark.

    ``form`` is the id of the twin where that was answered in the item's place, else empty.
    """

    item_id: str
    state: State
    score_fraction: float | None
    points: float
    notes: tuple[Note, ...] = ()
    better: str = ""
    read_again: str = ""
    form: str = ""

    @property
    def score(self) -> float:
        """Points earned so far; 0.0 for an answer that a person has yet to mark."""
        return (self.score_fraction or 0.0) * self.points

    @property
    def fit(self) -> str:
        """How far the answer goes: ``full``, ``part``, ``not-yet``, or the state when it was not scored."""
        if self.score_fraction is None or self.state != "scored":
            return self.state
        if self.score_fraction >= FULL_FROM_FRACTION:
            return "full"
        return "part" if self.score_fraction >= PART_FROM_FRACTION else "not-yet"

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, with ``score`` and ``fit`` added, for pages and reports."""
        return {**asdict(self), "score": self.score, "fit": self.fit}
