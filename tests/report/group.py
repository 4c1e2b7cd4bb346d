"""A group in memory: learners' answers and marks laid together as reading a course does, and what a section says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from alongside.grading.marks import Mark, Sheet
from alongside.grading.quiz_source import Quiz
from alongside.items.schema import Item
from alongside.learner.responses import Responses
from alongside.report.document import Block, Figure, Fold, Points, Section, Table, Words, shown
from alongside.report.people import People
from alongside.report.reading import Counting, Work, choices_of, work_of

DAY = datetime(2026, 11, 2, 9)


def quiz(*items: Item, id: str = "quiz-one", title: str = "Quiz one", module: str = "M9",
         twins: Mapping[str, Item] | None = None) -> Quiz:
    return Quiz(id, title, module, 10, "Intro.", items, twins or {})


def people(*codes: str, with_names: bool = True) -> People:
    return People({code: code for code in codes}, with_names)


def work(of: Quiz, learner: str, answers: Mapping[str, Any], given: Mapping[str, float] | None = None,
         when: datetime | None = DAY, newer: bool = False) -> Work:
    """Return one learner's work; ``given`` are a person's marks, and written replies without one wait."""
    items = {
        item_id: {"item_version": 1, "attempts": [
            {"revision": number, "at": "", "token": "", "draft": False, "answer": answer}]}
        for number, (item_id, answer) in enumerate(answers.items(), 1)
    }
    blank = work_of(of, choices_of(of), Sheet(learner, when, 0.0, {i.id: Mark(0, None, False) for i in of.items}),
                    Responses(items=items))
    marks = {}
    for one in blank.asked:
        by_person = (given or {}).get(one.place.id)
        due = one.outcome.state == "to-mark" and by_person is None
        marks[one.place.id] = Mark(one.outcome.score if by_person is None else by_person, by_person, due)
    return work_of(of, choices_of(of), Sheet(learner, when, 0.0, marks), Responses(items=items), newer=newer)


def counted(part: Counting, works: Iterable[Work]) -> Section:
    """Return what a part of the report says of these works, each quiz after the other."""
    now: Quiz | None = None
    for one in works:
        if now is not None and one.quiz is not now:
            part.end_quiz(now)
        now = one.quiz
        part.add(one)
    if now is not None:
        part.end_quiz(now)
    return part.section()


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Words():
                yield block.text
            case Points():
                yield from block.items
            case Table():
                yield block.caption
                yield " | ".join(column.name for column in block.columns)
                for row in block.rows:
                    yield " | ".join(shown(value, column.kind)
                                     for column, value in zip(block.columns, row, strict=True))
            case Figure():
                yield block.alt
            case Fold():
                yield block.title
                yield from _lines(block.blocks)


def text(section: Section) -> str:
    """Return all that a section says, a line for each paragraph and each row."""
    return "\n".join([*section.in_short, *_lines(section.blocks)])


def rows(section: Section, name: str) -> list[tuple[Any, ...]]:
    """Return the rows of one of its CSV files."""
    return [row for sheet in section.sheets if sheet.name == name for row in sheet.rows()]
