"""How many receptors a ligand holds, and what effect follows. A teaching model at rest (equilibrium).

Amounts are relative: 1 is the amount of that ligand which takes half of the receptors when it is alone.
Effect is the share of receptors held, times the ligand's intrinsic activity (1 for a full agonist, 0.56 for
buprenorphine and breathing, 0 for an antagonist). The functions in ``IN_PAGE`` are also translated for the
page.

Checked: occupancy stays within 0 and 1, grows with the amount, and falls with a rival's (``tests/models``).
Left out: how fast ligands bind and let go, spare receptors, tolerance, other sedatives.

The detour to dopamine (``brake_signals``, ``dopamine_release``) shows a direction only: opioids quiet cells that
hold dopamine cells back. Its counts are a choice of design. Checked: fewer brake signals with more effect, more
dopamine with fewer brake signals.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

IN_PAGE = (
    "occupancy", "shared_occupancy", "effect", "brake_signals", "dopamine_release", "bench", "amount_at", "position_of",
)  # fmt: skip


def occupancy(amount: float) -> float:
    """Return the fraction of receptors held by one ligand alone; ``amount`` is 0 or more."""
    return amount / (1 + amount)


def shared_occupancy(amount: float, rival_amount: float) -> float:
    """Return the fraction of receptors held by a ligand while a rival competes for them."""
    return amount / (1 + amount + rival_amount)


def effect(held_fraction: float, intrinsic_activity: float) -> float:
    """Return the effect as a fraction of the greatest there can be."""
    return held_fraction * intrinsic_activity


def brake_signals(effect_fraction: float, p: Mapping[str, float]) -> float:
    """Return how many signals the brake cell sends (not rounded) in the time shown; the effect quiets it."""
    return p["brake_signals_at_rest"] * (1 - p["brake_quieting"] * effect_fraction)


def dopamine_release(signals: float, p: Mapping[str, float]) -> float:
    """Return how often dopamine is let go (not rounded) in the time shown, at this many brake signals."""
    braked = signals / p["brake_signals_at_rest"]
    return p["dopamine_unbraked"] - (p["dopamine_unbraked"] - p["dopamine_at_rest"]) * braked


def bench(
    amount: float, intrinsic_activity: float, naloxone: float, p: Mapping[str, float]
) -> dict[str, float]:
    """Return what the receptor bench shows for a ligand and naloxone beside it.

    ``held`` and ``held_by_naloxone`` count receptors of the ``receptors_shown`` in the picture (not rounded);
    ``effect`` and ``ceiling`` (the effect with every receptor held) are fractions of the greatest effect.
    ``brake_signals`` and ``dopamine`` count what happens in the time shown (not rounded).
    """
    held_fraction = shared_occupancy(amount, naloxone)
    shown_effect = effect(held_fraction, intrinsic_activity)
    signals = brake_signals(shown_effect, p)
    return {
        "held": p["receptors_shown"] * held_fraction,
        "held_by_naloxone": p["receptors_shown"] * shared_occupancy(naloxone, amount),
        "effect": shown_effect,
        "ceiling": effect(1, intrinsic_activity),
        "brake_signals": signals,
        "dopamine": dopamine_release(signals, p),
    }


def amount_at(position: float, p: Mapping[str, float]) -> float:
    """Return the amount at a step of the slider: 0 at step 0, then evenly spaced on a logarithmic scale."""
    span = log(p["highest_amount"] / p["lowest_amount"])
    return 0 if position <= 0 else p["lowest_amount"] * exp(span * (position - 1) / (p["slider_steps"] - 1))


def position_of(amount: float, p: Mapping[str, float]) -> float:
    """Return the step of the slider (not rounded) for an amount; amounts below the first step are step 0."""
    span = log(p["highest_amount"] / p["lowest_amount"])
    return (
        0
        if amount < p["lowest_amount"] / 2
        else 1 + (p["slider_steps"] - 1) * max(0, log(amount / p["lowest_amount"])) / span
    )
