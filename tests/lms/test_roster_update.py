"""``alongside roster``: a list becomes the roster and the gradebook's students; nothing is lost and nobody deleted."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from course_folder import CourseFolder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.lms import roster_update
from alongside.lms.people import LmsPerson, People
from alongside.lms.roster_file import RosterFile
from alongside.lms.roster_update import RosterUpdate, update_roster
from alongside.lms.tables import UnreadableTable

CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (5)\n    Points Possible,,,,,10\n"


def students(course: CourseFolder, db_url: str = "") -> dict[str, tuple[Any, ...]]:
    usual = f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}"
    with Gradebook(db_url or usual, "alongside") as gradebook:
        return {one.id: (one.first_name, one.last_name, one.email, one.lms_user_id) for one in gradebook.students}


def update(course: CourseFolder, text: str, **options: Any) -> RosterUpdate:
    path = course.root / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return update_roster(course.root, path, **options)


def rows(course: CourseFolder) -> list[dict[str, str]]:
    with (course.root / "my-teaching" / "roster.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_canvas_export_fills_roster_and_gradebook(course: CourseFolder) -> None:
    report = update(
        course, f'{CANVAS}"Okafor, Ada",1201,S-1,ada@example.org,Group A,\n"Rossi, Bo",1202,S-2,bo,Group A,9\n'
    )
    assert (report.listed, report.made_codes, report.not_taken) == (2, 2, [])
    assert [row["id"] for row in rows(course)] == ["1201", "1202"]
    assert rows(course)[0]["sis_user_id"] == "S-1"
    assert students(course) == {
        "1201": ("Ada", "Okafor", "ada@example.org", "1201"),
        "1202": ("Bo", "Rossi", None, "1202"),
    }
    assert "Codes made: 2" in report.text()
    assert "gradebook: 2 new" in report.text()


def test_a_name_like_a_formula_is_shown_as_it_is_and_no_formula_in_the_roster(course: CourseFolder) -> None:
    update(course, "id,last_name\na1,=1+1\n")
    assert students(course)["a1"][:2] == ("", "=1+1")
    assert rows(course)[0]["last_name"] == "'=1+1"


def test_the_same_list_again_changes_nothing(course: CourseFolder) -> None:
    text = "First name,Surname,Email address\nAda,Okafor,ada@example.org\nBo,Rossi,bo@example.org\n"
    update(course, text)
    path = course.root / "my-teaching" / "roster.csv"
    before, known = path.read_bytes(), students(course)
    report = update(course, text)
    assert (report.new, report.changed, report.unchanged) == ([], [], 2)
    assert path.read_bytes() == before
    assert students(course) == known


def test_a_code_that_was_given_by_hand_stays_with_its_person(course: CourseFolder) -> None:
    update(course, "id,email\nA17,ada@example.org\n")
    report = update(course, f'{CANVAS}"Okafor, Ada",1201,S-1,ADA@example.org,Group A,\n')
    assert report.made_codes == 0
    assert [(row["id"], row["lms_user_id"], row["last_name"]) for row in rows(course)] == [("A17", "1201", "Okafor")]
    assert students(course)["A17"] == ("Ada", "Okafor", "ADA@example.org", "1201")


def test_people_who_are_no_longer_listed_are_named_and_kept(course: CourseFolder) -> None:
    course.submit("a1", GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID)
    update(course, "id,first_name\na1,Ada\nb2,Bo\n")
    report = update(course, "id,first_name\nb2,Bo\nc3,Cy\n")
    assert report.no_longer_listed == ["a1 Ada"]
    assert [row["id"] for row in rows(course)] == ["a1", "b2", "c3"]
    assert set(students(course)) == {"a1", "b2", "c3"}
    assert "No longer listed; kept" in report.text()
    with Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        assert gradebook.find_submission(QUIZ_ID, "a1").score > 0


def test_a_dry_run_writes_nothing(course: CourseFolder) -> None:
    report = update(course, "id,first_name\na1,Ada\n", dry_run=True)
    assert report.new == ["a1 Ada"]
    assert not (course.root / "my-teaching" / "roster.csv").exists()
    assert students(course) == {}


def test_what_the_gradebook_knows_and_the_roster_does_not_stays(course: CourseFolder) -> None:
    update(course, "id,first_name,email\na1,Ada,ada@example.org\n")
    (course.root / "my-teaching" / "roster.csv").unlink()
    update(course, "id,last_name\na1,Okafor\n")
    assert students(course)["a1"] == ("Ada", "Okafor", "ada@example.org", None)


@pytest.mark.parametrize(
    ("text", "lines", "words"),
    [
        ("id,email\nx1,x@example.org\nX1,y@example.org\n", [2, 3], "shares the code"),
        ("id,lms_user_id\nx1,5\nx2,5\n", [2, 3], "shares the id"),
        ("name,email\nSam,s@example.org\nSue,S@example.org\n", [2, 3], "shares the e-mail address"),
        ("id,lms_user_id\nnew,1201\n", [2], "has the id or the e-mail address of A17"),
        ("id,email\nnew,ada@example.org\n", [2], "has the id or the e-mail address of A17"),
        ("id,lms_user_id\nB2,1201\n", [2], "may be B2 and A17"),
        ("email,lms_user_id\nada@example.org,999\n", [2], "who has another lms_user_id"),
        ("email,name\ntwins@example.org,T\n", [2], "may be T1 and T2"),
        ("email,name\nnobody@example.org,N\n", [2], "without a code"),
    ],
)
def test_an_unclear_person_is_told_by_line_and_changes_nothing(
    course: CourseFolder, text: str, lines: list[int], words: str
) -> None:
    (course.root / "my-teaching" / "roster.csv").write_text(
        "id,name,email,lms_user_id\nA17,Ada,ada@example.org,1201\nB2,Bo,bo@example.org,\n"
        "T1,,twins@example.org,\nT2,,twins@example.org,\n,N,nobody@example.org,\n",
        encoding="utf-8",
    )
    before = rows(course)
    report = update(course, text)
    assert [int(line.split(":")[0].removeprefix("line ")) for line in report.not_taken] == lines
    assert all(words in line for line in report.not_taken)
    assert report.listed == 0
    assert rows(course) == before


def test_a_line_that_stands_twice_counts_once(course: CourseFolder) -> None:
    report = update(course, "id,name\na1,Ada\na1,Ada\n")
    assert (report.listed, report.not_taken) == (1, [])
    assert "lines 2 and 3 are the same" in report.text()


def test_a_roster_that_cannot_be_read_whole_stops_the_update(course: CourseFolder) -> None:
    path = course.root / "my-teaching" / "roster.csv"
    path.write_bytes("id,name\na1,Zoë\n".encode("cp1252"))
    with pytest.raises(UnreadableTable, match="nothing was changed"):
        update(course, "id\nb2\n")
    assert path.read_bytes() == "id,name\na1,Zoë\n".encode("cp1252")


def test_a_crash_while_writing_leaves_the_old_roster(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    update(course, "id\na1\n")
    before = (course.root / "my-teaching" / "roster.csv").read_bytes()
    monkeypatch.setattr("os.fsync", lambda _descriptor: (_ for _ in ()).throw(OSError("no space left")))
    with pytest.raises(OSError, match="no space"):
        update(course, "id\na1\nb2\n")
    assert (course.root / "my-teaching" / "roster.csv").read_bytes() == before
    assert set(students(course)) == {"a1"}


def test_the_same_people_are_on_a_server(course: CourseFolder, postgresql_url: str) -> None:
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgresql_url!r}\n")
    update(course, "id,name,email\na1,Ada Okafor,ada@example.org\nb2,Bo\x07 Rossi,\n")
    update(course, "id,name\na1,Ada Rossi\n")
    assert students(course, postgresql_url) == {
        "a1": ("Ada", "Rossi", "ada@example.org", None),
        "b2": ("Bo", "Rossi", None, None),
    }


def test_a_thousand_people_are_taken(course: CourseFolder) -> None:
    lines = "".join(
        f'"Person, No{number}",{number},S-{number},p{number}@example.org,G,\n' for number in range(1_000, 2_000)
    )
    report = update(course, CANVAS + lines)
    assert report.listed == len(rows(course)) == len(students(course)) == 1_000
    assert len(report.text().splitlines()) < 40


NAMES = st.sampled_from(["", "a1", "B2", "c3"])
IDS = st.sampled_from(["", "7", "8", "9"])
MAILS = st.sampled_from(["", "a@e.org", "b@e.org", "A@e.org"])
PERSON = st.builds(
    lambda code, number, email, first: (code, number, email, first),
    NAMES,
    IDS,
    MAILS,
    st.sampled_from(["Ada", "Bo"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(start=st.lists(PERSON, max_size=4), then=st.lists(PERSON, max_size=6))
def test_no_line_is_lost_and_no_person_of_the_roster_disappears(
    start: list[tuple[str, str, str, str]], then: list[tuple[str, str, str, str]]
) -> None:
    roster = RosterFile()
    for line, (code, number, email, first) in enumerate(start, 2):
        roster.add(code, LmsPerson(line, lms_user_id=number, email=email, first_name=first))
    before = [dict(row) for row in roster.rows]
    people = [
        LmsPerson(line, code, first, "", email, number)
        for line, (code, number, email, first) in enumerate(then, 2)
        if code or number or email
    ]
    report = roster_update._merged(roster, People("a roster", list(people)))
    told = len(report.not_taken) + len(report.remarks)
    assert report.listed + told == len(people)
    assert report.listed == len(report.new) + len(report.changed) + report.unchanged
    assert [row["id"] for row in roster.rows[: len(before)]] == [row["id"] for row in before]
    assert all(not row[name] or new[name] for row, new in zip(before, roster.rows, strict=False) for name in row)
    codes = [row["id"].casefold() for row in roster.rows[len(before) :]]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & {row["id"].casefold() for row in before}


def test_the_gradebooks_spelling_of_a_code_is_told(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID)
    report = update(course, "id,name\nADA,Ada\n")
    assert "“ada” and “ADA”" in report.text()


def test_a_missing_list_says_so(course: CourseFolder) -> None:
    with pytest.raises(UnreadableTable, match="no file"):
        update_roster(course.root, Path(course.root / "none.csv"))
