"""The same charts on paper: matplotlib draws what ``static/chart/chart.js`` draws in the page, from the same points.

``drawn`` takes a chart and ``{mark id: points}`` and returns a matplotlib Figure; ``svg_text`` writes one as SVG, the
same each time. Colours are the light ones of ``palette.json``; dashes, markers and words tell lines apart, so that a
black and white print says as much. Lengths are in points (1/72 inch). This is the only part of ``charts`` that needs
matplotlib; a learner's page never loads it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Transform

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.palette import palette
from alongside.charts.places import LEADER_FROM, LINE, Box, Spot, box_of, dots_along, free_place

FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same
SIZE = 8.5
WIDTH = 363.0  # 128 mm, the workbook's column
PIXEL = SIZE / 14
"""How long a pixel of the page is on paper: its words are 14 pixels high there."""
_BAR = 11.0
_MARKERS = {"circle": "o", "ring": "o", "none": "o", "diamond": "D", "square": "s", "triangle": "^", "hexagon": "h"}
Points = Mapping[str, Any]
Look = dict[str, Any]


def colour(token: str) -> str:
    """Return the light colour of a token; paper itself is white, whatever is printed on."""
    return "#ffffff" if token == "paper" else str(palette()["tokens"][token]["light"])


def chart_of(data: Mapping[str, Any]) -> Chart:
    """Return the chart that ``Chart.as_data`` made plain."""
    marks = tuple(Mark(**mark) for mark in data["marks"])
    return Chart(**{**data, "x": Axis(**data["x"]), "y": Axis(**data["y"]), "marks": marks})


def font_folder() -> Path:
    """Return the folder of the fonts that the drawings use; matplotlib brings them."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@cache
def _line_width(line: str, bold: bool) -> float:
    font = FontProperties(family=FONT, weight="bold" if bold else "normal")
    return float(TextPath((0, 0), line, size=SIZE, prop=font).get_extents().width) if line.strip() else 0.0


def text_width(text: str, bold: bool = True) -> float:
    """Return how wide the widest line of some words is drawn."""
    return max(_line_width(line, bold) for line in text.split("\n"))


def drawn(chart: Chart, points: Points, width: float = WIDTH) -> Figure:
    """Return the chart as a figure ``width`` points wide; a mark without points is not drawn.

    ``points`` are what the page's own drawing gets: by mark id, in the shape that goes with the mark's kind; under
    ``labels`` stand words that replace a mark's own.
    """
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        return _Drawing(chart, points, width).figure


def svg_text(figure: Figure) -> str:
    """Return a figure as SVG: words stay words, and the same figure gives the same text."""
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "alongside"}):
        file = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=nothing, transparent=True)
    return file.getvalue()


