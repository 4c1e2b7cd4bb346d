"""The receptor bench: what arrives at a nerve cell's receptors, and what effect follows. All moves in the
page.
"""

from __future__ import annotations

import anywidget
import traitlets

from alongside.charts.receptor_bench import ligands, receptor_spec
from alongside.widgets.assets import css, esm


class ReceptorBench(anywidget.AnyWidget):
    """``spec`` is what the page computes from; the settings are where it starts and what Reset returns to."""

    _esm = esm("receptor_bench")
    _css = css("diagram", "receptor_bench")
    spec = traitlets.Dict().tag(sync=True)
    arriving = traitlets.Unicode("full-agonist").tag(sync=True)
    amount = traitlets.Float(1.0).tag(sync=True)
    naloxone = traitlets.Float(0.0).tag(sync=True)


def receptor_bench(
    arriving: str = "full-agonist", amount: float = 1.0, naloxone: float = 0.0
) -> ReceptorBench:
    """Return the receptor bench.

    ``arriving`` is "endorphin", "full-agonist", "partial-agonist" or "antagonist"; ``amount`` and
    ``naloxone`` are times the amount that takes half the receptors when alone, 0 or more. Raises ValueError
    for anything else.
    """
    known = [ligand["id"] for ligand in ligands()]
    if arriving not in known:
        raise ValueError(
            f"receptor_bench: arriving={arriving!r} is not known. Use one of: {', '.join(known)}."
        )
    if not amount >= 0 or not naloxone >= 0:
        raise ValueError("receptor_bench: amount and naloxone should be 0 or more.")
    return ReceptorBench(
        spec=receptor_spec(), arriving=arriving, amount=float(amount), naloxone=float(naloxone)
    )
