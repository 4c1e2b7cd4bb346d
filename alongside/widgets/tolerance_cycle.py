"""The tolerance cycle: days of daily use, a break, and what an amount does then. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.tolerance_cycle import AMOUNTS, tolerance_cycle_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, with_prediction, within


class ToleranceCycle(Diagram):
    """Its settings are two numbers of days, and the amount taken now, where 1 is the usual amount."""

    _esm = esm("tolerance_cycle")
    _css = css("diagram", "tolerance_cycle")
    days_of_use = traitlets.Int(14).tag(sync=True)
    days_after = traitlets.Int(0).tag(sync=True)
    amount = traitlets.Float(1.0).tag(sync=True)


def tolerance_cycle(
    days_of_use: int = 14, days_after: int = 0, amount: float = 1, predict: str = "yes"
) -> ToleranceCycle:
    """Return the tolerance cycle.

    ``amount`` is what is taken now, from 0.25 to 4 times the usual amount; ``predict`` is "no" where the page has
    asked for a guess already. Raises ValueError where a setting lies outside its slider.
    """
    call, spec = "tolerance_cycle", tolerance_cycle_spec()
    p = spec["parameters"]
    steps = [one for one, _ in AMOUNTS]
    within(call, "days_of_use", days_of_use, 1, p["most_days_of_use"])
    within(call, "days_after", days_after, 0, p["most_days_after"])
    within(call, "amount", amount, steps[0], steps[-1])
    if amount not in steps:
        raise ValueError(f"{call}: amount={amount!r} is no step of its slider. Use one of: {steps}.")
    return ToleranceCycle(
        spec=with_prediction(call, spec, predict),
        days_of_use=int(days_of_use),
        days_after=int(days_after),
        amount=float(amount),
    )
