"""The practice panel of the withdrawal scale: read about a person, choose for eleven signs, compare with our key."""

from __future__ import annotations

import traitlets

from alongside.charts.cows_practice import cows_practice_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction

CALL = "cows_practice"


class CowsPractice(Diagram):
    """Its setting: whom one meets first. The points stay in the page and are kept nowhere."""

    _esm = esm("cows_practice")
    _css = css("diagram", "cows_practice")
    vignette = traitlets.Unicode("dana").tag(sync=True)


def cows_practice(vignette: str = "dana", predict: str = "yes") -> CowsPractice:
    """Return the practice panel; raise ValueError, with who there is, for an unknown ``vignette``."""
    spec = with_prediction(CALL, cows_practice_spec(), predict)
    known = (one["id"] for one in spec["vignettes"])
    return CowsPractice(spec=spec, vignette=one_of(CALL, "vignette", vignette, known))
