"""Lost tolerance as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.lost_tolerance import lost_tolerance_spec
from alongside.widgets.lost_tolerance import LostTolerance, lost_tolerance


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = lost_tolerance(days_of_use=14, days_without=60)
    assert isinstance(shown, LostTolerance)
    assert shown.spec == lost_tolerance_spec()
    assert (shown.days_of_use, shown.days_without) == (14, 60)


def test_it_asks_for_a_guess_unless_the_page_has_done_so() -> None:
    assert "prediction" in lost_tolerance().spec
    assert "prediction" not in lost_tolerance(predict="no").spec


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days_of_use": 6}, "days_of_use=6 should be a number from 7 to 30"),
        ({"days_without": 61}, "days_without=61 should be a number from 0 to 60"),
        ({"days_without": True}, "days_without=True should be a number"),
    ],
)
def test_what_lies_outside_the_sliders_is_refused_in_plain_words(wrong: dict[str, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        lost_tolerance(**wrong)  # type: ignore[arg-type]
