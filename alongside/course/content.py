"""The whole course in memory: everything authors wrote, read once, with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alongside.course.coach_words import coach_summary, coach_table, mix_ups
from alongside.course.evidence import Claim, load_claims, load_helplines, load_references
from alongside.course.lesson import Lesson, load_lesson
from alongside.course.tree import Tree
from alongside.grading.quiz_source import Quiz, load_quiz, read_yaml
from alongside.items.reading import ID, is_text
from alongside.items.schema import Item, Problem, parse_item

GLOSSARY_FILE = "lessons/glossary.yml"
ALL_WORDS = "{glossary}"
"""Stands in a lesson for the whole glossary."""


@dataclass
class Content:
    """Lessons, practice items, quizzes, glossary and evidence of one course, and the ``problems`` found on the way."""

    tree: Tree
    lessons: list[Lesson] = field(default_factory=list)
    practice: dict[str, Item] = field(default_factory=dict)
    practice_data: dict[str, Any] = field(default_factory=dict)
    quizzes: list[Quiz] = field(default_factory=list)
    glossary: dict[str, dict[str, Any]] = field(default_factory=dict)
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    helplines: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_content(tree: Tree) -> Content:
    """Read everything; nothing is raised for what an author got wrong."""
    content = Content(tree)
    content.references, problems = load_references(tree)
    content.claims, of_claims = load_claims(tree, content.references)
    content.helplines, of_lines = load_helplines(tree)
    content.problems += problems + of_claims + of_lines
    _load_glossary(content)
    _load_practice(content)
    for path in tree.lesson_files:
        lesson, problems = load_lesson(path, tree.shown(path))
        content.problems += problems
        content.lessons += [_filled_in(lesson, content)] if lesson else []
    for folder in tree.quiz_folders:
        quiz, problems = load_quiz(folder)
        content.problems += problems
        content.quizzes += [quiz] if quiz else []
    return content


def _load_glossary(content: Content) -> None:
    data, problems = read_yaml(content.tree.root / GLOSSARY_FILE, GLOSSARY_FILE)
    content.problems += problems
    if not problems and not isinstance(data, list):
        content.problems.append(Problem(GLOSSARY_FILE, "(whole file)", "must hold a list of words"))
    for number, entry in enumerate(data if isinstance(data, list) else [], 1):
        fine = isinstance(entry, Mapping) and is_text(entry.get("term")) and is_text(entry.get("meaning"))
        if not fine or not ID.match(str(entry.get("id"))):
            content.problems.append(Problem(GLOSSARY_FILE, f"[{number}]", "needs id, term and meaning"))
        elif entry["id"] in content.glossary:
            content.problems.append(Problem(GLOSSARY_FILE, entry["id"], "stands here twice"))
        elif not isinstance(entry.get("claims", []), list):
            content.problems.append(Problem(GLOSSARY_FILE, f"{entry['id']}.claims", "needs a list of claim ids"))
        else:
            content.glossary[entry["id"]] = dict(entry)


def word_list(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return words of the glossary with their meanings as a Markdown list."""
    return "\n".join(f"- **{entry['term']}**: {' '.join(entry['meaning'].split())}" for entry in entries)


def _filled_in(lesson: Lesson, content: Content) -> Lesson:
    """Return the lesson with what it asks for by name: the whole glossary, or how often the coach is right."""
    def filled(source: str) -> str:
        for name, text in asked.items():
            source = source.replace(name, text()) if name in source else source
        return source

    asked = {
        ALL_WORDS: lambda: word_list(sorted(content.glossary.values(), key=lambda entry: str(entry["term"]).lower())),
        "{coach-summary}": coach_summary,
        "{coach-table}": coach_table,
        "{coach-mix-ups}": mix_ups,
    }
    return replace(lesson, cells=tuple((kind, filled(source)) for kind, source in lesson.cells))


def _load_practice(content: Content) -> None:
    for path in content.tree.practice_files:
        file = content.tree.shown(path)
        data, problems = read_yaml(path, file)
        if not problems:
            item, problems = parse_item(data, file)
            if item and item.id != path.stem:
                problems = [Problem(file, "id", f"must be the name of its file, “{path.stem}”")]
            elif item:
                content.practice[item.id] = item
                content.practice_data[item.id] = data
        content.problems += problems
