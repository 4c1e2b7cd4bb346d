"""The words of the naloxone race: its prediction and its sentences, with their thresholds as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.charts.describe import case, template
from alongside.models.tables import table

PREDICTION: dict[str, Any] = {
    "question": "Naloxone brings a person's breathing back. What has happened to the opioid?",
    "options": [
        {
            "id": "destroyed",
            "text": "Naloxone has broken it down, bit by bit",
            "reply": "It looks like that from outside: the person wakes and the danger seems gone. Move “Minute now” "
            "from 5 to 30 and look above the receptors. What is still waiting there?",
        },
        {
            "id": "washed-out",
            "text": "Naloxone has washed it out of the body",
            "reply": "Many people think of naloxone as something that cleans the blood. Move “Minute now” to 30 and "
            "look above the receptors. Is the opioid gone?",
        },
        {
            "id": "still-there",
            "text": "It is still there, off the receptors",
            "reply": "So the question is who stays longer. Move “Minute now” on from 30 to 120, and watch the two "
            "lines in “Who holds the receptors”.",
        },
        {
            "id": "never-again",
            "text": "It has lost its grip and cannot hold on again",
            "reply": "A message that was stopped can start again when the way is free. Move “Minute now” on from 30 to "
            "120 and watch which shapes come back to the receptors.",
        },
    ],
    "look_for": "Move “Minute now” from 0 to 120. Watch who holds the receptors, and what breathing does.",
}


def _now(p: Mapping[str, float]) -> dict[str, Any]:
    held = "The opioid holds {held:percent} of the receptors, naloxone {held_by_naloxone:percent}."
    return template(
        "now",
        case(f"Minute {{minute:count}}: breathing has nearly stopped. {held}",
             ("breathing", "<", p["nearly_stopped_below"]), tone="danger"),
        case(f"Minute {{minute:count}}: breathing is too slow, {{breathing:percent}} of usual. {held}",
             ("breathing", "<", p["too_slow_below"]), tone="danger"),
        case(f"Minute {{minute:count}}: breathing is {{breathing:percent}} of usual. {held}"),
    )  # fmt: skip


def _course(p: Mapping[str, float]) -> dict[str, Any]:
    never, slow, back = ("slow_from", "<", 0), ("slow_from", ">=", 0), ("recovers", ">=", 0)
    none, some = ("sprays", "<", 1), ("sprays", ">=", 1)
    return template(
        "course",
        case("In this run breathing slows and does not fall to half of usual. That makes no amount safe: real bodies "
             "and real supplies differ.", never),
        case("Nobody gives naloxone. Breathing is too slow from about minute {slow_from:count} until about minute "
             "{recovers:count}. The model knows no lack of oxygen: a real person may not live through it without air.",
             none, slow, back),
        case("Nobody gives naloxone. Breathing is too slow from about minute {slow_from:count} to the end of the two "
             "hours. A real person may not live through it without air.", none),
        case("Breathing is too slow from about minute {slow_from:count}. After the spray at minute {first:count} it is "
             "back above half of usual at about minute {recovers:count}.", some, back),
        case("In this run the spray holds breathing up at first. From about minute {slow_from:count} it is too slow.",
             ("slow_from", ">", p["until_minutes"] / 4)),
        case("Breathing is too slow from about minute {slow_from:count}. In this run naloxone does not lift it back to "
             "half of usual: it needs breaths from a helper, more doses and an ambulance."),
    )  # fmt: skip


def _again() -> dict[str, Any]:
    again = "Breathing slows again about {again_after:minutes} after the"
    faded = "Naloxone has faded and the opioid is still there."
    return template(
        "again",
        case("", ("sprays", "<", 1)),
        case(f"{again} first spray, and comes back after the second one.", ("slows_again", ">=", 0),
             ("back_again", ">=", 0)),
        case(f"{again} spray. {faded}", ("slows_again", ">=", 0), ("sprays", "<", 2), tone="care"),
        case(f"{again} first spray. {faded}", ("slows_again", ">=", 0), tone="care"),
        case("In this run it does not slow again within two hours. In a real person nobody can know that, so the "
             "helper stays.", ("recovers", ">=", 0)),
        case(""),
    )  # fmt: skip


def _strength_words() -> str:
    usual, double = table("outcomes")["spray_strength"]["rows"]
    return (
        f"More milligrams are not better. Police gave {usual['people']} people a {usual['spray']} naloxone spray "
        f"and {double['people']} people an {double['spray']} one. {usual['survived_percent']:.0f} % and "
        f"{double['survived_percent']:.0f} % lived, {usual['withdrawal_percent']:.0f} % and "
        f"{double['withdrawal_percent']:.0f} % had signs of withdrawal. It was not a trial. "
        "(To be confirmed by a clinician.)"
    )


def race_templates(p: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the templates of the sentences; ``p`` holds the thresholds (``race`` in parameters.yml)."""
    grip = "How tightly something holds does not say how dangerous it is."
    return [
        _now(p),
        _course(p),
        _again(),
        template(
            "do",
            case("With a real person nobody waits for a minute of this model: call, give naloxone, breathe for them. "
                 "If breathing has not returned 2 to 3 minutes after the dose, give another. Then stay and watch "
                 "each breath.", tone="care"),
        ),
        template(
            "why",
            case("Naloxone does not destroy the opioid. It takes its places for a while, for about 30 to 90 minutes. "
                 "Some opioids outlast it."),
        ),
        template(
            "grip",
            case(f"This opioid holds on tightly: naloxone has to wait until places come free. {grip}",
                 ("opioid", "==", "carfentanil")),
            case(f"This opioid lets go within minutes, so naloxone soon finds free places. {grip}"),
        ),
        template("strength", case(_strength_words())),
    ]  # fmt: skip
