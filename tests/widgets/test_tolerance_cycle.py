"""The tolerance cycle as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.tolerance_cycle import tolerance_cycle_spec
from alongside.widgets.tolerance_cycle import ToleranceCycle, tolerance_cycle


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = tolerance_cycle(days_of_use=30, days_after=7, amount=0.5)
    assert isinstance(shown, ToleranceCycle)
    assert shown.spec == tolerance_cycle_spec()
    assert (shown.days_of_use, shown.days_after, shown.amount) == (30, 7, 0.5)


def test_it_asks_for_a_guess_unless_the_page_has_done_so() -> None:
    assert "prediction" in tolerance_cycle().spec
    assert "prediction" not in tolerance_cycle(predict="no").spec


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days_of_use": 0}, "days_of_use=0 should be a number from 1 to 30"),
        ({"days_of_use": 31}, "days_of_use=31 should be"),
        ({"days_after": -1}, "days_after=-1 should be a number from 0 to 30"),
        ({"days_after": 31}, "days_after=31 should be"),
        ({"amount": 5}, "amount=5 should be a number from 0.25 to 4"),
        ({"amount": 1.1}, "amount=1.1 is no step of its slider"),
        ({"predict": "maybe"}, "predict='maybe' is not known"),
    ],
)
def test_what_lies_outside_the_sliders_is_refused_in_plain_words(wrong: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        tolerance_cycle(**wrong)  # type: ignore[arg-type]


def test_its_script_is_one_module_without_imports() -> None:
    assert ToleranceCycle._esm.count("export default") == 1
    assert "import {" not in ToleranceCycle._esm
    assert len(ToleranceCycle._esm) + len(ToleranceCycle._css) < 100_000
