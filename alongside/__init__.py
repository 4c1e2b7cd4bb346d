"""The learner's vocabulary: the only names that a notebook of this course calls; loaded when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "page": "page_bar",
    "question": "question",
    "quiz_item": "question",
    "hand_in": "hand_in",
    "receptor_bench": "receptor_bench",
    "tolerance_cycle": "tolerance_cycle",
    "word_switcher": "word_switcher",
    "lost_tolerance": "lost_tolerance",
    "withdrawal_signs": "withdrawal_signs",
    "withdrawal_clock": "withdrawal_clock",
    "cows_practice": "cows_practice",
    "treatment_outcomes": "treatment_outcomes",
    "naloxone_race": "naloxone_race",
    "overdose_drill": "overdose_drill",
    "line_coach": "line_coach",
}
__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"Alongside has nothing called “{name}”; it has {', '.join(_HOMES)}.")
    return getattr(import_module(f"alongside.widgets.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
