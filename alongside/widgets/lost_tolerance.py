"""Lost tolerance: stop, wait, return. The usual amount against what the body is used to. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.lost_tolerance import lost_tolerance_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, with_prediction, within


class LostTolerance(Diagram):
    """Its settings are two numbers of days: of daily use, and without."""

    _esm = esm("lost_tolerance")
    _css = css("diagram", "lost_tolerance")
    days_of_use = traitlets.Int(30).tag(sync=True)
    days_without = traitlets.Int(0).tag(sync=True)


def lost_tolerance(days_of_use: int = 30, days_without: int = 0, predict: str = "yes") -> LostTolerance:
    """Return lost tolerance; ``predict`` is "no" where the page has asked for a guess already.

    Raises ValueError where a setting lies outside its slider.
    """
    call, spec = "lost_tolerance", lost_tolerance_spec()
    p = spec["parameters"]
    within(call, "days_of_use", days_of_use, p["least_days_of_use"], p["most_days_of_use"])
    within(call, "days_without", days_without, 0, p["most_days_without"])
    return LostTolerance(
        spec=with_prediction(call, spec, predict),
        days_of_use=int(days_of_use),
        days_without=int(days_without),
    )
