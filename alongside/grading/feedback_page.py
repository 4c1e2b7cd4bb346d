"""One learner's feedback on one quiz as one self-contained page: no script, nothing fetched, made to be
printed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from alongside.charts.palette import css_variables
from alongside.grading.grade import Graded
from alongside.grading.marks import Mark, Sheet
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
_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--as-paper);color:var(--as-ink);font-variant-numeric:tabular-nums;
font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:32px 16px 64px}
h1{font-size:1.6em;line-height:1.25;margin:0 0 8px}
h2{font-size:1.1em;line-height:1.35;margin:0;font-weight:650}
p,ul,ol{margin:0 0 12px}
.as-muted{color:var(--as-muted);font-size:.92em}
.as-total{margin:20px 0 32px;padding:16px 20px;background:var(--as-soft);border-radius:8px}
.as-total strong{font-size:1.25em}
section{border:1px solid var(--as-line);border-radius:8px;padding:20px;margin:0 0 16px;break-inside:avoid}
.as-head{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;margin:0 0 12px}
.as-fit{font-weight:650}
blockquote{margin:0 0 12px;padding:4px 0 4px 16px;border-left:4px solid var(--as-accent)}
blockquote p{margin:0}
.as-note{margin:0 0 12px;padding:12px 16px;background:var(--as-soft);border-radius:8px}
.as-note p:last-child{margin:0}
.as-chosen{font-weight:650}
@media print{body{background:#fff;color:#000}.as-note,.as-total{background:none;border:1px solid #777}}
"""


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
    if item.kind == "reply" and outcome.state == "to-mark":
        yield f"<p>You wrote:</p>{learners_words(answer['text'])}"
        yield from _marked(item, mark)
    else:
        if item.kind == "order" and outcome.state == "scored":
            yield _own_order(item, answer)
        yield from _notes(outcome)
        if item.kind == "reply" or mark.comment:
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


def _colours() -> str:
    light, dark = css_variables("light"), css_variables("dark")
    return f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


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
    title = f"Feedback: {escape(quiz.title)}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_colours()}{_STYLE}{_picture_style()}</style></head>"
        f'<body><main><h1>{title}</h1><p class="as-muted">Learner code {escape(sheet.learner_id)}{when}</p>'
        f"{_total(sheet, shown)}{sections}</main></body></html>\n"
    )
