"""Where questions lie in a course, and where a new one goes; drafts lie with the instructor's own work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alongside.course.tree import Tree

DRAFTS = "my-teaching/drafts"


class NotACourse(ValueError):
    """The notebook lies outside a course folder."""


@dataclass(frozen=True)
class QuestionFile:
    """One file: its ``label`` as checks name it, its path, the ``quiz`` it belongs to (or none), whether a draft."""

    label: str
    path: Path
    quiz: str = ""
    draft: bool = False

    @property
    def id(self) -> str:
        """The question's id: the name of its file."""
        return self.path.stem


def course_around(start: Path, source: Path | None = None) -> Tree:
    """Return the course whose folder holds ``start``; ``source`` names a private folder of quizzes.

    Raises:
        NotACourse: with what to do, when there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "lessons").is_dir() and (folder / "practice").is_dir():
            return Tree.at(folder, source)
    raise NotACourse("This notebook lies outside the course. Open it from the folder docs of the course that you want "
                     "to change.")


def home_of(tree: Tree, item_id: str, kind: str, quiz: str) -> QuestionFile:
    """Return where a question of this id and kind stands: in ``quiz`` or, without one, among the practice questions."""
    if quiz:
        return QuestionFile(f"source/{quiz}/items/{item_id}.yml", tree.source / quiz / "items" / f"{item_id}.yml", quiz)
    folder = "conversations" if kind == "conversation" else "practice"
    return QuestionFile(f"{folder}/{item_id}.yml", tree.root / folder / f"{item_id}.yml")


def draft_file(tree: Tree, name: str) -> QuestionFile:
    """Return where a draft of this name lies."""
    return QuestionFile(f"{DRAFTS}/{name}.yml", tree.root / DRAFTS / f"{name}.yml", draft=True)


def question_files(tree: Tree) -> dict[str, QuestionFile]:
    """Return every question and draft by label; twins and questions that no quiz lists yet are among them."""
    found = [QuestionFile(f"{path.parent.name}/{path.name}", path) for path in tree.practice_files]
    for folder in tree.quiz_folders:
        found += [QuestionFile(f"source/{folder.name}/items/{path.name}", path, folder.name)
                  for path in sorted((folder / "items").glob("*.yml"))]
    found += [draft_file(tree, path.stem) for path in sorted((tree.root / DRAFTS).glob("*.yml"))]
    return {file.label: file for file in found}
