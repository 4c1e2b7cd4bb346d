"""The JSON in ``alongside/data``: what learners' modules read, and nothing that they may not see."""

from __future__ import annotations

import json
from typing import Any

from alongside.course.content import Content
from alongside.course.lesson_notebook import page_sources, source_line
from alongside.grading.quiz_source import Quiz


def _way(content: Content) -> list[tuple[str, str, str]]:
    """Return (page id, title, path from the course folder) in the order in which the course is walked.

    A module's quiz comes after its lesson; a quiz of no lesson's module comes last.
    """
    way = []
    left = list(content.quizzes)
    for lesson in content.lessons:
        way.append((lesson.id, str(lesson.facts["title"]), f"lessons/{lesson.name}.ipynb"))
        way += [_quiz_page(quiz) for quiz in left if quiz.module == lesson.facts["module"]]
        left = [quiz for quiz in left if quiz.module != lesson.facts["module"]]
    return way + [_quiz_page(quiz) for quiz in left]


def _quiz_page(quiz: Quiz) -> tuple[str, str, str]:
    return quiz.id, f"Quiz: {quiz.title}", f"{quiz.id}/{quiz.id}.ipynb"


def contents(content: Content) -> list[dict[str, str]]:
    """Return every page in its order, as a link from any other page."""
    return [{"id": page, "title": title, "href": f"../{path}"} for page, title, path in _way(content)]


def pages(content: Content) -> dict[str, Any]:
    """Return page id -> title, neighbours, and the words and sources that open in place."""
    way = _way(content)
    found: dict[str, Any] = {}
    for index, (page, title, _) in enumerate(way):
        before = way[index - 1] if index else None
        after = way[index + 1] if index + 1 < len(way) else None
        found[page] = {
            "title": title,
            **{name: {"title": near[1], "href": f"../{near[2]}"}
               for name, near in (("previous", before), ("next", after)) if near}}
    for lesson in content.lessons:
        sources = {number: source_line(content, claim) for number, claim in page_sources(content, lesson).items()}
        found[lesson.id] |= {"terms": lesson.terms(), "sources": sources}
    return found


def glossary(content: Content) -> dict[str, Any]:
    """Return term id -> term and meaning."""
    return {term: {"term": entry["term"], "meaning": " ".join(entry["meaning"].split())}
            for term, entry in content.glossary.items()}


def as_json(data: Any) -> bytes:
    """Return JSON text that is the same each time."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False).encode() + b"\n"


def learner_data(content: Content) -> dict[str, bytes]:
    """Return file name -> content for ``alongside/data`` (the models' parameters have a writer of their own)."""
    order = dict(sorted(content.helplines.items(), key=lambda pair: str(pair[1]["name"])))
    return {
        "practice.json": as_json(content.practice_data),
        "pages.json": as_json(pages(content)),
        "contents.json": as_json(contents(content)),
        "glossary.json": as_json(glossary(content)),
        "helplines.json": as_json(order),
    }
