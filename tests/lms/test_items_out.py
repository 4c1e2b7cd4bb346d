"""Which items go out, what stays behind and why, and what an instructor is told."""

from pathlib import Path

import pytest

from alongside.grading.quiz_source import UnreadableQuiz
from alongside.items.kinds import KINDS
from alongside.lms.items_out import Bank, Format, items_out, practice_bank
from alongside.lms.moodle_xml import MOODLE
from alongside.lms.qti12 import QTI12
from alongside.lms.qti21 import QTI21

FORMATS = (QTI21, QTI12, MOODLE)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_item_goes_out_or_stays_behind_with_a_reason(course_banks: list[Bank], form: Format) -> None:
    going = items_out(course_banks, form)
    kept = [item.id for bank in going.banks for item in bank.items]
    behind = [item.id for item, reason in going.left_out if reason]
    assert sorted([*kept, *behind]) == sorted(item.id for bank in course_banks for item in bank.items)
    assert going.count == len(kept)
    assert {item.kind for item, _ in going.left_out} <= {"conversation", "exchange", "forecast", "order"}


def test_qti21_leaves_only_talks_behind(course_banks: list[Bank]) -> None:
    behind = items_out(course_banks, QTI21).left_out
    assert {item.kind for item, _ in behind} == {"conversation", "exchange"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_what_is_told_names_each_item_that_stays_behind_and_says_that_it_holds_the_answers(
    course_banks: list[Bank], form: Format
) -> None:
    going = items_out(course_banks, form)
    told = going.text()
    assert "It holds the answers: for instructors only." in told
    assert all(item.id in told for item, _ in going.left_out)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_only_differences_of_kinds_that_go_out_are_told(course_banks: list[Bank], form: Format) -> None:
    of_one_kind = [Bank("few", "Few", tuple(item for bank in course_banks for item in bank.items
                                            if item.kind == "reply")[:3])]
    assert [line.partition(":")[0] for line in items_out(of_one_kind, form).differs] == ["reply"]
    assert set(form.differs) <= set(KINDS)


def test_other_forms_of_items_are_a_bank_of_their_own(course_banks: list[Bank]) -> None:
    forms = [bank for bank in course_banks if bank.id.endswith("-second-forms")]
    assert forms
    assert all(item.twin_of and not bank.as_quiz for bank in forms for item in bank.items)
    assert not [item for bank in course_banks if bank.as_quiz for item in bank.items if item.twin_of]


def test_the_whole_practice_bank_is_read(course_banks: list[Bank]) -> None:
    practice = next(bank for bank in course_banks if bank.id == "practice")
    root = Path(__file__).resolve().parents[2]
    assert len(practice.items) == len([*root.glob("practice/*.yml"), *root.glob("conversations/*.yml")])


def test_a_broken_practice_item_is_named_by_file_and_field(tmp_path: Path) -> None:
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "broken.yml").write_text("id: broken\nkind: choose-one\n", encoding="utf-8")
    with pytest.raises(UnreadableQuiz, match=r"practice/broken\.yml: stem: needs the question"):
        practice_bank(tmp_path)


def test_a_bank_of_which_nothing_is_left_is_not_written(course_banks: list[Bank]) -> None:
    talks = Bank("talks", "Talks", tuple(item for bank in course_banks for item in bank.items
                                         if item.kind == "conversation"))
    going = items_out([talks], MOODLE)
    assert (going.banks, going.count) == ((), 0)
