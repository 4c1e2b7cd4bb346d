"""What the body map says and shows, as data: signs of withdrawal and of an overdose, and how to tell them apart."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.charts.withdrawal_signs_words import (
    BODIES,
    CHOICES,
    CONFIRM,
    NOTE,
    PREDICTION,
    ROWS,
    SORT,
    SORT_END,
    TITLE,
    URGENT,
    Sign,
)  # fmt: skip

CLAIMS = (
    "withdrawal-signs", "overdose-signs", "overdose-first-steps", "wake-and-look", "withdrawal-or-overdose",
    "withdrawal-and-overdose-details", "overdose-other-signs", "pupils-do-not-decide", "withdrawal-red-flags",
    "naloxone-wears-off", "naloxone-can-bring-withdrawal", "after-withdrawal-treatment",
)  # fmt: skip
PRESENT = "pupils"
"""The sign that both bodies show; it is chosen where another body does not have the one before."""


def _template(name: str, words: dict[tuple[str, str], str]) -> dict[str, Any]:
    cases = (case(text, ("body", "==", body), ("sign", "==", sign)) for (body, sign), text in words.items())
    return template(name, *cases, case(""))


def _every_sign() -> dict[tuple[str, str], Sign]:
    return {(body, sign.id): sign for body, signs in BODIES.items() for sign in signs}


def _says(body: str, sign: Sign) -> str:
    return f"The person may say: “{sign.say}”" if body == "withdrawal" else f"From the person you hear: {sign.say}"


def _templates() -> list[dict[str, Any]]:
    every = _every_sign()
    return [
        _template("see", {key: f"{sign.name}: {sign.see}" for key, sign in every.items()}),
        _template("say", {key: _says(key[0], sign) for key, sign in every.items()}),
        _template("is-not", {key: f"What it is not: {sign.is_not} {CONFIRM}" for key, sign in every.items()}),
        template("urgent", case(URGENT, tone="danger")),
        template(
            "body",
            case("In withdrawal a person is awake and breathes. It feels terrible. A great danger comes "
                 "afterwards, when tolerance has fallen. Someone who is pregnant or keeps nothing down needs medical "
                 "care today. Shaking or confusion after stopping alcohol or sedatives: call your local emergency "
                 f"number now. {CONFIRM}", ("body", "==", "withdrawal")),
            case("Two signs help most: the person cannot be woken, and breathing is slow or absent. The others support "
                 "them."),
        ),
    ]  # fmt: skip


def withdrawal_signs_spec() -> dict[str, Any]:
    """Return everything that the page shows on the body map."""
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "urgent": URGENT,
        "strokes": strokes(),
        "present": PRESENT,
        "bodies": [
            {"id": body, "word": body, "signs": [sign._asdict() for sign in signs]} for body, signs in BODIES.items()
        ],
        "comparison": [row._asdict() for row in ROWS],
        "confirm": f"* Part of this row is general knowledge. {CONFIRM}",
        "sort": {"choices": CHOICES, "observations": SORT, "end": SORT_END},
        "sentences": _templates(),
    }


def withdrawal_signs_facts(body: str = "withdrawal", sign: str = PRESENT) -> dict[str, str]:
    """Return what the sentences ask about; raise KeyError for a sign that the body does not show."""
    return {"body": body, "sign": _every_sign()[body, sign].id}


def withdrawal_signs_words(body: str = "withdrawal", sign: str = PRESENT) -> list[Sentence]:
    """Return the sentences beside the body with this sign chosen."""
    return sentences(_templates(), withdrawal_signs_facts(body, sign))
