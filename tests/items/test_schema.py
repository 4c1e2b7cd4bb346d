import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from item_examples import EXAMPLES, JSON, example, item, problems

from alongside.items.kinds import KINDS
from alongside.items.schema import Problem, parse_item

every_kind = pytest.mark.parametrize("kind", EXAMPLES)
SHOWN = {
    "choose-one": {"options": {"id", "text"}},
    "choose-many": {"options": {"id", "text"}},
    "order": {"steps": {"id", "text"}},
    "match": {"prompts": {"id", "text"}, "partners": {"id", "text"}},
    "locate": {"picture": {"alt", "svg"}, "spots": {"id", "label", "x", "y", "r"}},
    "number": {"unit": None, "decimals": None},
    "forecast": {"outcomes": {"id", "text"}},
    "reply": {"max_characters": None, "heard": None, "coach": None},
    "exchange": {
        "person": None, "opening": None, "start": None, "turns": None, "moves": None, "answers": None, "closings": None,
        "max_characters": None,
    },
    "self-review": {"skills": {"id", "text"}, "levels": {"id", "text"}, "ask": None, "max_characters": None},
    "conversation": {
        "people": {"id", "name", "about"}, "moments": None, "endings": None, "graph": {"place", "mood", "to"},
    },
}
"""All that a learner may see of each kind, field by field."""
_PRIVATE = {
    "feedback",
    "if_missed",
    "misconception",
    "better",
    "read_again",
    "claims",
    "rubric",
    "after",
    "anchor",
    "example",
    "right",
    "otherwise",
    "comment",
}


def with_private_texts(data: Any, marks: Iterator[str], private: bool = False) -> Any:
    """Return the data with each private text replaced by one of ``marks``."""
    if isinstance(data, dict):
        return {name: with_private_texts(value, marks, private or name in _PRIVATE) for name, value in data.items()}
    if isinstance(data, list):
        return [with_private_texts(value, marks, private) for value in data]
    return next(marks) if private and isinstance(data, str) else data


@every_kind
@given(secret=st.text(alphabet="qxzj", min_size=8, max_size=12))
def test_no_private_text_is_in_what_a_learner_may_see(kind: str, secret: str) -> None:
    marks = (f"{secret}-{number}" for number in range(1000))
    data = with_private_texts(deepcopy(EXAMPLES[kind]), marks)
    assert secret in json.dumps(data)
    made, found = parse_item(data, "test.yml")
    assert made is not None, found
    assert secret not in json.dumps(made.public())


@every_kind
def test_what_a_learner_may_see_is_an_allow_list(kind: str) -> None:
    public = item(kind).public()
    assert set(public) == {"id", "version", "kind", "stem", "points"} | set(SHOWN[kind])
    for name, fields in SHOWN[kind].items():
        values = public[name] if isinstance(public[name], list) else [public[name]]
        assert all(fields is None or set(value) == fields for value in values)


@every_kind
def test_scores_and_keys_do_not_change_what_a_learner_sees(kind: str) -> None:
    """The same question with another key looks the same: nothing shown depends on the key."""
    data = example(kind)
    for field, name in (("options", "score"), ("options", "right"), ("spots", "score"), ("outcomes", "happens")):
        entries = [entry for entry in data.get(field, []) if name in entry]
        values = [entry[name] for entry in entries]
        for entry, value in zip(entries, values[::-1], strict=True):
            entry[name] = value
            entry.update(misconception="private-one", **({"if_missed": "private"} if name == "right" else {}))
    for moment in data.get("moments", []):
        for line, score in zip(moment["lines"], (1, 0.5, 0), strict=True):
            line.update(score=score, comment="private", skill="open-question")
    if kind == "number":
        data["answer"]["value"] = 5
    if kind == "match":
        data["prompts"][0]["partner"] = "summary"
    if kind == "order":
        data["steps"][0], data["steps"][1] = data["steps"][1], data["steps"][0]
        data["accepted"] = [["ask", "offer", "listen", "close"]]
    made, found = parse_item(data, "test.yml")
    assert made is not None, found
    assert made.public() == item(kind).public()


@every_kind
def test_a_sound_question_has_no_problems(kind: str) -> None:
    assert problems(kind) == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "Reflect Feeling"}, "id"),
        ({"id": 4}, "id"),
        ({"id": None}, "id"),
        ({"version": 0}, "version"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": None}, "version"),
        ({"objective": "9.3"}, "objective"),
        ({"objective": None}, "objective"),
        ({"objective": "M9.3\n"}, "objective"),
        ({"stem": "  "}, "stem"),
        ({"stem": None}, "stem"),
        ({"points": 0}, "points"),
        ({"points": float("nan")}, "points"),
        ({"points": "2"}, "points"),
        ({"points": 10**400}, "points"),
        ({"claims": "one"}, "claims"),
        ({"claims": [1]}, "claims"),
        ({"better": ""}, "better"),
        ({"read_again": 4}, "read_again"),
        ({"kind": "essay"}, "kind"),
        ({"kind": ["order"]}, "kind"),
        ({"kind": None}, "kind"),
        ({"options": None}, "options"),
        ({"options": "a, b"}, "options"),
        ({"options": []}, "options"),
        ({"optoins": []}, "optoins"),
        ({"rubric": []}, "rubric"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(change: dict[str, Any], field: str) -> None:
    assert field in problems("choose-one", **change)


def test_a_problem_reads_as_file_field_and_what_to_do() -> None:
    _, (problem,) = parse_item(example("choose-one", stem=" "), "source/quiz/items/choose-a-line.yml")
    assert str(problem) == "source/quiz/items/choose-a-line.yml: stem: needs the question"
    assert problem == Problem("source/quiz/items/choose-a-line.yml", "stem", "needs the question")


def test_all_problems_of_a_file_are_said_at_once() -> None:
    found = problems("choose-one", id="X", stem=None, objective=None, extra=1)
    assert set(found) == {"id", "stem", "objective", "extra"}


@given(JSON)
def test_whatever_a_file_holds_nothing_is_raised(data: Any) -> None:
    made, found = parse_item(data, "test.yml")
    assert made is None and found and all(problem.file == "test.yml" and problem.message for problem in found)


@every_kind
@settings(max_examples=60)
@given(data=st.data())
def test_one_field_replaced_by_anything_gives_problems_or_a_question_that_works(kind: str, data: st.DataObject) -> None:
    changed = example(kind)
    field = data.draw(st.sampled_from([*sorted(KINDS[kind].FIELDS & set(changed)), "stem", "points", "claims"]))
    inside = changed.get(field)
    if isinstance(inside, list) and data.draw(st.booleans()):
        entry = data.draw(st.sampled_from(inside))
        if isinstance(entry, dict):
            entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(JSON)
    else:
        changed[field] = data.draw(JSON)
    made, found = parse_item(changed, "test.yml")
    if made is None:
        assert found
    else:
        made.public()
        KINDS[kind].mark(made.body, KINDS[kind].samples(made.body).right)
