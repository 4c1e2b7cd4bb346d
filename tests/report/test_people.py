"""Who belongs to the group and what the report calls them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from course_folder import CourseFolder
from nbgrader.api import Gradebook

from alongside.report.people import find_people


@pytest.fixture
def gradebook(course: CourseFolder) -> Iterator[Gradebook]:
    with Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside") as opened:
        opened.add_student("A17", first_name="Rosa", last_name="Almeida")
        opened.add_student("B2")
        yield opened


def _roster(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_everybody_is_there_once_by_the_alphabet_of_what_they_are_called(gradebook: Gradebook, tmp_path: Path) -> None:
    roster = _roster(tmp_path, "id,first_name,last_name\na17,Rosa,Zapata\nC3,Ada,\n")
    odd: list[str] = []
    people = find_people(gradebook, roster, {"B2", "d4"}, odd, with_names=True)
    assert dict(people.called) == {"C3": "Ada (C3)", "B2": "B2", "d4": "d4", "A17": "Zapata, Rosa (A17)"}
    assert list(people.called) == ["C3", "B2", "d4", "A17"]
    assert odd == []


def test_without_a_roster_the_gradebook_names_them_and_a_broken_one_is_told(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    odd: list[str] = []
    people = find_people(gradebook, tmp_path / "none.csv", (), odd, with_names=True)
    assert people.called["A17"] == "Almeida, Rosa (A17)"
    assert odd == []
    find_people(gradebook, _roster(tmp_path, "name\nx\n"), (), odd, with_names=True)
    assert "column named “id”" in odd[0]


def test_a_code_that_two_people_share_gets_no_name(gradebook: Gradebook, tmp_path: Path) -> None:
    roster = _roster(tmp_path, "id,first_name\nB2,Kim\nB2,Sam\n")
    odd: list[str] = []
    assert find_people(gradebook, roster, (), odd, with_names=True).called["B2"] == "B2"
    assert "lines to mend" in odd[0]


def test_labels_are_neutral_complete_and_padded_so_that_they_sort(gradebook: Gradebook, tmp_path: Path) -> None:
    codes = {f"code-{number}" for number in range(10)}
    people = find_people(gradebook, tmp_path / "none.csv", codes, [], with_names=False)
    assert list(people.called.values()) == [f"Learner {number:02}" for number in range(1, 13)]
    assert set(people.called) == codes | {"A17", "B2"}
    assert len({tuple(find_people(gradebook, tmp_path / "none.csv", codes, [], with_names=False).called)
                for _ in range(4)}) > 1  # fmt: skip
