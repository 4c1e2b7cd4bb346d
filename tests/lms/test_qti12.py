"""Items as QTI 1.2 for Canvas: words read back by a reader that is not ours, scores by the rules in the file."""

import io
import random
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import qti2latex
from answers_there import run_12, some_answers
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from alongside.items.schema import Item, parse_item
from alongside.items.score import score_item
from alongside.lms.items_out import Bank, items_out
from alongside.lms.markup import html_blocks, html_line, plain
from alongside.lms.qti12 import QTI12, package
from alongside.lms.qti12_items import item_element
from alongside.lms.stems import afterwards, question

KINDS = {"choose-one": "multiple_choice_question", "choose-many": "multiple_answers_question",
         "order": "matching_question", "match": "matching_question", "locate": "multiple_choice_question",
         "number": "numerical_question", "reply": "essay_question", "self-review": "essay_question"}


@pytest.fixture(scope="module")
def going(course_banks: list[Bank]) -> tuple[Bank, ...]:
    return items_out(course_banks, QTI12).banks


@pytest.fixture(scope="module")
def archive(going: tuple[Bank, ...]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package(going)))


@pytest.fixture(scope="module")
def there(going: tuple[Bank, ...], archive: zipfile.ZipFile) -> list[tuple[Item, Any]]:
    """Each item with its element in the package, by its id."""
    found = []
    for bank in going:
        root = etree.fromstring(archive.read(f"{bank.id}/{bank.id}.xml"))
        by_id = {one.get("ident"): one for one in root.iter("{*}item")}
        assert len(by_id) == len(bank.items)
        found += [(item, by_id[item.id]) for item in bank.items]
    return found


def of_kind(there: list[tuple[Item, Any]], *kinds: str) -> Iterator[tuple[Item, Any]]:
    return ((item, made) for item, made in there if item.kind in kinds)


def feedback(made: Any) -> dict[str, str]:
    return {str(one.get("ident")): one.findtext(".//{*}mattext", "") for one in made.findall("{*}itemfeedback")}


def test_every_item_comes_back_with_its_question_kind_and_points(there: list[tuple[Item, Any]]) -> None:
    assert len(there) >= 350
    for item, made in there:
        meta = qti2latex.get_qti_metadata(made)
        assert qti2latex.guess_type(meta, made) == KINDS[item.kind]
        assert float(meta["points_possible"]) == item.points
        assert meta["assessment_question_identifierref"] == f"question-{item.id}"
        assert qti2latex.get_item_stem(made).startswith(question(item))


def test_every_choice_comes_back_with_its_id_and_words(there: list[tuple[Item, Any]]) -> None:
    for item, made in of_kind(there, "choose-one", "choose-many"):
        assert qti2latex.get_choices(made) == [(one["id"], html_line(one["text"])) for one in item.body["options"]]
    for item, made in of_kind(there, "locate"):
        assert [(name, text[3:]) for name, text in qti2latex.get_choices(made)] == [
            (one["id"], html_line(one["label"])) for one in item.body["spots"]
        ]


def _responses(item: Item, answer: dict[str, Any], made: Any) -> dict[str, list[str]]:
    if item.kind in ("match", "order"):
        prompts = {lid.findtext("{*}material/{*}mattext"): lid for lid in made.iter("{*}response_lid")}
        if item.kind == "match":
            text = {one["id"]: plain(one["text"]) for one in (*item.body["prompts"], *item.body["partners"])}
            pairs = {text[prompt]: text[partner] for prompt, partner in answer["pairs"].items()}
        else:
            text = {one["id"]: plain(one["text"]) for one in item.body["steps"]}
            pairs = {text[step]: str(place) for place, step in enumerate(answer["order"], 1)}
        return {str(prompts[prompt].get("ident")): [next(
            str(label.get("ident")) for label in prompts[prompt].iter("{*}response_label")
            if label.findtext(".//{*}mattext") == partner)] for prompt, partner in pairs.items()}
    given_ = next(iter(answer.values()))
    return {"response1": given_ if isinstance(given_, list) else [str(given_)]}


