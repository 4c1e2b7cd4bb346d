"""Learners who may need a word, by the alphabet, with what was noticed and nothing about why.

Nobody is ranked and nothing is foretold. Leaving a question out is allowed, so an open question is a reason to ask how
things are, and no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from alongside.grading.quiz_source import Quiz
from alongside.items.mastery import mastery_of_scores
from alongside.report.document import Block, Column, Section, Sheet, Table, Value, Words, counted, joined
from alongside.report.people import People
from alongside.report.reading import Counting, Waiting, Work

QUIET_DAYS = 14
MANY_OPEN_FRACTION, MANY_OPEN = 1 / 3, 5
MOST_ROWS = 300
_NAMED = 2
_ABOUT = (
    "By the alphabet, for your eyes. This says what can be seen from here, and not why. Files get lost, lives get "
    "full, and anybody may leave a question out. Ask how it is going, in private, and wait for the answer."
)


class AWord(Counting):
    """Notices who has gone quiet, left much open, or still has a step open that can save a life."""

    def __init__(self, people: People, quizzes: Sequence[Quiz]) -> None:
        """``quizzes`` are all that the report is about."""
        self._people, self._quizzes = people, quizzes
        self._reasons: dict[str, list[str]] = {}
        self._open: dict[str, list[str]] = {}
        self._last: dict[str, datetime | None] = {}
        self._many: dict[str, int] = {}

    def _note(self, learner_id: str, reason: str) -> None:
        self._reasons.setdefault(learner_id, []).append(reason)

    def _handed_in(self, learner_id: str, when: datetime | None) -> None:
        self._many[learner_id] = self._many.get(learner_id, 0) + 1
        before = self._last.get(learner_id)
        self._last[learner_id] = max(filter(None, (before, when)), default=None)

    def add_waiting(self, waiting: Waiting) -> None:
        """Notice a hand-in that is not graded yet."""
        self._handed_in(waiting.learner_id, waiting.when)

    def add(self, work: Work) -> None:
        """Notice what stands out in one graded quiz."""
        self._handed_in(work.learner_id, work.when)
        states = [one.outcome.state for one in work.asked]
        left = states.count("unanswered") + states.count("invalid")
        if work.asked and left == len(states):
            self._note(work.learner_id, f"“{work.quiz.title}” came in without an answer. Did saving work?")
        elif left >= MANY_OPEN and left >= MANY_OPEN_FRACTION * len(states):
            self._open.setdefault(work.learner_id, []).append(f"{left} of {len(states)} in “{work.quiz.title}”")
        scores = {one.place.id: one.mark.score for one in work.asked}
        missed = mastery_of_scores([one.place for one in work.asked], scores).critical_left
        if missed and left < len(states):
            steps = "step that can save a life is" if len(missed) == 1 else "steps that can save a life are"
            self._note(work.learner_id, f"{len(missed)} {steps} still open in “{work.quiz.title}”.")

    def _quiet(self) -> dict[str, list[str]]:
        """Return who has not handed in for a while, where most others have; a group may also be through, or spread."""
        times = [when for when in self._last.values() if when]
        most_began = 2 * len(self._many) >= len(self._people)
        found = {code: ["Has not handed anything in yet."] for code in self._people.called
                 if most_began and code not in self._many}
        since = max(times, default=datetime.max) - timedelta(days=QUIET_DAYS)
        if 2 * sum(when >= since for when in times) < len(times):
            return found
        return found | {code: [f"Has not handed in since {when:%Y-%m-%d}."] for code, when in self._last.items()
                        if when and when < since and self._many[code] < len(self._quizzes)}

    def _left_open(self, code: str) -> Iterator[str]:
        found = self._open.get(code, [])
        if len(found) > _NAMED:
            yield f"Left many questions open in {len(found)} quizzes, the last one with {found[-1]}."
        elif found:
            yield f"Left many questions open: {joined(found)}."

    def section(self) -> Section:
        """Return who may need a word."""
        quiet = self._quiet()
        rows = []
        for code, called in self._people.called.items():
            reasons = [*quiet.get(code, ()), *self._left_open(code), *self._reasons.get(code, ())]
            rows += [(called, reasons)] if reasons else []
        sheet = Sheet("a-word", (Column("learner"), Column("noticed")), lambda: _lines(rows))
        return Section("a-word", "Learners who may need a word", tuple(_blocks(rows)), (sheet,), private=True)


def _lines(rows: list[tuple[str, list[str]]]) -> Iterator[tuple[Value, ...]]:
    yield from ((called, " ".join(reasons)) for called, reasons in rows)


def _blocks(rows: list[tuple[str, list[str]]]) -> Iterator[Block]:
    if not rows:
        yield Words("Nobody stands out from here. That does not mean that all is well with everybody.", "note")
        return
    yield Words(_ABOUT, "note")
    if len(rows) > MOST_ROWS:
        yield Words(f"{counted(len(rows), 'learner')} would be too long a list for a page. It is in a-word.csv.")
        return
    yield Table("What was noticed, by the alphabet", (Column("Learner"), Column("Noticed")), tuple(_lines(rows)))
