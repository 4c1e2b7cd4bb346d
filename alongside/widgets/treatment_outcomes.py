"""Treatment outcomes: 1,000 people in treatment, 1,000 out of it, and how to read the ratio. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.treatment_outcomes import treatment_outcomes_spec
from alongside.models.outcomes import CAUSES, MEDICINES
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction


class TreatmentOutcomes(Diagram):
    """``ratio`` says whether the ratio is drawn below the two pictures."""

    _esm = esm("treatment_outcomes")
    _css = css("diagram", "picks", "treatment_outcomes")
    medicine = traitlets.Unicode("methadone").tag(sync=True)
    cause = traitlets.Unicode("all").tag(sync=True)
    ratio = traitlets.Unicode("no").tag(sync=True)


def treatment_outcomes(
    medicine: str = "methadone", cause: str = "all", ratio: str = "no", predict: str = "yes"
) -> TreatmentOutcomes:
    """Return treatment outcomes.

    ``medicine`` is "methadone" or "buprenorphine", ``cause`` "all" or "overdose"; ``ratio`` and ``predict`` are
    "yes" or "no". Raises ValueError for anything else.
    """
    name = "treatment_outcomes"
    return TreatmentOutcomes(
        spec=with_prediction(name, treatment_outcomes_spec(), predict),
        medicine=one_of(name, "medicine", medicine, MEDICINES),
        cause=one_of(name, "cause", cause, CAUSES),
        ratio=one_of(name, "ratio", ratio, ("yes", "no")),
    )
