"""How the overdose drill runs: what is offered at a moment, what a choice brings about, what is told at the end.

The drill itself is data (``models/tables/overdose_drill.yml``). The twin for the page is
``static/overdose_drill/drill_course.js``. Time is in seconds of the scene; nothing of a run is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alongside.models.tables import table

OFFERED = 4
SECONDS_A_MINUTE = 60
Entry = Mapping[str, Any]


class Run(NamedTuple):
    """Where a run stands: the place of its moment, done (action, second) in order, options tried in vain as
    (moment, option), the clock, and the last option chosen.
    """

    at: int
    done: tuple[tuple[str, float], ...]
    tried: tuple[tuple[str, str], ...]
    clock: float
    last: str


def _of_scene(entries: Sequence[Entry], scene: str) -> list[Entry]:
    return [one for one in entries if scene in one.get("scenes", [scene])]


def moments_of(scene: str) -> list[Entry]:
    """Return the moments of a scene, in order."""
    return _of_scene(table("overdose_drill")["moments"], scene)


def actions_of(scene: str) -> list[Entry]:
    """Return the critical actions of a scene, in the order in which they are taught."""
    return _of_scene(table("overdose_drill")["actions"], scene)


def start() -> Run:
    """Return a run that has just begun."""
    return Run(0, (), (), 0.0, "")


def _fits(entry: Entry, done: Sequence[str]) -> bool:
    return set(entry.get("done", [])) <= set(done) and not set(entry.get("not", [])) & set(done)


def _names(run: Run) -> list[str]:
    return [action for action, _ in run.done]


def situation(scene: str, run: Run) -> Entry:
    """Return what is seen now: text, pose and breaths; at the end, the ending."""
    moments = moments_of(scene)
    if run.at >= len(moments):
        ending: Entry = table("overdose_drill")["ending"]
        return ending
    return next(one for one in _of_scene(moments[run.at]["situation"], scene) if _fits(one, _names(run)))


def offered(scene: str, run: Run) -> list[Entry]:
    """Return the options of this moment, in the order of the file, also those that were tried; none at the end."""
    moments = moments_of(scene)
    if run.at >= len(moments):
        return []
    done = _names(run)
    options = _of_scene(moments[run.at]["options"], scene)
    helping = [one for one in options if one.get("does") and not set(one["does"]) <= set(done)]
    others = [one for one in options if not one.get("does") and _fits(one, done)]
    chosen = [one["id"] for one in [*helping, *others][:OFFERED]]
    return [one for one in options if one["id"] in chosen]


def after(scene: str, run: Run, option_id: str, thinking_seconds: float = 0) -> Run:
    """Return the run after a choice; ``thinking_seconds`` passed before it. Raises KeyError where it is not offered."""
    moment = moments_of(scene)[run.at]
    option = {one["id"]: one for one in offered(scene, run)}[option_id]
    begins = run.clock + thinking_seconds
    clock = begins + option["seconds"]
    if not option.get("does"):
        return Run(run.at, run.done, (*run.tried, (moment["id"], option_id)), clock, option_id)
    done = (*run.done, *((action, begins) for action in option["does"] if action not in _names(run)))
    if not set(moment["until"]) <= {action for action, _ in done}:
        return Run(run.at, done, run.tried, clock, option_id)
    following = moments_of(scene)[run.at + 1 : run.at + 2]
    for wait in (one["not_before"] for one in following if "not_before" in one):
        clock = max(clock, dict(done)[wait["after"]] + wait["seconds"])
    return Run(run.at + 1, done, run.tried, clock, option_id)


def chosen_option(scene: str, run: Run) -> Entry | None:
    """Return the option that was chosen last."""
    options = [one for moment in moments_of(scene) for one in moment["options"]]
    return next((one for one in options if one["id"] == run.last), None)


def kept_rules(run: Run) -> list[tuple[Entry, bool]]:
    """Return each rule about time, and whether the run kept it; for a run that has ended."""
    at = dict(run.done)
    return [
        (rule, max(at[action] for action in rule["to"]) - at[rule["from"]] <= rule["within_seconds"])
        for rule in table("overdose_drill")["rules"]
    ]


def clock_words(seconds: float) -> str:
    """Return the scene's clock in words, such as ``3 min 20 s``."""
    whole = int(seconds)
    return f"{whole // SECONDS_A_MINUTE} min {whole % SECONDS_A_MINUTE} s"
