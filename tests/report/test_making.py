"""The whole report of a real course: page, tables, PDF; names in it or nowhere; what is odd is left out and named."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from course_folder import CourseFolder
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, ITEMS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.handing_out import hand_out
from alongside.grading.quiz_source import UnreadableQuiz
from alongside.grading.second_marker import ReadableByLearners
from alongside.report.making import TABLES, WrittenReport, write_report

TODAY = date(2026, 11, 30)
SCRIPT = "<script>document.title='HOSTILE'</script>"
CODES = ("kvothe-7", "zebra-12", "Ångström-3", "quill-99")


def _report(course: CourseFolder, **changes: Any) -> WrittenReport:
    return write_report(course.root, [QUIZ_ID], today=TODAY, say=lambda _line: None, **changes)


def _words(written: WrittenReport) -> str:
    """Return what the page says, without its markup."""
    page = re.sub(r"<style>.*?</style>", "", written.page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _table(written: WrittenReport, name: str) -> list[dict[str, str]]:
    with (written.page.parent / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _pdf_words(written: WrittenReport) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(written.page.with_name("report.pdf")).pages)


@pytest.fixture
def group(course: CourseFolder) -> CourseFolder:
    for seed, code in enumerate(CODES):
        course.submit(code, random_answers(seed))
    course.submit("gretel-5", GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID)
    roster = "id,first_name,last_name\nkvothe-7,Vera,Vandermeer\nabsent-1,Adam,Quisling\n"
    (course.root / "my-teaching" / "roster.csv").write_text(roster, encoding="utf-8")
    return course


def test_page_tables_and_pdf_are_written_among_the_teaching_data(group: CourseFolder) -> None:
    written = _report(group)
    assert written.page == group.root.resolve() / "my-teaching" / "report" / "report.html"
    assert {path.name for path in written.files} == {"report.html", "report.pdf", *(f"{name}.csv" for name in TABLES)}
    assert {path.name for path in written.page.parent.iterdir()} == {path.name for path in written.files}
    assert written.notes == ()
    words = _words(written)
    assert "6 learners, A sample quiz. Made on 2026-11-30." in words
    assert "Vandermeer, Vera (kvothe-7)" in words and "Quisling, Adam (absent-1)" in words
    assert [row["learner"] for row in _table(written, "finished")] == sorted(
        ["Vandermeer, Vera (kvothe-7)", "Quisling, Adam (absent-1)", "zebra-12", "Ångström-3", "quill-99", "gretel-5"],
        key=str.casefold)


def test_the_page_is_one_file_without_script_or_anything_fetched(group: CourseFolder) -> None:
    page = _report(group).page.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert str(group.root) not in page


def test_every_figure_has_its_words_and_ids_of_its_own(group: CourseFolder) -> None:
    page = _report(group).page.read_text(encoding="utf-8")
    drawings = re.findall(r"<svg [^>]*>", page)
    assert drawings
    assert all('role="img"' in one and 'aria-label="' in one for one in drawings)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_pdf_says_the_same_and_leaves_the_private_part_out(group: CourseFolder) -> None:
    written = _report(group)
    words = _pdf_words(written)
    assert "Who has finished what" in words and "Vandermeer" in words
    assert "may need a word" in _words(written)
    assert "may need a word" not in words
    assert "/StructTreeRoot" in pypdf.PdfReader(written.page.with_name("report.pdf")).trailer["/Root"]


def test_without_names_no_name_and_no_code_is_anywhere(group: CourseFolder) -> None:
    group.submit(CODES[1], {}, at="2026-11-29 10:00:00 UTC")  # waits for grading
    written = _report(group, with_names=False)
    assert written.page.parent.name == "report-no-names"
    told = "\n".join(path.read_text(encoding="utf-8-sig") for path in written.files if path.suffix != ".pdf")
    told += _pdf_words(written) + " ".join(path.name for path in written.files)
    for hidden in (*CODES, "gretel-5", "absent-1", "Vera", "Vandermeer", "Adam", "Quisling"):
        assert not re.search(rf"\b{hidden}\b", told), hidden
    assert "Learner 1" in told and "Learner 6" in told
    assert "may need a word" not in told
    assert "a-word.csv" not in {path.name for path in written.files}


def test_labels_are_dealt_anew_each_time(group: CourseFolder) -> None:
    orders = set()
    for _ in range(6):
        rows = _table(_report(group, with_names=False), "finished")
        orders.add(tuple(row["points (fraction)"] for row in rows))
    assert len(orders) > 1


def test_an_older_report_with_names_leaves_nothing_behind(group: CourseFolder, tmp_path: Path) -> None:
    out = tmp_path / "for the board"
    _report(group, out=out)
    (out / "my-notes.txt").write_text("mine", encoding="utf-8")
    _report(group, out=out, with_names=False)
    assert not (out / "a-word.csv").exists()
    assert (out / "my-notes.txt").read_text(encoding="utf-8") == "mine"


def test_it_is_not_written_where_learners_read(group: CourseFolder) -> None:
    with pytest.raises(ReadableByLearners, match="where learners may read it"):
        _report(group, out=group.root / "assignments")
    assert _report(group, out=group.root / "my-teaching" / "mine").page.is_file()


def test_names_and_codes_are_words_and_never_markup_or_formulas(group: CourseFolder) -> None:
    roster = f'id,first_name,last_name\nkvothe-7,"{SCRIPT}","=HYPERLINK(1)"\nzebra-12,"#panic()","$x$ *b* \\"\n'
    (group.root / "my-teaching" / "roster.csv").write_text(roster, encoding="utf-8")
    written = _report(group)
    page = written.page.read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert any(row["learner"].startswith("'=HYPERLINK(1), <script>") for row in _table(written, "finished"))
    assert "#panic()" in _pdf_words(written)


def test_a_name_in_letters_that_no_font_has_still_gives_a_pdf(group: CourseFolder) -> None:
    roster = "id,first_name,last_name\nkvothe-7,\U0001fae8\U00012000,\ue123\n"
    (group.root / "my-teaching" / "roster.csv").write_text(roster, encoding="utf-8")
    assert _report(group).page.with_name("report.pdf").is_file()


def test_an_empty_course_one_learner_and_nobody_graded_give_a_page(course: CourseFolder) -> None:
    assert "There is nobody here yet." in _words(_report(course))
    course.submit("ana", GOOD_ANSWERS)
    words = _words(_report(course))
    assert "1 of 1 learner has handed something in." in words
    assert "1 hand-in not graded yet." in words
    grade_group(course.root, QUIZ_ID)
    assert "2 written replies to mark in formgrader." in _words(_report(course))


def test_a_deleted_item_and_a_quiz_that_is_gone_are_named_and_the_rest_counts(group: CourseFolder) -> None:
    quiz_file = group.quiz_folder / "quiz.yml"
    quiz_file.write_text(quiz_file.read_text(encoding="utf-8").replace("- count-lines\n", ""), encoding="utf-8")
    with Gradebook(f"sqlite:///{group.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        gradebook.add_assignment("old-quiz")
    written = _report(group)
    assert any("count-lines was handed out and is no longer in source/" in note for note in written.notes)
    assert any("“old-quiz”" in note for note in written.notes)
    assert "What was left out" in _words(written)
    listed = {row["question"] for row in _table(written, "items")}
    assert "count-lines" not in listed and "reflect-feeling" in listed


def test_a_quiz_that_cannot_be_read_is_an_error_alone_and_a_note_among_others(group: CourseFolder) -> None:
    with pytest.raises(UnreadableQuiz, match="missing"):
        write_report(group.root, ["no-such-quiz"])
    written = write_report(group.root, [QUIZ_ID, "no-such-quiz"], say=lambda _line: None)
    assert any("no-such-quiz" in note for note in written.notes)
    assert "6 learners, A sample quiz." in _words(written)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_odd_files_are_counted_and_never_followed_or_waited_for(group: CourseFolder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps({"format": "alongside-responses"}), encoding="utf-8")
    for name, make in (("linked", lambda path: path.symlink_to(secret)), ("piped", os.mkfifo),
                       ("junk", lambda path: path.write_bytes(b"\xff{")), ("folder", lambda path: path.mkdir())):
        folder = group.submit(name, GOOD_ANSWERS)
        grade_group(group.root, QUIZ_ID, learners=name)
        graded = group.autograded / name / QUIZ_ID / "responses.json"
        graded.unlink()
        (folder / "timestamp.txt").unlink()
        os.mkfifo(folder / "timestamp.txt")
        make(graded)
    (group.submitted / "elsewhere").symlink_to(group.submitted / "gretel-5")
    shutil.rmtree(group.autograded / "gretel-5")  # its answers are still where they were handed in
    written = _report(group)
    assert "5 hand-ins could not be read in full." in _words(written)
    states = {row["learner"]: row["state"] for row in _table(written, "finished")}
    assert {"linked", "piped", "junk", "folder", "gretel-5"} <= set(states)
    assert "elsewhere" not in states


def test_handed_in_again_after_grading_is_told(group: CourseFolder) -> None:
    group.submit("gretel-5", GOOD_ANSWERS, at="2026-11-29 10:00:00 UTC")
    states = {row["learner"]: row["state"] for row in _table(_report(group), "finished")}
    assert states["gretel-5"] == "handed in again"
    assert states["zebra-12"] == "graded"


def test_a_persons_marks_and_progress_are_seen(group: CourseFolder) -> None:
    with Gradebook(f"sqlite:///{group.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        grade = gradebook.find_grade("write-reply", QUIZ_ID, QUIZ_ID, "gretel-5")
        grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.db.commit()
    told: list[tuple[int, int]] = []
    written = _report(group, progress=lambda done, total: told.append((done, total)))
    assert (row := _table(written, "written")[0])["marked"] == "1" and row["mean mark (0 to 3)"] == "3"
    assert told[-1] == (5, 6)


def test_a_server_gives_the_same_tables_as_a_file(
    make_course: Callable[[str], CourseFolder], postgresql_url: str
) -> None:
    tables = []
    for name in ("file", "server"):
        course = make_course(name)
        if name == "server":
            with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
                config.write(f"\nc.CourseDirectory.db_url = {postgresql_url!r}\n")
            hand_out(course.root, say=lambda _line: None)
        for seed in range(12):
            course.submit(f"learner-{seed:02}", random_answers(seed))
        grade_group(course.root, QUIZ_ID)
        written = _report(course)
        tables.append({table: _table(written, table) for table in TABLES})
    assert tables[0] == tables[1]
    assert len(tables[0]["items"]) == len([one for one in ITEMS if one["kind"] != "reply"])


def test_the_command_writes_it_and_says_where(group: CourseFolder, tmp_path: Path) -> None:
    code = ("import argparse, sys\nfrom pathlib import Path\nfrom alongside.cli.reporting import report_command\n"
            "options = argparse.Namespace(root=Path(sys.argv[1]), source=None, quiz=None, out=Path(sys.argv[2]), "
            "no_names=False, paper='letter')\nsys.exit(report_command(options))")
    done = subprocess.run([sys.executable, "-c", code, str(group.root), str(tmp_path / "out")], env=group.environment,
                          cwd=group.root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Wrote {tmp_path / 'out' / 'report.html'} and 12 files beside it." in done.stdout
    assert "about people by name" in done.stdout
