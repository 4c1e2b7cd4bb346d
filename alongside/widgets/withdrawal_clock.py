"""The withdrawal clock: an opioid, days of use, and the time after the last use. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.withdrawal_clock import ARRIVES, MOMENTS, opioids, withdrawal_clock_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction, within

CALL = "withdrawal_clock"


class WithdrawalClock(Diagram):
    """Its settings: two opioids, days of daily use of each, and what arrives, early or later."""

    _esm = esm("withdrawal_clock")
    _css = css("diagram", "withdrawal_clock")
    drug = traitlets.Unicode("heroin").tag(sync=True)
    beside = traitlets.Unicode("methadone").tag(sync=True)
    days_of_use = traitlets.Int(14).tag(sync=True)
    arrives = traitlets.Unicode("none").tag(sync=True)
    moment = traitlets.Unicode("early").tag(sync=True)


def withdrawal_clock(
    drug: str = "heroin", beside: str = "methadone", days_of_use: int = 14, arrives: str = "none",
    moment: str = "early", predict: str = "yes",
) -> WithdrawalClock:  # fmt: skip
    """Return the withdrawal clock.

    ``beside`` is a second opioid or "none"; ``arrives`` is "none", "naloxone" or "buprenorphine", at the
    ``moment`` "early" (before withdrawal has begun) or "later" (when it has clearly begun). There are no hours to
    choose: somebody would read a waiting time from them. Raises ValueError for anything else.
    """
    spec = with_prediction(CALL, withdrawal_clock_spec(), predict)
    p, known = spec["parameters"], [one["id"] for one in opioids()]
    return WithdrawalClock(
        spec=spec,
        drug=one_of(CALL, "drug", drug, known),
        beside=one_of(CALL, "beside", beside, ["none", *known]),
        days_of_use=int(within(CALL, "days_of_use", days_of_use, 1, p["most_days_of_use"])),
        arrives=one_of(CALL, "arrives", arrives, ARRIVES),
        moment=one_of(CALL, "moment", moment, list(MOMENTS)),
    )

