"""What the practice panel of the withdrawal scale says and shows. Totals and bands come from ``models.cows``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.charts.chart import strokes
from alongside.charts.cows_vignettes import VIGNETTES, Vignette
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.models.cows import cows_band, cows_items, cows_total
from alongside.models.tables import table

TITLE = "Practice with a withdrawal scale"
NOTE = (
    "For training only: a clinician scores. A peer recognizes withdrawal and hands over, and never decides treatment "
    "or a dose from a score. The eleven signs and their points follow the Clinical Opiate Withdrawal Scale (Wesson and "
    "Ling 2003), shortened in our own words. The people are invented. Nothing that you choose here is kept."
)
CLAIMS = ("cows-scale", "withdrawal-signs", "peer-scope", "withdrawal-red-flags", "cows-practice-key")
PREDICTION = {
    "question": "With a supervisor you count 14 points for someone in withdrawal. What is the number good for in a "
                "peer's hands?",
    "options": [
        {"id": "dose", "text": "To work out how much medicine the person needs",
         "reply": "It looks like a measuring cup, so this is tempting. A dose depends on much that the scale does not "
                  "ask. That is for a prescriber. Score Dana below and look what the handover says."},
        {"id": "see", "text": "To learn what to look for, and hand over what you saw",
         "reply": "Yes. The eleven signs sharpen your eye. What you hand over are the signs in plain words."},
        {"id": "wait", "text": "To know that it is mild enough to wait",
         "reply": "No total says that someone can wait: a low one beside vomiting, pregnancy or despair still needs "
                  "care today. Score Walt below and read his handover."},
    ],
    "look_for": "Read about one person, choose what fits for each sign, then compare with our key.",
}  # fmt: skip


def _vignette(name: str) -> Vignette:
    return {one.id: one for one in VIGNETTES}[name]


def _templates() -> list[dict[str, Any]]:
    yours = "Your total is {total:count} of {most:count}: {band_word}."
    key = "Our key has {key_total:count}: {key_word}."
    compared, apart = ("compared", "==", 1), "bands_apart"
    return [
        template(
            "total",
            case("Read about {name}. Then choose for each of the eleven signs what fits. The points add up as you go.",
                 ("scored", "==", 0)),
            case("So far {total:count} of {most:count} points. Signs still open: {open:count}.", ("open", ">", 0)),
            case(yours),
        ),
        template(
            "compared",
            case(f"{key} Your band is the same.", compared, (apart, "==", 0)),
            case(f"{key} Your band is the one next to it. Within one band is close enough for practice.",
                 compared, (apart, "==", 1)),
            case(f"{key} Your band is further away than one. Look in the list where you and the key differ most, and "
                 f"why.",
                 compared),
            case(""),
        ),
        template("key", case("The key is ours, to be confirmed by a clinician.", compared), case("")),
        template(
            "handover",
            case("A handover in plain words: “{handover}” No score, unless a clinician asks for it.", compared),
            case(""),
        ),
        template("training", case("For training only. A clinician scores. A peer never decides treatment or a dose "
                                  "from a score.", tone="care")),
    ]  # fmt: skip


def cows_practice_spec() -> dict[str, Any]:
    """Return everything that the page needs; it adds up the points and looks up the band."""
    vignettes = [
        {
            "id": one.id, "name": one.name, "story": list(one.story), "handover": one.handover,
            "key": {item: {"points": points, "why": why} for item, (points, why) in one.key.items()},
        }
        for one in VIGNETTES
    ]  # fmt: skip
    scale = table("cows")
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "strokes": strokes(),
        "items": cows_items(),
        "bands": [band | {"short": band["word"].split(",")[0]} for band in scale["bands"]],
        "most": scale["most"],
        "vignettes": vignettes,
        "sentences": _templates(),
    }


def cows_practice_facts(
    vignette: str = "dana", points: Mapping[str, int] | None = None, compared: bool = False
) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; ``points`` are item id -> points, open ones left out.

    Raises KeyError for an unknown vignette and ValueError for points that the scale does not have.
    """
    one, given, bands = _vignette(vignette), points or {}, table("cows")["bands"]
    total, key_total = cows_total(given), cows_total({item: key[0] for item, key in one.key.items()})
    ids = [band["id"] for band in bands]
    place, key_place = ids.index(cows_band(total)), ids.index(cows_band(key_total))
    return {
        "name": one.name, "handover": one.handover, "most": table("cows")["most"], "total": total, "scored": len(given),
        "open": len(cows_items()) - len(given), "band_word": bands[place]["word"], "key_total": key_total,
        "key_word": bands[key_place]["word"], "bands_apart": abs(place - key_place), "compared": int(compared),
    }  # fmt: skip


def cows_practice_words(
    vignette: str = "dana", points: Mapping[str, int] | None = None, compared: bool = False
) -> list[Sentence]:
    """Return the sentences beside the panel."""
    return sentences(_templates(), cows_practice_facts(vignette, points, compared))
