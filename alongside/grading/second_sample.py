"""Which written replies a second marker reads, and the private key that says whose they are.

A fifth of the replies is drawn, at least ten, spread over the questions. Who is drawn follows from quiz, question and
learner code alone: drawing again gives the same sample, and a learner more changes little of it.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.grading.grade import grade_answers
from alongside.grading.quiz_source import Quiz
from alongside.grading.submission import RESPONSES, read_answers

SHARE = 0.2
AT_LEAST = 10
KEY_FORMAT = "alongside-second-marker-key"


@dataclass(frozen=True)
class WrittenReply:
    """What one learner wrote to one question that a person marks."""

    learner_id: str
    item_id: str
    words: str

    @property
    def fingerprint(self) -> str:
        """What tells these words from others; they cannot be read from it."""
        return _digest(self.words)


@dataclass(frozen=True)
class Sample:
    """The drawn replies in the order of their numbers on the page, from 1; ``id`` names this very sample."""

    quiz_id: str
    replies: tuple[WrittenReply, ...]

    @property
    def id(self) -> str:
        """A name that changes with the replies, so that marks are never laid beside another sample's."""
        parts = (part for one in self.replies for part in (one.learner_id, one.item_id, one.words))
        return _digest(self.quiz_id, *parts)[:12]

    def key(self) -> dict[str, Any]:
        """Return number -> learner and question as JSON values, for the teaching folder alone."""
        replies = [
            {"number": number, "learner": one.learner_id, "item": one.item_id, "words": one.fingerprint}
            for number, one in enumerate(self.replies, 1)
        ]
        return {"format": KEY_FORMAT, "version": 1, "quiz": self.quiz_id, "sample": self.id, "replies": replies}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def replies_of(quiz: Quiz, learner_id: str, graded_folder: Path) -> list[WrittenReply]:
    """Return what a learner wrote for a person to mark, from the answers that were graded."""
    responses, _ = read_answers(graded_folder / RESPONSES)
    graded = grade_answers(quiz, responses)
    return [
        WrittenReply(learner_id, item.id, item.written(graded.answers[item.id]))
        for item in quiz.items
        if item.marked_by_person and graded.outcomes[item.id].state == "to-mark"
    ]


def how_many(replies: int) -> int:
    """Return how many of so many replies are drawn."""
    return min(replies, max(AT_LEAST, math.ceil(SHARE * replies)))


def draw(quiz_id: str, item_order: Sequence[str], replies: Iterable[WrittenReply]) -> Sample:
    """Draw the sample: each question gives its share, at least one reply, and its replies stand together.

    Within a question the numbers follow the words, so that nothing on the page hangs on a learner code.
    """
    ranked = sorted(replies, key=lambda one: (one.item_id, _digest(quiz_id, one.item_id, one.learner_id)))
    many = Counter(one.item_id for one in ranked)
    met = Counter[str]()
    places: list[tuple[float, WrittenReply]] = []
    for one in ranked:
        places.append((met[one.item_id] / many[one.item_id], one))
        met[one.item_id] += 1
    places.sort(key=lambda place: place[0])
    drawn = [one for _, one in places[: how_many(len(places))]]
    return Sample(quiz_id, tuple(sorted(drawn, key=lambda one: (item_order.index(one.item_id), one.fingerprint))))
