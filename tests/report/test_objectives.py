"""What the group has and lacks, and how objectives get their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from group import counted, quiz, rows, text, work
from item_examples import item

from alongside.report.objectives import Objectives, objective_names

ROOT = Path(__file__).resolve().parents[2]
QUIZ = quiz(item("choose-one"), item("reply"))
RIGHT, OTHER = {"choose-a-line": {"choice": "reflect"}}, {"choose-a-line": {"choice": "scold"}}


def _section(right: int, other: int, left_open: int = 0) -> str:
    works = [work(QUIZ, f"r{n}", RIGHT) for n in range(right)] + [work(QUIZ, f"o{n}", OTHER) for n in range(other)]
    works += [work(QUIZ, f"e{n}", {}) for n in range(left_open)]
    return text(counted(Objectives({"M9.3": "Say back what was said"}), works))


@pytest.mark.parametrize(
    ("right", "other", "verdict"),
    [(8, 2, "80% | 10 | 10 | has it"), (7, 3, "70% | 10 | 10 | on the way"), (5, 5, "50% | 10 | 10 | not yet"),
     (149, 101, "60% | 250 | 250 | on the way"), (5, 4, "56% | 9 | 9 | too few")],
)  # fmt: skip
def test_the_verdict_follows_the_mean(right: int, other: int, verdict: str) -> None:
    assert f"M9.3 | Say back what was said | {verdict}" in _section(right, other)


def test_an_open_question_is_counted_beside_and_not_as_wrong() -> None:
    assert "M9.3 | Say back what was said | 100% | 12 | 18 | has it" in _section(12, 0, left_open=3)


def test_what_is_furthest_from_the_aim_and_the_mix_ups_are_named() -> None:
    told = _section(2, 9)
    assert "Furthest from the aim: M9.3 (Say back what was said)." in told
    assert "private blame | M9.3 | 9" in told


def test_a_written_reply_counts_once_it_is_marked() -> None:
    wrote = {"write-reply": {"text": "You had enough."}}
    works = [work(QUIZ, "ana", wrote, {"write-reply": 2}), work(QUIZ, "ben", wrote)]
    row = rows(counted(Objectives({}), works), "objectives")[0]
    assert row == ("M9.3", "", pytest.approx(2 / 3), 0.0, 1, 2, 1, 2, "too few")


def test_without_answers_it_says_what_will_stand_there() -> None:
    assert "No answers have been graded yet." in text(Objectives({}).section())
    assert "No answers have been graded yet." in text(counted(Objectives({}), [work(QUIZ, "ana", {})]))


def test_every_objective_of_the_courses_questions_has_words() -> None:
    names = objective_names(ROOT / "lessons")
    asked = {line.split()[1] for path in (ROOT / "source").glob("*/items/*.yml")
             for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("objective:")}
    assert asked
    assert asked <= set(names)
    assert names["M9.3"] == "Say back what somebody said, and what they nearly said"


@pytest.mark.parametrize("head", ["", "---\n- a\n---\n", "---\nalongside: 7\n---\n", "---\n{{\n---\n", "\xff"])
def test_a_lesson_that_cannot_be_read_names_nothing(tmp_path: Path, head: str) -> None:
    (tmp_path / "01_odd.md").write_bytes(head.encode("latin-1"))
    assert objective_names(tmp_path) == {}
