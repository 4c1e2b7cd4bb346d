"""The drawings of the report. This file alone knows matplotlib; each function returns SVG text and says nothing itself.

Colors are the light ones of the palette, exactly as written there, so that the page can put its own in their place.
Lengths are in points (1/72 inch). Marks and words tell things apart, never color alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from alongside.charts.palette import palette

FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same
WIDTH = 330.0
SIZE = 10.0
_ROW, _LOW_ROW, _MANY_ROWS = 21.0, 16.0, 20
_LETTERS = 5.6
_NOTHING = dict.fromkeys(("Date", "Creator", "Format", "Type"))
Labelled = tuple[str, float, str]
"""A label, a fraction, and the words that stand at its end."""


def color(token: str) -> str:
    """Return the light color of a token of the palette."""
    return str(palette()["tokens"][token]["light"])


def font_folder() -> Path:
    """Return the folder of the fonts of these drawings."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def _axes(height: float, left: float, bottom: float = 34, right: float = 14, top: float = 10) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    axes = figure.add_axes((left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(color("line"))
    axes.tick_params(color=color("line"), labelcolor=color("ink"), labelsize=SIZE, length=3)
    axes.set_facecolor("none")
    return figure, axes


def _svg(figure: Figure) -> str:
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "alongside", "font.family": FONT}):
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata=_NOTHING, transparent=True)
    return file.getvalue()


def _room(labels: Sequence[str]) -> float:
    return min(max((len(label) for label in labels), default=0) * _LETTERS + 12, WIDTH * 0.45)


def _name_axis(axes: Axes, x: str, y: str = "") -> None:
    axes.set_xlabel(x, fontsize=SIZE, color=color("ink"), labelpad=4)
    axes.set_ylabel(y, fontsize=SIZE, color=color("ink"), labelpad=5)


def bars(rows: Sequence[Labelled], x: str, aim: float | None = None) -> str:
    """Return bars from the left, one a row from the top; ``aim`` (a fraction) is a dashed upright line."""
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        tall = _ROW if len(rows) <= _MANY_ROWS else _LOW_ROW
        figure, axes = _axes(len(rows) * tall + 48, _room([label for label, _, _ in rows]), right=42)
        places = range(len(rows))
        axes.barh(places, [100 * value for _, value, _ in rows], height=0.62, color=color("accent"))
        for place, (_, _, words) in zip(places, rows, strict=True):
            axes.annotate(words, (100, place), (36, 0), textcoords="offset points", va="center", ha="right",
                          fontsize=SIZE, color=color("ink"))
        if aim is not None:
            axes.axvline(100 * aim, color=color("muted"), linewidth=1, linestyle=(0, (4, 3)))
        axes.set(yticks=list(places), yticklabels=[label for label, _, _ in rows], xlim=(0, 100),
                 ylim=(len(rows) - 0.4, -0.6), xticks=[0, 50, 100], xticklabels=["0%", "50%", "100%"])
        axes.tick_params(axis="y", length=0)
        _name_axis(axes, x)
        return _svg(figure)


def sure_and_right(points: Sequence[tuple[float, float, float, float, int]]) -> str:
    """Return how sure against how right: (mean confidence, share right, low, high, answers) of each group."""
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        figure, axes = _axes(262, 62, bottom=42)
        axes.plot([50, 100], [50, 100], color=color("muted"), linewidth=1, linestyle=(0, (4, 3)))
        axes.annotate("as right as sure", (92, 92), (-6, 2), textcoords="offset points", va="bottom", ha="right",
                      fontsize=SIZE - 1, color=color("muted"))
        for sure, right, low, high, answers in points:
            axes.plot([100 * sure] * 2, [100 * low, 100 * high], color=color("accent"), linewidth=1.4)
            axes.plot([100 * sure], [100 * right], marker="o", markersize=7, color=color("accent"))
            axes.annotate(f"{answers:,}", (100 * sure, 100 * right), (7, 3), textcoords="offset points",
                          fontsize=SIZE - 1, color=color("ink"))
        axes.set(xlim=(48, 104), ylim=(0, 104), xticks=[50, 60, 70, 80, 90, 100], yticks=[0, 25, 50, 75, 100],
                 yticklabels=["0%", "25%", "50%", "75%", "100%"])
        axes.set_xticklabels(["50%", "60%", "70%", "80%", "90%", "100%"])
        _name_axis(axes, "how sure they said they were", "how often they were right")
        return _svg(figure)


