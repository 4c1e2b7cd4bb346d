"""What every diagram is in Python: a spec that the page computes from, and settings that are checked when given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import anywidget
import traitlets


class Diagram(anywidget.AnyWidget):
    """``spec`` is what the page computes from. A subclass names its script, its style and, as traits, its settings:
    where it starts and what Reset returns to.
    """

    spec = traitlets.Dict().tag(sync=True)


def one_of(call: str, setting: str, value: object, known: Iterable[str]) -> str:
    """Return ``value`` where it is one of ``known``; raise ValueError, with what there is, where it is not."""
    if value not in (names := list(known)):
        raise ValueError(f"{call}: {setting}={value!r} is not known. Use one of: {', '.join(names)}.")
    return str(value)


def within(call: str, setting: str, value: float, least: float, most: float) -> float:
    """Return ``value`` where it lies from ``least`` to ``most``; raise ValueError where it does not."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f"{call}: {setting}={value!r} should be a number from {least:g} to {most:g}.")
    return value


def with_prediction(call: str, spec: dict[str, Any], predict: str) -> dict[str, Any]:
    """Return ``spec``, without its prediction where ``predict`` is "no" (for a page that has asked already)."""
    if one_of(call, "predict", predict, ("yes", "no")) == "no":
        return {name: value for name, value in spec.items() if name != "prediction"}
    return spec
