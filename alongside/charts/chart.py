"""A chart described once: what stands on its axes, what its lines and marks mean. No numbers of a course in
it.

The description goes to the page as plain data (``as_data``), where ``static/chart/chart.js`` draws it and moves it;
the same description can be drawn on paper. The points themselves come at drawing time, by the ids given here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from alongside.charts.palette import palette


@dataclass(frozen=True)
class Axis:
    """One axis: its name in words, its ends, few ticks as (value, word), and whether it is logarithmic."""

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    scale: Literal["linear", "log"] = "linear"

    def __post_init__(self) -> None:
        if not self.low < self.high or (self.scale == "log" and self.low <= 0):
            raise ValueError(
                f"axis {self.label!r}: its ends {self.low} and {self.high} do not make a {self.scale} axis"
            )
        outside = [word for value, word in self.ticks if not self.low <= value <= self.high]
        if outside:
            raise ValueError(f"axis {self.label!r}: the ticks {', '.join(outside)} lie outside its ends")


@dataclass(frozen=True)
class Mark:
    """One thing drawn. Its points come at drawing time, in a shape that goes with its ``kind``:

    line [[x, y], ...]; band [[x, low, high], ...]; point [x, y]; arrow [x from, x to, y]; upright x; gap [x,
    y from, y to]; span [x from, x to]; bar [y, x to, low, high], which starts at the left end of the axis and
    carries its interval from low to high, both None where none was published.

    ``stroke`` is a name of ``palette.json`` (colour, dash and marker together). ``weight`` is "thin" for what
    stands in the background, "bold" for what the chart is about. ``label`` is written beside the mark: at a
    line's end, or where ``label_at`` says: (x, y), or (None, y) for beside the line at that height, on
    ``label_side``; the words of a point or a gap find their own free place. ``label_at_narrow`` is for narrow
    screens. Where words change with the settings they come with the points, as ``labels``: {mark id: words}.
    """

    id: str
    kind: Literal["line", "point", "band", "arrow", "upright", "gap", "span", "bar"]
    stroke: str
    label: str = ""
    weight: Literal["thin", "normal", "bold"] = "normal"
    label_at: tuple[float | None, float] | None = None
    label_at_narrow: tuple[float | None, float] | None = None
    label_side: Literal["left", "right", "below"] = "right"

    def __post_init__(self) -> None:
        if self.stroke not in palette()["strokes"] and self.stroke not in palette()["tokens"]:
            raise ValueError(f"mark {self.id!r}: {self.stroke!r} is no stroke and no colour of palette.json")


@dataclass(frozen=True)
class Chart:
    """A whole chart; ``title`` is read out first and stands above the drawing."""

    id: str
    title: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    height_px: int = 260

    def __post_init__(self) -> None:
        if any(mark.kind == "bar" for mark in self.marks) and (self.x.low != 0 or self.x.scale != "linear"):
            raise ValueError(f"chart {self.id!r}: bars tell by their length, so their axis is linear and starts at 0")

    def as_data(self) -> dict[str, Any]:
        """Return the chart as plain data for the page."""
        return asdict(self)


def strokes() -> dict[str, Any]:
    """Return name -> colour token, dash, marker, width and word, for every stroke and every plain colour."""
    plain = {
        name: {"token": name, "dash": "", "marker": "none", "width": 1.5, "word": name} for name in palette()["tokens"]
    }
    return plain | {name: {"token": name, **stroke} for name, stroke in palette()["strokes"].items()}
