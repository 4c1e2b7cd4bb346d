"""What the coach says about a reply: what is there first, then one next step, and how far to trust it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.coach.behaviors import ADDED, BEHAVIORS
from alongside.coach.reading import Noticed, Reading

_BY_ID = {**BEHAVIORS, **{one.id: one for one in ADDED}}
_PRAISE_ORDER = ("complex-reflection", "support-choice", "affirmation", "asking-permission", "open-question",
                 "simple-reflection")
_STEP_ORDER = ("stigmatising-word", "confronting", "persuading", "unasked-advice", "own-story-too-long",
               "own-story", "closed-question", "information", "simple-reflection")
MOST_PRAISE = 2
_NOTHING_YET = "You answered, and that is a beginning."
_ROUNDED = "Nothing to add. Would it sound like you if you said it aloud?"
_NO_REFLECTION = "Before the question, you could give back in a few words what you heard."
_NEXT_REFLECTION = "You could begin by giving back, in a few words, what you heard."


def _praise(found: Sequence[str]) -> list[str]:
    return [_BY_ID[name].praise for name in _PRAISE_ORDER if name in found][:MOST_PRAISE] or [_NOTHING_YET]


def _next_step(found: Sequence[str]) -> str:
    reflected = {"simple-reflection", "complex-reflection"} & set(found)
    skilled = set(_PRAISE_ORDER) & set(found)
    for name in _STEP_ORDER:
        if name not in found:
            continue
        if name == "closed-question" and reflected:
            continue
        if name == "simple-reflection" and len(skilled) > 1:
            continue
        return _BY_ID[name].next_step
    if "open-question" in found and not reflected:
        return _NO_REFLECTION
    return _ROUNDED if skilled else _NEXT_REFLECTION


def _sentence(one: Noticed) -> dict[str, Any]:
    name = BEHAVIORS[one.behavior].name
    seems = f"This looks like {name}." if not one.or_else else \
        f"This may be {name}, or {BEHAVIORS[one.or_else].name}. The coach is not sure."
    return {
        "sentence": one.sentence,
        "behavior": one.behavior,
        "seems": seems,
        "because": list(one.because),
        "also": [f"It has {_BY_ID[name].name}." for name in one.also],
        "sure": not one.or_else,
    }


def comments(reading: Reading) -> dict[str, Any]:
    """Return what a page shows: ``praise`` (one or two sentences), ``next_step`` (one), and ``sentences``, one entry a
    sentence with ``seems``, ``because`` and ``also`` in words. Empty for an empty reply.
    """
    if not reading.noticed:
        return {}
    found = reading.behaviors()
    return {
        "praise": _praise(found),
        "next_step": _next_step(found),
        "sentences": [_sentence(one) for one in reading.noticed],
    }
