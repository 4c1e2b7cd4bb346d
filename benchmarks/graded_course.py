"""A course with one quiz of twelve scored questions and as many made-up hand-ins as asked for, ours and the peer's."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import yaml

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from alongside.grading.handing_out import hand_out  # noqa: E402
from alongside.grading.quiz_source import Quiz, require_quiz  # noqa: E402
from alongside.items.kinds import KINDS  # noqa: E402
from alongside.learner.store import Change, ResponseStore  # noqa: E402

QUIZ = "supportive-communication"
QUESTIONS = 12
_VARIETY = 64
"""Different sets of answers; every further learner hands in one of these again."""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds on the clock, seconds of processor time with all it started, MB of memory at most
    (the last two are 0 on Windows).
    """

    seconds: float
    processor_seconds: float
    memory_mb: float


def run(root: Path, *command: str) -> Run:
    """Run one command in a course folder."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "HOME": str(root), "JUPYTER_CONFIG_DIR": str(root / ".j")}
    log = root / "command.log"
    start = time.perf_counter()
    with log.open("wb") as file:
        child = subprocess.Popen([sys.executable, "-m", *command], cwd=root, env=environment, stdout=file, stderr=file)
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(child.pid, 0)
            code = os.waitstatus_to_exitcode(status)
            processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        else:
            code, processor, memory = child.wait(), 0.0, 0.0
    seconds = time.perf_counter() - start
    if code:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return Run(seconds, processor, memory)


def our_course(root: Path) -> tuple[Path, Quiz]:
    """Lay out a course folder with the first twelve questions of the real quiz, handed out."""
    folder = root / "source" / QUIZ
    shutil.copytree(PROJECT / "source" / QUIZ, folder)
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    whole = yaml.safe_load((folder / "quiz.yml").read_text(encoding="utf-8"))
    whole["items"] = whole["items"][:QUESTIONS]
    (folder / "quiz.yml").write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    for file in (folder / "items").glob("*.yml"):
        item = yaml.safe_load(file.read_text(encoding="utf-8"))
        if (item.get("twin_of") or item["id"]) not in whole["items"]:
            file.unlink()
    quiz = require_quiz(folder)
    assert len(quiz.items) == QUESTIONS and not any(item.marked_by_person for item in quiz.items)
    build_quiz(folder, quiz)
    hand_out(root, say=lambda line: None)
    return root, quiz


def build_quiz(folder: Path, quiz: Quiz) -> None:
    """Write what ``alongside build`` writes for a quiz."""
    from alongside.grading.quiz_notebook import notebook_text, quiz_json, quiz_notebook

    (folder / f"{quiz.id}.ipynb").write_text(notebook_text(quiz_notebook(quiz)), encoding="utf-8")
    (folder / "quiz.json").write_text(quiz_json(quiz), encoding="utf-8")


def hand_in(root: Path, quiz: Quiz, learners: list[str]) -> None:
    """Put hand-ins of made-up learners where collecting puts them: answers as the widgets write them."""
    samples = [_answers(root / "answers" / f"{number}.json", quiz, number) for number in range(_VARIETY)]
    notebook = (root / "source" / QUIZ / f"{QUIZ}.ipynb").read_bytes()
    for number, learner in enumerate(learners):
        folder = root / "my-teaching" / "submitted" / learner / QUIZ
        folder.mkdir(parents=True)
        (folder / "responses.json").write_bytes(samples[number % _VARIETY])
        (folder / "timestamp.txt").write_text("2026-11-22 15:04:05 UTC", encoding="ascii")
        (folder / f"{QUIZ}.ipynb").write_bytes(notebook)


def _answers(path: Path, quiz: Quiz, seed: int) -> bytes:
    chance = random.Random(seed)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        store = ResponseStore(path, quiz.id)
        for item in quiz.items:
            samples = KINDS[item.kind].samples(item.body)
            if answer := chance.choice([samples.right, samples.other, None]):
                store.save(Change(item.id, item.version, answer, f"bench:{item.id}"))
    return path.read_bytes()


def _cell(source: str, name: str, *, grade: bool) -> Any:
    """Return a stock nbgrader cell: an answer to fill in, or a test worth one point."""
    marks = {"grade": grade, "solution": not grade, "locked": grade, "grade_id": name, "schema_version": 3,
             "task": False}
    made = nbformat.v4.new_code_cell(source, metadata={"nbgrader": marks | ({"points": 1} if grade else {})})
    made["id"] = name
    return made


def _stock_notebook(chance: random.Random | None) -> Any:
    """Return the peer's notebook: as handed out, or with a learner's answers."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number in range(QUESTIONS):
        answer = chance.choice(["'a'", "'b'", "None"]) if chance else "None"
        notebook.cells += [_cell(f"answer_{number} = {answer}", f"answer-{number}", grade=False),
                           _cell(f"assert answer_{number} == 'a'", f"test-{number}", grade=True)]
    return notebook


def stock_course(root: Path) -> Path:
    """Lay out a course folder of stock nbgrader with its quiz of twelve Python questions handed out."""
    (root / "source" / QUIZ).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'peer'\n")
    nbformat.write(_stock_notebook(None), root / "source" / QUIZ / f"{QUIZ}.ipynb")
    run(root, "nbgrader", "generate_assignment", QUIZ)
    return root


def stock_hand_in(root: Path, learners: list[str]) -> None:
    """Put hand-ins of made-up learners into the peer's course."""
    for number, learner in enumerate(learners):
        folder = root / "submitted" / learner / QUIZ
        folder.mkdir(parents=True)
        nbformat.write(_stock_notebook(random.Random(number)), folder / f"{QUIZ}.ipynb")
