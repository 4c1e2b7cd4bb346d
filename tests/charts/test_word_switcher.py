"""What the word switcher says and shows: two versions of one note, the learner's marks, one study, other words."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from alongside.charts.describe import problems_in
from alongside.charts.word_switcher import (
    LABELS,
    OLD_WORDS,
    note_in,
    word_switcher_facts,
    word_switcher_spec,
    word_switcher_words,
)
from alongside.course.words import word_problems

labels = st.sampled_from(LABELS)
marks = st.lists(st.integers(1, 5), min_size=4, max_size=4)


def said(shown: str = "person-first", **more: object) -> str:
    return " ".join(one.text for one in word_switcher_words(shown, **more))  # type: ignore[arg-type]


def test_only_the_labels_differ_between_the_two_notes() -> None:
    parts = word_switcher_spec()["parts"]
    same = "".join(part.get("same", "|") for part in parts)
    for version in LABELS:
        note = note_in(version)
        assert all(piece in note for piece in same.split("|"))
        assert "thirty years" in note and "two hours away" in note
    changed = [part for part in parts if "same" not in part]
    assert all(part["person-first"] != part["old"] for part in changed)
    assert f"changed in {len(changed)} places" in said(open_all=True)


def test_old_words_stand_in_the_old_note_and_in_the_first_column_alone() -> None:
    spec = word_switcher_spec()
    columns = list(zip(*spec["table"]["rows"], strict=True))
    kind = [note_in("person-first"), *columns[1], *columns[2], spec["title"], spec["note"], spec["question"],
            spec["reassurance"], spec["table"]["reason"], spec["table"]["theirs"],
            *(line["text"] for line in spec["lines"]),
            *(one["say"] for template in spec["sentences"] for one in template["cases"])]  # fmt: skip
    assert [problem for text in kind for problem in word_problems(text)] == []
    assert list(word_problems(note_in("old")))
    every_old = {OLD_WORDS[key] for key in OLD_WORDS}
    assert set(columns[0]) | {part["old"] for part in spec["parts"] if "old" in part} == every_old


def test_the_table_has_eight_rows_of_three() -> None:
    rows = word_switcher_spec()["table"]["rows"]
    assert len(rows) == 8
    assert all(len(row) == 3 and all(row) for row in rows)


def test_the_study_is_told_with_what_it_does_not_show_and_without_numbers_of_our_own() -> None:
    study = word_switcher_spec()["study"]
    text = " ".join(study["sentences"])
    assert re.findall(r"\d+", text) == ["516"]
    assert "does not show that words changed anyone's treatment" in text
    assert [row["differed"] for row in study["rows"]] == [True, False, False]
    assert all(row["said"] == ("differed" if row["differed"] else "did not differ") for row in study["rows"])


@given(labels, marks, marks)
def test_the_words_count_the_marks_that_moved(shown: str, first: list[int], old: list[int]) -> None:
    text = said(shown, marks={"person-first": first, "old": old})
    moved = sum(one != other for one, other in zip(first, old, strict=True))
    found = re.search(r"(\d+|None) of your", text)
    assert found and (0 if found[1] == "None" else int(found[1])) == moved
    higher = sum(old[:2]) > sum(first[:2])
    assert ("taken together, stand higher" in text) == higher
    assert ("no verdict on you" in text) == higher


@given(labels, marks)
def test_nothing_is_compared_before_both_versions_are_marked(shown: str, steps: list[int]) -> None:
    for text in (said(shown), said(shown, marks={shown: steps})):
        assert "of your" not in text
        assert "label" not in text
    assert "Switch the words" in said(shown, marks={shown: steps})


def test_templates_use_only_facts_that_exist_and_the_spec_is_plain_and_small() -> None:
    spec = word_switcher_spec()
    assert problems_in(spec["sentences"], set(word_switcher_facts())) == []
    assert len(json.dumps(spec, allow_nan=False)) < 9_000
