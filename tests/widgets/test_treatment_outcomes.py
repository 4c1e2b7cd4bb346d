"""Treatment outcomes as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.treatment_outcomes import treatment_outcomes_spec
from alongside.widgets.treatment_outcomes import TreatmentOutcomes, treatment_outcomes


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = treatment_outcomes("buprenorphine", cause="overdose", ratio="yes")
    assert isinstance(shown, TreatmentOutcomes)
    assert shown.spec == treatment_outcomes_spec()
    assert (shown.medicine, shown.cause, shown.ratio) == ("buprenorphine", "overdose", "yes")


def test_a_page_that_has_asked_already_leaves_the_prediction_out() -> None:
    assert "prediction" not in treatment_outcomes(predict="no").spec


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ({"medicine": "naltrexone"}, "methadone, buprenorphine"),
        ({"cause": "accident"}, "all, overdose"),
        ({"ratio": "maybe"}, "yes, no"),
        ({"predict": "later"}, "yes, no"),
    ],
)
def test_what_is_not_known_is_refused_in_plain_words(wrong: dict[str, str], known: str) -> None:
    with pytest.raises(ValueError, match=f"treatment_outcomes: .* Use one of: {known}"):
        treatment_outcomes(**wrong)


def test_its_script_is_one_module_without_imports() -> None:
    assert TreatmentOutcomes._esm.count("export default") == 1
    assert "import {" not in TreatmentOutcomes._esm
    assert len(TreatmentOutcomes._esm) + len(TreatmentOutcomes._css) < 100_000
