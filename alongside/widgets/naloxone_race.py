"""The naloxone race: an opioid and naloxone at the same receptors for two hours. All moves in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.naloxone_race import AMOUNTS, ARRIVES, GROUPS, OPIOIDS, naloxone_race_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of, with_prediction, within


class NaloxoneRace(Diagram):
    """Its settings: what arrives, how much and how; the sprays in minutes, or "none"; the minute that is shown."""

    _esm = esm("naloxone_race")
    _css = css("diagram", "picks", "receptor_bench", "naloxone_race")
    opioid = traitlets.Unicode("fentanyl").tag(sync=True)
    amount = traitlets.Float(4.0).tag(sync=True)
    arrives = traitlets.Unicode("keeps-arriving").tag(sync=True)
    tolerance = traitlets.Unicode("no").tag(sync=True)
    spray = traitlets.Union([traitlets.Int(), traitlets.Unicode()], default_value=5).tag(sync=True)
    second_after = traitlets.Union([traitlets.Int(), traitlets.Unicode()], default_value="none").tag(sync=True)
    minute = traitlets.Int(5).tag(sync=True)


def _minutes(call: str, setting: str, value: int | str, least: float, most: float) -> int | str:
    """Return ``value``, "none" or a whole number of minutes within its slider."""
    if value == "none":
        return "none"
    if isinstance(value, str):
        raise ValueError(f'{call}: {setting}={value!r} should be "none" or a number from {least:g} to {most:g}.')
    return int(within(call, setting, value, least, most))


def naloxone_race(
    opioid: str = "fentanyl",
    amount: float = 4,
    arrives: str = "keeps-arriving",
    tolerance: str = "no",
    spray: int | str = 5,
    second_after: int | str = "none",
    minute: int = 5,
    predict: str = "yes",
) -> NaloxoneRace:
    """Return the naloxone race.

    ``amount`` is 0.5, 1, 2, 4 or 8 usual amounts; ``spray`` is the minute of the first spray or "none",
    ``second_after`` the minutes from the first spray to the second or "none"; ``minute`` is the minute shown;
    ``predict`` is "no" where the page has asked for a guess already. Raises ValueError for anything else.
    """
    call, spec = "naloxone_race", naloxone_race_spec()
    p, steps = spec["parameters"], [one for one, _ in AMOUNTS]
    if amount not in steps:
        raise ValueError(f"{call}: amount={amount!r} is no step of its slider. Use one of: {steps}.")
    return NaloxoneRace(
        spec=with_prediction(call, spec, predict),
        opioid=one_of(call, "opioid", opioid, [one["id"] for one in OPIOIDS]),
        amount=float(amount),
        arrives=one_of(call, "arrives", arrives, [one["id"] for one in ARRIVES]),
        tolerance=one_of(call, "tolerance", tolerance, GROUPS),
        spray=_minutes(call, "spray", spray, 0, p["latest_first_minute"]),
        second_after=_minutes(call, "second_after", second_after, p["least_gap_minutes"], p["most_gap_minutes"]),
        minute=int(within(call, "minute", minute, 0, p["until_minutes"])),
    )
