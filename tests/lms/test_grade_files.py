"""One line of a file with grades: what each platform reads, and nothing that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lms.grade_files import FORMATS, Column, points_text
from alongside.lms.grades import LearnerGrades, QuizGrade

COLUMNS = [Column("one", "Talk, first", 10), Column("two", "=Two", 5)]
ADA = LearnerGrades(
    "a1", "Ada", "Okafor", "ada@example.org", "1201", {"one": QuizGrade(7.25, 0.5, 0), "two": QuizGrade(3, 0, 2)}
)


def test_canvas_gets_its_columns_and_points() -> None:
    form = FORMATS["canvas"]
    heading = form.heading(COLUMNS)
    assert heading[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Talk, first", "'=Two"]
    assert heading[1] == ["    Points Possible", "", "", "", "", "10", "5"]
    extra = {"login": "ada", "sis_user_id": "S-1", "section": "G"}
    assert form.line(ADA, extra, COLUMNS, False) == ["Okafor, Ada", "1201", "S-1", "ada", "G", "7.25", ""]
    assert form.line(ADA, {}, COLUMNS, True) == ["Okafor, Ada", "1201", "", "ada@example.org", "", "7.25", "3"]
    assert FORMATS["canvas"].doubts(LearnerGrades("x", "", "", "", ""), {}) != ""
    assert form.doubts(ADA, {}) == form.refuses(LearnerGrades("x", "", "", "", ""), {}) == ""


def test_moodle_gets_a_dash_where_no_grade_is_and_nobody_it_cannot_find() -> None:
    form = FORMATS["moodle"]
    assert form.heading(COLUMNS) == [["First name", "Last name", "ID number", "Email address", "Talk, first", "'=Two"]]
    assert form.line(ADA, {}, COLUMNS, False) == ["Ada", "Okafor", "1201", "ada@example.org", "7.25", "-"]
    assert "neither an e-mail" in form.refuses(LearnerGrades("x", "X", "Y", "", ""), {})
    assert "map from “ID number”" in form.doubts(LearnerGrades("x", "X", "Y", "", "7"), {})


def test_a_spreadsheet_gets_penalties_and_replies_to_mark() -> None:
    form = FORMATS["csv"]
    assert form.heading(COLUMNS)[0][:9] == [
        "id", "last_name", "first_name", "email", "lms_user_id",
        "Talk, first", "Talk, first: out of", "Talk, first: off for being late", "Talk, first: to mark",
    ]  # fmt: skip
    assert form.line(ADA, {}, COLUMNS, False)[5:] == ["7.25", "10", "0.5", "0", "", "5", "0", "2"]


@pytest.mark.parametrize(
    ("points", "text"),
    [(0, "0"), (-0.00001, "0"), (2.5, "2.5"), (1 / 3, "0.3333"), (1_234_567.0, "1234567"), (10, "10")],
)
def test_points_are_plain_numbers(points: float, text: str) -> None:
    assert points_text(points) == text


TEXT = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", '"', "a,b", "a\nb", ";"]
)


@given(texts=st.lists(TEXT, min_size=9, max_size=9), form=st.sampled_from(sorted(FORMATS)), so_far=st.booleans())
def test_no_text_is_a_formula_and_every_line_is_read_back(texts: list[str], form: str, so_far: bool) -> None:
    code, first, last, email, number, login, sis, section, title = texts
    learner = LearnerGrades(code, first, last, email, number, {"one": QuizGrade(1.5, 0, 1)})
    columns = [Column("one", title, 4)]
    extra = {"login": login, "sis_user_id": sis, "section": section}
    lines = [*FORMATS[form].heading(columns), FORMATS[form].line(learner, extra, columns, so_far)]
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(lines)
    assert list(csv.reader(io.StringIO(written.getvalue(), newline=""))) == lines
    assert len({len(line) for line in lines}) == 1
    for cell in (cell for line in lines for cell in line):
        assert cell == "-" or not cell.lstrip().startswith(("=", "+", "-", "@"))
        assert not cell.startswith(("\t", "\r", "\n"))
