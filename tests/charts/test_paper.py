"""Charts on paper: what is drawn, that it is the same each time, and that no color is needed to read it."""

import json
from typing import Any, get_args, get_type_hints

import pytest
from matplotlib.figure import Figure

from alongside.charts.chart import Axis, Chart, Mark
from alongside.charts.palette import palette
from alongside.charts.paper import chart_of, colour, counted, drawn, people, svg_text, text_width
from alongside.charts.places import Box, box_of, dots_along, free_place

AXIS = Axis("Days", 0, 10, ((0, "none"), (10, "ten")))
POINTS: dict[str, Any] = {
    "line": [[0, 1], [5, 6], [10, 9]],
    "band": [[0, 1, 2], [10, 3, 4]],
    "point": [5, 6],
    "arrow": [2, 6, 4],
    "upright": 3,
    "gap": [8, 2, 5],
    "span": [1, 4],
    "bar": [5, 7, 6, 8],
}


def chart(*marks: Mark, **axes: Axis) -> Chart:
    return Chart("small", "A small chart", axes.get("x", AXIS), axes.get("y", AXIS), marks)


def words_in(figure: Figure) -> list[str]:
    written = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        written += [label.get_text() for axis in (axes.xaxis, axes.yaxis) for label in axis.get_ticklabels()]
    return written


def test_every_kind_of_mark_can_be_drawn() -> None:
    assert set(get_args(get_type_hints(Mark)["kind"])) == set(POINTS)
    for kind in POINTS:
        plain = drawn(chart(Mark("one", kind, "agonist")), {})
        figure = drawn(chart(Mark("one", kind, "agonist", "its words", label_at=(5, 5))), {"one": POINTS[kind]})
        assert svg_text(figure) != svg_text(plain), kind


def test_a_mark_without_points_is_not_drawn() -> None:
    both = chart(Mark("here", "line", "agonist", "here"), Mark("away", "line", "partial", "away"))
    figure = drawn(both, {"here": POINTS["line"], "away": None})
    assert "here" in words_in(figure)
    assert "away" not in words_in(figure)


def test_the_words_that_come_with_the_points_replace_a_marks_own() -> None:
    figure = drawn(chart(Mark("one", "point", "agonist", "before")), {"one": [5, 5], "labels": {"one": "after"}})
    assert "after" in words_in(figure)
    assert "before" not in words_in(figure)


def test_axes_say_their_names_and_ticks() -> None:
    named = Axis("Days of use|Days since", -10, 10, ((0, "last use"),))
    words = words_in(drawn(chart(x=named, y=Axis("Level", 0, 1, ((0.5, "half"),))), {}))
    assert {"Days of use", "Days since", "Level", "last use", "half"} <= set(words)


def test_a_line_has_the_dash_and_the_color_of_its_meaning() -> None:
    for name, stroke in palette()["strokes"].items():
        (line,) = drawn(chart(Mark("one", "line", name)), {"one": POINTS["line"]}).axes[0].lines
        assert line.get_color() == colour(stroke.get("token", name))
        assert (line.get_linestyle() == "-") == (not stroke["dash"]), name


def test_no_two_meanings_are_told_apart_by_color_alone() -> None:
    looks = [(stroke["dash"], stroke["marker"], stroke["width"]) for stroke in palette()["strokes"].values()]
    assert len(set(looks)) == len(looks)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("token", [name for name in palette()["tokens"] if name not in ("paper", "soft")])
def test_every_color_stays_readable_as_a_gray_on_white_paper(token: str) -> None:
    contrast = 1.05 / (luminance(colour(token)) + 0.05)
    assert contrast >= (3 if token == "line" else 4.5), f"{token}: {contrast:.1f}"


def test_the_same_chart_gives_the_same_text_and_words_stay_words() -> None:
    one = chart(Mark("one", "line", "withdrawal", "its name"), Mark("two", "gap", "tolerance", "a gap"))
    points = {"one": POINTS["line"], "two": POINTS["gap"]}
    first = svg_text(drawn(one, points))
    assert first == svg_text(drawn(one, points))
    assert ">its name</text>" in first
    assert "<dc:date>" not in first


def test_a_chart_comes_back_from_its_plain_data() -> None:
    one = chart(Mark("one", "arrow", "muted", "a", label_at=(1, 2)), x=Axis("Amount", 0.1, 10, ((1, "one"),), "log"))
    plain = json.dumps(one.as_data())
    assert json.dumps(chart_of(json.loads(plain)).as_data()) == plain


def test_so_many_people_are_open_and_the_others_full() -> None:
    figure = people(36, 1000)
    heads = [shape for shape in figure.findobj() if type(shape).__name__ == "Circle"]
    assert len(heads) == 1000
    assert sum(head.get_facecolor() == (1, 1, 1, 1) for head in heads) == 36


def test_counted_circles_say_their_count_in_words() -> None:
    figure = counted([("Naloxone", 5, 12, "antagonist"), ("Endorphin", 0, 12, "endorphin")])
    assert {"Naloxone", "5 of 12", "Endorphin", "0 of 12"} <= set(words_in(figure))


def test_words_go_where_there_is_room() -> None:
    limits = Box(0, 200, 0, 100)
    free = free_place(40, 1, (100, 50), limits, [], [])
    taken = free_place(40, 1, (100, 50), limits, [free.box], [])
    crossed = free_place(40, 1, (100, 50), limits, [], dots_along([(100, 50), (160, 50)]))
    assert not taken.box.meets(free.box)
    assert not any(crossed.box.holds(dot) for dot in dots_along([(106, 50), (160, 50)]))
    for place in (free, taken, crossed):
        assert limits.left <= place.box.left and place.box.right <= limits.right


def test_a_box_holds_all_lines_of_its_words() -> None:
    one, two = (box_of(30, lines, 10, 50, "left") for lines in (1, 2))
    assert two.low < one.low and two.high == one.high
    assert text_width("wider words") > text_width("words")
    assert text_width("words\nwider words") == text_width("wider words")
