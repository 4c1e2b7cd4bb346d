"""The overdose drill as a widget: what it carries, what it refuses."""

from typing import Any

import pytest

from alongside.charts.overdose_drill import overdose_drill_spec
from alongside.widgets.overdose_drill import OverdoseDrill, overdose_drill


def test_it_starts_without_a_clock_and_carries_the_whole_drill() -> None:
    shown = overdose_drill()
    assert isinstance(shown, OverdoseDrill)
    assert shown.spec == overdose_drill_spec()
    assert (shown.scene, shown.timed, shown.delay) == ("bus-stop", "no", 3.0)


@pytest.mark.parametrize("wrong", [{"scene": "moon"}, {"timed": "maybe"}, {"delay": 2}, {"predict": "perhaps"}])
def test_what_is_not_there_is_refused_in_words(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="overdose_drill: "):
        overdose_drill(**wrong)
