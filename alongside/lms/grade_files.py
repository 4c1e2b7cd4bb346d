"""The lines of a file with grades, for Canvas, for Moodle and for a spreadsheet.

Canvas finds a student by its own ID, else by SIS ids, else by the name, and a column by the assignment's title; a blank
grade where Canvas has one is a change, which it shows before it saves. Source: instructure/canvas-lms,
lib/gradebook_importer.rb. Moodle's import stops as a whole at a person whom it does not know, passes over a row whose
person is left blank, stores a blank grade of a new column as 0, and takes ``-`` as no grade. Source: moodle/moodle,
grade/import/csv/classes/load_data.php and the normalise_value of its database drivers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alongside.grading.export import plain_field
from alongside.lms.grades import LearnerGrades, QuizGrade


@dataclass(frozen=True)
class Column:
    """One quiz: its title as the column's name, and the points that can be had."""

    quiz_id: str
    title: str
    points: float


Extra = Mapping[str, str]
"""What the roster knows of a person beyond the gradebook: login, sis_user_id, section."""


@dataclass(frozen=True)
class Format:
    """How one reader wants its file: its lines, its encoding, and who it cannot take."""

    heading: Callable[[Sequence[Column]], list[list[str]]]
    line: Callable[[LearnerGrades, Extra, Sequence[Column], bool], list[str]]
    encoding: str
    refuses: Callable[[LearnerGrades, Extra], str]
    """Returns why a person has to be left out, "" for nobody."""
    doubts: Callable[[LearnerGrades, Extra], str]
    """Returns why its reader may not find a person, "" where it will."""
    advice: str


def points_text(points: float) -> str:
    """Return points as every program reads them: no exponent, a point, at most four digits behind it."""
    text = f"{points:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _points(grade: QuizGrade | None, none: str, so_far: bool) -> str:
    if grade is None or (grade.to_mark and not so_far):
        return none
    return points_text(grade.points)


def _texts(*values: str) -> list[str]:
    return [plain_field(value) for value in values]


def _full_name(learner: LearnerGrades) -> str:
    return ", ".join(part for part in (learner.last_name, learner.first_name) if part)


def _canvas_heading(columns: Sequence[Column]) -> list[list[str]]:
    return [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *_texts(*(one.title for one in columns))],
        ["    Points Possible", "", "", "", "", *(points_text(one.points) for one in columns)],
    ]


def _canvas_line(learner: LearnerGrades, extra: Extra, columns: Sequence[Column], so_far: bool) -> list[str]:
    login = extra.get("login") or learner.email
    who = _texts(_full_name(learner) or learner.code, learner.lms_user_id, extra.get("sis_user_id", ""), login,
                 extra.get("section", ""))
    return [*who, *(_points(learner.grades.get(one.quiz_id), "", so_far) for one in columns)]


def _nothing(_learner: LearnerGrades, _extra: Extra) -> str:
    return ""


def _canvas_doubts(learner: LearnerGrades, extra: Extra) -> str:
    if learner.lms_user_id or extra.get("sis_user_id") or extra.get("login") or learner.email:
        return ""
    return "has no id of Canvas and no login; Canvas will look for the name"


def _moodle_heading(columns: Sequence[Column]) -> list[list[str]]:
    return [["First name", "Last name", "ID number", "Email address", *_texts(*(one.title for one in columns))]]


def _moodle_line(learner: LearnerGrades, extra: Extra, columns: Sequence[Column], so_far: bool) -> list[str]:
    who = _texts(learner.first_name, learner.last_name, learner.lms_user_id or extra.get("sis_user_id", ""),
                 learner.email)
    return [*who, *(_points(learner.grades.get(one.quiz_id), "-", so_far) for one in columns)]


def _moodle_refuses(learner: LearnerGrades, extra: Extra) -> str:
    if learner.email or learner.lms_user_id or extra.get("sis_user_id"):
        return ""
    return "has neither an e-mail address nor an ID number"


def _moodle_doubts(learner: LearnerGrades, _extra: Extra) -> str:
    return "" if learner.email else "has no e-mail address; map from “ID number” for this one"


def _plain_heading(columns: Sequence[Column]) -> list[list[str]]:
    of_quizzes = [
        name
        for one in columns
        for name in (one.title, f"{one.title}: out of", f"{one.title}: off for being late", f"{one.title}: to mark")
    ]
    return [_texts("id", "last_name", "first_name", "email", "lms_user_id", *of_quizzes)]


def _plain_line(learner: LearnerGrades, _extra: Extra, columns: Sequence[Column], so_far: bool) -> list[str]:
    line = _texts(learner.code, learner.last_name, learner.first_name, learner.email, learner.lms_user_id)
    for one in columns:
        grade = learner.grades.get(one.quiz_id)
        late, to_mark = (points_text(grade.late_points_off), str(grade.to_mark)) if grade else ("", "")
        line += [_points(grade, "", so_far), points_text(one.points), late, to_mark]
    return line


FORMATS = {
    "canvas": Format(
        _canvas_heading, _canvas_line, "utf-8", _nothing, _canvas_doubts,
        "In Canvas: Grades, Import. Give an assignment there the title of its column, or Canvas offers to make a new "
        "one. It shows every change before it saves.",
    ),
    "moodle": Format(
        _moodle_heading, _moodle_line, "utf-8", _moodle_refuses, _moodle_doubts,
        "In Moodle: Grades, Import, CSV file. Map from “Email address” to “Email address”; then choose a grade item "
        "for each quiz. “-” is Moodle's word for no grade.",
    ),
    "csv": Format(_plain_heading, _plain_line, "utf-8-sig", _nothing, _nothing, ""),
}
