"""How values and words are shown."""

from __future__ import annotations

import math

import pytest

from alongside.report.document import Kind, Value, counted, joined, percent, short, shown


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, "count", "–"),
        (math.nan, "percent", "–"),
        (1234, "count", "1,234"),
        (0.5, "percent", "50%"),
        (-0.001, "figure", "0.00"),
        (-0.25, "figure", "−0.25"),
        ("=1+1", "percent", "=1+1"),
    ],
)
def test_a_value_is_shown_by_the_kind_of_its_column(value: Value, kind: Kind, words: str) -> None:
    assert shown(value, kind) == words


@pytest.mark.parametrize(("fraction", "words"), [(0.999, "99%"), (1, "100%"), (0.001, "1%"), (0, "0%"), (0.494, "49%")])
def test_not_all_is_never_shown_as_all_and_something_never_as_nothing(fraction: float, words: str) -> None:
    assert percent(fraction) == words


def test_numbers_get_their_noun_and_names_their_and() -> None:
    assert [counted(1, "reply", "replies"), counted(2, "reply", "replies")] == ["1 reply", "2 replies"]
    assert [joined(names) for names in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


def test_a_long_text_is_cut_at_a_word_and_loses_its_markup() -> None:
    assert short("> **Dana** is\n> tired, and so on.", 16) == "Dana is tired…"
    assert short("Short.") == "Short."
