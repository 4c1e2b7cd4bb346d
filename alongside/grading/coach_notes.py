"""What the coach noticed in a reply, for the person who marks it: shown in formgrader after the mark, kept nowhere.

The notes are made when the page is looked at, from the answers that were graded. A learner's words are hostile input:
every piece is escaped, and whatever goes wrong leaves a page without notes, never no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import LoggingConfigurable

from alongside.coach.behaviors import BEHAVIORS
from alongside.coach.comments import comments
from alongside.coach.figures import figures
from alongside.coach.reading import read_reply
from alongside.conversations.partner import play
from alongside.grading.nbgrader_step import quiz_in
from alongside.grading.submission import RESPONSES, read_answers
from alongside.items.heard import heard_in
from alongside.items.schema import Item
from alongside.items.score import score_item

WAIT = "A program has read this reply too. What it noticed is shown after your mark, so that it does not lead you."
SHOWN = "Your mark is saved."
_WHOSE = "<strong>Notes by a program, not by a person.</strong> They do not count, and they are often wrong."
_NO_NOTES = "<p>The program has no notes on this reply.</p>"


def _sentences(told: Mapping[str, Any], heading: str = "") -> str:
    entries = []
    for one in told.get("sentences", ()):
        seems = escape(" ".join([one["seems"], *one["also"]]))
        reasons = escape("; ".join(one["because"]))
        because = f"<br><small>What made it think so: {reasons}.</small>" if reasons else ""
        entries.append(f"<li><q>{escape(one['sentence'])}</q><br>{seems}{because}</li>")
    return f"{heading}<ul>{''.join(entries)}</ul>" if entries else ""


def _turns(item: Item, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the notes on an exchange, each turn read together with what the partner had just said."""
    turns = answer["turns"][: int(item.body["turns"])]
    said = play(item.body, [turn["heard"] for turn in turns]).said
    before = (str(item.body["opening"]), *said)
    for number, (turn, heard) in enumerate(zip(turns, before, strict=False), 1):
        yield _sentences(comments(read_reply(turn["text"], heard)), f"<p><strong>Turn {number}</strong></p>")


def _coach_saw(name: Any) -> str:
    known = BEHAVIORS.get(name) if isinstance(name, str) else None
    return f" The coach had seen {escape(known.name)} there." if known else ""


def _differs(answer: Mapping[str, Any]) -> str:
    """Return where the learner pressed “I see it differently”."""
    listed = answer.get("differs")
    found = [one for one in listed if isinstance(one, Mapping) and isinstance(one.get("sentence"), str)] \
        if isinstance(listed, list) else []
    lines = "".join(f"<li><q>{escape(one['sentence'])}</q>{_coach_saw(one.get('coach'))}</li>" for one in found)
    return f"<p><strong>The learner sees this differently from the coach:</strong></p><ul>{lines}</ul>" if lines else ""


def notes_html(item: Item, answer: Any) -> str:
    """Return the coach's notes on a written answer, escaped; empty where nothing was written or no coach belongs.

    A question without a coach (``coach: false``) measures what people do alone, so its marker gets no notes either.
    """
    if not item.body.get("coach", True) or score_item(item, answer).state != "to-mark":
        return ""
    if item.kind == "exchange":
        noticed = "".join(_turns(item, answer))
    else:
        noticed = _sentences(comments(read_reply(item.written(answer), heard_in(item.public()))))
    return f"{_differs(answer)}{noticed or _NO_NOTES}"


def _doubt() -> str:
    wrong = round(10 * (1 - float(figures()["right_fraction"])))
    words = f"On our own test lines it named about {wrong} of 10 sentences otherwise than our labels did."
    return f"<p><small>{words}</small></p>"


def _section(item_id: str, notes: str) -> str:
    return (
        f'<div class="as-coach" data-as-item="{escape(item_id)}" role="group" aria-label="A program’s notes">'
        f'<p class="as-coach-wait" role="status" data-as-wait="{WAIT}" data-as-shown="{SHOWN}">{WAIT}</p>'
        f'<div class="as-coach-notes" hidden><p>{_WHOSE}</p>{notes}{_doubt()}</div></div>'
    )


class CoachNotes(LoggingConfigurable):
    """A filter of formgrader's template: item id, quiz id and learner code -> the hidden notes as HTML."""

    def __call__(self, item_id: str, quiz_id: str, learner_id: str) -> str:
        """Return the notes, or nothing where there are none; nothing is raised."""
        try:
            course = CourseDirectory(parent=self)
            source = Path(course.format_path(course.source_directory, ".", quiz_id)).resolve()
            graded = Path(course.format_path(course.autograded_directory, learner_id, quiz_id))
            item = quiz_in(source).item(item_id)
            responses, _ = read_answers(graded / RESPONSES)
            notes = notes_html(item, responses.answers().get(item_id)) if item and item.marked_by_person else ""
            return _section(item_id, notes) if notes else ""
        except Exception as reason:  # a note is an extra: whatever an answer holds, the page for marking is shown
            self.log.warning("No notes of the coach on “%s”: %s", item_id, reason)
            return ""
