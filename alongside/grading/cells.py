"""Puts a learner's outcome into the cells of the quiz notebook: what an instructor sees in formgrader.

The cells are ours from the first to the last byte. A learner's own words enter only through
``learners_words``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alongside.grading.grade import points_earned
from alongside.grading.plain_html import blocks, inline, learners_words
from alongside.grading.quiz_notebook import Cell, question_id
from alongside.items.outcome import Outcome
from alongside.items.schema import Item

FIT_WORDS = {
    "full": "All of it",
    "part": "Part of it",
    "not-yet": "Not yet",
    "unanswered": "Left open",
    "invalid": "Could not be read",
    "to-mark": "For you to mark",
}


def fragment(item: Item, outcome: Outcome) -> str:
    """Return the question, what was chosen and what the feedback says, as plain escaped HTML."""
    parts = [
        f'<div class="as-outcome">{blocks(item.stem)}',
        f"<p><strong>{FIT_WORDS[outcome.fit]}</strong></p><ul>",
    ]
    for note in outcome.notes:
        chosen = f"<strong>{inline(note.chosen)}</strong><br>" if note.chosen else ""
        parts.append(f"<li>{chosen}{inline(note.text)}</li>")
    parts.append("</ul>")
    if outcome.better and outcome.fit != "full":
        parts.append(f"<p>A line to keep: {inline(outcome.better)}</p>")
    return "".join(parts) + "</div>"


def _shown(html: str, words: str) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": html, "text/plain": words}}


def scored_cell(cell: Cell, item: Item, outcome: Outcome, points: float) -> Cell:
    """Return the item's graded code cell with one number, the score that nbgrader reads, and the feedback."""
    score = points_earned(outcome, points)
    number = {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": repr(score)},
    }
    return {**cell, "outputs": [number, _shown(fragment(item, outcome), FIT_WORDS[outcome.fit])]}


def question_cell(cell: Cell, item: Item) -> Cell:
    """Return the ungraded cell of a written question with the question itself, for the person who marks
    it.
    """
    return {**cell, "outputs": [_shown(f'<div class="as-outcome">{blocks(item.stem)}</div>', item.stem)]}


def reply_cell(cell: Cell, item: Item, outcome: Outcome, answer: Any) -> Cell:
    """Return the cell of a written reply: the saved words where there are some to mark, else the placeholder.

    nbgrader gives 0 to a reply cell that still holds its placeholder and queues every other one for a person.
    """
    if outcome.state != "to-mark":
        return cell
    return {**cell, "source": learners_words(item.written(answer))}


def filled_cell(
    cell: Cell, items: Mapping[str, Item], outcomes: Mapping[str, Outcome], answers: Mapping[str, Any]
) -> Cell:
    """Return one cell of the quiz notebook as it is graded; cells that show no item come back as they are."""
    marks = cell["metadata"].get("nbgrader", {})
    grade_id = marks.get("grade_id", "")
    if marks.get("grade"):
        item = items[grade_id]
        if item.marked_by_person:
            return reply_cell(cell, item, outcomes[grade_id], answers.get(grade_id))
        return scored_cell(cell, item, outcomes[grade_id], marks["points"])
    asked = next((item for item in items.values() if item.marked_by_person and question_id(item) == grade_id), None)
    return question_cell(cell, asked) if asked else cell


def reply_sources(notebook_text: str) -> dict[str, str]:
    """Return grade id -> text of the written replies in a notebook that we wrote; empty for any other
    file.
    """
    try:
        cells = json.loads(notebook_text)["cells"]
        replies = [cell for cell in cells if cell["cell_type"] == "markdown" and _is_graded(cell)]
        return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in replies}
    except (ValueError, KeyError, TypeError):
        return {}


def _is_graded(cell: Cell) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))
