"""How sure people said they were, and how often they were right: the forecasts of all quizzes together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.report.document import Block, Column, Figure, Section, Sheet, Table, Value, Words, counted, percent
from alongside.report.figures import sure_and_right
from alongside.report.reading import Counting, Work

BINS = ((0.50, 0.60), (0.60, 0.70), (0.70, 0.80), (0.80, 0.90), (0.90, 1.001))
"""Groups of confidence; the last one holds 100%."""
FEWEST = 20
"""With fewer answers a group is shown and nothing is said about it."""
CLOSE = 0.05
_Z = 1.959964


@dataclass
class _Tally:
    answers: int = 0
    right: int = 0
    sure: float = 0.0
    brier: float = 0.0

    def count(self, confidence: float, hit: bool) -> None:
        self.answers += 1
        self.right += hit
        self.sure += confidence
        self.brier += (confidence - hit) ** 2

    @property
    def mean_sure(self) -> float:
        return self.sure / self.answers

    @property
    def share_right(self) -> float:
        return self.right / self.answers


def wilson(right: int, answers: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (Wilson 1927); ``answers`` is 1 or more."""
    share, z2 = right / answers, _Z**2
    middle = (share + z2 / (2 * answers)) / (1 + z2 / answers)
    half = _Z / (1 + z2 / answers) * math.sqrt(share * (1 - share) / answers + z2 / (4 * answers**2))
    return max(0.0, middle - half), min(1.0, middle + half)


class Calibration(Counting):
    """Counts forecasts by how sure they were."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._bins = [_Tally() for _ in BINS]
        self._whole = _Tally()
        self._forms: dict[tuple[str, str], _Tally] = {}

    def add(self, work: Work) -> None:
        """Count one learner's forecasts."""
        for one in work.asked:
            if one.form.kind != "forecast" or one.outcome.state != "scored" or not one.chosen:
                continue
            confidence, hit = float(one.answer["confidence_percent"]) / 100, one.chosen[0].worth == 1
            place = next(at for at, (_, end) in enumerate(BINS) if confidence < end)
            form = self._forms.setdefault((work.quiz.id, one.form.id), _Tally())
            for tally in (self._whole, self._bins[place], form):
                tally.count(confidence, hit)

    def section(self) -> Section:
        """Return how sure and how right."""
        return Section("forecasts", "How sure, and how right", tuple(self._blocks()), self._sheets())

    def _blocks(self) -> Iterator[Block]:
        if not self._whole.answers:
            yield Words("No forecasts have been graded yet. How sure people were, and how right, will stand here.",
                        "note")
            return
        yield Words(f"In {counted(self._whole.answers, 'forecast')} people said on average that they were "
                    f"{percent(self._whole.mean_sure)} sure, and {percent(self._whole.share_right)} of the forecasts "
                    f"came true. {self._verdict()}")
        groups = [(tally, wilson(tally.right, tally.answers)) for tally in self._bins if tally.answers]
        told = "; ".join(
            f"about {percent(tally.mean_sure)} sure, {percent(tally.share_right)} right of {tally.answers:,}"
            for tally, _ in groups)
        points = [(tally.mean_sure, tally.share_right, *ends, tally.answers) for tally, ends in groups]
        yield Figure(sure_and_right(points), "Points: how sure people were and how often they were right, with 95% "
                                             f"intervals and a dashed line where both are the same. {told}.")
        columns = (Column("They said"), Column("Forecasts", "count"), Column("Mean sure", "percent"),
                   Column("Right", "percent"), Column("95% interval"), Column("In words"))
        yield Table("Forecasts by how sure they were", columns, tuple(self._rows()))
        yield Words("Points below the line: surer than right. Above it: more right than they trusted themselves to be. "
                    "The intervals take each answer for itself; several come from the same person, so they are a "
                    "little too narrow. A question that surprises nearly everybody pulls its group down; forecasts.csv "
                    "shows "
                    "each.", "quiet")

    def _verdict(self) -> str:
        if self._whole.answers < FEWEST:
            return "That is too little to say more."
        gap = self._whole.mean_sure - self._whole.share_right
        if abs(gap) <= CLOSE:
            return "As a group they know well what they know."
        return ("They trusted themselves more than the facts bore out. It helps to ask: what did you take for granted?"
                if gap > 0 else "They knew more than they trusted themselves to know. It is worth telling them so.")

    def _rows(self) -> Iterator[tuple[Value, ...]]:
        for (low, _), tally in zip(BINS, self._bins, strict=True):
            name = f"{100 * low:.0f} to {100 * low + 9 if low < 0.9 else 100:.0f}%"
            if not tally.answers:
                yield name, 0, None, None, "–", "nobody"
                continue
            ends = wilson(tally.right, tally.answers)
            yield (name, tally.answers, tally.mean_sure, tally.share_right, f"{percent(ends[0])} to {percent(ends[1])}",
                   _in_words(tally, ends))

    def _sheets(self) -> tuple[Sheet, ...]:
        columns = (Column("quiz"), Column("forecast"), Column("answers", "count"),
                   Column("mean sure (fraction)", "percent"), Column("right (fraction)", "percent"),
                   Column("Brier score", "figure"))

        def rows() -> Iterator[tuple[Value, ...]]:
            for (quiz_id, form_id), tally in self._forms.items():
                yield (quiz_id, form_id, tally.answers, tally.mean_sure, tally.share_right, tally.brier / tally.answers)

        return (Sheet("forecasts", columns, rows),)


def _in_words(tally: _Tally, ends: tuple[float, float]) -> str:
    if tally.answers < FEWEST:
        return "too few to say"
    if ends[0] <= tally.mean_sure <= ends[1]:
        return "as right as sure"
    return "surer than right" if tally.mean_sure > ends[1] else "more right than sure"
