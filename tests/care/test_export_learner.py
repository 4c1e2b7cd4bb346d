"""A learner gets everything that is kept about them in one zip, in plain words, and nothing about others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from course_folder import CourseFolder
from graded import REPLY, state
from sample_quiz import QUIZ_ID
from taught import CODE, OTHERS

from alongside.care.export_learner import AlreadyThere, export_learner
from alongside.care.traces import NoSuchLearner


def _export(course: CourseFolder, code: str = CODE) -> zipfile.ZipFile:
    return zipfile.ZipFile(export_learner(course.root, code).path)


def test_everything_about_a_learner_is_in_the_zip_and_nothing_about_others(taught: CourseFolder) -> None:
    before = state(taught)
    with _export(taught) as archive:
        names = set(archive.namelist())
        everything = {name: archive.read(name) for name in names}
    assert state(taught) == before
    for name in ("README.txt", "answers.html", "grades.csv", "grades.json", "grade-changes.csv", "person.json",
                 "second-marking.csv", "log-lines.txt", "returned.zip", "portfolio.html",
                 f"hand-ins/{QUIZ_ID}/responses.json", f"graded/{QUIZ_ID}/{QUIZ_ID}.ipynb",
                 f"feedback/{QUIZ_ID}/{QUIZ_ID}.html"):
        assert name in names
    assert sum(name.startswith(f"collected/{QUIZ_ID}/") for name in names) == 1
    assert not [name for name, text in everything.items() if b"What the other one wrote" in text]
    near = [one.encode() for one in OTHERS if one not in CODE]
    assert not [name for name, text in everything.items() if any(one in text for one in near)]
    readme = everything["README.txt"].decode()
    assert all(name.partition("/")[0] in readme for name in names - {"README.txt"})


def test_grades_person_and_changes_are_told_in_plain_columns(taught: CourseFolder) -> None:
    with _export(taught) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("grades.csv").decode("utf-8-sig"))))
        same = json.loads(archive.read("grades.json"))
        person = json.loads(archive.read("person.json"))
        changes = archive.read("grade-changes.csv").decode("utf-8-sig")
        log = archive.read("log-lines.txt").decode()
    reply = next(row for row in rows if row["question"] == REPLY)
    assert (reply["points by a person"], reply["most points possible"]) == ("3", "3")
    assert reply["comment"] == "The marmalade was well heard, Zoë."
    assert len(same) == len(rows) == 9
    assert person["roster"] == [{"id": CODE, "first_name": "Zoë\nMarie", "email": "zoe@example.org"}]
    assert person["gradebook"]["first_name"] == "Zoë"
    assert f"{CODE},{QUIZ_ID},count-lines,automatic,0.5,1" in changes
    assert log == f"nbgrader.log: graded {CODE} at 10:00\n"


def test_answers_are_shown_in_words_with_the_coachs_notes_and_no_key(taught: CourseFolder) -> None:
    with _export(taught) as archive:
        page = archive.read("answers.html").decode()
    assert "marmalade lighthouse" in page
    assert "<b>never" not in page
    assert "What the coach would notice" in page
    assert "That sounds exhausting." in page
    assert "PRIVATE" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_an_export_goes_where_it_is_asked_and_never_over_a_file(taught: CourseFolder, tmp_path: Path) -> None:
    told = export_learner(taught.root, CODE, tmp_path / "zoe.zip")
    assert told.path == tmp_path / "zoe.zip"
    assert QUIZ_ID in told.text()
    with pytest.raises(AlreadyThere, match="is there already"):
        export_learner(taught.root, CODE, tmp_path / "zoe.zip")
    with pytest.raises(AlreadyThere, match="course folder"):
        export_learner(taught.root, CODE, taught.root / "zoe.zip")
    with pytest.raises(NoSuchLearner):
        export_learner(taught.root, "nobody")


def test_an_export_follows_no_link(course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("outside")
    folder = course.submit("ada", {})
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    told = export_learner(course.root, "ada")
    assert "link.txt" in told.text()
    with zipfile.ZipFile(told.path) as archive:
        assert not [name for name in archive.namelist() if b"outside" in archive.read(name)]
