"""What the receptor bench says and shows, as data. Every number comes from ``models``."""

from __future__ import annotations

from math import floor
from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template, whole
from alongside.models.parameters import parameters_of
from alongside.models.receptor import amount_at, bench, effect, occupancy, position_of, shared_occupancy

TITLE = "Receptor bench: what arrives, what it does"
NOTE = (
    "A teaching model: it shows the direction, not any one person. It leaves out tolerance, other substances "
    "and how fast things bind and let go. The brake was found in slices of rat brain, and its counts of ten show "
    "the direction only. Still to be confirmed by a clinician: the examples by name, how soon endorphin is "
    "cleared, that sedatives take the plateau away, and that more dopamine is let go."
)
CLAIMS = (
    "bench-is-a-model",
    "same-receptors",
    "opioid-system-jobs",
    "examples-by-type",
    "buprenorphine-message-share",
    "opioids-quiet-cells",
    "no-endorphin-flood",
    "dopamine-by-detour",
    "more-dopamine-let-go",
    "breathing-plateau",
    "plateau-is-no-promise",
    "naloxone-competes",
    "naloxone-wears-off",
)
PREDICTION: dict[str, Any] = {
    "question": "A brake cell sends signals that hold a dopamine cell back. Now a full agonist lands on the brake "
    "cell. What will you see?",
    "options": [
        {
            "id": "more-signals",
            "text": "More brake signals: the drug drives the cell to work harder",
            "reply": "Many people picture opioids as something that drives cells on. Move “How much” from none to a "
            "lot and count the brake signals as you go. Do they become more, or fewer?",
        },
        {
            "id": "fewer-signals",
            "text": "Fewer brake signals, and more dopamine",
            "reply": "Move “How much” from none to a lot and count both. Then bring naloxone beside it, a little at a "
            "time. What happens to the brake then?",
        },
        {
            "id": "own-dopamine",
            "text": "The same brake signals; the dopamine comes with the drug itself",
            "reply": "It is often told as if the drug brought the dopamine with it. Move “How much” from none to a lot "
            "and look where the drug lands: on which of the two cells?",
        },
        {
            "id": "endorphins",
            "text": "The same brake signals; endorphins pour out as well",
            "reply": "You will hear this often. Move “How much” from none to a lot and look for an endorphin, the "
            "shape with six sides. Then look at what the brake signals do.",
        },
    ],
    "look_for": "Move “How much” from none to a lot and watch the brake cell. What happens to its signals, and what to "
    "the dopamine?",
}
LABELS = {
    "detour": "The detour to dopamine",
    "brake_cell": "brake\ncell",
    "dopamine_cell": "dopamine\ncell",
    "receptors": "opioid receptors",
    "next_cell": "next cell",
    "movement": "the movement",
}


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
    signals = f"{{brake_signals:count}} of {p['brake_signals_at_rest']}"
    dopamine = f"{{dopamine:count}} of {p['dopamine_unbraked']}"
    on = ("brake_signals", ">=", p["brake_signals_at_rest"] - 0.5)
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
        template(
            "detour",
            case(f"Naloxone lands on the brake cell too and leaves it as it was. Brake signals: {signals}. The "
                 f"dopamine cell lets go of little dopamine: {dopamine}.", antagonist, held),
            case(f"The brake is on. Brake signals: {signals}. The dopamine cell lets go of little dopamine: "
                 f"{dopamine}.", on),
            case(f"{{Name}} quiets the brake cell. Brake signals: {signals}. The dopamine cell is held back less and "
                 f"lets go of more dopamine: {dopamine}. {{Name}} makes none itself; it takes a foot off a brake."),
        ),
    ]  # fmt: skip


def _detour_words(p: dict[str, float]) -> list[dict[str, Any]]:
    return [
        template("brake", case(f"brake signals\n{{brake_signals:count}} of {p['brake_signals_at_rest']}")),
        template("dopamine", case(f"dopamine\n{{dopamine:count}} of {p['dopamine_unbraked']}")),
    ]


def receptor_bench_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the receptor bench."""
    p = parameters_of("receptor")
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "parameters": p,
        "ligands": ligands(),
        "strokes": strokes(),
        "charts": {"effect": _effect_chart(p).as_data()},
        "labels": LABELS,
        "detour_words": _detour_words(p),
        "amount_words": _amount_words(),
        "sentences": _templates(p),
    }


def _settled(arriving: str, amount: float, naloxone: float) -> tuple[dict[str, Any], float, float]:
    """Return the ligand, and both amounts at the nearest step of their sliders.

    Raises KeyError for an unknown ``arriving``.
    """
    p = parameters_of("receptor")
    ligand = {one["id"]: one for one in ligands()}[arriving]
    beside = naloxone if ligand["naloxone_too"] else 0
    return ligand, _at_a_step(amount, ligand["highest_amount"], p), _at_a_step(beside, p["highest_amount"], p)


def _at_a_step(amount: float, highest: float, p: dict[str, float]) -> float:
    return amount_at(min(whole(position_of(amount, p)), floor(position_of(highest, p) + 1e-9)), p)


def receptor_bench_facts(arriving: str, amount: float, naloxone: float = 0) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; raise KeyError for an unknown ``arriving``."""
    ligand, shown_amount, beside = _settled(arriving, amount, naloxone)
    words = {"kind": ligand["kind"], "Name": ligand["Name"], "name": ligand["name"]}
    shown = bench(shown_amount, ligand["intrinsic_activity"], beside, parameters_of("receptor"))
    return {"amount": shown_amount, "naloxone": beside, **words, **shown}


def receptor_bench_words(arriving: str, amount: float, naloxone: float = 0) -> list[Sentence]:
    """Return the sentences beside the receptor bench at these settings."""
    templates = _templates(parameters_of("receptor"))
    return sentences(templates, receptor_bench_facts(arriving, amount, naloxone))


def receptor_bench_points(arriving: str, amount: float, naloxone: float = 0) -> dict[str, dict[str, Any]]:
    """Return the points of the chart of amount and effect: chart id -> mark id -> points, as the page draws them.

    A line is [[amount, effect as a fraction], ...] at every step of the slider; a point is [amount, effect].
    """
    p = parameters_of("receptor")
    ligand, shown_amount, beside = _settled(arriving, amount, naloxone)
    activity, kind = ligand["intrinsic_activity"], ligand["kind"]
    amounts = [amount_at(step, p) for step in range(1, int(p["slider_steps"]) + 1)]
    marks: dict[str, Any] = {
        alone["kind"]: [[one, effect(occupancy(one), alone["intrinsic_activity"])] for one in amounts]
        for alone in ligands()
        if alone["kind"] != "endorphin"
    }
    within_reach = [one for one in amounts if one <= ligand["highest_amount"] * 1.001]
    marks[f"now-{kind}"] = [[one, effect(shared_occupancy(one, beside), activity)] for one in within_reach]
    now = effect(shared_occupancy(shown_amount, beside), activity)
    marks[f"point-{kind}"] = [max(shown_amount, p["lowest_amount"]), now]
    return {"effect": marks}
