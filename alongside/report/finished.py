"""Who has finished what: what each learner has handed in, what is graded or to mark, and where the aim is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.grading.quiz_source import Quiz
from alongside.items.mastery import mastery_of_scores
from alongside.report.document import (
    Block,
    Column,
    Figure,
    Section,
    Sheet,
    Table,
    Value,
    Words,
    counted,
    percent,
    short,
)
from alongside.report.figures import bars
from alongside.report.people import People
from alongside.report.reading import Counting, Waiting, Work

MOST_ROWS = 300
"""On the page; a longer list is in finished.csv alone."""
_KEY = ("How to read it: the percent of the points so far; ✓ the aim of the quiz is reached; +2 two written replies "
        "wait for a person; “in” handed in and not graded yet; “new” handed in again since it was graded; – not handed "
        "in.")


@dataclass(frozen=True, slots=True)
class _State:
    """What one learner has of one quiz; ``fraction`` of the points is None until it is graded."""

    fraction: float | None
    to_mark: int
    reached: bool
    newer: bool
    when: datetime | None

    @property
    def words(self) -> str:
        if self.fraction is None:
            return "in"
        to_mark = f" +{self.to_mark}" if self.to_mark else ""
        return f"{'✓ ' if self.reached else ''}{percent(self.fraction)}{to_mark}{' new' if self.newer else ''}"


@dataclass
class _Tally:
    handed_in: int = 0
    graded: int = 0
    to_mark: int = 0
    reached: int = 0
    has_aim: bool = True


class Finished(Counting):
    """Counts who has handed in what."""

    def __init__(self, people: People, quizzes: Sequence[Quiz]) -> None:
        """``quizzes`` in the order in which the report names them."""
        self._people, self._quizzes = people, quizzes
        self._states: dict[str, dict[str, _State]] = {}
        self._tallies = {quiz.id: _Tally() for quiz in quizzes}

    def add(self, work: Work) -> None:
        """Count one learner's graded quiz."""
        asked = [one.place for one in work.asked]
        reached = mastery_of_scores(asked, {one.place.id: one.mark.score for one in work.asked})
        due = sum(one.mark.due for one in work.asked)
        state = _State(min(reached.fraction, 1.0), due, reached.reached, work.newer, work.when)
        self._states.setdefault(work.learner_id, {})[work.quiz.id] = state
        tally = self._tallies[work.quiz.id]
        tally.handed_in += 1
        tally.graded += 1
        tally.to_mark += due
        tally.reached += reached.reached
        tally.has_aim = reached.has_aim

    def add_waiting(self, waiting: Waiting) -> None:
        """Count a quiz that is handed in and not graded."""
        self._states.setdefault(waiting.learner_id, {})[waiting.quiz.id] = _State(None, 0, False, False, waiting.when)
        self._tallies[waiting.quiz.id].handed_in += 1

    def section(self) -> Section:
        """Return what was counted."""
        return Section("finished", "Who has finished what", tuple(self._blocks()), (self._sheet(),), self._in_short())

    def _in_short(self) -> tuple[str, ...]:
        waiting = sum(tally.handed_in - tally.graded for tally in self._tallies.values())
        to_mark = sum(tally.to_mark for tally in self._tallies.values())
        some = len(self._states)
        have = "has" if some == 1 else "have"
        lines = [f"{some:,} of {counted(len(self._people), 'learner')} {have} handed something in."]
        if waiting:
            lines.append(f"{counted(waiting, 'hand-in')} not graded yet. “alongside grade” does it.")
        if to_mark:
            lines.append(f"{counted(to_mark, 'written reply', 'written replies')} to mark in formgrader.")
        return tuple(lines)

    def _blocks(self) -> Iterator[Block]:
        if not self._people:
            yield Words("There is nobody here yet. Learners appear when they stand on the roster "
                        "(my-teaching/roster.csv), "
                        "or when a hand-in of theirs has been collected.", "note")
            return
        if not self._quizzes:
            yield Words("This course has no quizzes yet.", "note")
            return
        many = len(self._people)
        yield self._figure()
        yield self._by_quiz()
        if many > MOST_ROWS:
            yield Words(f"The table of all {many:,} learners would be too long for a page. It is in finished.csv.")
            return
        yield Words(_KEY, "quiet")
        columns = (Column("Learner"), *(Column(str(number)) for number in range(1, len(self._quizzes) + 1)))
        rows = tuple((called, *self._row(code)) for code, called in self._people.called.items())
        yield Table("Each learner, and each quiz by its number above", columns, rows)

    def _row(self, code: str) -> Iterator[str]:
        states = self._states.get(code, {})
        return (states[quiz.id].words if quiz.id in states else "–" for quiz in self._quizzes)

    def _figure(self) -> Figure:
        many = len(self._people)
        rows = [(f"{number} {short(quiz.title, 22)}", self._tallies[quiz.id].handed_in / many,
                 f"{self._tallies[quiz.id].handed_in:,}") for number, quiz in enumerate(self._quizzes, 1)]
        told = "; ".join(f"{label}: {words}" for label, _, words in rows)
        return Figure(bars(rows, f"handed in, of {counted(many, 'learner')}"),
                      f"Bars: how many of {counted(many, 'learner')} have handed in each quiz. {told}.")

    def _by_quiz(self) -> Table:
        columns = (Column("No.", "count"), Column("Quiz"), Column("Handed in", "count"), Column("Graded", "count"),
                   Column("Replies to mark", "count"), Column("Aim reached", "count"))
        rows: list[tuple[Value, ...]] = []
        for number, quiz in enumerate(self._quizzes, 1):
            tally = self._tallies[quiz.id]
            reached = tally.reached if tally.has_aim and tally.graded else None
            rows.append((number, quiz.title, tally.handed_in, tally.graded, tally.to_mark, reached))
        return Table("Quizzes, with their numbers", columns, tuple(rows))

    def _sheet(self) -> Sheet:
        dated = self._people.with_names
        columns = (Column("learner"), Column("quiz"), Column("state"), Column("points (fraction)", "percent"),
                   Column("replies to mark", "count"), Column("aim reached"),
                   *((Column("handed in (UTC)"),) if dated else ()))

        def rows() -> Iterator[tuple[Value, ...]]:
            for code, called in self._people.called.items():
                for quiz in self._quizzes:
                    state = self._states.get(code, {}).get(quiz.id)
                    yield (called, quiz.id, *_told(state), *((_time(state),) if dated else ()))

        return Sheet("finished", columns, rows)


def _told(state: _State | None) -> tuple[Value, ...]:
    if state is None:
        return ("not handed in", None, None, "")
    if state.fraction is None:
        return ("not graded", None, None, "")
    reached = "yes" if state.reached else "no"
    return ("handed in again" if state.newer else "graded", state.fraction, state.to_mark, reached)


def _time(state: _State | None) -> str:
    return f"{state.when:%Y-%m-%d %H:%M}" if state and state.when else ""
