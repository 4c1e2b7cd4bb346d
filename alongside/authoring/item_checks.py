"""What ``alongside check`` would say of one question, while it is still being written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from alongside.authoring.course_files import QuestionFile
from alongside.course.check import check
from alongside.course.content import Content
from alongside.grading.quiz_source import Quiz, graded_problems, twin_problem
from alongside.items.schema import Item


def quiz_of(course: Content, quiz_id: str) -> Quiz | None:
    """Return a quiz of the course, None where it has none of this id that can be read."""
    return next((quiz for quiz in course.quizzes if quiz.id == quiz_id), None)


def _alone(course: Content, item: Item, quiz: Quiz | None) -> Content:
    """Return the course as if it held this question only."""
    return Content(
        tree=course.tree,
        practice={} if quiz else {item.id: item},
        quizzes=[replace(quiz, items=(item,), twins={})] if quiz else [],
        claims=course.claims,
    )


def item_problems(course: Content, item: Item, file: QuestionFile, taken: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong and what to do); ``taken`` maps the ids of all other questions to their files."""
    if item.id in taken:
        yield "id", f"is the id of {taken[item.id]} too; ids name one question for good, so choose another"
    quiz = quiz_of(course, file.quiz)
    if file.quiz and quiz is None:
        yield "(whole file)", f"the quiz “{file.quiz}” cannot be read at present; run “alongside check”"
    if quiz:
        yield from graded_problems(item)
        if item.twin_of:
            found = twin_problem(item, quiz.item(item.twin_of), _has_another_twin(quiz, item))
            yield from [found] if found else []
    for problem in check(_alone(course, item, quiz), date.today()).errors:
        # A sound question has trouble with its id only because no lesson or quiz asks it yet; that is told elsewhere.
        if problem.file == file.label and problem.field != "id":
            yield problem.field, problem.message


def _has_another_twin(quiz: Quiz, item: Item) -> bool:
    return item.twin_of in quiz.twins and quiz.twins[item.twin_of].id != item.id
