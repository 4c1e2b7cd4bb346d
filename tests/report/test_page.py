"""The page: every word escaped, tables that can be read aloud, drawings in the page's own colors."""

from __future__ import annotations

from xml.etree import ElementTree

from alongside.charts.palette import palette
from alongside.report.document import Column, Figure, Fold, Points, Report, Section, Table, Words
from alongside.report.figures import bars, item_map, means, pairs, sure_and_right
from alongside.report.page import inline_svg, page

HOSTILE = '<script>alert("x")</script>'
DRAWINGS = (
    bars([("M1.1", 0.7, "70%"), ("M1.2", 1.0, "100%")], "mean score", 0.8),
    bars([], "nothing"),
    sure_and_right([(0.55, 0.6, 0.4, 0.8, 12)]),
    item_map([(0.4, -0.3, "1", True), (0.9, 0.5, "2", False)]),
    means([("1", 1.5, 1.2, 1.8)], "mean mark", 3),
    pairs([("secret", 2.0, 3.0)], "gave back", "asked", "times"),
)


def _page(*blocks: object, private: bool = False) -> str:
    return page(Report("Our group", HOSTILE, (Section("one", "One", blocks, private=private),)))  # type: ignore[arg-type]


def test_whatever_the_words_hold_they_are_words() -> None:
    table = Table(HOSTILE, (Column(HOSTILE), Column("n", "count")), ((HOSTILE, 3),))
    made = _page(Words(HOSTILE), Points((HOSTILE,), ordered=True), table, Fold(HOSTILE, (Words(HOSTILE),)),
                 Figure(DRAWINGS[0], HOSTILE))
    assert "<script" not in made
    assert made.count("&lt;script&gt;") == 9


def test_a_table_names_its_rows_and_columns_and_can_be_scrolled_by_keyboard() -> None:
    made = _page(Table("What", (Column("Quiz"), Column("Mean", "percent")), (("First", 0.5),)))
    assert '<th scope="col" class="as-number">Mean</th>' in made
    assert '<th scope="row">First</th><td class="as-number">50%</td>' in made
    assert 'role="group" aria-labelledby="table-1" tabindex="0"' in made


def test_a_private_part_asks_before_it_is_printed() -> None:
    assert '<section id="one" class="as-private"' in _page(private=True)
    assert "Print this part too" in _page(private=True)
    assert "Print this part too" not in _page()


def test_drawings_take_the_colors_of_the_page_and_have_words() -> None:
    for number, svg in enumerate(DRAWINGS):
        made = inline_svg(Figure(svg, "What it shows"), number)
        ElementTree.fromstring(made)
        assert not [token for token in palette()["tokens"].values() if token["light"] in made]
        assert 'role="img" aria-label="What it shows"' in made
        assert "DejaVu" not in made


def test_the_same_figures_give_the_same_drawing() -> None:
    again = bars([("M1.1", 0.7, "70%"), ("M1.2", 1.0, "100%")], "mean score", 0.8)
    assert again == DRAWINGS[0]
    assert "2026" not in again
