"""Writes everything that is generated, and says where it has drifted from what authors wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alongside.course import coach_weights, model_tables, parameter_table, translate
from alongside.course.check import names_that_lead_nowhere
from alongside.course.content import Content, load_content
from alongside.course.learner_data import learner_data
from alongside.course.lesson_notebook import lesson_notebook
from alongside.course.open_notebook import open_notebook_files
from alongside.course.release import release_files
from alongside.course.tree import Tree
from alongside.grading.quiz_notebook import notebook_text, quiz_json, quiz_notebook
from alongside.learner.disk import write_durably

DATA_ORIGINS = {
    "practice.json": "practice/*.yml or conversations/*.yml",
    "pages.json": "lessons/*.md, evidence/claims.yml or source/*/quiz.yml",
    "contents.json": "lessons/*.md or source/*/quiz.yml",
    "glossary.json": "lessons/glossary.yml",
    "helplines.json": "evidence/helplines/*.yml",
}


class CannotBuild(ValueError):
    """Something that authors wrote cannot be used; the text lists what to mend, one line each."""


@dataclass(frozen=True)
class Output:
    """One generated file: where it goes, what it holds, and the file that an author would edit."""

    path: Path
    content: bytes
    made_from: str


def _lesson_outputs(content: Content) -> Iterator[Output]:
    folder = content.tree.root / "notebooks"
    for lesson in content.lessons:
        text = notebook_text(lesson_notebook(content, lesson))
        yield Output(folder / f"{lesson.name}.ipynb", text.encode(), lesson.file)


def _quiz_outputs(content: Content) -> Iterator[Output]:
    tree = content.tree
    for quiz in content.quizzes:
        made = {"quiz.json": quiz_json(quiz).encode(), f"{quiz.id}.ipynb": notebook_text(quiz_notebook(quiz)).encode()}
        origin = f"source/{quiz.id}/quiz.yml or its items/*.yml"
        for name, text in made.items():
            yield Output(tree.source / quiz.id / name, text, origin)
        for name, text in release_files(tree, quiz.id, made).items():
            yield Output(tree.root / "assignments" / quiz.id / name, text, origin)


def _open_notebook_outputs(content: Content) -> Iterator[Output]:
    for source, path, notebook in open_notebook_files(content.tree):
        yield Output(path, notebook_text(notebook).encode(), source)


def outputs(content: Content) -> list[Output]:
    """Return everything that the build writes, the model tables and translations aside."""
    data = content.tree.root / "alongside" / "data"
    made = [Output(data / name, text, DATA_ORIGINS[name]) for name, text in learner_data(content).items()]
    return [*made, *_lesson_outputs(content), *_open_notebook_outputs(content), *_quiz_outputs(content)]


def _strays(tree: Tree, made: list[Output]) -> list[Path]:
    """Return generated files whose lesson or quiz is gone; a kit would still hand them out."""
    kept = {output.path for output in made}
    generated = [*(tree.root / "notebooks").glob("*.ipynb"), *(tree.root / "assignments").glob("*/*")]
    return [path for path in sorted(generated) if path.is_file() and path not in kept]


def build(tree: Tree, check: bool = False) -> list[str]:
    """Write what has changed and return one line a file; with ``check`` write nothing, and the lines say what drifted.

    Raises:
        CannotBuild: when something that authors wrote is not usable yet.
        ReleaseRefused: when nbgrader's release holds anything that learners may not see.
    """
    content = load_content(tree)
    problems = [*content.problems, *names_that_lead_nowhere(content)]
    if problems:
        raise CannotBuild("\n".join(str(problem) for problem in problems))
    parts = (parameter_table, model_tables, translate, coach_weights)
    lines = [line for part in parts for line in part.write(check=check)]
    made = outputs(content)
    for output in made:
        if output.path.is_file() and output.path.read_bytes() == output.content:
            continue
        name = tree.shown(output.path)
        lines.append(f"{name} differs from what {output.made_from} says; edit that file, then run “alongside build”"
                     if check else f"wrote {name}")
        if not check:
            output.path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(output.path, output.content)
    for path in _strays(tree, made):
        lines.append(f"{tree.shown(path)} belongs to no lesson or quiz" if check else f"removed {tree.shown(path)}")
        if not check:
            path.unlink()
    return lines
