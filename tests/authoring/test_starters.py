"""What a new question starts from: a whole example of its kind that the course's own checks accept."""

from collections.abc import Mapping
from typing import Any

import pytest

from alongside.authoring.desk import Desk
from alongside.authoring.field_help import field_help
from alongside.authoring.starters import KIND_WORDS, starter
from alongside.authoring.yaml_text import read_text
from alongside.items.kinds import KINDS
from alongside.items.score import score_item

every_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_has_words_and_an_example() -> None:
    assert list(KIND_WORDS) == list(KINDS)


@every_kind
@pytest.mark.parametrize("quiz", ["", "small-quiz"])
def test_checks_find_nothing_in_an_example(desk: Desk, kind: str, quiz: str) -> None:
    desk.begin(kind, quiz, "answer-first-visit", "M9.1")
    reading = desk.read(desk.text, quiz)
    assert reading.state == "sound"
    assert [(one.field, one.words) for one in reading.comments if not one.words.startswith("A sentence of")] == []
    assert reading.home.endswith("/answer-first-visit.yml")
    assert desk.item and (desk.item.id, desk.item.objective) == ("answer-first-visit", "M9.1")


@every_kind
def test_an_example_answers_itself(desk: Desk, kind: str) -> None:
    desk.begin(kind, "", "answer-first-visit", "M9.1")
    desk.read(desk.text, "")
    assert desk.item
    outcome = score_item(desk.item, KINDS[kind].samples(desk.item.body).right)
    assert outcome.fit in ("full", "to-mark")


@every_kind
def test_each_field_of_an_example_has_a_sentence_on_it(kind: str) -> None:
    known = field_help(kind)
    data = read_text(starter(kind, "a-b", "M9.1")).data
    assert [name for name in data if name not in known] == []
    entries = [entry for value in data.values() if isinstance(value, list) for entry in value]
    told = {name for entry in entries if isinstance(entry, Mapping) for name in entry}
    assert told <= {*known, "id"}


@pytest.mark.parametrize("wrong", ["", "Answer", "a b", "../x", "a_b", "a\nkind: x"])
def test_an_id_that_names_no_file_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="lower-case"):
        starter("choose-one", wrong, "M9.1")


def test_an_objective_cannot_smuggle_in_a_line() -> None:
    data: dict[str, Any] = read_text(starter("choose-one", "a-b", "M9.1\ncritical: true")).data
    assert "critical" not in data
