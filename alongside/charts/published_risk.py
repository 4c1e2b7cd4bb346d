"""Published bars about deaths after a break, each beside the group it was compared with. Nothing is computed."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import Axis, Chart, Mark
from alongside.charts.describe import case, template
from alongside.models.outcomes import risk_after_release
from alongside.models.tables import table

ROW_PX, AROUND_PX = 30, 76
"""How high a bar stands with its room, and what title and axis take beside the bars."""


def _row_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def _comparisons() -> list[dict[str, Any]]:
    """Return one comparison per chart: bars as (name, times as common, low, high); the last is who it is against."""
    after = table("outcomes")["after_break"]
    others = after["first_two_weeks_against_others"]["overdose"]
    small = ((0, "0"), (1, "1"), (5, "5"), (10, "10"))
    return [
        {
            "id": "first-weeks",
            "title": "Published: the first two weeks after prison",
            "y": "Weeks 1 and 2 after prison",
            "x": "Deaths from drugs, times as common as in weeks 3 to 12 of the same group",
            "high": 10,
            "ticks": small,
            "rows": [(one["place"], one["ratio"], None, None) for one in risk_after_release()],
            "against": "weeks 3 to 12",
        },
        {
            "id": "next-weeks",
            "title": "Published: the two weeks after those",
            "y": "Weeks 3 and 4 after prison",
            "x": "Deaths from drugs, times as common as in weeks 5 to 12 of the same group",
            "high": 10,
            "ticks": small,
            "rows": [("weeks 3 and 4", after["weeks_3_4_against_5_12"]["ratio"], None, None)],
            "against": "weeks 5 to 12",
        },
        {
            "id": "against-others",
            "title": "Published: another comparison, on another scale",
            "y": "Washington State after prison",
            "x": "Deaths from overdose, times as common as among other residents of the state",
            "high": 200,
            "ticks": ((0, "0"), (100, "100"), (200, "200")),
            "rows": [("weeks 1 and 2", others["ratio"], others["low"], others["high"])],
            "against": "other residents",
            "row_px": 44,
        },
    ]


def _bars(one: dict[str, Any]) -> list[tuple[str, float, float | None, float | None]]:
    return [*one["rows"], (one["against"], 1, None, None)]


def _written(times: float, low: float | None, high: float | None) -> str:
    """Return a ratio as its source prints it; 1 is the group that the others are compared with."""
    if low is not None:
        return f"{times:g} ({low:g} to {high:g})"
    return f"{times:g}" if times == 1 else f"{times:.1f}"


def published_charts() -> list[Chart]:
    """Return the charts of bars; the lowest bar of each is the group that the others are compared with."""
    charts = []
    for one in _comparisons():
        bars = _bars(one)
        names = tuple((len(bars) - index, name) for index, (name, *_) in enumerate(bars))
        against = len(bars) - 1
        charts.append(
            Chart(
                id=one["id"],
                title=one["title"],
                x=Axis(one["x"], 0, one["high"], one["ticks"]),
                y=Axis(one["y"], 0.5, len(bars) + 0.5, names),
                marks=tuple(
                    Mark(_row_id(name), "bar", "line" if index == against else "muted")
                    for index, (name, *_) in enumerate(bars)
                ),
                height_px=AROUND_PX + one.get("row_px", ROW_PX) * len(bars),
            )
        )
    return charts


def published_points() -> dict[str, dict[str, Any]]:
    """Return chart id -> bar id -> [place on the axis, times as common, low, high], with the words of each bar."""
    points = {}
    for one in _comparisons():
        bars = _bars(one)
        data: dict[str, Any] = {
            _row_id(name): [len(bars) - index, *numbers] for index, (name, *numbers) in enumerate(bars)
        }
        data["labels"] = {_row_id(name): _written(times, low, high) for name, times, low, high in bars}
        points[one["id"]] = data
    return points


def published_rows() -> list[list[str]]:
    """Return the bars as lines of a table: who against whom, and how many times as common."""
    return [
        [f"{one['y']}, {name}: {one['x'].lower()}", _written(times, low, high)]
        for one in _comparisons()
        for name, times, low, high in one["rows"]
    ]


def published_words() -> list[dict[str, Any]]:
    """Return the sentences about the bars; they do not change with the settings."""
    after = table("outcomes")["after_break"]
    ratios = [one["ratio"] for one in risk_after_release()]
    others = after["first_two_weeks_against_others"]
    overdose = others["overdose"]
    return [
        template(
            "first-weeks",
            case(
                f"In four places, deaths from drugs were {min(ratios):g} to {max(ratios):g} times as common in the "
                "first two weeks after prison as in weeks 3 to 12 of the same group. In weeks 3 and 4 they were "
                f"{after['weeks_3_4_against_5_12']['ratio']:g} times as common as in weeks 5 to 12. These weeks count "
                "from release, not from the last use."
            ),
        ),
        template(
            "against-others",
            case(
                f"The {overdose['ratio']:g} (95 % interval {overdose['low']:g} to {overdose['high']:g}) answers "
                f"another question. It compares {others['people']:,} people after prison with other residents of "
                f"the same age, sex and race. They were released in {others['released']}."
            ),
        ),
        template(
            "small-study",
            case(
                "A small study looked at a break on a ward. Of 137 people after withdrawal treatment, three died of "
                "an overdose within four months, all of them among the 37 who had lost their tolerance. Three deaths "
                "are few, and others have questioned what follows from them."
            ),
        ),
        template(
            "reasons",
            case(
                "All of these compare groups. Lost tolerance is thought to be one reason; being alone, strain and no "
                "care may be others."
            ),
        ),
    ]
