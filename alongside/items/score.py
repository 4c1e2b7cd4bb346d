"""The one scorer: practice, self-check, nbgrader and bulk grading all come here."""

from __future__ import annotations

from typing import Any

from alongside.items.kinds import KINDS
from alongside.items.outcome import InvalidAnswer, Marked, Note, Outcome, State
from alongside.items.schema import Item

_UNANSWERED = "You left this one open. That is fine while you are learning; come back to it when you like."
_INVALID = "This answer could not be read ({reason}), so it counts as open. Your instructor can see it too."


def is_empty(answer: Any) -> bool:
    """Return True where nothing was answered: no answer, or one whose fields are all empty."""
    if answer is None:
        return True
    if not isinstance(answer, dict):
        return False
    return all(value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())
               for value in answer.values())


def score_item(item: Item, answer: Any) -> Outcome:
    """Score one answer (JSON values, or None) to one item; nothing is raised for a malformed answer.

    An open or malformed answer scores an explicit 0.0. A written reply has no score until a person marks it.
    """
    if is_empty(answer):
        return _outcome(item, "unanswered", Marked(0.0, (Note("", _UNANSWERED),)))
    try:
        marked = KINDS[item.kind].mark(item.body, answer)
    except InvalidAnswer as reason:
        return _outcome(item, "invalid", Marked(0.0, (Note("", _INVALID.format(reason=reason)),)))
    return _outcome(item, "to-mark" if marked.score_fraction is None else "scored", marked)


def _outcome(item: Item, state: State, marked: Marked) -> Outcome:
    return Outcome(
        item_id=item.id,
        state=state,
        score_fraction=marked.score_fraction,
        points=item.points,
        notes=marked.notes,
        better=item.better,
        read_again=item.read_again,
    )
