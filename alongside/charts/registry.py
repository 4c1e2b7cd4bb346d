"""Every diagram by the name that a lesson calls: what it hands to the page, and which claims its words rest on."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

DIAGRAMS = (
    "word_switcher",
    "receptor_bench",
    "tolerance_cycle",
    "lost_tolerance",
    "withdrawal_signs",
    "withdrawal_clock",
    "cows_practice",
    "treatment_outcomes",
    "naloxone_race",
    "overdose_drill",
)


def chart_module(diagram: str) -> ModuleType:
    """Return the module of ``charts`` that describes a diagram; raise KeyError for an unknown name."""
    if diagram not in DIAGRAMS:
        raise KeyError(f"there is no diagram {diagram!r}; there are: {', '.join(DIAGRAMS)}")
    return import_module(f"alongside.charts.{diagram}")


def diagram_claims(diagram: str) -> tuple[str, ...]:
    """Return the ids of the claims (evidence/claims.yml) that a diagram's words rest on."""
    claims: tuple[str, ...] = chart_module(diagram).CLAIMS
    return claims
