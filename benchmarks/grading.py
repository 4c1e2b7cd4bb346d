"""Grading a group: ``alongside grade``, ``nbgrader autograde`` with our step, stock nbgrader executing Python cells.

    .venv/bin/python benchmarks/grading.py [--learners 300] [--blocks 3]

All three grade as many learners of a quiz with as many scored questions. They take turns, block by block, each as a
whole process with its start-up, so that a slow minute of the machine meets all of them. The peer is nbgrader as it
comes: choose-and-compare questions as Python cells, one answer cell and one test cell each, run by its kernel.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from alongside.grading.handing_out import hand_out  # noqa: E402
from alongside.grading.quiz_source import Quiz, require_quiz  # noqa: E402
from alongside.items.kinds import KINDS  # noqa: E402
from alongside.learner.store import Change, ResponseStore  # noqa: E402

QUIZ = "supportive-communication"


def run(root: Path, *command: str) -> float:
    """Run one command in a course folder; return its seconds."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "HOME": str(root), "JUPYTER_CONFIG_DIR": str(root / ".j")}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *command], cwd=root, env=environment, capture_output=True, text=True,
                          check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


def our_course(root: Path) -> Path:
    """Lay out a course folder with the real quiz, handed out."""
    shutil.copytree(PROJECT / "source", root / "source")
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    hand_out(root, say=lambda line: None)
    return root


def answer_for(quiz: Quiz, folder: Path, seed: int) -> None:
    """Write one learner's answers, as the widgets would."""
    chance = random.Random(seed)
    store = ResponseStore(folder / "responses.json", quiz.id)
    for item in quiz.items:
        samples = KINDS[item.kind].samples(item.body)
        answer = chance.choice([samples.right, samples.other, None])
        if answer:
            store.save(Change(item.id, item.version, answer, f"bench:{item.id}"))
    shutil.copy(PROJECT / "assignments" / QUIZ / f"{QUIZ}.ipynb", folder)


def cell(source: str, name: str, *, grade: bool) -> Any:
    """Return a stock nbgrader cell: an answer to fill in, or a test worth one point."""
    marks = {"grade": grade, "solution": not grade, "locked": grade, "grade_id": name, "schema_version": 3,
             "task": False}
    made = nbformat.v4.new_code_cell(source, metadata={"nbgrader": marks | ({"points": 1} if grade else {})})
    made["id"] = name
    return made


def stock_notebook(questions: int, chance: random.Random | None) -> Any:
    """Return the peer's notebook: as handed out, or with a learner's answers."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number in range(questions):
        answer = chance.choice(["'a'", "'b'", "None"]) if chance else "None"
        notebook.cells += [cell(f"answer_{number} = {answer}", f"answer-{number}", grade=False),
                           cell(f"assert answer_{number} == 'a'", f"test-{number}", grade=True)]
    return notebook


def stock_course(root: Path, questions: int) -> Path:
    """Lay out a course folder of stock nbgrader with its quiz handed out."""
    (root / "source" / QUIZ).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'peer'\n")
    nbformat.write(stock_notebook(questions, None), root / "source" / QUIZ / f"{QUIZ}.ipynb")
    run(root, "nbgrader", "generate_assignment", QUIZ)
    return root


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--blocks", type=int, default=3)
    options = parser.parse_args()
    quiz = require_quiz(PROJECT / "source" / QUIZ)
    questions = sum(item.kind != "reply" for item in quiz.items)
    seconds: dict[str, list[float]] = {"alongside grade": [], "nbgrader autograde, our step": [], "nbgrader, stock": []}
    with tempfile.TemporaryDirectory() as scratch:
        bulk, step = our_course(Path(scratch) / "bulk"), our_course(Path(scratch) / "step")
        stock = stock_course(Path(scratch) / "stock", questions)
        size = options.learners // options.blocks
        for block in range(options.blocks):
            for number in range(size):
                learner = f"b{block}-{number:04}"
                for root in (bulk, step):
                    folder = root / "my-teaching" / "submitted" / learner / QUIZ
                    folder.mkdir(parents=True)
                    answer_for(quiz, folder, block * size + number)
                folder = stock / "submitted" / learner / QUIZ
                folder.mkdir(parents=True)
                nbformat.write(stock_notebook(questions, random.Random(number)), folder / f"{QUIZ}.ipynb")
            only = f"--student=b{block}-*"
            seconds["alongside grade"].append(run(bulk, "alongside", "--root", str(bulk), "grade"))
            seconds["nbgrader autograde, our step"].append(run(step, "nbgrader", "autograde", QUIZ, only))
            seconds["nbgrader, stock"].append(run(stock, "nbgrader", "autograde", QUIZ, only))
    print(f"{size * options.blocks} learners in {options.blocks} blocks, {questions} scored questions")
    peer = sum(seconds["nbgrader, stock"])
    for name, blocks in seconds.items():
        total = sum(blocks)
        each_ms = 1000 * total / (size * options.blocks)
        print(f"{name:30} {total:8.1f} s  {each_ms:8.1f} ms a submission  1/{peer / total:.1f} of stock  "
              f"blocks {json.dumps([round(value, 1) for value in blocks])}")


if __name__ == "__main__":
    main()
