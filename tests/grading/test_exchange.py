"""The whole way through nbgrader's exchange by its own commands, with somebody who means harm in the inbound folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from course_folder import CourseFolder, auto_scores, gradebook_rows, responses
from sample_quiz import GOOD_ANSWERS, GOOD_SCORES, QUIZ_ID

from alongside.grading.feedback import write_feedback
from alongside.grading.returning import return_feedback

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange refuses Windows"),
]


class Learner:
    def __init__(self, course: CourseFolder, exchange: Path, home: Path) -> None:
        self.home = home
        (home / "config").mkdir(parents=True)
        (home / "config" / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.CourseDirectory.course_id = 'alongside'\nc.Exchange.root = {str(exchange)!r}\n",
            encoding="utf-8",
        )
        self.environment = {
            **course.environment,
            "HOME": str(home),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
        }

    def nbgrader(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr


def test_the_exchange_carries_a_quiz_there_and_feedback_back(course: CourseFolder, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
    course.nbgrader("release_assignment", QUIZ_ID)
    learner = Learner(course, exchange, tmp_path / "learner")
    learner.nbgrader("fetch_assignment", QUIZ_ID)
    work = learner.home / QUIZ_ID
    assert {path.name for path in work.iterdir()} == {"quiz.json", f"{QUIZ_ID}.ipynb"}
    (work / "responses.json").write_text(json.dumps(responses(GOOD_ANSWERS)), encoding="utf-8")
    learner.nbgrader("submit", QUIZ_ID)

    inbound = exchange / "alongside" / "inbound"
    hostile = inbound / f"mallory+{QUIZ_ID}+2026-11-22 15:00:00 UTC"
    hostile.mkdir()
    os.mkfifo(hostile / "pipe")
    (hostile / "responses.json").symlink_to("/etc/passwd")
    (hostile / "timestamp.txt").write_text("2026-11-22 15:00:00 UTC", encoding="ascii")
    (inbound / f"<img src=x>+{QUIZ_ID}+2026-11-22 15:00:00 UTC").mkdir()

    said = course.nbgrader("collect", QUIZ_ID).stderr
    assert "responses.json is a link" in said
    collected = sorted(path.name for path in course.submitted.iterdir())
    assert len(collected) == 2
    assert "mallory" in collected
    assert not (course.folder_of("mallory") / "responses.json").exists()

    course.nbgrader("autograde", QUIZ_ID)
    rows = gradebook_rows(course.root)
    [own] = [name for name in rows if name != "mallory"]
    assert {item: auto_scores(rows[own])[item] for item in GOOD_SCORES} == GOOD_SCORES
    write_feedback(course.root, QUIZ_ID)
    assert return_feedback(course.root, QUIZ_ID).through_exchange
    learner.nbgrader("fetch_feedback", QUIZ_ID)
    [page] = (learner.home / QUIZ_ID / "feedback").rglob("*.html")
    assert "PRIVATE names the feeling" in page.read_text(encoding="utf-8")