def _blank(width: float, height: float) -> tuple[Figure, Transform]:
    """Return an empty figure of this size, and the transform for what is placed from its lower left corner."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    return figure, Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def _fitted(name: str, room: float) -> str:
    """Return the words in two lines where one would be too long."""
    spaces = [index for index, letter in enumerate(name) if letter == " "]
    if text_width(name) <= room or not spaces:
        return name
    middle = min(spaces, key=lambda index: abs(index - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


class _Drawing:
    """One chart while it is drawn: the figure, the axes, and the places that are taken."""

    def __init__(self, chart: Chart, points: Points, width: float) -> None:
        self.chart, self.points, self.width = chart, points, width
        self.looks = strokes()
        self.boxes: list[Box] = []
        self.dots: list[Spot] = []
        self.asked: list[tuple[Mark, Spot]] = []
        names = chart.x.label.split("|")
        names = [_fitted(name, width / len(names) - 6) for name in names]
        deep = max(name.count("\n") for name in names) * LINE
        self.height = chart.height_px * PIXEL + deep
        self.figure, self.place = _blank(width, self.height)
        ends = [
            text_width(mark.label) for mark in self._shown() if mark.kind == "line" and mark.label and not mark.label_at
        ]
        self.left = max(text_width(word, False) for _, word in chart.y.ticks) + 8
        self.right = width - (max(ends) + 10 if ends else 8)
        self.bottom, self.top = 33 + deep, self.height - 18
        self.axes = self._axes()
        self._names(names)
        draws: dict[str, Callable[[Mark, Any], None]] = {
            "line": self._line, "band": self._band, "point": self._point, "arrow": self._arrow,
            "upright": self._upright, "gap": self._gap, "span": self._span, "bar": self._bar,
        }  # fmt: skip
        for mark in self._shown():
            draws[mark.kind](mark, points[mark.id])
        for mark, at in self.asked:
            self._write_beside(mark, at)

    def _shown(self) -> list[Mark]:
        return [mark for mark in self.chart.marks if self.points.get(mark.id) is not None]

    # ---- what stands around the drawing

    def _axes(self) -> Axes:
        x, y = self.chart.x, self.chart.y
        wide, tall = (self.right - self.left) / self.width, (self.top - self.bottom) / self.height
        axes = self.figure.add_axes((self.left / self.width, self.bottom / self.height, wide, tall))
        axes.patch.set_visible(False)
        axes.set(xscale=x.scale, yscale=y.scale, xlim=(x.low, x.high), ylim=(y.low, y.high))
        for side, spine in axes.spines.items():
            spine.set(visible=side in ("left", "bottom"), color=colour("line"), linewidth=0.8)
        axes.minorticks_off()
        for axis, ticks in ((axes.xaxis, x.ticks), (axes.yaxis, y.ticks)):
            axis.set_ticks([value for value, _ in ticks], labels=[word for _, word in ticks])
        axes.tick_params(colors=colour("muted"), labelsize=SIZE, width=0.8, length=3, pad=3)
        axes.tick_params(axis="y", length=0)
        bars = any(mark.kind == "bar" for mark in self.chart.marks)
        axes.grid(axis="x" if bars else "y", color=colour("line"), linewidth=0.4, alpha=0.6)
        axes.set_axisbelow(True)
        return axes

    def _names(self, names: Sequence[str]) -> None:
        share = (self.right - self.left) / len(names)
        for index, name in enumerate(names):
            self._words(name, self.left + share * (index + 0.5), self.bottom - 26 - SIZE * 0.3, "ink", "center")
        above = self.height - SIZE - 1
        self._words(self.chart.y.label, 0, above, "ink", "left")
        self.boxes.append(box_of(text_width(self.chart.y.label), 1, 0, above, "left"))

    # ---- words

    def _words(self, text: str, x: float, y: float, token: str, align: str) -> None:
        """Write words; ``y`` is the base of the first line."""
        look: Look = {"color": colour(token), "weight": "bold", "va": "baseline", "transform": self.place}
        for index, words in enumerate(text.split("\n")):
            self.figure.text(x, y - index * LINE, words, ha=align, **look)

    def _box(self, text: str, x: float, y: float, align: str) -> Box:
        return box_of(text_width(text), text.count("\n") + 1, x, y, align)

    def _write(self, mark: Mark, x: float, y: float, align: str) -> None:
        """Write a mark's label on a thin white ground, so that a line below does not disturb it."""
        text = self._label(mark)
        box = self._box(text, x, y, align)
        self.boxes.append(box)
        self._rectangle(box, "#ffffff", alpha=0.75, zorder=1.5)
        self._words(text, x, y, self._token(mark), align)

    def _write_beside(self, mark: Mark, at: Spot) -> None:
        """Write where there is room; a thin line leads to what the words name when they stand away from it."""
        text = self._label(mark)
        limits = Box(self.left, self.width, self.bottom, self.top + 8)
        place = free_place(text_width(text), text.count("\n") + 1, at, limits, self.boxes, self.dots)
        if place.reach >= LEADER_FROM:
            self._rule([at, (place.x + (2 if place.align == "right" else -2), place.y + 3)], mark, 0.6)
        self._write(mark, place.x, place.y, place.align)

    def _label(self, mark: Mark) -> str:
        return str(self.points.get("labels", {}).get(mark.id, mark.label))

    def _token(self, mark: Mark) -> str:
        return str(self.looks[mark.stroke]["token"])

    # ---- shapes

    def _at(self, x: float, y: float) -> Spot:
        """Return where a value of both axes lies, in points."""
        px, py = self.axes.transData.transform((x, y))
        return float(px), float(py)

    def _rectangle(self, box: Box, fill: str, **look: Any) -> None:
        size = (box.right - box.left, box.high - box.low)
        self.figure.add_artist(
            Rectangle((box.left, box.low), *size, facecolor=fill, linewidth=0, transform=self.place, **look)
        )

    def _rule(self, places: Sequence[Spot], mark: Mark, wide: float, token: str = "") -> None:
        look: Look = {"color": colour(token or self._token(mark)), "linewidth": wide, "solid_capstyle": "butt"}
        self.figure.add_artist(Line2D([x for x, _ in places], [y for _, y in places], transform=self.place, **look))

    def _line(self, mark: Mark, points: Sequence[Sequence[float]]) -> None:
        look = self.looks[mark.stroke]
        wide = PIXEL * (1.5 if mark.weight == "thin" else look["width"] + (mark.weight == "bold"))
        dash = [float(part) * PIXEL / wide for part in look["dash"].split()]
        style: Look = {
            "linestyle": (0, dash) if dash else "solid",
            "solid_joinstyle": "round",
            "zorder": 2.5,
            "clip_on": False,
        }
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        self.axes.plot(xs, ys, color=colour(look["token"]), linewidth=wide, **style)
        places = [self._at(x, y) for x, y in zip(xs, ys, strict=True)]
        self.dots += dots_along(places)
        if label := self._label(mark):
            self._write_along(mark, label.count("\n"), places)

    def _write_along(self, mark: Mark, breaks: int, places: Sequence[Spot]) -> None:
        if not mark.label_at:
            x, y = places[-1]
            self._write(mark, x + 6, y - 3 + LINE / 2 * breaks, "left")
            return
        height = self._at(self.chart.x.low, mark.label_at[1])[1]
        x, y = next((place for place in places if place[1] >= height), places[0])
        if mark.label_side == "left":
            self._write(mark, x - 6, y + 4 + LINE * breaks, "right")
        else:
            self._write(mark, x + 6, y - 10, "left")

    def _band(self, mark: Mark, points: Sequence[Sequence[float]]) -> None:
        thin, token = mark.weight == "thin", colour(self._token(mark))
        xs, lows, highs = ([point[part] for point in points] for part in range(3))
        self.axes.fill_between(xs, lows, highs, color=token, alpha=0.12 if thin else 0.28, linewidth=0, zorder=2)
        for edge in (lows, highs):
            self.axes.plot(xs, edge, color=token, linewidth=0.3 if thin else 0.6, zorder=2.1)
            self.dots += dots_along([self._at(x, y) for x, y in zip(xs, edge, strict=True)])
        if (label := self._label(mark)) and mark.label_at and mark.label_at[0] is not None:
            x, y = self._at(mark.label_at[0], mark.label_at[1])
            if mark.label_side == "left" and x - text_width(label) >= self.left + 3:
                self._write(mark, x, y, "right")
            else:
                self._write(mark, self.left + 3 if mark.label_side == "left" else x, y, "left")

    def _point(self, mark: Mark, place: Sequence[float]) -> None:
        look, thin = self.looks[mark.stroke], mark.weight == "thin"
        open_ = thin or look["marker"] == "ring"
        full = colour(look["token"])
        style: Look = {"markerfacecolor": "#ffffff" if open_ else full, "markeredgecolor": full if open_ else "#ffffff",
                 "markeredgewidth": 1.2, "zorder": 4, "clip_on": False}  # fmt: skip
        marker = _MARKERS[look["marker"]]
        self.axes.plot([place[0]], [place[1]], marker=marker, markersize=(10 if thin else 14) * PIXEL, **style)
        x, y = self._at(place[0], place[1])
        self.boxes.append(Box(x - 5, x + 5, y - 5, y + 5))
        if self._label(mark):
            self.asked.append((mark, (x, y)))

    def _arrow(self, mark: Mark, ends: Sequence[float]) -> None:
        (left, y), (right, _) = self._at(ends[0], ends[2]), self._at(ends[1], ends[2])
        if right - left > 6:
            self._rule([(left, y), (right - 5, y)], mark, 1.2)
            tip = [(right, y), (right - 6, y - 3), (right - 6, y + 3)]
            self.figure.add_artist(Polygon(tip, facecolor=colour(self._token(mark)), linewidth=0, transform=self.place))
        label = self._label(mark)
        if label and mark.label_at and mark.label_at[0] is not None:
            x, y = self._at(mark.label_at[0], mark.label_at[1])
            align = "right" if mark.label_side == "left" else "left"
            rises = [rise for rise in (0, -5, -10, 5, 10) if self._is_free(self._box(label, x, y + rise, align))]
            self._write(mark, x, y + (rises or [0])[0], align)

    def _is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for other in self.boxes)

    def _upright(self, mark: Mark, at: float) -> None:
        self.axes.axvline(at, color=colour("muted"), linewidth=0.8, linestyle=(0, (4, 3)), zorder=1.8)
        label, (x, _) = self._label(mark), self._at(at, self.chart.y.low)
        if not label:
            return
        half = text_width(label) / 2
        middle = min(max(x, half), self.width - half - 1)
        if self._is_free(self._box(label, middle, self.top + 4, "center")):
            self._write(mark, middle, self.top + 4, "center")
        else:
            self._write(mark, x + 4, self.top - SIZE, "left")

    def _gap(self, mark: Mark, ends: Sequence[float]) -> None:
        low, high = self._at(ends[0], ends[1]), self._at(ends[0], ends[2])
        self._rule([low, high], mark, 3)
        self.dots += dots_along([low, high])
        if self._label(mark):
            self.asked.append((mark, (low[0], (low[1] + high[1]) / 2)))

    def _span(self, mark: Mark, ends: Sequence[float]) -> None:
        self.axes.axvspan(ends[0], ends[1], facecolor=colour(self._token(mark)), alpha=0.1, linewidth=0, zorder=0.5)

    def _bar(self, mark: Mark, ends: Sequence[Any]) -> None:
        at, to, low, high = ends
        (left, y), (far, _) = self._at(self.chart.x.low, at), self._at(to, at)
        self._rectangle(Box(left, far, y - _BAR / 2, y + _BAR / 2), colour(self._token(mark)))
        if high is not None:
            start, far = self._at(low, at)[0], self._at(high, at)[0]
            ticks = [[(x, y - _BAR / 2), (x, y + _BAR / 2)] for x in (start, far)]
            for token, wide in (("paper", 3.0), ("ink", 1.2)):
                for places in ([(start, y), (far, y)], *ticks):
                    self._rule(places, mark, wide, token)
        label = self._label(mark)
        if far + 5 + text_width(label) <= self.width:
            self._words(label, far + 5, y - 3, "ink", "left")
        else:
            self._words(label, self.width, y + 9, "ink", "right")


