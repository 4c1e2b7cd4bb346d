"""Where learners meet a new question: one more line in a quiz's list, or one more cell in a part of a lesson."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import yaml

from alongside.authoring.saving import NotSaved, read_file, write_file
from alongside.authoring.yaml_text import Unreadable, read_text
from alongside.course.content import Content
from alongside.course.lesson import Lesson, load_lesson
from alongside.course.tree import Tree

_CELL = '```{{code-cell}} ipython3\n:tags: [alongside]\nfrom alongside import question\nquestion("{}")\n```\n'
_HEADING = re.compile(r"^## (.+?)[ \t]*$", re.MULTILINE)
_BREAK_AT_END = re.compile(r"\n\+\+\+[^\n]*\n\s*\Z")


def quiz_with(text: str, item_id: str) -> str:
    """Return the text of a ``quiz.yml`` with one more item at the end of its list; all else stays as it was.

    Raises:
        NotSaved: when the list is written in a way that cannot be added to safely.
    """
    refused = NotSaved(f"The list in quiz.yml could not be added to. Write “- {item_id}” at its end by hand.")
    try:
        before = read_text(text)
        items = next(value for key, value in before.node.value if key.value == "items")  # type: ignore[union-attr]
        last = items.value[-1].end_mark.index
    except (Unreadable, StopIteration, AttributeError, IndexError, TypeError) as error:
        raise refused from error
    if items.flow_style:
        added = f"{text[:last]}, {item_id}{text[last:]}"
    else:
        line_end = text.find("\n", last)
        cut = len(text) if line_end < 0 else line_end
        indent = " " * (items.value[-1].start_mark.column - 2)
        added = f"{text[:cut]}\n{indent}- {item_id}{text[cut:]}"
    wanted: dict[str, Any] = {**before.data, "items": [*before.data["items"], item_id]}
    try:
        if read_text(added).data != wanted:
            raise refused
    except (Unreadable, yaml.YAMLError) as error:
        raise refused from error
    return added


def headings(text: str) -> list[str]:
    """Return the headings of a lesson's parts in their order."""
    return [match[1] for match in _HEADING.finditer(text)]


def lesson_with(text: str, item_id: str, heading: str) -> str:
    """Return the text of a lesson that asks a practice question at the end of the part under ``heading``.

    Raises:
        NotSaved: when the lesson has no such part, or would not be the same lesson with one question more.
    """
    found = list(_HEADING.finditer(text))
    here = next((number for number, match in enumerate(found) if match[1] == heading), None)
    if here is None:
        raise NotSaved(f"The lesson has no part “{heading}” any more. Choose another place.")
    end = found[here + 1].start() if here + 1 < len(found) else len(text)
    part, rest = text[:end], text[end:]
    if pause := _BREAK_AT_END.search(part):
        part, rest = part[: pause.start() + 1], part[pause.start() + 1 :] + rest
    added = f"{part.rstrip()}\n\n{_CELL.format(item_id)}{f'{chr(10)}{rest}' if rest.strip() else ''}"
    before, after = _lesson(text), _lesson(added)
    if sorted(after.practice_ids()) != sorted([*before.practice_ids(), item_id]) \
            or after.prose.split() != before.prose.split():
        raise NotSaved(f"It could not be added under “{heading}”. Add its cell by hand, as CONTRIBUTING.md shows.")
    return added


def _lesson(text: str) -> Lesson:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.md"
        path.write_text(text, encoding="utf-8")
        lesson, problems = load_lesson(path, "the lesson")
    if lesson is None:
        raise NotSaved(f"The lesson cannot be read: {problems[0]}. Run “alongside check”.")
    return lesson


def is_placed(course: Content, item_id: str, quiz_id: str) -> bool:
    """Whether learners meet the question: a lesson asks it, or the quiz lists it or has it as another form."""
    if quiz_id:
        return any(item.id == item_id for quiz in course.quizzes if quiz.id == quiz_id
                   for item in (*quiz.items, *quiz.twins.values()))
    return any(item_id in lesson.practice_ids() for lesson in course.lessons)


def places(tree: Tree) -> list[dict[str, Any]]:
    """Return each lesson's file name with the headings under which a practice question can be asked."""
    found = [(path.stem, headings(path.read_text(encoding="utf-8"))) for path in tree.lesson_files]
    return [{"lesson": name, "headings": under} for name, under in found if under]


def place_in_quiz(tree: Tree, quiz_id: str, item_id: str) -> str:
    """Add the question to the quiz's list; return what was done as a sentence. Raise NotSaved when it was not."""
    path = tree.source / quiz_id / "quiz.yml"
    known = read_file(path)
    write_file(path, quiz_with(known.text, item_id), known)
    return f"“{item_id}” is now the last question of {quiz_id}."


def place_in_lesson(tree: Tree, lesson: str, heading: str, item_id: str) -> str:
    """Ask the question in a lesson; return what was done as a sentence. Raise NotSaved when it was not."""
    path = next((path for path in tree.lesson_files if path.stem == lesson), None)
    if path is None:
        raise NotSaved("Choose the lesson in which learners meet the question.")
    known = read_file(path)
    write_file(path, lesson_with(known.text, item_id, heading), known)
    return f"lessons/{path.name} now asks “{item_id}” at the end of “{heading}”."
