"""The tolerance cycle as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.tolerance_cycle import tolerance_spec
from alongside.widgets.tolerance_cycle import ToleranceCycle, tolerance_cycle


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = tolerance_cycle(days_of_use=30, days_after=7)
    assert isinstance(shown, ToleranceCycle)
    assert shown.spec == tolerance_spec()
    assert (shown.days_of_use, shown.days_after) == (30, 7)


@pytest.mark.parametrize(
    "wrong", [{"days_of_use": 0}, {"days_of_use": 31}, {"days_after": -1}, {"days_after": 31}]
)
def test_days_outside_the_sliders_are_refused_in_plain_words(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="days_of_use should be 1 to 30"):
        tolerance_cycle(**wrong)


def test_its_script_is_one_module_without_imports() -> None:
    assert ToleranceCycle._esm.count("export default") == 1
    assert "import {" not in ToleranceCycle._esm
    assert len(ToleranceCycle._esm) + len(ToleranceCycle._css) < 100_000