def test_the_rules_in_the_file_give_full_points_where_this_course_does(there: list[tuple[Item, Any]]) -> None:
    chance = random.Random(9)
    tried = 0
    for item, made in of_kind(there, "choose-one", "choose-many", "locate", "number", "match", "order"):
        for answer in some_answers(item, chance):
            score, _ = run_12(made, _responses(item, answer, made))
            ours = score_item(item, answer).score_fraction
            assert ours is not None
            if item.kind == "match":
                assert score == pytest.approx(100 * ours, abs=0.1)
            else:
                assert (score == pytest.approx(100, abs=0.1)) == (ours == 1), (item.id, answer, score)
            tried += 1
    assert tried > 1500


def test_each_choice_shows_its_own_feedback_and_nobody_elses(there: list[tuple[Item, Any]]) -> None:
    chance = random.Random(10)
    for item, made in of_kind(there, "choose-one", "locate"):
        words = feedback(made)
        for answer in some_answers(item, chance):
            _, told = run_12(made, _responses(item, answer, made))
            (note,) = score_item(item, answer).notes
            shown = [words[name] for name in told if name != "general_fb"]
            assert shown == [html_blocks(note.text)], (item.id, answer)


def test_a_prompt_without_its_partner_shows_why(there: list[tuple[Item, Any]]) -> None:
    for item, made in of_kind(there, "match"):
        words = feedback(made)
        _, told = run_12(made, {})
        assert [words[name] for name in told if name != "general_fb"] == [
            html_blocks(one["feedback"]) for one in item.body["prompts"]
        ]


def test_a_line_to_keep_is_said_whatever_was_answered(there: list[tuple[Item, Any]]) -> None:
    for item, made in there:
        assert feedback(made).get("general_fb", "") == afterwards(item)


def test_names_that_canvas_reads_as_numbers_differ_within_an_item(there: list[tuple[Item, Any]]) -> None:
    for _, made in of_kind(there, "match", "order"):
        first = next(made.iter("{*}response_lid"))
        names = [str(one.get("ident")) for one in first.iter("{*}response_label")]
        assert all(name.isdigit() for name in names)
        assert len(set(names)) == len(names)


def test_the_rubric_is_for_scorers(there: list[tuple[Item, Any]]) -> None:
    for item, made in of_kind(there, "reply"):
        rubric = made.find("{*}rubric")
        assert (rubric is not None) == bool(item.body.get("rubric"))
        assert rubric is None or rubric.get("view") == "Scorer"


def test_a_quiz_has_its_settings_and_a_bank_its_title(going: tuple[Bank, ...], archive: zipfile.ZipFile) -> None:
    for bank in going:
        root = etree.fromstring(archive.read(f"{bank.id}/{bank.id}.xml"))
        assert (root[0].tag.endswith("assessment"), root[0].get("ident")) == (bank.as_quiz, bank.id)
        assert (f"{bank.id}/assessment_meta.xml" in archive.namelist()) == bank.as_quiz
        if bank.as_quiz:
            meta = etree.fromstring(archive.read(f"{bank.id}/assessment_meta.xml"))
            assert float(meta.findtext("{*}points_possible", "")) == sum(item.points for item in bank.items)


def test_everything_the_package_names_is_there(archive: zipfile.ZipFile) -> None:
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    named = [str(one.get("href")) for one in manifest.iter("{*}file")]
    assert sorted([*named, "imsmanifest.xml"]) == sorted(archive.namelist())
    ids = [one.get("identifier") for one in manifest.iter("{*}resource")]
    assert len(set(ids)) == len(ids)
    assert {one.get("identifierref") for one in manifest.iter("{*}dependency")} <= set(ids)


@given(st.text(st.characters(codec=None), min_size=1).filter(str.strip))
def test_any_text_gives_an_item_that_can_be_read(text: str) -> None:
    item, problems = parse_item({
        "id": "any-text", "version": 1, "objective": "M1.1", "kind": "choose-many", "stem": text, "better": text,
        "options": [{"id": name, "text": text, "right": name == "a", "feedback": text, "if_missed": text,
                     "misconception": "m"} for name in "abc"],
    }, "test")
    assert item is not None, problems
    made = etree.fromstring(ElementTree.tostring(item_element(item)))
    assert qti2latex.get_choices(made) == [(name, html_line(text).strip()) for name in "abc"]
