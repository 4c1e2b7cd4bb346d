"""The receptor bench: what arrives at a nerve cell's receptors, and what effect follows. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.receptor_bench import ligands, receptor_bench_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction, within


class ReceptorBench(Diagram):
    """What arrives and how much of it, with naloxone beside it."""

    _esm = esm("receptor_bench")
    _css = css("diagram", "receptor_bench")
    arriving = traitlets.Unicode("full-agonist").tag(sync=True)
    amount = traitlets.Float(1.0).tag(sync=True)
    naloxone = traitlets.Float(0.0).tag(sync=True)


def receptor_bench(
    arriving: str = "full-agonist", amount: float = 1.0, naloxone: float = 0.0, predict: str = "yes"
) -> ReceptorBench:
    """Return the receptor bench.

    ``arriving`` is "endorphin", "full-agonist", "partial-agonist" or "antagonist"; ``amount`` and ``naloxone`` are
    times the amount that takes half the receptors when alone, from 0 to the end of the slider; ``predict`` is "yes"
    to ask for a guess first, or "no". Raises ValueError for anything else.
    """
    call, spec = "receptor_bench", receptor_bench_spec()
    most = spec["parameters"]["highest_amount"]
    return ReceptorBench(
        spec=with_prediction(call, spec, predict),
        arriving=one_of(call, "arriving", arriving, [ligand["id"] for ligand in ligands()]),
        amount=float(within(call, "amount", amount, 0, most)),
        naloxone=float(within(call, "naloxone", naloxone, 0, most)),
    )
