"""The kinds of question with a few words on each, and a complete example from which a new one starts."""

from __future__ import annotations

import re
from pathlib import Path

from alongside.items.kinds import KINDS
from alongside.items.reading import ID

_FOLDER = Path(__file__).with_name("starters")
KIND_WORDS = {
    "choose-one": "Choose one: several replies, one fits best",
    "choose-many": "Choose all that fit",
    "order": "Put steps in order",
    "match": "Match: each prompt has a partner",
    "locate": "Point to a place in a picture",
    "number": "Give a number",
    "forecast": "Say what happens next, and how sure you are",
    "reply": "Write a reply (a person marks it in a quiz)",
    "conversation": "A talk with lines to choose, moment by moment",
    "exchange": "A written talk with a practice partner (a person marks it in a quiz)",
    "self-review": "Look back at one's own practice",
}
assert set(KIND_WORDS) == set(KINDS)


def starter(kind: str, item_id: str, objective: str) -> str:
    """Return a complete, sound question of this kind as YAML text with notes, under its own id and objective.

    Raises:
        ValueError: for a kind that is none, or an id that names no file.
    """
    if kind not in KINDS:
        raise ValueError(f"“{kind}” is no kind of question.")
    if not ID.match(item_id):
        raise ValueError("An id has lower-case letters, digits and hyphens, such as “answer-first-visit”.")
    text = (_FOLDER / f"{kind}.yml").read_text(encoding="utf-8")
    text = re.sub(r"\Aid: .*", f"id: {item_id}", text)
    if not re.fullmatch(r"M\d+\.\d+", objective):
        return text
    return re.sub(r"^objective: .*", f"objective: {objective}", text, count=1, flags=re.MULTILINE)
