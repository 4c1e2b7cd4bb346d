"""The naloxone race as a widget: what it carries, what it refuses."""

from typing import Any

import pytest

from alongside.charts.naloxone_race import naloxone_race_spec
from alongside.widgets.naloxone_race import NaloxoneRace, naloxone_race


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = naloxone_race("carfentanil", 2, "at-once", "yes", 10, 3, 60)
    assert isinstance(shown, NaloxoneRace)
    assert shown.spec == naloxone_race_spec()
    assert (shown.opioid, shown.amount, shown.arrives, shown.tolerance) == ("carfentanil", 2.0, "at-once", "yes")
    assert (shown.spray, shown.second_after, shown.minute) == (10, 3, 60)


def test_no_spray_is_a_word() -> None:
    assert naloxone_race(spray="none").spray == "none"


@pytest.mark.parametrize("wrong", [
    {"opioid": "aspirin"}, {"amount": 3}, {"arrives": "later"}, {"tolerance": "some"}, {"spray": 31}, {"spray": "soon"},
    {"second_after": 1}, {"minute": 121}, {"minute": -1}, {"predict": "maybe"},
])  # fmt: skip
def test_what_no_slider_shows_is_refused_in_words(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="naloxone_race: "):
        naloxone_race(**wrong)


def test_a_page_that_has_asked_already_leaves_the_prediction_out() -> None:
    assert "prediction" not in naloxone_race(predict="no").spec
