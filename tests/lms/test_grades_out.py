"""``alongside export-grades``: files that Canvas, Moodle and spreadsheets take, with nothing unsettled shown as 0."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import pytest
from course_folder import CourseFolder
from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sample_quiz import GOOD_ANSWERS, QUIZ_ID
from sqlalchemy import insert, select

from alongside.grading.bulk import grade_group
from alongside.lms.grades_out import GradesOut, NothingToExport, export_grades
from alongside.lms.roster_update import update_roster


@pytest.fixture
def group(course: CourseFolder) -> CourseFolder:
    """Ada's written reply waits to be marked, Bo left it open, Cy handed in nothing."""
    (course.root / "people.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section\n"
        '"Okafor, Ada",1201,S-1,ada@example.org,"G, ""A"""\n"=Rossi, Bo",1202,,bo,\n"Tan, Cy",1203,,,\n',
        encoding="utf-8",
    )
    update_roster(course.root, course.root / "people.csv")
    course.submit("1201", GOOD_ANSWERS)
    course.submit("1202", {"reflect-feeling": {"choice": "name-it"}})
    grade_group(course.root, QUIZ_ID)
    return course


def export(course: CourseFolder, form: str, **options: Any) -> tuple[GradesOut, list[dict[str, str]]]:
    report = export_grades(course.root, [QUIZ_ID], form, **options)
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with report.path.open(encoding=encoding, newline="") as stream:
        return report, list(csv.DictReader(stream))


def title_of(course: CourseFolder) -> str:
    return course.quiz.title


def test_canvas_reads_who_and_how_much(group: CourseFolder) -> None:
    report, rows = export(group, "canvas")
    title = title_of(group)
    assert not report.path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows[0]["Student"].strip() == "Points Possible"
    assert float(rows[0][title]) == group.quiz.points
    assert [
        (row["Student"], row["ID"], row["SIS User ID"], row["SIS Login ID"], row["Section"]) for row in rows[1:]
    ] == [
        ("Okafor, Ada", "1201", "S-1", "ada@example.org", 'G, "A"'),
        ("'=Rossi, Bo", "1202", "", "bo", ""),
        ("Tan, Cy", "1203", "", "", ""),
    ]
    assert [row[title] for row in rows[1:]] == ["", "1", ""]
    assert report.text().splitlines()[1:5] == [
        "Learners with replies still to mark (left open, not 0):", f"  {title}: 1",
        "Learners who handed in nothing (left open, not 0):", f"  {title}: 1",
    ]  # fmt: skip


def test_moodle_gets_dashes_and_only_people_it_can_find(group: CourseFolder) -> None:
    with Gradebook(f"sqlite:///{group.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        gradebook.add_student("walk-in")
    report, rows = export(group, "moodle")
    assert [(row["Email address"], row["ID number"], row[title_of(group)]) for row in rows] == [
        ("ada@example.org", "1201", "-"), ("", "1202", "1"), ("", "1203", "-"),
    ]  # fmt: skip
    assert report.left_out == ["“walk-in” has neither an e-mail address nor an ID number"]
    assert len(report.unfound) == 2


def test_points_so_far_are_given_when_asked_for(group: CourseFolder) -> None:
    report, rows = export(group, "csv", so_far=True)
    title = title_of(group)
    assert float(rows[0][title]) > 1
    assert [row[f"{title}: to mark"] for row in rows] == ["2", "0", ""]
    assert "the points so far stand there" in report.text()
    marked = export(group, "csv")[1]
    assert [row[title] for row in marked] == ["", "1", ""]


def test_the_file_goes_where_it_is_asked_to_and_is_replaced_whole(
    group: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new folder" / "grades.csv"
    assert export(group, "canvas", out=out)[0].path == out
    before = out.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _descriptor: (_ for _ in ()).throw(OSError("no space left")))
    with pytest.raises(OSError, match="no space"):
        export(group, "canvas", out=out, so_far=True)
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["grades.csv"]


def test_a_quiz_that_is_not_in_the_gradebook_has_no_column(group: CourseFolder) -> None:
    report = export_grades(group.root, [QUIZ_ID, "later-quiz"], "csv")
    assert "Not in the gradebook yet, so no column: “later-quiz”" in report.text()
    with pytest.raises(NothingToExport, match="Grade first"):
        export_grades(group.root, ["later-quiz"], "csv")


def test_two_quizzes_of_one_title_are_told_apart(group: CourseFolder) -> None:
    twin = group.root / "source" / "twin-quiz"
    twin.mkdir()
    (twin / "quiz.yml").write_text(f"id: twin-quiz\ntitle: {title_of(group)}\n", encoding="utf-8")
    with Gradebook(f"sqlite:///{group.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        gradebook.add_assignment("twin-quiz")
    report = export_grades(group.root, [QUIZ_ID, "twin-quiz"], "canvas")
    header = report.path.read_text(encoding="utf-8").splitlines()[0]
    assert f'"{title_of(group)} [{QUIZ_ID}]","{title_of(group)} [twin-quiz]"' in header


def test_a_damaged_quiz_or_roster_does_not_keep_grades_back(group: CourseFolder) -> None:
    (group.root / "source" / QUIZ_ID / "quiz.yml").write_text("{", encoding="utf-8")
    (group.root / "my-teaching" / "roster.csv").write_text('id\n"x\n', encoding="utf-8")
    report, rows = export(group, "csv")
    assert rows[1][QUIZ_ID] == "1"
    assert "Logins and sections are missing" in report.text()


def _thousand(course: CourseFolder) -> int:
    """Put a thousand graded learners into the gradebook, as rows; return how many questions each has."""
    with Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        database = gradebook.db
        assignment = database.execute(select(Assignment.id)).scalar_one()
        notebook = database.execute(select(Notebook.id)).scalar_one()
        cells = database.execute(select(GradeCell.id)).scalars().all()
        numbers = [f"{number:04}" for number in range(1_000)]
        tables = {
            Student: [{"id": n, "first_name": f"Ü{n}", "last_name": "O'Neil, Jr", "lms_user_id": n} for n in numbers],
            SubmittedAssignment: [{"id": f"s{n}", "student_id": n, "assignment_id": assignment} for n in numbers],
            SubmittedNotebook: [{"id": f"n{n}", "assignment_id": f"s{n}", "notebook_id": notebook} for n in numbers],
            Grade: [
                {"id": f"{n}{cell}"[-128:], "notebook_id": f"n{n}", "cell_id": cell, "auto_score": float(n) / 1_000,
                 "needs_manual_grade": False}
                for n in numbers for cell in cells
            ],
        }  # fmt: skip
        for model, rows in tables.items():
            database.execute(insert(model.__table__), rows)
        database.commit()
    return len(cells)


def test_a_thousand_learners_make_a_round_trip(course: CourseFolder) -> None:
    questions = _thousand(course)
    told: list[tuple[int, int]] = []
    started = time.perf_counter()
    report, rows = export(course, "canvas", progress=lambda done, total: told.append((done, total)))
    seconds = time.perf_counter() - started
    title = title_of(course)
    assert len(rows) == 1_001
    assert [row["ID"] for row in rows[1:]] == [f"{number:04}" for number in range(1_000)]
    assert rows[500]["Student"] == "O'Neil, Jr, Ü0499"
    for number, row in enumerate(rows[1:]):
        assert float(row[title]) == pytest.approx(number / 1_000 * questions, abs=1e-4)
    assert told[-1] == (1_000, 1_000)
    assert report.with_grades == 1_000
    assert seconds < 20  # about a second where nothing else runs
