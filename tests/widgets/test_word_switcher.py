"""The word switcher as a widget: what it carries, what it refuses, and that marks have no place in it."""

import pytest

from alongside.charts.word_switcher import word_switcher_spec
from alongside.widgets.word_switcher import WordSwitcher, word_switcher


def test_it_carries_the_whole_spec_and_the_version_shown_first() -> None:
    shown = word_switcher("old")
    assert isinstance(shown, WordSwitcher)
    assert shown.spec == word_switcher_spec()
    assert shown.labels == "old"
    assert shown.spec["rate_first"] and not word_switcher(predict="no").spec["rate_first"]


def test_no_trait_could_hold_what_a_learner_marks() -> None:
    own = {name for name, trait in WordSwitcher.class_traits().items() if trait.this_class is WordSwitcher}
    assert own - {"_esm", "_css"} == {"labels"}


@pytest.mark.parametrize(
    ("wrong", "known"), [({"labels": "new"}, "person-first, old"), ({"predict": ""}, "yes, no")]
)
def test_what_is_not_known_is_refused_in_plain_words(wrong: dict[str, str], known: str) -> None:
    with pytest.raises(ValueError, match=f"word_switcher: .* Use one of: {known}"):
        word_switcher(**wrong)


def test_its_script_is_one_module_without_imports() -> None:
    assert WordSwitcher._esm.count("export default") == 1
    assert "import {" not in WordSwitcher._esm
    assert len(WordSwitcher._esm) + len(WordSwitcher._css) < 100_000
