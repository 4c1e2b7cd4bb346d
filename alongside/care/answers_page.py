"""One learner's answers in words, with the coach's notes under the written ones, as a page to read and print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from alongside.care.traces import Learner, names_in
from alongside.grading.coach_notes import notes_html
from alongside.grading.grade import grade_answers
from alongside.grading.page_frame import framed
from alongside.grading.plain_html import blocks, inline, learners_words
from alongside.grading.quiz_source import Quiz, UnreadableQuiz
from alongside.grading.safe_files import kind_of
from alongside.grading.submission import RESPONSES, read_answers
from alongside.items.schema import Item

_INTRO = ("What you answered, question by question, as it was handed in. Scores are in grades.csv, feedback is in the "
          "folder feedback.")
_COACH = ("<p><strong>What the coach would notice.</strong> The coach is a small program. It does not grade, and it is "
          "often wrong.</p>")
_STYLE = """main>h2{margin:32px 0 12px}section h3{font-size:1em;margin:0 0 8px}
dl,dd{margin:0 0 8px}dd{padding-left:16px}dt{font-weight:650}"""


def _names(public: Any) -> Iterator[tuple[str, str]]:
    """Yield id -> words of everything in a question that has both."""
    if isinstance(public, Mapping):
        words = public.get("text") or public.get("label")
        if isinstance(public.get("id"), str) and isinstance(words, str):
            yield public["id"], words
        for one in public.values():
            yield from _names(one)
    elif isinstance(public, list | tuple):
        for one in public:
            yield from _names(one)


def _in_words(value: Any, names: Mapping[str, str]) -> str:
    """Return a saved answer as HTML, with the words of the question in place of its ids."""
    if isinstance(value, Mapping):
        if len(value) == 1:  # most answers are one choice, one order, one number under a technical name
            return _in_words(next(iter(value.values())), names)
        rows = (f"<dt>{escape(names.get(str(key), str(key).replace('_', ' ')))}</dt><dd>{_in_words(one, names)}</dd>"
                for key, one in value.items())
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_in_words(one, names)}</li>' for one in value)}</ol>"
    return inline(names[value]) if isinstance(value, str) and value in names else escape(str(value))


def _answer(item: Item, answer: Any, written: bool) -> str:
    if not written:
        return _in_words(answer, dict(_names(item.public())))
    notes = notes_html(item, answer)
    return learners_words(item.written(answer)) + (f'<div class="as-note">{_COACH}{notes}</div>' if notes else "")


def _quiz(quiz: Quiz, folder: Path) -> Iterator[str]:
    responses, _ = read_answers(folder / RESPONSES)
    graded = grade_answers(quiz, responses)
    yield f"<h2>{escape(quiz.title)}</h2>"
    for number, (place, item) in enumerate(graded.items.items(), 1):
        answer = graded.answers.get(place)
        outcome = graded.outcomes[place]
        shown = "<p>Left open.</p>" if answer is None else _answer(item, answer, outcome.state == "to-mark")
        head = f"<h3>Question {number}</h3>{blocks(item.stem)}<p><strong>Your answer</strong></p>"
        yield f"<section>{head}{shown}</section>"


def answers_page(learner: Learner) -> str:
    """Return the page, or nothing where no answers were handed in to a quiz that the course still has."""
    folder = learner.folders().get("hand-ins")
    parts: list[str] = []
    for quiz_folder in [folder / name for name in sorted(names_in(folder))] if folder else []:
        if kind_of(quiz_folder) != "folder":
            continue
        try:
            parts += _quiz(learner.course.quiz(quiz_folder.name), quiz_folder)
        except (UnreadableQuiz, OSError):
            name = escape(quiz_folder.name)
            parts.append(f"<h2>{name}</h2><p>This quiz is no longer in the course. Your answers are in "
                         f"hand-ins/{name}/responses.json.</p>")
    if not parts:
        return ""
    return framed(f"Answers of learner {learner.code}", f'<p class="as-muted">{_INTRO}</p>{"".join(parts)}', _STYLE)
