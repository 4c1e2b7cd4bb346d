"""A course in which one learner, and others with codes like theirs, went through everything there is."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from course_folder import CourseFolder, responses
from graded import REPLY, mark, open_gradebook
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.collect import collect_zips
from alongside.grading.feedback import write_feedback
from alongside.grading.portfolio import write_portfolios
from alongside.grading.returning import return_feedback
from alongside.grading.second_marker import draw_for_second_marker

CODE = "zoë-27"
OTHERS = ("ZOË-27", "zoë-2", "zoë-277", "zoë-27.b", "zo*", "[z]oë-27")
WORDS = "The marmalade lighthouse hums at dusk & <b>never</b> “sleeps”."
OWN_LINE = f"{CODE};\"Zoë\nMarie\";zoe@example.org\r\n"
ROSTER = f"\ufeffid;first_name;email\r\nzoë-2;Zed;z2@example.org\r\n{OWN_LINE}zo*;Star;\r\n"
OWN = ("marmalade lighthouse", "marmalade was well heard", "zoe@example.org", "Zoë\nMarie")
"""Words of the learner, or about the learner alone."""


def answers_with(words: str) -> dict[str, Any]:
    return {**GOOD_ANSWERS, REPLY: {"text": words}, "count-lines": {"number": 6}}


def _hand_in(folder: Path, code: str, words: str) -> None:
    content = json.dumps(responses(answers_with(words))).encode()
    with zipfile.ZipFile(folder / f"{QUIZ_ID}--x{abs(hash(code))}--2026-11-22T15-04-05Z.zip", "w") as archive:
        archive.writestr("responses.json", content)
        receipt = {"format": "alongside-hand-in", "version": 1, "quiz": QUIZ_ID, "code": code,
                   "at": "2026-11-22T15:04:05Z"}
        archive.writestr("receipt.json", json.dumps(receipt))


def teach(course: CourseFolder, tmp_path: Path) -> None:
    teaching = course.root / "my-teaching"
    teaching.joinpath("roster.csv").write_bytes(ROSTER.encode())
    zips = tmp_path / "zips"
    zips.mkdir()
    _hand_in(zips, CODE, WORDS)
    collect_zips(course.root, zips, say=print)
    for number, other in enumerate(OTHERS):
        course.submit(other, answers_with(f"What the other one wrote, number {number}."))
    grade_group(course.root, QUIZ_ID, force=True)
    page = draw_for_second_marker(course.root, QUIZ_ID)
    assert "written replies are on" in page
    for code in (CODE, *OTHERS):
        mark(course, code, 2, f"A comment about {code}.")
    mark(course, CODE, 3, "The marmalade was well heard, Zoë.")
    course.submit(CODE, {**answers_with(WORDS), "count-lines": {"number": 4}}, at="2026-11-23 10:00:00 UTC")
    grade_group(course.root, QUIZ_ID)
    write_feedback(course.root, QUIZ_ID)
    return_feedback(course.root, QUIZ_ID)
    write_portfolios(course.root, [QUIZ_ID])
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student(CODE, first_name="Zoë", email="zoe@example.org")
    lines = [f"graded {one} at 10:00" for one in (CODE, *OTHERS)]
    (teaching / "nbgrader.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
