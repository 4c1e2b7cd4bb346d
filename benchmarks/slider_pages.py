"""The tolerance cycle five times: ours, and drawn from the same model as a competent author would with each peer.

Every peer updates its picture in place where the tool allows it, moves both charts at one message where it can, and
finds every course already computed, so that it is measured by what it does with the numbers.
"""

from __future__ import annotations

import inspect

from alongside.widgets.tolerance_cycle import tolerance_cycle

NUMBERS = """
from functools import cache
import ipywidgets
from alongside.models.tolerance import effect_of_amount, tolerance_course, tolerance_parameters
constants = tolerance_parameters("heroin")
amounts = [0.01 * 400 ** (place / 80) for place in range(81)]
without = [effect_of_amount(amount, 1, constants) for amount in amounts]
@cache
def curves(used, after):
    course = tolerance_course(used, 30)
    days = [(moment.hours - course.last_use_hours) / 24 for moment in course.moments]
    now = [moment for day, moment in zip(days, course.moments) if day <= after][-1]
    return {
        "now": (amounts, [effect_of_amount(amount, now.half_effect_fold, constants) for amount in amounts]),
        "drive": (days, [moment.drive_fraction for moment in course.moments]),
        "fast": (days, [moment.fast_fraction for moment in course.moments]),
        "slow": (days, [moment.slow_fraction for moment in course.moments]),
    }
for days_of_use in range(1, 31):
    curves(days_of_use, 10)
used = ipywidgets.IntSlider(14, 1, 30, description="Days of use")
after = ipywidgets.IntSlider(10, 0, 30, description="Days after")
"""

MATPLOTLIB = """
fig, (upper, lower) = plt.subplots(2, 1, figsize=(9, 6))
upper.set(xscale="log", xlim=(0.01, 4), ylim=(0, 1), xlabel="Amount (1 is the usual amount)", ylabel="Effect")
lower.set(xlim=(-30, 30), ylim=(0, 1.1), xlabel="Days since the last use", ylabel="Level")
upper.plot(amounts, without)
lines = {name: (upper if name == "now" else lower).plot(*curves(14, 10)[name], label=name)[0]
         for name in ("now", "drive", "fast", "slow")}
today = lower.axvline(10)
def move(used, after):
    for name, (x, y) in curves(used, after).items():
        lines[name].set_data(x, y)
    today.set_xdata([after, after])
"""

INTERACT = f"""
%matplotlib inline
import matplotlib.pyplot as plt
{NUMBERS}{MATPLOTLIB}
plt.close(fig)
def show(used, after):
    move(used, after)
    display(fig)
ipywidgets.interact(show, used=used, after=after);
"""

IPYMPL = f"""
%matplotlib widget
import matplotlib.pyplot as plt
plt.ioff()
{NUMBERS}{MATPLOTLIB}
def moved(change):
    move(used.value, after.value)
    fig.canvas.draw_idle()
used.observe(moved, "value")
after.observe(moved, "value")
display(ipywidgets.VBox([used, after, fig.canvas]))
"""

PLOTLY = f"""
import plotly.graph_objects as go
from plotly.subplots import make_subplots
{NUMBERS}
fig = go.FigureWidget(make_subplots(2, 1))
fig.add_scatter(x=amounts, y=without, row=1, col=1)
names = ("now", "drive", "fast", "slow")
for name in names:
    x, y = curves(14, 10)[name]
    fig.add_scatter(x=x, y=y, name=name, mode="lines", row=1 if name == "now" else 2, col=1)
fig.add_vline(10, row=2, col=1)
fig.update_layout(width=900, height=600, xaxis=dict(type="log", range=[-2, 0.6]), yaxis=dict(range=[0, 1]),
                  xaxis2=dict(range=[-30, 30]), yaxis2=dict(range=[0, 1.1]))
def moved(change):
    with fig.batch_update():
        for place, name in enumerate(names, 1):
            fig.data[place].x, fig.data[place].y = curves(used.value, after.value)[name]
        fig.layout.shapes[0].update(x0=after.value, x1=after.value)
used.observe(moved, "value")
after.observe(moved, "value")
display(ipywidgets.VBox([used, after, fig]))
"""

BQPLOT = f"""
import bqplot
import numpy
{NUMBERS}
def axes(low, high, top, kind):
    x, y = kind(min=low, max=high), bqplot.LinearScale(min=0, max=top)
    return {{"x": x, "y": y}}, [bqplot.Axis(scale=x), bqplot.Axis(scale=y, orientation="vertical")]
upper, upper_axes = axes(0.01, 4, 1, bqplot.LogScale)
lower, lower_axes = axes(-30, 30, 1.1, bqplot.LinearScale)
lines = {{name: bqplot.Lines(x=numpy.array(x), y=numpy.array(y), scales=upper if name == "now" else lower)
         for name, (x, y) in curves(14, 10).items()}}
still = bqplot.Lines(x=amounts, y=without, scales=upper)
today = bqplot.Lines(x=[10, 10], y=[0, 1.1], scales=lower)
size = ipywidgets.Layout(width="900px", height="300px")
first = bqplot.Figure(marks=[still, lines["now"]], axes=upper_axes, animation_duration=0, layout=size)
second = bqplot.Figure(marks=[lines["drive"], lines["fast"], lines["slow"], today], axes=lower_axes,
                       animation_duration=0, layout=size)
def moved(change):
    for name, (x, y) in curves(used.value, after.value).items():
        with lines[name].hold_sync():
            lines[name].x, lines[name].y = numpy.array(x), numpy.array(y)
    if today.x[0] != after.value:
        today.x = [after.value, after.value]
used.observe(moved, "value")
after.observe(moved, "value")
display(ipywidgets.VBox([used, after, first, second]))
"""


def our_cell() -> str:
    """Return the line of a lesson; the diagram is measured, not the question before it."""
    asks = "predict" in inspect.signature(tolerance_cycle).parameters
    settings = 'days_of_use=14, days_after=10, predict="no"' if asks else "days_of_use=14, days_after=10"
    return f"from alongside import tolerance_cycle\ntolerance_cycle({settings})"


def pages() -> dict[str, str]:
    """Return name -> the one cell of its notebook, ours first."""
    return {"ours": our_cell(), "interact": INTERACT, "ipympl": IPYMPL, "plotly": PLOTLY, "bqplot": BQPLOT}
