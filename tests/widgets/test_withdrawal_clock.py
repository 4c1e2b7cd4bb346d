"""The withdrawal clock as a widget: what it carries, what it refuses."""

from typing import Any

import pytest

from alongside.charts.withdrawal_clock import withdrawal_clock_spec
from alongside.widgets.withdrawal_clock import WithdrawalClock, withdrawal_clock


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = withdrawal_clock("methadone", "none", 30, "naloxone", "later")
    assert isinstance(shown, WithdrawalClock)
    assert shown.spec == withdrawal_clock_spec()
    assert (shown.drug, shown.beside, shown.days_of_use) == ("methadone", "none", 30)
    assert (shown.arrives, shown.moment) == ("naloxone", "later")
    assert "prediction" not in withdrawal_clock(predict="no").spec


@pytest.mark.parametrize(
    ("wrong", "plain"),
    [
        ({"drug": "carfentanil"}, "drug='carfentanil' is not known. Use one of: heroin"),
        ({"beside": "all"}, "Use one of: none, heroin"),
        ({"days_of_use": 0}, "days_of_use=0 should be a number from 1 to 30"),
        ({"arrives": "methadone"}, "Use one of: none, naloxone, buprenorphine"),
        ({"moment": "tomorrow"}, "Use one of: early, later"),
    ],
)
def test_a_setting_outside_the_controls_is_refused_in_plain_words(wrong: dict[str, Any], plain: str) -> None:
    with pytest.raises(ValueError, match=plain):
        withdrawal_clock(**wrong)
