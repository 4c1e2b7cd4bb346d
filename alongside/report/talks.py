"""Conversations in the order in which the group had them: how they ended, the skills used, what had to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.conversations.schema import SKILLS, STATE
from alongside.conversations.talk_map import QUESTIONS, REFLECTIONS, SKILL_WORDS, STATE_WORDS
from alongside.conversations.walk import late_actions, missed_actions, walk
from alongside.grading.quiz_source import Quiz
from alongside.items.schema import Item
from alongside.report.document import Block, Column, Figure, Fold, Section, Sheet, Table, Value, Words, short
from alongside.report.figures import pairs
from alongside.report.in_time import HandInTimes
from alongside.report.reading import Counting, Work


@dataclass
class _Tally:
    quiz: Quiz
    item: Item
    talks: int = 0
    ended: int = 0
    earned: float = 0.0
    missed: int = 0
    late: int = 0
    skills: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    state: Counter[str] = field(default_factory=Counter)

    def each(self, names: tuple[str, ...]) -> float:
        """Return how often a talk had one of these skills, on average."""
        return sum(self.skills[name] for name in names) / self.talks


class Talks(Counting):
    """Counts the paths of conversations."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tallies: dict[tuple[str, str], _Tally] = {}
        self._times = HandInTimes()

    def add(self, work: Work) -> None:
        """Count one learner's talks."""
        talks = [one for one in work.asked if one.form.kind == "conversation" and one.outcome.state == "scored"]
        if talks:
            self._times.add(work)
        for one in talks:
            tally = self._tallies.setdefault((work.quiz.id, one.form.id), _Tally(work.quiz, one.form))
            walked = walk(one.form.body, one.answer["path"])
            tally.talks += 1
            tally.earned += one.outcome.score_fraction or 0.0
            tally.missed += bool(missed_actions(walked))
            tally.late += bool(late_actions(walked))
            tally.skills.update(str(step.line["skill"]) for step in walked.steps)
            if walked.ended:
                tally.ended += 1
                tally.endings[walked.place] += 1
                tally.state.update(dict(zip(STATE, walked.state, strict=True)))

    def end_quiz(self, quiz: Quiz) -> None:
        """Keep only the middle of the hand-in times."""
        self._times.end_quiz(quiz)

    def _in_order(self) -> list[_Tally]:
        return sorted(self._tallies.values(), key=lambda tally: self._times.place(tally.quiz))

    def section(self) -> Section:
        """Return how the talks went."""
        return Section("talks", "Conversations over time", tuple(self._blocks()), self._sheets())

    def _blocks(self) -> Iterator[Block]:
        tallies = self._in_order()
        if not tallies:
            yield Words("No conversations have been graded yet. How they went will stand here.", "note")
            return
        yield Words("A good rule of thumb is to give back at least as often as one asks. Each talk is another one, "
                    "with other people in it, so compare with care.")
        rows = [(tally.item.id.removeprefix("talk-"), tally.each(REFLECTIONS), tally.each(QUESTIONS))
                for tally in tallies]
        told = "; ".join(f"{name}: gave back {given:.1f} times, asked {asked:.1f} times" for name, given, asked in rows)
        yield Figure(pairs(rows, "gave back", "asked", "times in a talk, on average"),
                     "How often people gave back what was said and how often they asked, on average in a talk. "
                     f"{told}.")
        yield self._outcomes(tallies)
        yield Fold("Every skill, how the other person was at the end, and every ending",
                   (self._skills(tallies), self._states(tallies), self._endings(tallies)))

    def _outcomes(self, tallies: list[_Tally]) -> Table:
        columns = (Column("Talk"), Column("Handed in"), Column("Talks", "count"), Column("Held to the end", "count"),
                   Column("Mean score", "percent"), Column("First step left out", "count"),
                   Column("Done late", "count"))
        return Table("How the talks went", columns, tuple(
            (tally.item.id, self._times.day(tally.quiz), tally.talks, tally.ended, tally.earned / tally.talks,
             tally.missed, tally.late) for tally in tallies))

    def _states(self, tallies: list[_Tally]) -> Table:
        columns = (Column("Talk"), *(Column(STATE_WORDS[name], "figure") for name in STATE))
        return Table("How the other person was at the end, from 0 to 5, in talks held to the end", columns, tuple(
            (tally.item.id, *(tally.state[name] / tally.ended if tally.ended else None for name in STATE))
            for tally in tallies))

    def _skills(self, tallies: list[_Tally]) -> Table:
        used = [skill for skill in SKILLS if any(tally.skills[skill] for tally in tallies)]
        columns = (Column("Skill"), *(Column(tally.item.id, "figure") for tally in tallies))
        return Table("Skills: how often in a talk, on average", columns, tuple(
            (SKILL_WORDS[skill], *(tally.skills[skill] / tally.talks for tally in tallies)) for skill in used))

    def _endings(self, tallies: list[_Tally]) -> Table:
        rows: list[tuple[Value, ...]] = []
        for tally in tallies:
            words = {str(ending["id"]): short(str(ending["text"])) for ending in tally.item.body["endings"]}
            rows += [(tally.item.id, words[place], many) for place, many in tally.endings.most_common()]
        return Table("Endings", (Column("Talk"), Column("How it ended"), Column("Times", "count")), tuple(rows))

    def _sheets(self) -> tuple[Sheet, ...]:
        columns = (Column("quiz"), Column("talk"), Column("middle day of hand-in"), Column("talks", "count"),
                   Column("held to the end", "count"), Column("mean score (fraction)", "percent"),
                   Column("first step left out", "count"), Column("done late", "count"),
                   *(Column(f"{name} at the end (0 to 5)", "figure") for name in STATE),
                   *(Column(f"{skill} (times a talk)", "figure") for skill in SKILLS))

        def rows() -> Iterator[tuple[Value, ...]]:
            for tally in self._in_order():
                yield (tally.quiz.id, tally.item.id, self._times.day(tally.quiz), tally.talks, tally.ended,
                       tally.earned / tally.talks, tally.missed, tally.late,
                       *(tally.state[name] / tally.ended if tally.ended else None for name in STATE),
                       *(tally.skills[skill] / tally.talks for skill in SKILLS))

        return (Sheet("talks", columns, rows),)
