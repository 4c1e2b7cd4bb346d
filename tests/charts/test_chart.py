"""A described chart refuses what could not be drawn."""

import pytest

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.palette import palette


@pytest.mark.parametrize(("low", "high", "scale"), [(1, 1, "linear"), (2, 1, "linear"), (0, 1, "log")])
def test_an_axis_without_extent_is_refused(low: float, high: float, scale: str) -> None:
    with pytest.raises(ValueError, match="do not make"):
        Axis("Amount", low, high, (), scale)  # type: ignore[arg-type]


def test_a_tick_outside_its_axis_is_named() -> None:
    with pytest.raises(ValueError, match="much"):
        Axis("Amount", 0, 1, ((0, "none"), (2, "much")))


def test_a_mark_needs_a_stroke_of_the_palette() -> None:
    with pytest.raises(ValueError, match="crimson"):
        Mark("a", "line", "crimson")


def test_no_two_meanings_share_dash_and_marker() -> None:
    looks = [(one["dash"], one["marker"]) for one in palette()["strokes"].values()]
    assert len(set(looks)) == len(looks)


def test_every_stroke_has_a_colour_of_the_palette() -> None:
    assert {one["token"] for one in strokes().values()} <= set(palette()["tokens"])


def bars(low: float = 0, scale: str = "linear") -> Chart:
    return Chart("deaths", "Deaths", Axis("times as common", low, 10, (), scale),  # type: ignore[arg-type]
                 Axis("weeks", 0.5, 1.5, ((1, "weeks 1 and 2"),)), (Mark("one", "bar", "muted"),))  # fmt: skip


def test_bars_start_at_zero_because_they_tell_by_their_length() -> None:
    assert bars().as_data()["marks"][0]["kind"] == "bar"
    for wrong in ({"low": 1}, {"low": 0.1, "scale": "log"}):
        with pytest.raises(ValueError, match="starts at 0"):
            bars(**wrong)  # type: ignore[arg-type]
