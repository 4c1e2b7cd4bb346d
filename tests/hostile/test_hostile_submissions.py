"""A group of broken and hostile submissions among healthy ones, graded by ``alongside grade`` and by nbgrader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import CASES, LEARNER_IDS
from course_folder import CourseFolder, Row, auto_scores, gradebook_rows, handed_out_course
from sample_quiz import GOOD_ANSWERS, GOOD_SCORES, QUIZ_ID

from alongside.grading.bulk import grade_group

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes, sockets or odd names in folders")

HEALTHY = ("aa-first", "mm-middle", "zz-last")
OPEN_SCORES = dict.fromkeys([*GOOD_SCORES, "write-reply", "write-summary"], 0.0)


def _spoil(course: CourseFolder) -> None:
    for learner in HEALTHY:
        course.submit(learner, GOOD_ANSWERS)
    for name, case in CASES.items():
        case.build(course.submit(name, GOOD_ANSWERS))
    for code, _ in LEARNER_IDS.values():
        course.submit(os.fsdecode(code), GOOD_ANSWERS)
    elsewhere = course.root / "elsewhere"
    course.submit("to-be-moved", GOOD_ANSWERS).parent.rename(elsewhere)
    (course.submitted / "learner_folder_symlink").symlink_to(elsewhere, target_is_directory=True)
    (course.submitted / "quiz_folder_symlink").mkdir()
    (course.submitted / "quiz_folder_symlink" / QUIZ_ID).symlink_to(elsewhere / QUIZ_ID, target_is_directory=True)
    (course.submitted / "quiz_folder_is_a_file").mkdir()
    (course.submitted / "quiz_folder_is_a_file" / QUIZ_ID).write_text("not a folder", encoding="ascii")
    os.mkfifo(course.submitted / "learner_folder_fifo")


@dataclass
class Run:
    course: CourseFolder
    rows: dict[str, Row]
    words: str


def _graded(way: str, template: Path, root: Path) -> Run:
    course = handed_out_course(template, root)
    _spoil(course)
    if way == "alongside grade":
        words = grade_group(course.root, QUIZ_ID).text()
    else:
        words = course.nbgrader("autograde", QUIZ_ID).stderr
    return Run(course, gradebook_rows(course.root), words)


WAYS = ("alongside grade", "nbgrader autograde")


@pytest.fixture(scope="module")
def runs(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    folder = tmp_path_factory.mktemp("hostile")
    return {way: _graded(way, template, folder / way) for way in WAYS}


@pytest.fixture(params=WAYS)
def run(request: pytest.FixtureRequest, runs: dict[str, Run]) -> Run:
    return runs[request.param]


def test_there_are_more_than_thirty_cases() -> None:
    assert len(CASES) + len(LEARNER_IDS) > 60  # the issue asks for 30


@pytest.mark.parametrize("learner", HEALTHY)
def test_every_healthy_learner_is_graded_right(run: Run, learner: str) -> None:
    assert auto_scores(run.rows[learner]) == {**GOOD_SCORES, "write-reply": None, "write-summary": None}


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_submission_is_graded_as_its_answers_allow(run: Run, name: str) -> None:
    scores = auto_scores(run.rows[name])
    if CASES[name].outcome == "full":
        assert {item: scores[item] for item in GOOD_SCORES} == GOOD_SCORES
    else:
        assert scores == OPEN_SCORES


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.odd])
def test_the_summary_says_what_was_odd(run: Run, name: str) -> None:
    remarks = [line for line in run.words.splitlines() if f"“{name}”: " in line]
    assert any(CASES[name].odd in remark for remark in remarks), remarks


@pytest.mark.parametrize("name", LEARNER_IDS)
def test_an_odd_learner_code_is_graded_or_passed_over_and_named(run: Run, name: str) -> None:
    raw, outcome = LEARNER_IDS[name]
    code = os.fsdecode(raw)
    if outcome == "graded":
        assert auto_scores(run.rows[code])["reflect-feeling"] == 1
    else:
        assert code not in run.rows
        assert "Passed over:" in run.words


def test_nothing_of_a_learner_runs(run: Run) -> None:
    assert not list(run.course.root.rglob("CANARY"))


def test_links_and_pipes_are_neither_followed_nor_copied(run: Run) -> None:
    for path in run.course.autograded.rglob("*"):
        assert path.is_dir() or (path.is_file() and not path.is_symlink() and path.stat().st_size < 3_000_000)
    for learner in ("learner_folder_symlink", "learner_folder_fifo"):
        assert learner not in run.rows
        assert f"“{learner}” is a" in run.words
    for learner in ("quiz_folder_symlink", "quiz_folder_is_a_file"):
        assert auto_scores(run.rows[learner]) == OPEN_SCORES
        assert f"“{QUIZ_ID}” is a" in run.words


def test_only_our_own_files_stand_beside_a_graded_notebook(run: Run) -> None:
    allowed = {f"{QUIZ_ID}.ipynb", "responses.json", "timestamp.txt", "submission_secret.txt"}
    for learner in run.rows:
        assert {path.name for path in (run.course.autograded / learner / QUIZ_ID).iterdir()} <= allowed


def test_no_markup_of_a_learner_is_in_any_graded_notebook(run: Run) -> None:
    for notebook in run.course.autograded.rglob("*.ipynb"):
        text = notebook.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text


def test_both_ways_give_equal_grades_to_everybody(runs: dict[str, Run], capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = (runs[way] for way in WAYS)
    assert ours.rows == theirs.rows
    with capsys.disabled():
        print("\n" + "\n".join(_table(ours)))


def _table(run: Run) -> Iterator[str]:
    """Yield every case with what grading made of it and what the summary said."""
    for name, case in CASES.items():
        points = sum(score or 0.0 for score in auto_scores(run.rows[name]).values())
        said = [line.partition("”: ")[2] for line in run.words.splitlines() if f"“{name}”: " in line]
        yield f"  {name:34} {case.outcome:5} {points:4g} points  {'; '.join(said)[:110] or '(nothing odd)'}"
    for name, (code, outcome) in LEARNER_IDS.items():
        yield f"  {name:34} {outcome:8}     {code!r:.60}"
