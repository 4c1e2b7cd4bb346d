"""``alongside grade --second-marker``: draws replies for a second marker and writes the page and its private key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from nbgrader.api import Gradebook

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.marks import Sheet, sheets
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import NotHandedOut, Released, find_released
from alongside.grading.second_page import second_page
from alongside.grading.second_sample import WrittenReply, draw, replies_of

FOLDER = "second-marking"


class ReadableByLearners(ValueError):
    """The page shows rubrics and other people's replies, and was to be written where learners get their files."""


def private_folder(course: Course) -> Path:
    """Return the folder in the teaching folder that keeps keys and results."""
    return course.teaching / FOLDER


def key_path(course: Course, quiz_id: str, sample_id: str) -> Path:
    """Return where the key of one sample lies; an older sample keeps its own."""
    return private_folder(course) / f"{quiz_id}-{sample_id}-key.json"


def written_by(course: Course, quiz: Quiz, released: Released, sheet: Sheet) -> list[WrittenReply]:
    """Return what one learner wrote for a person to mark, of the questions that the gradebook knows."""
    found = replies_of(quiz, sheet.learner_id, course.autograded / sheet.learner_id / quiz.id)
    return [one for one in found if one.item_id in released.cells]


def _out_of_reach(course: Course, folder: Path) -> Path:
    folder = folder.resolve()
    if folder.is_relative_to(course.root) and not folder.is_relative_to(course.teaching.resolve()):
        raise ReadableByLearners(
            f"{folder} lies in the course folder, where learners may read it. Choose a folder outside of it, or leave "
            f"--out away: the page then lies in {course.teaching.name}/{FOLDER}."
        )
    return folder


def _replies(course: Course, quiz: Quiz, gradebook: Gradebook) -> list[WrittenReply]:
    try:
        released = find_released(gradebook, quiz)
    except NotHandedOut:
        return []
    return [one for sheet in sheets(gradebook, released) for one in written_by(course, quiz, released, sheet)]


def draw_for_second_marker(
    course_root: Path, quiz_id: str, out: Path | None = None, *, say: Callable[[str], None] = print
) -> str:
    """Write ``second-marking-<quiz>.html`` to ``out`` (or to the teaching folder) and the key; say what was done.

    Raises:
        NotACourse, UnreadableQuiz, ReadableByLearners: with what to do.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    quiz = course.quiz(quiz_id)
    folder = _out_of_reach(course, out) if out else private_folder(course)
    with (
        course_lock(course.teaching, say),
        Gradebook(course.directory.db_url, course.directory.course_id) as gradebook,
    ):
        replies = _replies(course, quiz, gradebook)
        if not replies:
            return f"{quiz_id}: no written replies have been graded, so there is nothing to mark a second time."
        sample = draw(quiz_id, [item.id for item in quiz.items], replies)
        for place in (folder, private_folder(course)):
            place.mkdir(parents=True, exist_ok=True)
        key = json.dumps(sample.key(), ensure_ascii=False, indent=1)
        key_path(course, quiz_id, sample.id).write_text(f"{key}\n", encoding="utf-8")
        page = folder / f"second-marking-{quiz_id}.html"
        page.write_bytes(second_page(quiz, sample).encode("utf-8", "replace"))
    return (
        f"{quiz_id}: {len(sample.replies)} of {len(replies)} written replies are on {page}\n"
        "It shows no names and no marks. Give it to somebody who has not marked them. They send back a file; then:\n"
        f"  alongside grade {quiz_id} --second-marks second-marks-{quiz_id}.json"
    )
