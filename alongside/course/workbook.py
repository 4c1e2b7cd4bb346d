"""``alongside workbook``: all lessons as a printable PDF, for those who learn or teach on paper.

What the book holds is made here, as plain data; ``workbook.typ`` says how it looks, and Typst sets it as a tagged PDF
(PDF/UA-1: reading order, headings, words for every picture). The same course gives the same bytes: no date is written.
Only practice questions are in it, with their answers at the end. Graded questions never are.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from alongside.charts.palette import palette
from alongside.charts.paper import font_folder
from alongside.course import workbook_words as own
from alongside.course.check import names_that_lead_nowhere
from alongside.course.coach_words import lines_on_paper
from alongside.course.content import Content
from alongside.course.evidence import Claim
from alongside.course.lesson import CALL, Lesson
from alongside.course.lesson_notebook import linked, page_sources, source_line
from alongside.course.workbook_diagrams import diagram_on_paper
from alongside.course.workbook_questions import answer, picture_on_paper, question
from alongside.course.workbook_text import blocks, line
from alongside.items.schema import Item

PAPERS = {"a4": "a4", "letter": "us-letter"}
LAYOUT = Path(__file__).with_name("workbook.typ")
_PAGE = re.compile(rb"/Type\s*/Page\b")
Data = dict[str, Any]


def _lesson_number(lesson: Lesson) -> int | None:
    """Return the number of a module's lesson; the welcome and the pages for all modules have none."""
    module = str(lesson.facts["module"])
    return int(module[1:]) if module[1:].isdigit() and int(module[1:]) else None


class NotSet(RuntimeError):
    """The workbook could not be set; the text says why."""


class _Book:
    """Goes through the lessons in order, counts questions and pictures, and keeps what goes to the end."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.files: dict[str, str] = {}
        self.lessons: list[Data] = []
        self.answers: list[Data] = []
        self.claims: dict[str, Claim] = {}
        self._asked = 0

    def add(self, lesson: Lesson) -> None:
        """Add one lesson, with its answers; what it rests on is added to the claims, each once."""
        facts, title = lesson.facts, str(lesson.facts["title"])
        self.claims |= {claim.id: claim for claim in page_sources(self.content, lesson).values()}
        answers: list[Data] = []
        self.lessons.append(
            {
                "id": lesson.id,
                "title": title,
                "label": own.lesson_label(_lesson_number(lesson), facts["minutes"]),
                "objectives": [line(one) for one in facts["objectives"]],
                "content_note": line(facts["content_note"]),
                "blocks": list(self._blocks(lesson, answers)),
            }
        )
        if answers:
            self.answers.append({"title": title, "answers": answers})

    def sources(self) -> list[Data]:
        """Return the sources of all lessons, numbered through the book in the order in which they are first needed."""
        lines = (source_line(self.content, claim) for claim in self.claims.values())
        return [{"number": str(number), "pieces": line(text)} for number, text in enumerate(lines, 1)]

    def _blocks(self, lesson: Lesson, answers: list[Data]) -> Iterator[Data]:
        numbers = {claim: str(number) for number, claim in enumerate(self.claims, 1)}
        for kind, source in lesson.cells:
            call = CALL.match(source) if kind == "code" else None
            if call is None:
                yield from blocks(linked(source, numbers))
            elif call["name"] == "question":
                yield self._question(self.content.practice[call["arguments"].strip('"')], answers)
            elif call["name"] == "line_coach":
                yield from blocks(lines_on_paper())
            else:
                name = f"figure-{len(self.files) + 1}"
                figure, files = diagram_on_paper(call["name"], _settings(call["arguments"]), name)
                self.files |= files
                yield figure

    def _question(self, item: Item, answers: list[Data]) -> Data:
        self._asked += 1
        made = question(item, self._asked)
        answers.append(answer(item, self._asked))
        if "picture" in made:
            self.files[made["picture"]] = picture_on_paper(item)
        return made


def _settings(arguments: str) -> dict[str, Any]:
    """Return the literal settings of a diagram's call, such as ``days_of_use=14``."""
    call = ast.parse(f"call({arguments})", mode="eval").body
    assert isinstance(call, ast.Call)
    return {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}


def _words(content: Content) -> list[Data]:
    entries = sorted(content.glossary.values(), key=lambda entry: str(entry["term"]).casefold())
    return [
        {"id": entry["id"], "term": entry["term"], "meaning": line(" ".join(entry["meaning"].split()))}
        for entry in entries
    ]


def _countries(content: Content) -> list[Data]:
    return [
        {
            "name": country["name"],
            "emergency": country["emergency"],
            "reviewed": own.reviewed(country["reviewed_on"]),
            "lines": [{name: one[name] for name in ("name", "what", "contact")} for one in country["lines"]],
        }
        for country in sorted(content.helplines.values(), key=lambda country: str(country["name"]))
    ]


def book_data(content: Content, paper: str = "a4") -> tuple[Data, dict[str, str]]:
    """Return everything that the layout sets, and the pictures it names (file name -> SVG)."""
    book = _Book(content)
    for lesson in content.lessons:
        book.add(lesson)
    return {
        "title": own.TITLE,
        "name": own.NAME,
        "kind": own.KIND,
        "author": own.AUTHOR,
        "about": own.ABOUT,
        "cover": own.COVER,
        "paper": PAPERS[paper],
        "colors": {name: colour["light"] for name, colour in palette()["tokens"].items()},
        "labels": {
            "running": own.RUNNING,
            "help_on": own.HELP_ON,
            "objectives": own.OBJECTIVES,
            "content_note": own.CONTENT_NOTE,
            "figure_words": own.FIGURE_WORDS,
            "guess": own.GUESS,
            "after_the_guess": own.AFTER_THE_GUESS,
            "emergency": own.EMERGENCY,
        },
        "opening": {"title": own.OPENING_TITLE, "blocks": blocks(own.OPENING)},
        "contents": {"title": own.CONTENTS},
        "lessons": book.lessons,
        "answers": {"title": own.ANSWERS_TITLE, "blocks": blocks(own.ANSWERS), "lessons": book.answers},
        "words": {"title": own.WORDS_TITLE, "entries": _words(content)},
        "sources": {"title": own.SOURCES_TITLE, "blocks": blocks(own.SOURCES), "entries": book.sources()},
        "help": {"title": own.HELP_TITLE, "blocks": blocks(own.HELP), "countries": _countries(content)},
    }, book.files


def workbook_pdf(content: Content, paper: str = "a4") -> bytes:
    """Return the workbook as a tagged PDF on ``a4`` or ``letter`` paper.

    Raises:
        NotSet: when something that authors wrote is not usable yet, or Typst cannot set it; the text says what.
    """
    problems = [*content.problems, *names_that_lead_nowhere(content)]
    if problems:
        raise NotSet("\n".join(str(problem) for problem in problems))
    data, files = book_data(content, paper)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copy(LAYOUT, folder)
        (folder / "book.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, svg in files.items():
            (folder / name).write_text(svg, encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])
        try:
            made = typst.Compiler(root=folder, font_paths=fonts).compile(
                folder / LAYOUT.name, format="pdf", pdf_standards="ua-1"
            )
        except typst.TypstError as error:
            raise NotSet(f"the workbook could not be set: {error.message} {' '.join(error.hints)}") from error
    assert isinstance(made, bytes)
    return made


def write_workbook(content: Content, target: Path, paper: str = "a4") -> int:
    """Write the workbook as a PDF to ``target`` and return the number of its pages; raises as ``workbook_pdf`` does."""
    made = workbook_pdf(content, paper)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(made)
    return len(_PAGE.findall(made))
