"""``alongside grade --second-marks FILE``: lays a second marker's marks beside those in the gradebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from nbgrader.api import Gradebook

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.marks import Sheet, sheets
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import Released, find_released
from alongside.grading.second_marker import key_path, private_folder, written_by
from alongside.grading.second_marks import KeyEntry, SecondMarks, UnreadableMarks, read_key, read_second_marks
from alongside.grading.second_report import Comparison, TwiceMarked, same_scale


def compare_second_marks(
    course_root: Path, file: Path, quiz_id: str | None = None, *, say: Callable[[str], None] = print
) -> Comparison:
    """Compare the marks in ``file`` with the first ones, and keep the result in the teaching folder.

    Raises:
        NotACourse, UnreadableMarks, UnreadableQuiz, NotHandedOut: with what is off and where.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    named = read_second_marks(file)
    if quiz_id and named.quiz_id != quiz_id:
        raise UnreadableMarks(f"{file.name}: quiz: these are marks of “{named.quiz_id}”, not of “{quiz_id}”.")
    key = read_key(key_path(course, named.quiz_id, named.sample_id))
    second = read_second_marks(file, len(key))
    quiz = course.quiz(second.quiz_id)
    with (
        course_lock(course.teaching, say),
        Gradebook(course.directory.db_url, course.directory.course_id) as gradebook,
    ):
        released = find_released(gradebook, quiz)
        learners = {entry.learner_id for entry in key}
        found = {sheet.learner_id: sheet for sheet in sheets(gradebook, released) if sheet.learner_id in learners}
        comparison = _compare(course, quiz, released, found, key, second)
        _keep(course, comparison)
    return comparison


def _compare(
    course: Course,
    quiz: Quiz,
    released: Released,
    found: dict[str, Sheet],
    key: Sequence[KeyEntry],
    second: SecondMarks,
) -> Comparison:
    comparison = Comparison(quiz.id, second.sample_id, odd=list(second.odd))
    words = {
        (sheet.learner_id, one.item_id): one.fingerprint
        for sheet in found.values()
        for one in written_by(course, quiz, released, sheet)
    }
    for entry in key:
        sheet = found.get(entry.learner_id)
        mark = sheet.marks.get(entry.item_id) if sheet else None
        if entry.number not in second.marks:
            comparison.left_out.append(f"reply {entry.number}: has no second mark")
        elif words.get((entry.learner_id, entry.item_id)) != entry.fingerprint:
            comparison.left_out.append(f"reply {entry.number}: was changed or taken away since the page was made")
        elif mark is None or mark.given is None or mark.due:
            comparison.left_out.append(f"reply {entry.number}: has no first mark yet; give it in formgrader")
        else:
            level, between = same_scale(mark.given, released.cells[entry.item_id].points)
            comparison.between_levels += between
            comparison.replies.append(TwiceMarked(entry.number, entry.item_id, level, second.marks[entry.number]))
    return comparison


def _places(folder: Path, comparison: Comparison) -> Iterator[Path]:
    return (folder / f"{comparison.quiz_id}-{comparison.sample_id}-result-{number}.json" for number in count(1))


def _keep(course: Course, comparison: Comparison) -> None:
    """Write the result beside earlier ones; the same result is kept once."""
    text = json.dumps(comparison.as_dict(), ensure_ascii=False, indent=1) + "\n"
    for path in _places(private_folder(course), comparison):
        if not path.exists():
            path.write_text(text, encoding="utf-8")
        if path.read_text(encoding="utf-8") == text:
            return
