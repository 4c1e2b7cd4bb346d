"""What the receptor bench says and shows, as data: choices, chart, sentences. Numbers come from ``models``."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, sentences
from alongside.models.parameters import parameters_of
from alongside.models.receptor import bench

TITLE = "Receptor bench: what arrives, what it does"
NOTE = ("A teaching model: it shows the direction, not any one person. It leaves out tolerance, other substances and "
        "how fast things bind and let go.")
EFFECT_TICKS = ((0.0, "none"), (0.5, "half"), (1.0, "greatest"))


def ligands() -> list[dict[str, Any]]:
    """Return what can arrive: id, words, stroke, signal lines drawn, intrinsic activity and highest amount."""
    p = parameters_of("receptor")
    common = {"highest_amount": p["highest_amount"], "naloxone_too": True}
    return [
        {"id": "endorphin", "word": "The body's own endorphin", "name": "endorphin", "Name": "Endorphin",
         "kind": "endorphin", "stroke": "endorphin", "signal_lines": 2, "hint": "made by the body",
         "intrinsic_activity": p["full_agonist_activity"], **common, "highest_amount": p["highest_endorphin_amount"]},
        {"id": "full-agonist", "word": "A full agonist", "name": "the full agonist", "Name": "The full agonist",
         "kind": "full", "stroke": "agonist", "signal_lines": 2, "hint": "such as heroin, fentanyl or methadone",
         "intrinsic_activity": p["full_agonist_activity"], **common},
        {"id": "partial-agonist", "word": "A partial agonist", "name": "the partial agonist",
         "Name": "The partial agonist", "kind": "partial", "stroke": "partial", "signal_lines": 1,
         "hint": "buprenorphine", "intrinsic_activity": p["partial_agonist_activity"], **common},
        {"id": "antagonist", "word": "An antagonist", "name": "naloxone", "Name": "Naloxone", "kind": "antagonist",
         "stroke": "antagonist", "signal_lines": 0, "hint": "naloxone",
         "intrinsic_activity": p["antagonist_activity"], **common, "naloxone_too": False},
    ]


def _effect_chart(p: dict[str, float]) -> Chart:
    return Chart(
        id="effect", title="Amount and effect",
        x=Axis("Amount", p["lowest_amount"], p["highest_amount"],
               ((0.1, "a little"), (1.0, "usual"), (4.0, "more"), (16.0, "a lot")), "log"),
        y=Axis("Effect", 0, 1, EFFECT_TICKS),
        marks=(Mark("full", "line", "agonist", "full agonist", "thin"),
               Mark("partial", "line", "partial", "partial agonist", "thin", label_side="below"),
               Mark("antagonist", "line", "antagonist", "antagonist", "thin"),
               Mark("now-endorphin", "line", "endorphin", "endorphin", "bold"),
               Mark("now-full", "line", "agonist", "", "bold"),
               Mark("now-partial", "line", "partial", "", "bold"),
               Mark("now-antagonist", "line", "antagonist", "", "bold"),
               Mark("point-endorphin", "point", "endorphin", "", "bold"),
               Mark("point-full", "point", "agonist", "", "bold"),
               Mark("point-partial", "point", "partial", "", "bold"),
               Mark("point-antagonist", "point", "antagonist", "", "bold")))


def _amount_words() -> list[dict[str, Any]]:
    return [{"id": "amount", "cases": [
        {"if": [["amount", "<=", 0]], "say": "none"},
        {"if": [["kind", "==", "endorphin"], ["amount", "<", 0.15]], "say": "a little"},
        {"if": [["kind", "==", "endorphin"]], "say": "as much as the body lets out"},
        {"if": [["amount", "<", 0.5]], "say": "a little"},
        {"if": [["amount", "<", 2]], "say": "usual amount"},
        {"if": [["amount", "<", 8]], "say": "more"},
        {"say": "a lot"}]}]


def _templates(p: dict[str, float]) -> list[dict[str, Any]]:
    of_all = f"of {p['receptors_shown']} receptors"
    return [
        {"id": "receptors", "cases": [
            {"if": [["held", "<", 0.5], ["held_by_naloxone", "<", 0.5]],
             "say": f"Nearly all {p['receptors_shown']} receptors are free."},
            {"if": [["held_by_naloxone", "<", 0.5]], "say": f"{{Name}} holds {{held:count}} {of_all}."},
            {"if": [["held", "<", 0.5]], "say": f"Naloxone holds {{held_by_naloxone:count}} {of_all}."},
            {"say": f"{{Name}} holds {{held:count}} {of_all}, naloxone holds {{held_by_naloxone:count}}."}]},
        {"id": "effect", "cases": [
            {"if": [["kind", "==", "antagonist"], ["held", ">=", 0.5]],
             "say": "It fits the receptor but sends no signal, so there is no effect."},
            {"if": [["held", "<", 0.5], ["held_by_naloxone", ">=", 0.5]],
             "say": "Naloxone fits but sends no signal, so there is almost no effect."},
            {"if": [["held", "<", 0.5]], "say": "No signal to speak of reaches the cell."},
            {"if": [["kind", "==", "partial"], ["held_by_naloxone", ">=", 0.5]],
             "say": "Only {name} sends a signal, and only part of one. The effect is {effect:percent} of the "
                    "greatest there can be."},
            {"if": [["held_by_naloxone", ">=", 0.5]],
             "say": "Only {name} sends a signal. The effect is {effect:percent} of the greatest there can be."},
            {"if": [["kind", "==", "partial"], ["effect", ">=", 0.5]],
             "say": "Each one sends part of a signal. The effect is {effect:percent} of the greatest; more "
                    "cannot lift it past {ceiling:percent}."},
            {"if": [["kind", "==", "partial"]],
             "say": "Each one sends part of a signal. The effect is {effect:percent} of the greatest there can be."},
            {"say": "Each one sends a full signal. The effect is {effect:percent} of the greatest there can be."}]},
        {"id": "breathing", "cases": [
            {"if": [["effect", ">=", p["breathing_can_stop_from"]]], "tone": "danger",
             "say": "Breathing can stop."},
            {"if": [["effect", ">=", p["breathing_very_slow_from"]]], "tone": "care",
             "say": "Breathing is very slow and shallow."},
            {"if": [["effect", ">=", p["breathing_slower_from"]]], "say": "Breathing is slower than usual."},
            {"say": "Breathing is about as usual."}]},
        {"id": "beside", "cases": [
            {"if": [["kind", "==", "partial"], ["held", ">=", 0.5]], "tone": "care",
             "say": "Alcohol, benzodiazepines and other sedatives can take this ceiling away."},
            {"if": [["kind", "==", "endorphin"]],
             "say": "The body lets out a little and clears it in minutes, so this slider ends early."},
            {"if": [["held", ">=", 0.5], ["held_by_naloxone", ">=", 0.5]],
             "say": "Naloxone takes places; it does not destroy the opioid. It wears off, and then the opioid can "
                    "come back to the receptors."},
            {"say": ""}]},
    ]


def receptor_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the receptor bench."""
    p = parameters_of("receptor")
    return {"title": TITLE, "note": NOTE, "parameters": p, "ligands": ligands(), "strokes": strokes(),
            "chart": _effect_chart(p).as_data(), "amount_words": _amount_words(), "sentences": _templates(p)}


def receptor_facts(arriving: str, amount: float, naloxone: float = 0) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; raise KeyError for an unknown ``arriving``."""
    ligand = {one["id"]: one for one in ligands()}[arriving]
    beside = naloxone if ligand["naloxone_too"] else 0
    shown = bench(min(amount, ligand["highest_amount"]), ligand["intrinsic_activity"], beside,
                  parameters_of("receptor"))
    return {"amount": min(amount, ligand["highest_amount"]), "naloxone": beside, "kind": ligand["kind"],
            "Name": ligand["Name"], "name": ligand["name"], **shown}


def receptor_words(arriving: str, amount: float, naloxone: float = 0) -> list[Sentence]:
    """Return the sentences beside the receptor bench at these settings."""
    return sentences(_templates(parameters_of("receptor")), receptor_facts(arriving, amount, naloxone))
