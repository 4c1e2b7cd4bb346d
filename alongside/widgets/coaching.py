"""What a question asks of the coach: comments on a reply, a practice partner's answer, and care for the writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.coach.comments import comments
from alongside.coach.danger import suggests_danger
from alongside.coach.figures import doubt
from alongside.coach.reading import read_reply
from alongside.conversations.partner import play
from alongside.items.heard import heard_in
from alongside.learner.catalogue import helplines
from alongside.learner.folder import read_settings


def _with_doubt(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "doubt": doubt()} if told else {}


def reply_comments(item: Mapping[str, Any], answer: Any) -> dict[str, Any]:
    """Return what the coach says about a written reply; empty where there is nothing to read."""
    text = str(answer.get("text", "")) if isinstance(answer, Mapping) else ""
    return _with_doubt(comments(read_reply(text, heard_in(item))))


def partner_answer(item: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the next turn of an exchange: what was noticed in ``text``, what the partner says, and whether it is over.

    ``message["turns"]`` are the turns before it, as they are kept.
    """
    before = [turn for turn in message.get("turns", []) if isinstance(turn, Mapping)]
    text = str(message.get("text", ""))
    heard = [[str(name) for name in turn.get("heard", [])] for turn in before]
    last = play(item, heard).said[-1] if heard else str(item["opening"])
    reading = read_reply(text, last)
    played = play(item, [*heard, reading.behaviors()])
    return {
        "turn": {"text": text, "heard": reading.behaviors(), "answer": played.said[-1]},
        "closing": played.closing,
        "comments": _with_doubt(comments(reading)),
    }


def _texts(value: Any) -> Iterator[str]:
    """Yield what somebody wrote in an answer; not what a practice partner said."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def care_for(answer: Any) -> dict[str, Any] | None:
    """Return what a page needs to show crisis lines where the writer may be in danger, else None.

    It is looked at here and nowhere kept: no file and no report says that it was shown.
    """
    if not any(suggests_danger(text) for text in _texts(answer)):
        return None
    return {"help": helplines(), "country": read_settings().get("country", "")}
