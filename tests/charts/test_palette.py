"""The palette stays readable for people who see colours otherwise, on both grounds, by day and by night."""

import math

import pytest
from colour_vision import VISIONS, as_bytes, contrast, linear, seen

from alongside.charts.palette import palette

TOKENS = palette()["tokens"]
GROUNDS = ("paper", "soft")
everywhere = pytest.mark.parametrize("vision", VISIONS)
by_day_and_night = pytest.mark.parametrize("scheme", ["light", "dark"])


def stands_out(token: str, ground: str, scheme: str, vision: str) -> float:
    return contrast(*(seen(linear(TOKENS[name][scheme]), vision) for name in (token, ground)))


@everywhere
@by_day_and_night
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_of_text_can_be_read(vision: str, scheme: str, ground: str) -> None:
    texts = [name for name in TOKENS if name not in (*GROUNDS, "line")]
    ratios = {name: round(stands_out(name, ground, scheme, vision), 2) for name in texts}
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@everywhere
@by_day_and_night
def test_axes_and_borders_can_be_seen(vision: str, scheme: str) -> None:
    assert stands_out("line", "paper", scheme, vision) >= 3


def test_every_stroke_has_a_dash_or_a_marker_or_a_width_of_its_own() -> None:
    strokes = palette()["strokes"]
    looks = {(one["dash"], one["marker"], one["width"]) for one in strokes.values()}
    assert len(looks) == len(strokes)
    assert len({one["marker"] for one in strokes.values()}) == len(strokes)


def test_the_arithmetic_gives_known_ratios() -> None:
    assert contrast(linear("#000000"), linear("#ffffff")) == pytest.approx(21)
    assert contrast(linear("#777777"), linear("#ffffff")) == pytest.approx(4.48, abs=0.005)
    for matrix in VISIONS.values():
        assert all(math.isclose(sum(row), 1, abs_tol=2e-6) for row in matrix), "white stays white"
    assert as_bytes(seen(linear("#b4540a"), "none")) == (0xB4, 0x54, 0x0A)
