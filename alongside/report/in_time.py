"""When the group handed each quiz in: the middle of all hand-in times, by which parts of the report are ordered."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime
from statistics import median

from alongside.grading.quiz_source import Quiz
from alongside.report.reading import Work, order_of


class HandInTimes:
    """Collects hand-in times of the quiz that is read, and keeps the middle one of each quiz."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._now = array("d")
        self._middles: dict[str, datetime] = {}

    def add(self, work: Work) -> None:
        """Count one hand-in, if its time is known."""
        if work.when is not None:
            self._now.append(work.when.replace(tzinfo=UTC).timestamp())

    def end_quiz(self, quiz: Quiz) -> None:
        """Keep the middle of the quiz that was read."""
        if self._now:
            self._middles[quiz.id] = datetime.fromtimestamp(median(self._now), UTC)
        self._now = array("d")

    def day(self, quiz: Quiz) -> str:
        """Return the middle day (UTC), empty where no time is known."""
        return f"{self._middles[quiz.id]:%Y-%m-%d}" if quiz.id in self._middles else ""

    def place(self, quiz: Quiz) -> tuple[str, tuple[int, str]]:
        """Return where the quiz stands in time; on the same day, or without a time, by the order of the course."""
        return self.day(quiz) or "9999", order_of(quiz)