# ---- pictures to count, which are no charts


def people(open_first: int, total: int, columns: int = 40, width: float = WIDTH) -> Figure:
    """Return ``total`` small figures in rows, of which the first ``open_first`` are open: an icon array to count.

    A person is a head over shoulders, all alike, and nobody is crossed out.
    """
    step = width / columns
    rows = -(-total // columns)
    figure, place = _blank(width, rows * step * 1.25 + 2)
    shoulders = ((-0.32, -0.42), (-0.26, 0), (-0.1, 0.08), (0.1, 0.08), (0.26, 0), (0.32, -0.42))
    for one in range(total):
        x, y = (one % columns + 0.5) * step, (rows - one // columns - 0.5) * step * 1.25 + 1
        shut = one >= open_first
        fill, edge, wide = ("line", "line", 0.4) if shut else ("paper", "ink", 0.9)
        look: Look = {"facecolor": colour(fill), "edgecolor": colour(edge), "linewidth": wide, "transform": place}
        figure.add_artist(Circle((x, y + step * 0.3), step * 0.19, **look))
        figure.add_artist(Polygon([(x + step * dx, y + step * dy) for dx, dy in shoulders], **look))
    return figure


def counted(rows: Sequence[tuple[str, int, int, str]], width: float = WIDTH) -> Figure:
    """Return rows of circles, ``(words, how many are full, how many in all, stroke)``, with the count in words.

    Full ones are also larger than empty ones, so that they can be counted in black and white.
    """
    names = max(text_width(words) for words, _, _, _ in rows) + 14
    step = min(17.0, (width - names - 60) / max(total for _, _, total, _ in rows))
    figure, place = _blank(width, 20.0 * len(rows) + 4)
    for index, (words, full, total, stroke) in enumerate(rows):
        y, own = 20.0 * (len(rows) - index) - 8, colour(strokes()[stroke]["token"])
        written: Look = {"size": SIZE, "family": FONT, "transform": place}
        figure.text(0, y - 3, words, weight="bold", color=own, **written)
        figure.text(names + step * total + 6, y - 3, f"{full} of {total}", color=colour("ink"), **written)
        for one in range(total):
            held = one < full
            look: Look = {
                "facecolor": own if held else "#ffffff",
                "edgecolor": own if held else colour("line"),
                "linewidth": 0.9,
            }
            centre = (names + step * (one + 0.5), y)
            figure.add_artist(Circle(centre, step * (0.36 if held else 0.26), transform=place, **look))
    return figure
