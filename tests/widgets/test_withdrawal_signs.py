"""The body map as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.withdrawal_signs import withdrawal_signs_spec
from alongside.widgets.withdrawal_signs import WithdrawalSigns, withdrawal_signs


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = withdrawal_signs(body="overdose", sign="breathing")
    assert isinstance(shown, WithdrawalSigns)
    assert shown.spec == withdrawal_signs_spec()
    assert (shown.body, shown.sign) == ("overdose", "breathing")
    assert "prediction" not in withdrawal_signs(predict="no").spec


@pytest.mark.parametrize(
    ("wrong", "plain"),
    [
        ({"body": "sleep"}, "Use one of: withdrawal, overdose"),
        ({"body": "overdose", "sign": "yawning"}, "Use one of: waking, breathing"),
        ({"predict": "maybe"}, "yes, no"),
    ],
)
def test_an_unknown_setting_is_refused_in_plain_words(wrong: dict[str, str], plain: str) -> None:
    with pytest.raises(ValueError, match=plain):
        withdrawal_signs(**wrong)
