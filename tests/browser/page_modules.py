"""Modules of ``static/`` in a blank page, and numbers compared with those of Python."""

import json
import math
from typing import Any

from playwright.sync_api import Page

from alongside.widgets.assets import esm


def load_modules(page: Page, *modules: str) -> None:
    """Puts what each module of ``static/`` exports on ``window.as.<module>``."""
    page.set_content("<!doctype html><title>modules</title>")
    for name in modules:
        script = esm(name).rsplit("export default ", 1)[0]
        page.add_script_tag(content=f"(() => {{ {script} window.as = {{ ...window.as, {name}: module_{name} }}; }})();")


def in_page(page: Page, script: str, inputs: list[Any]) -> list[Any]:
    """What ``script``, a function of one input, gives for each of the inputs."""
    result: list[Any] = page.evaluate(f"(inputs) => inputs.map({script})", json.loads(json.dumps(inputs)))
    return result


def flat(value: Any) -> list[float]:
    """All numbers of a result, in one order."""
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [float(value)]


def largest_difference(ours: Any, theirs: Any) -> float:
    """The largest difference of all numbers of two results, relative where numbers are above 1."""

    def difference(a: float, b: float) -> float:
        if a == b:
            return 0
        return abs(a - b) / max(1, abs(a)) if math.isfinite(a) and math.isfinite(b) else math.inf

    return max((difference(a, b) for a, b in zip(flat(ours), flat(theirs), strict=True)), default=0)
