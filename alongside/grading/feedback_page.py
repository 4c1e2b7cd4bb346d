"""One learner's feedback on one quiz as one self-contained page: no script, nothing fetched, made to be
printed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from alongside.grading.grade import Graded
from alongside.grading.marks import Mark, Sheet
from alongside.grading.page_frame import framed
from alongside.grading.plain_html import blocks, inline, learners_words
from alongside.grading.quiz_source import Quiz
from alongside.items.mastery import mastery_of_scores
from alongside.items.outcome import Outcome
from alongside.items.schema import Item

FIT_WORDS = {
    "full": "All of it",
    "part": "Part of it",
    "not-yet": "Not yet",
    "unanswered": "Left open",
    "invalid": "This answer could not be read",
}
def _points(value: float) -> str:
    return f"{round(value, 2):g}"


def _own_order(item: Item, answer: Any) -> str:
    """Return the learner's own order of steps, which the notes alone do not show."""
    texts = {step["id"]: step["text"] for step in item.body["steps"]}
    steps = "".join(f"<li>{inline(texts[step_id])}</li>" for step_id in answer["order"])
    return f"<p>Your order:</p><ol>{steps}</ol>"


def _notes(outcome: Outcome) -> Iterator[str]:
    for note in outcome.notes:
        chosen = f'<p class="as-chosen">{inline(note.chosen)}</p>' if note.chosen else ""
        yield f'<div class="as-note">{chosen}<p>{inline(note.text)}</p></div>'


def _marked(item: Item, mark: Mark) -> Iterator[str]:
    """Yield what a person said about a written reply, and the words of the level they gave."""
    if mark.due:
        yield "<p>A person will read and mark this reply. Your points for it come then.</p>"
    elif mark.by_person:
        level = next((level for level in reversed(item.body["rubric"]) if level["score"] <= mark.score), None)
        if level:
            yield f'<div class="as-note"><p>{inline(level["anchor"])}</p></div>'
    if mark.comment and not mark.due:
        yield f'<p>Your marker writes:</p><div class="as-note">{blocks(mark.comment)}</div>'


def _read_again(target: str) -> str:
    lesson, _, place = target.partition("#")
    name = lesson.partition("_")[2].replace("_", " ") or lesson
    where = f", at “{escape(place.replace('-', ' '))}”" if place else ""
    return f'<p class="as-muted">Read again: the lesson on {escape(name)}{where}.</p>'


def _body(item: Item, outcome: Outcome, answer: Any, mark: Mark) -> Iterator[str]:
    if item.kind == "locate":
        yield f'<div class="as-picture" role="img" aria-label="{escape(item.body["picture"]["alt"])}">'
        yield f"{item.body['picture']['svg']}</div>"
    if item.marked_by_person and outcome.state == "to-mark":
        yield f"<p>You wrote:</p>{learners_words(item.written(answer))}"
        yield from _marked(item, mark)
    else:
        if item.kind == "order" and outcome.state == "scored":
            yield _own_order(item, answer)
        yield from _notes(outcome)
        if item.marked_by_person or mark.comment:
            yield from _marked(item, mark)
    if outcome.better:
        yield f"<p>A line to keep: <strong>{inline(outcome.better)}</strong></p>"
    if outcome.read_again:
        yield _read_again(outcome.read_again)


def _fit(outcome: Outcome, mark: Mark) -> str:
    if outcome.state == "to-mark":
        return "Waiting for a person" if mark.due else "Marked by a person"
    return "Marked by a person" if mark.by_person else FIT_WORDS[outcome.fit]


def _worth(item: Item, mark: Mark) -> str:
    worth = _points(item.points)
    return f"worth {worth}" if mark.due and not mark.by_person else f"{_points(mark.score)} of {worth}"


def _section(number: int, item: Item, outcome: Outcome, answer: Any, mark: Mark) -> str:
    return (
        f'<section aria-labelledby="q{number}"><div class="as-head"><h2 id="q{number}">Question {number}</h2>'
        f'<span><span class="as-fit">{_fit(outcome, mark)}</span> '
        f'<span class="as-muted">{_worth(item, mark)}</span></span></div>'
        f"{blocks(item.stem)}{''.join(_body(item, outcome, answer, mark))}</section>"
    )


def _mastery(sheet: Sheet, items: Sequence[Item]) -> str:
    reached = mastery_of_scores(items, {item.id: sheet.marks[item.id].score for item in items})
    return escape(reached.sentence)


def _total(sheet: Sheet, items: Sequence[Item]) -> str:
    whole = _points(sum(item.points for item in items))
    if sheet.due:
        waiting = _points(sum(item.points for item in items if sheet.marks[item.id].due))
        one = sheet.due == 1
        replies = "One reply" if one else f"{sheet.due} replies"
        wait, it = ("still waits", "it") if one else ("still wait", "them")
        lines = [
            f"<strong>{_points(sheet.total)} points so far</strong>, of {whole}",
            f"{replies}, worth {waiting} points, {wait} for a person to mark {it}.",
        ]
    else:
        lines = [f"<strong>{_points(sheet.total)} of {whole} points</strong>", _mastery(sheet, items)]
    if sheet.points_off:
        lines.append(f"{_points(sheet.points_off)} points were taken off because it came after the date.")
    return f'<div class="as-total">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


@cache
def _picture_style() -> str:
    """Return the rules by which a question's picture is drawn, from the style sheet of the question
    itself.
    """
    rules = files("alongside").joinpath("static", "question", "question.css").read_text(encoding="utf-8").splitlines()
    return "\n".join(rule for rule in rules if rule.startswith(".as-picture") and "as-spot" not in rule)


def feedback_page(quiz: Quiz, graded: Graded, sheet: Sheet) -> str:
    """Return the page as HTML; items that are not in the gradebook are left out."""
    shown = [item for item in quiz.items if item.id in sheet.marks]
    sections = "".join(
        _section(
            number, graded.items[item.id], graded.outcomes[item.id], graded.answers.get(item.id), sheet.marks[item.id]
        )
        for number, item in enumerate(shown, 1)
    )
    when = f", handed in {sheet.when:%Y-%m-%d %H:%M} UTC" if sheet.when else ""
    body = f'<p class="as-muted">Learner code {escape(sheet.learner_id)}{when}</p>{_total(sheet, shown)}{sections}'
    return framed(f"Feedback: {quiz.title}", body, _picture_style())
