"""The tolerance cycle: days of daily use, a break, and what the usual amount does then. All moves in the
page.
"""

from __future__ import annotations

import anywidget
import traitlets

from alongside.charts.tolerance_cycle import tolerance_spec
from alongside.widgets.assets import css, esm


class ToleranceCycle(anywidget.AnyWidget):
    """``spec`` is what the page computes from; the settings are where it starts and what Reset returns to."""

    _esm = esm("tolerance_cycle")
    _css = css("diagram", "tolerance_cycle")
    spec = traitlets.Dict().tag(sync=True)
    days_of_use = traitlets.Int(14).tag(sync=True)
    days_after = traitlets.Int(0).tag(sync=True)


def tolerance_cycle(days_of_use: int = 14, days_after: int = 0) -> ToleranceCycle:
    """Return the tolerance cycle; raise ValueError where a setting lies outside its slider."""
    spec = tolerance_spec()
    most_use, most_after = spec["parameters"]["most_days_of_use"], spec["parameters"]["most_days_after"]
    if not 1 <= days_of_use <= most_use or not 0 <= days_after <= most_after:
        raise ValueError(
            f"tolerance_cycle: days_of_use should be 1 to {most_use}, days_after 0 to {most_after}."
        )
    return ToleranceCycle(spec=spec, days_of_use=int(days_of_use), days_after=int(days_after))
