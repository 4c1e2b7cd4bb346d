"""The receptor bench as a widget: what it carries, what it refuses."""

import pytest

from alongside.charts.receptor_bench import receptor_bench_spec
from alongside.widgets.receptor_bench import ReceptorBench, receptor_bench


def test_it_carries_the_whole_spec_and_its_settings() -> None:
    shown = receptor_bench("partial-agonist", amount=10, naloxone=2)
    assert isinstance(shown, ReceptorBench)
    assert shown.spec == receptor_bench_spec()
    assert (shown.arriving, shown.amount, shown.naloxone) == ("partial-agonist", 10.0, 2.0)


def test_a_page_that_has_asked_already_gets_it_without_the_question() -> None:
    assert "prediction" in receptor_bench().spec
    assert "prediction" not in receptor_bench(predict="no").spec


@pytest.mark.parametrize(
    "wrong",
    [{"arriving": "aspirin"}, {"amount": -1}, {"amount": 31}, {"naloxone": float("nan")}, {"predict": "later"}],
)
def test_a_setting_that_makes_no_sense_is_refused_in_plain_words(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="receptor_bench"):
        receptor_bench(**wrong)  # type: ignore[arg-type]


def test_its_script_is_one_module_without_imports() -> None:
    assert ReceptorBench._esm.count("export default") == 1
    assert "import {" not in ReceptorBench._esm
    assert len(ReceptorBench._esm) + len(ReceptorBench._css) < 100_000
