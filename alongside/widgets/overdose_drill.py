"""The overdose drill: two scenes to act in, and the published cost of delay. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.overdose_drill import TIMINGS, delays, overdose_drill_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction


class OverdoseDrill(Diagram):
    """Its settings: the scene, whether a clock runs ("yes", "no"), and the minutes until the first spray."""

    _esm = esm("overdose_drill")
    _css = css("diagram", "picks", "receptor_bench", "overdose_drill")
    scene = traitlets.Unicode("bus-stop").tag(sync=True)
    timed = traitlets.Unicode("no").tag(sync=True)
    delay = traitlets.Float(3.0).tag(sync=True)


def overdose_drill(
    scene: str = "bus-stop", timed: str = "no", delay: float = 3, predict: str = "yes"
) -> OverdoseDrill:
    """Return the overdose drill.

    ``scene`` is "bus-stop" or "at-home"; ``timed`` is "yes" where a clock runs while you choose; ``delay`` is one of
    the published minutes, 0.5, 1, 3, 5 or 10; ``predict`` is "no" where the page has asked for a guess already.
    Raises ValueError for anything else.
    """
    call, spec = "overdose_drill", overdose_drill_spec()
    if delay not in delays():
        raise ValueError(f"{call}: delay={delay!r} was not published. Use one of: {delays()}.")
    return OverdoseDrill(
        spec=with_prediction(call, spec, predict),
        scene=one_of(call, "scene", scene, [one["id"] for one in spec["drill"]["scenes"]]),
        timed=one_of(call, "timed", timed, [one["id"] for one in TIMINGS]),
        delay=float(delay),
    )