def item_map(points: Sequence[tuple[float, float, str, bool]]) -> str:
    """Return items by difficulty and discrimination: (fraction, -1 to 1, number, worth a look)."""
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        lowest = min([0.0, *(value for _, value, _, _ in points)])
        figure, axes = _axes(250, 62, bottom=42)
        axes.axhline(0, color=color("muted"), linewidth=1, linestyle=(0, (4, 3)))
        for difficulty, value, number, look in points:
            token, marker = ("agonist", "D") if look else ("accent", "o")
            axes.plot([100 * difficulty], [value], marker=marker, markersize=6, color=color(token))
            axes.annotate(number, (100 * difficulty, value), (5, 3), textcoords="offset points", fontsize=SIZE - 1,
                          color=color("ink"))
        axes.set(xlim=(0, 108), ylim=(lowest - 0.1, 1.02), xticks=[0, 25, 50, 75, 100],
                 xticklabels=["0%", "25%", "50%", "75%", "100%"])
        _name_axis(axes, "mean score: hard to the left, easy to the right", "goes with the rest")
        return _svg(figure)


def means(points: Sequence[tuple[str, float, float, float]], y: str, top: float) -> str:
    """Return means with their intervals in a row from left to right: (label, mean, low, high), from 0 to ``top``."""
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        figure, axes = _axes(220, 52, bottom=42)
        places = list(range(len(points)))
        for place, (_, mean, low, high) in zip(places, points, strict=True):
            axes.plot([place, place], [low, high], color=color("accent"), linewidth=1.4)
            axes.plot([place], [mean], marker="o", markersize=7, color=color("accent"))
            axes.annotate(f"{mean:.1f}", (place, high), (0, 5), textcoords="offset points", ha="center",
                          fontsize=SIZE - 1, color=color("ink"))
        axes.set(xlim=(-0.6, len(points) - 0.2), ylim=(0, top * 1.04), xticks=places,
                 xticklabels=[label for label, *_ in points])
        _name_axis(axes, "in the order in which the group handed in", y)
        return _svg(figure)


def pairs(rows: Sequence[tuple[str, float, float]], first: str, second: str, x: str) -> str:
    """Return two counts a row, a filled circle for the ``first`` and an open square for the ``second``."""
    with mpl.rc_context({"font.family": FONT, "font.size": SIZE}):
        figure, axes = _axes(len(rows) * _ROW + 76, _room([label for label, _, _ in rows]), bottom=42, top=30)
        for place, (_, one, other) in enumerate(rows):
            axes.plot([one, other], [place, place], color=color("line"), linewidth=1, zorder=1)
            axes.plot([one], [place], marker="o", markersize=7, color=color("accent"), zorder=3)
            axes.plot([other], [place], marker="s", markersize=7, markerfacecolor=color("paper"), markeredgewidth=1.6,
                      color=color("agonist"), zorder=2)
        most = max([1.0, *(max(one, other) for _, one, other in rows)])
        axes.set(yticks=range(len(rows)), yticklabels=[label for label, _, _ in rows], xlim=(-0.02 * most, most * 1.1),
                 ylim=(len(rows) - 0.4, -0.6))
        axes.tick_params(axis="y", length=0)
        key = f"● {first},  □ {second}"
        figure.text(0.02, 1 - 16 / (len(rows) * _ROW + 76), key, fontsize=SIZE, color=color("ink"))
        _name_axis(axes, x)
        return _svg(figure)
