"""Words made from numbers: short sentences with thresholds as data, so that Python and the page say the same.

A template is a list of cases, the first that fits is said::

    template("effect", case("Breathing can stop.", ("effect", ">=", 0.8), tone="danger"),
             case("The effect is {effect:percent} of the most there can be."))

A case without ``if`` always fits; an empty ``say`` says nothing. Numbers are written by a named form
(``FORMS``). The twin for the page is ``static/chart/describe.js``; tests compare both on random numbers.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from math import floor
from typing import Any, NamedTuple

Facts = Mapping[str, float | str]
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Sentence(NamedTuple):
    """One sentence with the id of its template and its tone: ``plain``, ``care`` or ``danger``."""

    id: str
    text: str
    tone: str


def case(say: str, *conditions: Sequence[Any], tone: str = "plain") -> dict[str, Any]:
    """Return one case: ``say`` is said where every ``(name, comparison, value)`` holds."""
    return {"say": say, "tone": tone} | ({"if": [list(one) for one in conditions]} if conditions else {})


def template(name: str, *cases: dict[str, Any]) -> dict[str, Any]:
    """Return a template; of its cases the first that fits is said."""
    return {"id": name, "cases": list(cases)}


def whole(value: float) -> int:
    """Return the nearest whole number, halves upwards: Python's round() and JavaScript's differ on halves."""
    return floor(value + 0.5)


def _one_decimal(value: float) -> str:
    tenths = whole(value * 10)
    return f"{tenths // 10}.{tenths % 10}"


FORMS: dict[str, Callable[[float], str]] = {
    "count": lambda value: str(whole(value)),
    "percent": lambda value: f"{whole(value * 100)} %",
    "one_decimal": _one_decimal,
    "days": lambda value: "1 day" if whole(value) == 1 else f"{whole(value)} days",
    "minutes": lambda value: "1 minute" if whole(value) == 1 else f"{whole(value)} minutes",
}


def _filled(text: str, facts: Facts) -> str:
    def fill(place: re.Match[str]) -> str:
        value = facts[place[1]]
        return FORMS[place[2]](float(value)) if place[2] else str(value)

    return _PLACE.sub(fill, text)


def fits(conditions: Sequence[Sequence[Any]], facts: Facts) -> bool:
    """Return whether every ``[name, comparison, value]`` holds."""
    return all(COMPARISONS[sign](facts[name], value) for name, sign, value in conditions)


def sentences(templates: Sequence[Mapping[str, Any]], facts: Facts) -> list[Sentence]:
    """Return what the templates say of ``facts``; a template whose case says nothing is left out."""
    said = []
    for template in templates:
        case = next((case for case in template["cases"] if fits(case.get("if", ()), facts)), {"say": ""})
        if case["say"]:
            said.append(Sentence(template["id"], _filled(case["say"], facts), case.get("tone", "plain")))
    return said


def problems_in(templates: Sequence[Mapping[str, Any]], names: set[str]) -> list[str]:
    """Return in plain words what a template uses that does not exist: a fact, a comparison or a form."""
    found = []
    for template in templates:
        for case in template["cases"]:
            uses = {name for name, _, _ in case.get("if", ())} | {
                place[1] for place in _PLACE.finditer(case["say"])
            }
            found += [f"{template['id']}: there is no fact '{name}'." for name in sorted(uses - names)]
            found += [
                f"{template['id']}: there is no comparison '{sign}'."
                for _, sign, _ in case.get("if", ())
                if sign not in COMPARISONS
            ]
            found += [
                f"{template['id']}: there is no form '{place[2]}'."
                for place in _PLACE.finditer(case["say"])
                if place[2] and place[2] not in FORMS
            ]
        if "if" in template["cases"][-1]:
            found.append(
                f"{template['id']}: its last case needs no 'if', so that there is always one that fits."
            )
    return found
