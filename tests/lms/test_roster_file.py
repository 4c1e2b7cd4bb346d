"""The roster on disk: whole, with every column and line that was there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from alongside.grading.roster import read_roster
from alongside.lms.people import LmsPerson
from alongside.lms.roster_file import Identities, RosterFile, read_roster_file
from alongside.lms.tables import UnreadableTable


def roster(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_new_roster_is_read_by_collecting(tmp_path: Path) -> None:
    made = RosterFile()
    made.add(
        "A17", LmsPerson(2, first_name='Ada, “the” "1st"', last_name="=Rossi", email="a@example.org", section="G 1")
    )
    path = tmp_path / "teaching" / "roster.csv"
    made.write(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,first_name")
    assert "'=Rossi" in path.read_text(encoding="utf-8")
    found = read_roster(path).find("a17")
    assert found is not None
    assert found.known_as["first_name"] == 'Ada, “the” "1st"'
    again = read_roster_file(path)
    assert again.rows[0]["last_name"] == "=Rossi"
    assert again.rows[0]["section"] == "G 1"
    before = path.read_bytes()
    again.write(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["roster.csv"]
    assert stat.S_ISREG(path.lstat().st_mode)


def test_columns_separator_and_lines_of_ones_own_stay(tmp_path: Path) -> None:
    path = roster(tmp_path, "ID;Pronouns;first_name\nA17;she/her;Ada\n;;Nobody\nB2;;Bo\nb2;;Other\n")
    found = read_roster_file(path)
    found.update(found.rows[0], LmsPerson(9, first_name="Ada", email="a@example.org"))
    found.write(path)
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "ID;Pronouns;first_name;email",
        "A17;she/her;Ada;a@example.org",
        ";;Nobody;",
        "B2;;Bo;",
        "b2;;Other;",
    ]


def test_an_update_names_what_changed_and_keeps_what_a_list_leaves_open() -> None:
    made = RosterFile()
    made.add("A17", LmsPerson(2, first_name="Ada", email="a@example.org", lms_user_id="7"))
    assert made.update(made.rows[0], LmsPerson(3, first_name="Ada", email="new@example.org")) == [
        "email a@example.org → new@example.org"
    ]
    assert made.rows[0]["lms_user_id"] == "7"
    assert made.update(made.rows[0], LmsPerson(3, first_name="Ada")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nAda\n", "no column “id”"),
        ("id,Email,email\na,b,c\n", "two columns of the same name"),
        ("id,name\na1,L, Ada\n", "mended first.*\n.*line 2"),
    ],
)
def test_a_roster_that_could_lose_something_is_left_alone(tmp_path: Path, text: str, words: str) -> None:
    path = roster(tmp_path, text)
    with pytest.raises(UnreadableTable, match=words):
        read_roster_file(path)
    assert path.read_text(encoding="utf-8") == text


def test_people_are_known_again_by_code_then_id_then_address() -> None:
    made = RosterFile()
    made.add("A17", LmsPerson(2, email="a@example.org", lms_user_id="7"))
    made.add("B2", LmsPerson(3, email="b@example.org", login="bo"))
    made.add("C3", LmsPerson(4, email="shared@example.org"))
    made.add("D4", LmsPerson(5, email="shared@example.org"))

    def codes(**known: str) -> list[str]:
        return [row["id"] for row in Identities(made).rows_of(LmsPerson(9, **known))]

    assert codes(code="a17", email="b@example.org") == ["A17"]
    assert codes(lms_user_id="7", email="b@example.org") == ["A17"]
    assert codes(email="B@EXAMPLE.org") == ["B2"]
    assert codes(login="bo") == ["B2"]
    assert codes(email="shared@example.org") == ["C3", "D4"]
    assert codes(code="B2", lms_user_id="7") == ["B2", "A17"]
    assert codes(code="Z9", email="z@example.org") == []
