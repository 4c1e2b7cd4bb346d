"""What the receptor bench says and shows, as data. Every number comes from ``models``."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.models.parameters import parameters_of
from alongside.models.receptor import bench

TITLE = "Receptor bench: what arrives, what it does"
NOTE = (
    "A teaching model: it shows the direction, not any one person. It leaves out tolerance, other substances "
    "and how fast things bind and let go."
)


def ligands() -> list[dict[str, Any]]:
    """Return what can arrive: id, words, stroke, signal lines drawn, intrinsic activity, highest amount."""
    p = parameters_of("receptor")
    full, partial, none = p["full_agonist_activity"], p["partial_agonist_activity"], p["antagonist_activity"]
    rows = [
        ("endorphin", "endorphin", "endorphin", "The body's own endorphin", "made by the body",
         "endorphin", 2, full),
        ("full-agonist", "full", "agonist", "A full agonist", "such as heroin, fentanyl or methadone",
         "the full agonist", 2, full),
        ("partial-agonist", "partial", "partial", "A partial agonist", "buprenorphine",
         "the partial agonist", 1, partial),
        ("antagonist", "antagonist", "antagonist", "An antagonist", "naloxone", "naloxone", 0, none),
    ]  # fmt: skip
    return [
        {
            "id": ligand, "kind": kind, "stroke": stroke, "word": word, "hint": hint,
            "name": name, "Name": name[0].upper() + name[1:],
            "signal_lines": lines, "intrinsic_activity": activity,
            "highest_amount": p["highest_endorphin_amount" if kind == "endorphin" else "highest_amount"],
            "naloxone_too": kind != "antagonist", "point_word": name if kind == "endorphin" else "",
        }
        for ligand, kind, stroke, word, hint, name, lines, activity in rows
    ]  # fmt: skip


def _effect_chart(p: dict[str, float]) -> Chart:
    amounts = ((0.1, "a little"), (1.0, "usual"), (4.0, "more"), (16.0, "a lot"))
    now = [Mark(f"now-{one['kind']}", "line", one["stroke"], weight="bold") for one in ligands()]
    points = [
        Mark(f"point-{one['kind']}", "point", one["stroke"], one["point_word"], "bold") for one in ligands()
    ]
    return Chart(
        id="effect",
        title="Amount and effect",
        x=Axis("Amount", p["lowest_amount"], p["highest_amount"], amounts, "log"),
        y=Axis("Effect", 0, 1, ((0.0, "none"), (0.5, "half"), (1.0, "greatest"))),
        marks=(
            Mark("full", "line", "agonist", "full agonist", "thin"),
            Mark("partial", "line", "partial", "partial agonist", "thin", label_side="below"),
            Mark("antagonist", "line", "antagonist", "antagonist", "thin"),
            *now,
            *points,
        ),
    )


def _amount_words() -> list[dict[str, Any]]:
    own = ("kind", "==", "endorphin")
    return [template(
        "amount",
        case("none", ("amount", "<=", 0)),
        case("a little", own, ("amount", "<", 0.1)),
        case("more", own, ("amount", "<", 0.25)),
        case("as much as the body lets out", own),
        case("a little", ("amount", "<", 0.5)),
        case("usual amount", ("amount", "<", 2)),
        case("more", ("amount", "<", 8)),
        case("a lot"),
    )]  # fmt: skip


def _templates(p: dict[str, float]) -> list[dict[str, Any]]:
    of_all = f"of {p['receptors_shown']} receptors"
    percent = "{effect:percent} of the greatest there can be"
    bare, held = ("held", "<", 0.5), ("held", ">=", 0.5)
    without, beside = ("held_by_naloxone", "<", 0.5), ("held_by_naloxone", ">=", 0.5)
    partial, antagonist = ("kind", "==", "partial"), ("kind", "==", "antagonist")
    return [
        template(
            "receptors",
            case(f"Nearly all {p['receptors_shown']} receptors are free.", bare, without),
            case(f"{{Name}} holds {{held:count}} {of_all}.", without),
            case(f"Naloxone holds {{held_by_naloxone:count}} {of_all}.", bare),
            case(f"{{Name}} holds {{held:count}} {of_all}, naloxone holds {{held_by_naloxone:count}}."),
        ),
        template(
            "effect",
            case("It fits the receptor but passes on no message, so there is no effect.", antagonist, held),
            case("Naloxone fits but passes on no message, so there is almost no effect.", bare, beside),
            case("Almost no message reaches the cell.", bare),
            case(f"Only {{name}} passes on a message, and only part of it. The effect is {percent}.",
                 partial, beside),
            case(f"Only {{name}} passes on a message. The effect is {percent}.", beside),
            case("Each one passes on part of the message. The effect is {effect:percent} of the "
                 "greatest; more cannot lift it past {ceiling:percent}.", partial, ("effect", ">=", 0.5)),
            case(f"Each one passes on part of the message. The effect is {percent}.", partial),
            case(f"Each one passes on the whole message. The effect is {percent}."),
        ),
        template(
            "breathing",
            case("Breathing can stop.", ("effect", ">=", p["breathing_can_stop_from"]), tone="danger"),
            case("Breathing is very slow and shallow.", ("effect", ">=", p["breathing_very_slow_from"]),
                 tone="care"),
            case("Breathing is clearly slower than usual.", ("effect", ">=", p["breathing_slower_from"])),
            case("Breathing is about as usual."),
        ),
        template(
            "beside",
            case("Alcohol, benzodiazepines and other sedatives can take this plateau away.", partial, held,
                 tone="care"),
            case("The body lets out a little and soon clears it, so this slider ends early.",
                 ("kind", "==", "endorphin")),
            case("Naloxone takes places; it does not destroy the opioid. It wears off, and then the opioid "
                 "can come back to the receptors.", held, beside),
            case(""),
        ),
    ]  # fmt: skip


def receptor_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the receptor bench."""
    p = parameters_of("receptor")
    return {
        "title": TITLE,
        "note": NOTE,
        "parameters": p,
        "ligands": ligands(),
        "strokes": strokes(),
        "chart": _effect_chart(p).as_data(),
        "amount_words": _amount_words(),
        "sentences": _templates(p),
    }


def receptor_facts(arriving: str, amount: float, naloxone: float = 0) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; raise KeyError for an unknown ``arriving``."""
    ligand = {one["id"]: one for one in ligands()}[arriving]
    shown_amount = min(amount, ligand["highest_amount"])
    beside = naloxone if ligand["naloxone_too"] else 0
    words = {"kind": ligand["kind"], "Name": ligand["Name"], "name": ligand["name"]}
    shown = bench(shown_amount, ligand["intrinsic_activity"], beside, parameters_of("receptor"))
    return {"amount": shown_amount, "naloxone": beside, **words, **shown}


def receptor_words(arriving: str, amount: float, naloxone: float = 0) -> list[Sentence]:
    """Return the sentences beside the receptor bench at these settings."""
    return sentences(_templates(parameters_of("receptor")), receptor_facts(arriving, amount, naloxone))
