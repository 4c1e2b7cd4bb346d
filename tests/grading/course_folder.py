"""A course in a temporary folder, with what instructors and learners do to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from sample_quiz import ITEMS, QUIZ_ID, write_quiz

from alongside.grading.quiz_notebook import notebook_text, quiz_json, quiz_notebook
from alongside.grading.quiz_source import Quiz, require_quiz

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def responses(answers: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return an answers file with one attempt for each answer."""
    versions = {item["id"]: item["version"] for item in ITEMS}
    items = {
        item_id: {
            "item_version": versions.get(item_id, 1),
            "attempts": [
                {
                    "revision": number,
                    "at": "2026-11-22T15:04:05.123Z",
                    "token": f"t:{number}",
                    "draft": False,
                    "answer": answer,
                }
            ],
        }
        for number, (item_id, answer) in enumerate(answers.items(), 1)
    }
    whole = {
        "format": "alongside-responses",
        "version": 1,
        "page": QUIZ_ID,
        "revision": len(items),
        "items": items,
        "hand_ins": [],
    }
    return {**whole, **changes}


class CourseFolder:
    """A course folder with the sample quiz, the repository's ``nbgrader_config.py`` and nothing of this machine."""

    def __init__(self, root: Path, *, new: bool = True) -> None:
        self.root = root
        self.quiz_folder = root / "source" / QUIZ_ID
        if new:
            write_quiz(root / "source")
            self.build()
            shutil.copy(REPOSITORY / "nbgrader_config.py", root)
        self.submitted = root / "my-teaching" / "submitted"
        self.autograded = root / "my-teaching" / "autograded"
        self.environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(root / ".jupyter"),
            "JUPYTER_DATA_DIR": str(root / ".data"),
            "PYTHONPATH": str(REPOSITORY),
            "HOME": str(root),
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        }

    @property
    def quiz(self) -> Quiz:
        return require_quiz(self.quiz_folder)

    def build(self) -> None:
        """Do what ``alongside build`` does for a quiz."""
        quiz = self.quiz
        (self.quiz_folder / f"{quiz.id}.ipynb").write_text(notebook_text(quiz_notebook(quiz)), encoding="utf-8")
        (self.quiz_folder / "quiz.json").write_text(quiz_json(quiz), encoding="utf-8")

    def nbgrader(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a real nbgrader command in the course folder."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"nbgrader {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
        return done

    def hand_out(self) -> None:
        self.nbgrader("generate_assignment", QUIZ_ID, "--force")

    def folder_of(self, learner_id: str) -> Path:
        return self.submitted / learner_id / QUIZ_ID

    def submit(self, learner_id: str, answers: dict[str, Any], at: str = "2026-11-22 15:04:05 UTC") -> Path:
        """Put one learner's submission where collecting puts it."""
        folder = self.folder_of(learner_id)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.root / "assignments" / QUIZ_ID / f"{QUIZ_ID}.ipynb", folder)
        (folder / "responses.json").write_text(json.dumps(responses(answers)), encoding="utf-8")
        (folder / "timestamp.txt").write_text(at, encoding="ascii")
        return folder


def handed_out_course(template: Path, root: Path) -> CourseFolder:
    """Return a fresh copy of a course whose quiz has been handed out by nbgrader."""
    shutil.copytree(template, root, dirs_exist_ok=True)
    return CourseFolder(root, new=False)


Row = tuple[Any, ...]


def gradebook_rows(root: Path, db_url: str = "") -> dict[str, Row]:
    """Return learner -> everything that the gradebook holds about the sample quiz, read by nbgrader's own API."""
    from nbgrader.api import Gradebook

    found: dict[str, Row] = {}
    usual = f"sqlite:///{root / 'my-teaching' / 'gradebook.db'}"
    with Gradebook(db_url or usual, "alongside") as gradebook:
        for submission in gradebook.assignment_submissions(QUIZ_ID):
            notebook = submission.notebooks[0]
            grades = sorted(
                (grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
                for grade in notebook.grades
            )
            comments = sorted((item.name, item.auto_comment, item.manual_comment) for item in notebook.comments)
            found[submission.student_id] = (
                submission.timestamp,
                notebook.score,
                notebook.max_score,
                notebook.needs_manual_grade,
                notebook.late_submission_penalty,
                tuple(grades),
                tuple(comments),
            )
    return found


def auto_scores(row: Row) -> dict[str, float | None]:
    """Return item id -> automatic score from a row of ``gradebook_rows``."""
    return {name: score for name, score, *_ in row[5]}
