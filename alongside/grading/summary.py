"""What a grading did, in words for the instructor."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.grading.submission import shown


@dataclass
class Summary:
    """Counts of one grading of one quiz, and everything that was odd, by learner.

    ``to_mark`` counts written replies (not learners) that wait for a person; ``passed_over`` are entries of
    ``submitted/`` that could not be taken for a learner; ``failed`` are learners with whom
    the grading could not finish, and why.
    """

    quiz_id: str
    graded: int = 0
    unchanged: int = 0
    to_mark: int = 0
    passed_over: list[str] = field(default_factory=list)
    odd: dict[str, list[str]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note_odd(self, learner_id: str, remarks: tuple[str, ...] | list[str]) -> None:
        """Keep remarks on one learner's submission, if there are any."""
        if remarks:
            self.odd[learner_id] = list(remarks)

    def text(self) -> str:
        """Return the whole summary as lines."""
        lines = [
            f"{self.quiz_id}: {_count(self.graded, 'submission')} graded"
            + (f", {self.unchanged} unchanged since the last grading" if self.unchanged else "")
            + "."
        ]
        if self.to_mark:
            lines.append(f"{_count(self.to_mark, 'written reply', 'written replies')} to mark in formgrader.")
        lines += self.notes
        lines += listed(
            "Not finished, because something went wrong here (please report it):",
            [f"{shown(learner)}: {reason}" for learner, reason in self.failed.items()],
        )
        lines += listed("Passed over:", self.passed_over)
        lines += listed(
            "Worth a look:",
            [f"{shown(learner)}: {remark}" for learner, remarks in self.odd.items() for remark in remarks],
        )
        return "\n".join(lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(heading: str, lines: list[str]) -> list[str]:
    """Return a heading with its lines under it; nothing where there are none."""
    return [heading, *(f"  {line}" for line in lines)] if lines else []
