"""The body map: signs of withdrawal and of an overdose to touch, a comparison, and a small sort."""

from __future__ import annotations

import traitlets

from alongside.charts.withdrawal_signs import PRESENT, withdrawal_signs_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction

CALL = "withdrawal_signs"


class WithdrawalSigns(Diagram):
    """Its settings: which body is shown and which of its signs is chosen."""

    _esm = esm("withdrawal_signs")
    _css = css("diagram", "withdrawal_signs")
    body = traitlets.Unicode("withdrawal").tag(sync=True)
    sign = traitlets.Unicode(PRESENT).tag(sync=True)


def withdrawal_signs(body: str = "withdrawal", sign: str = PRESENT, predict: str = "yes") -> WithdrawalSigns:
    """Return the body map.

    ``body`` is "withdrawal" or "overdose", ``sign`` one of its signs. Raises ValueError, with what there is, for
    anything else.
    """
    spec = with_prediction(CALL, withdrawal_signs_spec(), predict)
    bodies = {one["id"]: [sign["id"] for sign in one["signs"]] for one in spec["bodies"]}
    chosen = one_of(CALL, "body", body, bodies)
    return WithdrawalSigns(spec=spec, body=chosen, sign=one_of(CALL, "sign", sign, bodies[chosen]))
