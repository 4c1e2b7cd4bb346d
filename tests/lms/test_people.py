"""Lists of people as our own roster, Canvas and Moodle write them; all people here are invented."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lms.people import LmsPerson, People, people_in, split_name
from alongside.lms.tables import UnreadableTable, read_table

CANVAS = (
    '"Student","ID","SIS User ID","SIS Login ID","Section","Quiz 1 (111)","Current Score"\r\n'
    '"","","","","","Manual Posting",""\r\n'
    '"    Points Possible","","","","","10.0","(read only)"\r\n'
    '"Okafor, Ada","1201","S-1","ada@example.org","Group A","9","90"\r\n'
    '"=""=Rossi, Bo""","1202","S-2","bo.r","Group A","",""\r\n'
    '"Student, Test","1299","","9f8e","Group A","",""\r\n'
)
CANVAS_TWO_NAMES = "LastName,FirstName,ID,SIS Login ID,Section,Quiz\nOkafor,Ada,1201,ada,Group A,3\n"
CANVAS_GROUPS = (
    "name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id\n"
    '"Okafor, Ada",1201,S-1,ada@example.org,Group A,Set 1,5,\nBo Rossi,1202,S-2,bo.r,Group A,,,\n'
)
MOODLE_GRADES = (
    "First name,Last name,ID number,Institution,Department,Email address,Quiz: One (Real),"
    "Last downloaded from this course\nAda,Okafor,S-1,,,ada@example.org,9.00,1700000000\n"
    "Bo,Rossi,,,,bo@example.org,-,1\n"
)
MOODLE_OLD = "First name,Surname,Email address,Roles\nAda,Okafor,ada@example.org,Student\nCy,T,cy@example.org,Teacher\n"
MOODLE_WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade\nParticipant 77,Ada Okafor,,ada@example.org,,\n"
)


def people(tmp_path: Path, text: str) -> People:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return people_in(read_table(path))


def test_a_canvas_gradebook_export_is_read_without_its_other_rows(tmp_path: Path) -> None:
    found = people(tmp_path, CANVAS)
    assert found.kind == "a Canvas gradebook export"
    assert found.people == [
        LmsPerson(4, "", "Ada", "Okafor", "ada@example.org", "1201", "ada@example.org", "S-1", "Group A"),
        LmsPerson(5, "", "Bo", "=Rossi", "", "1202", "bo.r", "S-2", "Group A"),
    ]
    assert found.not_taken == ["line 6: is Canvas's test student, not a person"]


def test_canvas_with_two_name_columns_is_read(tmp_path: Path) -> None:
    assert people(tmp_path, CANVAS_TWO_NAMES).people == [
        LmsPerson(2, "", "Ada", "Okafor", "", "1201", "ada", "", "Group A")
    ]


def test_the_people_of_canvas_groups_are_read(tmp_path: Path) -> None:
    found = people(tmp_path, CANVAS_GROUPS)
    assert [(one.first_name, one.last_name, one.lms_user_id, one.sis_user_id) for one in found.people] == [
        ("Ada", "Okafor", "1201", "S-1"),
        ("Bo", "Rossi", "1202", "S-2"),
    ]


def test_moodles_grades_and_participants_are_read(tmp_path: Path) -> None:
    grades = people(tmp_path, MOODLE_GRADES)
    assert "Moodle" in grades.kind
    assert grades.people[0] == LmsPerson(2, "", "Ada", "Okafor", "ada@example.org", "S-1")
    older = people(tmp_path, MOODLE_OLD)
    assert [one.last_name for one in older.people] == ["Okafor"]
    assert older.not_taken == ["line 3: “Cy T” has the role “Teacher”, not that of a student"]
    sheet = people(tmp_path, MOODLE_WORKSHEET).people
    assert (sheet[0].first_name, sheet[0].last_name, sheet[0].lms_user_id) == ("Ada", "Okafor", "")


def test_our_own_roster_is_read(tmp_path: Path) -> None:
    found = people(tmp_path, "ID;Name;Email\nA17;Ada Okafor;\nA18;;\n")
    assert found.kind == "a roster"
    assert [(one.code, one.first_name, one.last_name) for one in found.people] == [
        ("A17", "Ada", "Okafor"),
        ("A18", "", ""),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",Nobody,,", "has no code, no id and no e-mail"),
        ("a/b,Slash,,", "other programs act on"),
        ("-a,Minus,,", "begins like a formula"),
        ("=cmd,F,,", "begins like a formula"),
        ("..,Dots,,", "is empty"),
        ("b2,Bo,bo at example,", "is no e-mail address"),
        (f"b2,{'x' * 129},,", "more than 128 characters"),
        (f"{'c' * 129},Bo,,", "more than 128 characters"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_others_are_taken(tmp_path: Path, row: str, words: str) -> None:
    found = people(tmp_path, f"id,name,email,lms_user_id\na1,Ada,,\n{row}\nz9,Zoe,,\n")
    assert [one.code for one in found.people] == ["a1", "z9"]
    assert len(found.not_taken) == 1
    assert found.not_taken[0].startswith("line 3: ")
    assert words in found.not_taken[0]


def test_a_file_that_tells_nobody_apart_names_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match=r"Vorname.*rename the one you have"):
        people(tmp_path, "Vorname;Nachname\nAda;Okafor\n")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Okafor, Ada", ("Ada", "Okafor")),
        ("Ada Okafor", ("Ada", "Okafor")),
        ("Ada Mae Okafor", ("Ada Mae", "Okafor")),
        ("Sukarno", ("", "Sukarno")),
        ("van der Berg, Jo, Jr", ("Jo, Jr", "van der Berg")),
        ("", ("", "")),
    ],
)
def test_names_are_split(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


FIELD = st.text(alphabet="aZ9 é@.-=/'\",;\n", max_size=10)


@given(
    rows=st.lists(st.lists(FIELD, min_size=4, max_size=4), max_size=10),
    first=st.sampled_from(["id", "Student", "ID number"]),
)
def test_every_line_is_taken_or_told(
    rows: list[list[str]], first: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[first, "name", "email", "lms_user_id"], *rows])
    found = people(tmp_path_factory.mktemp("t"), text.getvalue())
    told = {one.line for one in found.people} | {
        int(line.split(":")[0].removeprefix("line ")) for line in found.not_taken
    }
    assert len(told) == sum(any(cell.strip() for cell in row) for row in rows)
