"""The practice panel as a widget: what it carries, what it refuses, that it keeps nothing."""

import pytest

from alongside.charts.cows_practice import cows_practice_spec
from alongside.widgets.cows_practice import CowsPractice, cows_practice


def test_it_carries_the_whole_spec_and_whom_one_meets() -> None:
    shown = cows_practice("walt")
    assert isinstance(shown, CowsPractice)
    assert shown.spec == cows_practice_spec()
    assert shown.vignette == "walt"
    assert "prediction" not in cows_practice(predict="no").spec


def test_an_unknown_person_is_refused_in_plain_words() -> None:
    with pytest.raises(ValueError, match="Use one of: dana, sam, rosa, walt"):
        cows_practice("eli")


def test_its_script_neither_stores_nor_sends() -> None:
    assert not any(word in CowsPractice._esm for word in ("localStorage", "save_changes", "model.send", "fetch("))
