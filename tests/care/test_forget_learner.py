"""After a deletion no byte of a learner is left among the teaching data, and nobody else is touched."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import zipfile
from html import escape
from pathlib import Path

import pytest
from course_folder import CourseFolder, gradebook_rows
from graded import REPLY, log_rows, open_gradebook, state
from sample_quiz import QUIZ_ID
from taught import CODE, OTHERS, OWN, OWN_LINE, ROSTER, WORDS, answers_with, teach

from alongside.care import forget_learner as module
from alongside.care.backup import back_up
from alongside.care.export_learner import export_learner
from alongside.care.forget_learner import find_traces, forget_learner
from alongside.care.restore import restore
from alongside.care.traces import NoSuchLearner
from alongside.cli.care import forget_learner_command
from alongside.grading.bulk import grade_group
from alongside.grading.second_compare import compare_second_marks


@pytest.fixture
def taught_on_server(on_server: CourseFolder, tmp_path: Path) -> CourseFolder:
    teach(on_server, tmp_path)
    return on_server


def _holding(folder: Path, *texts: str) -> list[str]:
    """Return the files under a folder that hold one of the texts in any spelling, each byte looked at; zips opened."""
    wanted = {form.encode() for text in texts for form in (text, json.dumps(text)[1:-1])}
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            contents = [path.name.encode(), path.read_bytes()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    contents += [archive.read(name) for name in archive.namelist()]
            if any(text in content for text in wanted for content in contents):
                found.append(path.relative_to(folder).as_posix())
    return found


def test_no_byte_of_a_learner_is_left_and_nobody_else_is_touched(taught: CourseFolder) -> None:
    teaching = taught.root / "my-teaching"
    assert len(_holding(teaching, *OWN)) >= 8, "the fixture no longer spreads the learner's words"
    before = gradebook_rows(taught.root)
    others_log = [row for row in log_rows(taught) if row[2] != CODE]
    others_files = {
        path: path.read_bytes() for path in teaching.rglob("*") if path.is_file() and set(path.parts) & set(OTHERS)
    }
    assert len(others_files) > 20
    export_learner(taught.root, CODE)
    told = forget_learner(taught.root, CODE)
    assert _holding(teaching, *OWN) == []
    left = [name for name in _holding(teaching, f"{CODE} ", f'"{CODE}"', f"/{CODE}/", f">{CODE}<", f"{CODE}.zip")]
    assert left == []
    assert not [path for path in teaching.rglob("*") if path.name in (CODE, f"{CODE}.zip", f"{CODE}.html")]
    after = gradebook_rows(taught.root)
    assert {**after, CODE: before[CODE]} == before
    assert CODE not in after
    assert log_rows(taught) == others_log
    assert all(path.read_bytes() == content for path, content in others_files.items())
    assert told.mentions == told.backups == []
    roster = (teaching / "roster.csv").read_bytes().decode()
    assert roster == ROSTER.replace(OWN_LINE, "")
    log = (teaching / "nbgrader.log").read_text(encoding="utf-8")
    assert log.startswith("graded [deleted learner] at 10:00\n")
    assert all(f"graded {other} at" in log for other in OTHERS)


def test_the_gradebook_file_has_no_free_page_with_words_in_it(taught: CourseFolder) -> None:
    file = taught.root / "my-teaching" / "gradebook.db"
    assert b"marmalade was well heard" in file.read_bytes()
    forget_learner(taught.root, CODE)
    assert b"marmalade" not in file.read_bytes()
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_learner_is_deleted_from_a_server_too(taught_on_server: CourseFolder) -> None:
    forget_learner(taught_on_server.root, CODE)
    with open_gradebook(taught_on_server) as gradebook:
        assert {student.id for student in gradebook.students} == set(OTHERS)
    assert CODE not in {row[2] for row in log_rows(taught_on_server)}
    assert _holding(taught_on_server.root / "my-teaching", *OWN) == []


@pytest.mark.parametrize("code", ["zo*", "[z]oë-27", "ZOË-27"])
def test_odd_codes_touch_one_learner_only(taught: CourseFolder, code: str) -> None:
    forget_learner(taught.root, code)
    assert set(gradebook_rows(taught.root)) == {CODE, *OTHERS} - {code}
    assert {path.name for path in taught.submitted.iterdir()} == {CODE, *OTHERS} - {code}


def test_second_marking_goes_on_without_the_deleted_reply(taught: CourseFolder) -> None:
    forget_learner(taught.root, CODE)
    folder = taught.root / "my-teaching" / "second-marking"
    (page,) = folder.glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert text.count("This reply was deleted.") == 2
    assert text.count("What the other one wrote") >= 3
    (key,) = folder.glob("*-key.json")
    loaded = json.loads(key.read_text(encoding="utf-8"))
    marks = {str(one["number"]): 2 for one in loaded["replies"] if one["item"] == REPLY}
    sent = taught.root / "second-marks.json"
    sent.write_text(json.dumps({"format": "alongside-second-marks", "version": 1, "quiz": QUIZ_ID,
                                "sample": loaded["sample"], "marks": marks}))
    comparison = compare_second_marks(taught.root, sent, QUIZ_ID)
    assert len(comparison.replies) == len(marks) - 1
    assert any("changed or taken away" in line for line in comparison.left_out)


def test_what_will_go_is_shown_and_a_second_time_there_is_nothing(taught: CourseFolder) -> None:
    shown = find_traces(taught.root, CODE).text()
    for word in ("hand-ins", "graded", "feedback", "collected", "returned.zip", "portfolio.html", "roster", "gradebook",
                 "second marking", "nbgrader.log"):
        assert word in shown
    forget_learner(taught.root, CODE)
    with pytest.raises(NoSuchLearner, match="keeps nothing"):
        find_traces(taught.root, CODE)


def test_another_spelling_is_named_and_deletes_nothing(course: CourseFolder) -> None:
    course.submit("ada", answers_with(WORDS))
    grade_group(course.root, QUIZ_ID)
    for code in ("Ada", "ADA", "ad*", "*", "ad", "ada "):
        with pytest.raises(NoSuchLearner):
            forget_learner(course.root, code)
    with pytest.raises(NoSuchLearner, match="There is “ada”"):
        forget_learner(course.root, "Ada")
    for code in ("..", "../submitted", "a/b", ""):
        with pytest.raises(NoSuchLearner, match="cannot be used"):
            forget_learner(course.root, code)
    assert list(gradebook_rows(course.root)) == ["ada"]


def test_backups_and_kept_states_are_listed_and_a_restore_brings_the_learner_back(taught: CourseFolder) -> None:
    before = state(taught)
    backup = back_up(taught.root).path
    told = forget_learner(taught.root, CODE)
    assert told.backups == [backup]
    assert str(backup) in told.text()
    restored = restore(taught.root, backup)
    assert state(taught) == before
    assert "is back" in restored.text()
    assert restored.kept in forget_learner(taught.root, CODE).backups


def test_a_file_that_still_names_the_learner_is_listed(taught: CourseFolder) -> None:
    notes = taught.root / "my-teaching" / "notes.txt"
    notes.write_text(f"Talk with {CODE} on Friday.", encoding="utf-8")
    quote = taught.root / "my-teaching" / "report.html"
    quote.write_text(f"<q>{escape(WORDS)}</q>", encoding="utf-8")
    (taught.root / "my-teaching" / "other.txt").write_text("Talk with zoë-277, zoë-27-b and my-zoë-27.")
    told = forget_learner(taught.root, CODE)
    assert told.mentions == ["notes.txt", "report.html"]
    assert notes.exists()


def test_a_link_in_the_place_of_a_learners_folder_is_removed_and_not_followed(
    course: CourseFolder, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("mine")
    course.submit("ada", {}).parent.rename(tmp_path / "moved")
    (course.submitted / "ada").symlink_to(elsewhere, target_is_directory=True)
    (course.submitted / "bo").mkdir()
    (course.submitted / "bo" / "link").symlink_to(elsewhere, target_is_directory=True)
    for code in ("ada", "bo"):
        forget_learner(course.root, code)
    assert (elsewhere / "precious").read_text() == "mine"
    assert list(course.submitted.iterdir()) == []


def test_a_stopped_deletion_goes_on(taught: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: Path) -> None:
        raise OSError("the disk went away")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_delete", stop)
        with pytest.raises(OSError, match="went away"):
            forget_learner(taught.root, CODE)
    forget_learner(taught.root, CODE)
    assert _holding(taught.root / "my-teaching", *OWN) == []


def test_the_command_asks_for_the_code(
    taught: CourseFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = argparse.Namespace(root=taught.root, source=None, code=CODE, yes=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert forget_learner_command(options) == 1
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "zoë")
    assert forget_learner_command(options) == 1
    assert CODE in gradebook_rows(taught.root)
    monkeypatch.setattr("builtins.input", lambda _: CODE)
    assert forget_learner_command(options) == 0
    assert CODE not in gradebook_rows(taught.root)
    said = capsys.readouterr()
    assert "hand-ins: 3 files" in said.out
    assert "yours to delete" in said.out
    assert "Nothing was deleted" in said.err
