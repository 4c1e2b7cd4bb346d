"""Written replies in the order in which the group handed them in: people's marks, and what the coach noticed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.coach.behaviors import ADDED, BEHAVIORS
from alongside.coach.figures import figures
from alongside.coach.reading import read_reply
from alongside.conversations.partner import play
from alongside.grading.quiz_source import Quiz
from alongside.grading.second_report import same_scale
from alongside.items.heard import heard_in
from alongside.items.rubric import SCORES
from alongside.report.document import Block, Column, Figure, Section, Sheet, Table, Value, Words
from alongside.report.figures import means
from alongside.report.in_time import HandInTimes
from alongside.report.reading import Asked, Counting, Work

_NAMES = {name: one.name for name, one in BEHAVIORS.items()} | {one.id: one.name for one in ADDED}
_SHOWN = ("open-question", "simple-reflection", "complex-reflection", "affirmation", "support-choice",
          "asking-permission", "unasked-advice", "persuading", "confronting", "stigmatising-word")
_PAIR = {"helpful-replies-before", "helpful-replies-after"}
_COMPARABLE = " Sets one and two of “Helpful replies” are made to be held against each other; other quizzes are not."
_Z = 1.959964


@dataclass
class _Tally:
    quiz: Quiz
    levels: Counter[int] = field(default_factory=Counter)
    earned: float = 0.0
    squares: float = 0.0
    waiting: int = 0
    read: int = 0
    noticed: Counter[str] = field(default_factory=Counter)

    @property
    def marked(self) -> int:
        return sum(self.levels.values())

    @property
    def mean(self) -> float:
        return self.earned / self.marked

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the mean mark, by the normal curve."""
        if self.marked < 2:
            return self.mean, self.mean
        spread = max(0.0, (self.squares - self.marked * self.mean**2) / (self.marked - 1))
        half = _Z * math.sqrt(spread / self.marked)
        return max(0.0, self.mean - half), min(float(SCORES[-1]), self.mean + half)


class Written(Counting):
    """Counts marks of written replies, and what the coach notices in those that have a coach."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tallies: dict[str, _Tally] = {}
        self._times = HandInTimes()

    def add(self, work: Work) -> None:
        """Count what one learner wrote."""
        wrote = [one for one in work.asked if one.outcome.state == "to-mark"]
        if not wrote:
            return
        self._times.add(work)
        tally = self._tallies.setdefault(work.quiz.id, _Tally(work.quiz))
        for one in wrote:
            if one.mark.given is None or one.mark.due:
                tally.waiting += 1
            else:
                on_rubric = SCORES[-1] * one.mark.given / one.place.points
                tally.levels[same_scale(one.mark.given, one.place.points)[0]] += 1
                tally.earned += on_rubric
                tally.squares += on_rubric**2
            if one.form.body.get("coach", True):
                tally.read += 1
                tally.noticed.update(noticed_in(one))

    def end_quiz(self, quiz: Quiz) -> None:
        """Keep only the middle of the hand-in times."""
        self._times.end_quiz(quiz)

    def _in_order(self) -> list[_Tally]:
        return sorted(self._tallies.values(), key=lambda tally: self._times.place(tally.quiz))

    def section(self) -> Section:
        """Return marks and what was noticed over time."""
        return Section("written", "Written replies over time", tuple(self._blocks()), self._sheets())

    def _blocks(self) -> Iterator[Block]:
        tallies = self._in_order()
        if not tallies:
            yield Words("No written replies have been handed in and graded yet. Their marks will stand here.", "note")
            return
        comparable = _COMPARABLE if {tally.quiz.id for tally in tallies} >= _PAIR else ""
        yield Words("Marks by people, from 0 to 3, quiz by quiz in the order in which the group handed them in. Each "
                    f"quiz asks something else, so a rise or a fall is not growth alone.{comparable}")
        marked = [(number, tally) for number, tally in enumerate(tallies, 1) if tally.marked]
        if marked:
            told = "; ".join(f"{number}, {tally.quiz.title}: {tally.mean:.1f}" for number, tally in marked)
            points = [(str(number), tally.mean, *tally.interval) for number, tally in marked]
            yield Figure(means(points, "mean mark", SCORES[-1]),
                         f"Points: the mean mark of each quiz, from 0 to 3, with 95% intervals. {told}.")
        yield self._marks(tallies)
        if any(tally.read for tally in tallies):
            yield from self._noticed(tallies)

    def _marks(self, tallies: list[_Tally]) -> Table:
        columns = (Column("No.", "count"), Column("Quiz"), Column("Handed in"), Column("Marked", "count"),
                   Column("Waiting", "count"), Column("Mean mark", "figure"), Column("Marks of 0, 1, 2 and 3"))
        rows: list[tuple[Value, ...]] = []
        for number, tally in enumerate(tallies, 1):
            mean = tally.mean if tally.marked else None
            levels = ", ".join(str(tally.levels[level]) for level in SCORES) if tally.marked else "–"
            day = self._times.day(tally.quiz)
            rows.append((number, tally.quiz.title, day, tally.marked, tally.waiting, mean, levels))
        return Table("Marks of written replies", columns, tuple(rows))

    def _noticed(self, tallies: list[_Tally]) -> Iterator[Block]:
        wrong = round(10 * (1 - float(figures()["right_fraction"])))
        yield Words("What a program noticed in the replies, not a person. It counts for nothing, and on our own test "
                    f"lines it named about {wrong} of 10 sentences otherwise than our labels did. Take it for the "
                    "whole group "
                    "only. Quizzes that measure what people do alone have no coach, and are not in this table.", "note")
        read = [(number, tally) for number, tally in enumerate(tallies, 1) if tally.read]
        columns = (Column("Noticed"), *(Column(f"No. {number}", "percent") for number, _ in read))
        yield Table("Share of the replies in which the coach noticed it at least once, by the number of the quiz above",
                    columns, tuple((_NAMES[name], *(tally.noticed[name] / tally.read for _, tally in read))
                                   for name in _SHOWN))

    def _sheets(self) -> tuple[Sheet, ...]:
        columns = (Column("quiz"), Column("middle day of hand-in"), Column("marked", "count"),
                   Column("waiting", "count"), Column("mean mark (0 to 3)", "figure"), Column("low", "figure"),
                   Column("high", "figure"),
                   *(Column(f"mark {level}", "count") for level in SCORES),
                   Column("replies the coach read", "count"),
                   *(Column(f"{_NAMES[name]} (fraction of replies)", "percent") for name in _NAMES))

        def rows() -> Iterator[tuple[Value, ...]]:
            for tally in self._in_order():
                of_marks = (tally.mean, *tally.interval) if tally.marked else (None, None, None)
                yield (tally.quiz.id, self._times.day(tally.quiz), tally.marked, tally.waiting, *of_marks,
                       *(tally.levels[level] for level in SCORES), tally.read,
                       *(tally.noticed[name] / tally.read if tally.read else None for name in _NAMES))

        return (Sheet("written", columns, rows),)


def noticed_in(one: Asked) -> set[str]:
    """Return what the coach notices in one reply, or in all turns of one exchange, each behavior once."""
    if one.form.kind == "exchange":
        turns = one.answer["turns"][: int(one.form.body["turns"])]
        said = play(one.form.body, [turn["heard"] for turn in turns]).said
        before = (str(one.form.body["opening"]), *said)
        return {name for turn, heard in zip(turns, before, strict=False)
                for name in read_reply(turn["text"], heard).behaviors()}
    return set(read_reply(one.form.written(one.answer), heard_in(one.form.public())).behaviors())

