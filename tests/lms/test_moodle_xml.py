"""Items as Moodle XML: choices read back by a parser that is not ours, the rest against Moodle's own form."""

import base64
import html
import io
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moodle_xml_parser import parser as moodle

from alongside.items.schema import Item, parse_item
from alongside.lms.items_out import Bank, items_out
from alongside.lms.markup import html_blocks, html_line, html_list, plain
from alongside.lms.moodle_xml import GRADES_PERCENT, MOODLE, question_element, quiz_file
from alongside.lms.stems import afterwards, question

CHOICES = {"choose-one", "choose-many", "locate"}


@pytest.fixture(scope="module")
def going(course_banks: list[Bank]) -> tuple[Bank, ...]:
    return items_out(course_banks, MOODLE).banks


@pytest.fixture(scope="module")
def items(going: tuple[Bank, ...]) -> list[Item]:
    return [item for bank in going for item in bank.items]


@pytest.fixture(scope="module")
def made(going: tuple[Bank, ...]) -> Element:
    return ElementTree.fromstring(quiz_file(going))


@pytest.fixture(scope="module")
def by_id(made: Element) -> dict[str, Element]:
    return {str(one.findtext("idnumber")): one for one in made.findall("question") if one.get("type") != "category"}


@pytest.fixture(scope="module")
def read_back(going: tuple[Bank, ...]) -> dict[str, Any]:
    """Every question to choose in as moodle-xml-parser reads it: name -> question. It unescapes HTML once too often."""
    return {one.name: one for one in moodle.parse_bytes(io.BytesIO(quiz_file(going)))["multichoice"]}


def seen(text: str) -> str:
    return html.unescape(text.strip())


def test_every_choice_comes_back_with_its_words_its_share_and_its_feedback(
    items: list[Item], read_back: dict[str, Any]
) -> None:
    chosen = [item for item in items if item.kind in CHOICES]
    assert len(chosen) == len(read_back) > 200
    for item in chosen:
        there = read_back[f"{item.objective} {item.id}"]
        assert there.single == (item.kind != "choose-many")
        assert there.default_grade == item.points
        assert there.text_pre_parse.startswith(seen(question(item)))
        assert there.general_feedback == seen(afterwards(item))
        entries = item.body["spots"] if item.kind == "locate" else item.body["options"]
        right = sum(one.get("right", False) for one in entries)
        for option, entry in zip(there.options, entries, strict=True):
            worth = 100 * entry["score"] if "score" in entry else (100 if entry["right"] else -100) / right
            assert option.score_fraction == pytest.approx(worth, abs=1e-5)
            assert option.answer.endswith(seen(html_line(entry.get("text", entry.get("label")))))
            assert option.feedback == seen(html_blocks(entry["feedback"]))


def test_every_share_is_one_that_moodle_takes(made: Element) -> None:
    for one in made.findall("question"):
        if one.get("type") in ("multichoice", "numerical"):
            assert {abs(float(answer.get("fraction", ""))) for answer in one.findall("answer")} <= set(GRADES_PERCENT)


def test_every_item_is_there_once_under_its_id(items: list[Item], by_id: dict[str, Element], made: Element) -> None:
    assert sorted(by_id) == sorted(item.id for item in items)
    assert len(made.findall("question")) == len(items) + len(made.findall("question[@type='category']"))
    for item in items:
        assert by_id[item.id].findtext("questiontext/text", "").startswith(question(item))
        assert by_id[item.id].findtext("tags/tag/text") == item.objective


def test_each_bank_is_a_category(going: tuple[Bank, ...], made: Element) -> None:
    found = [one.findtext("category/text") for one in made.findall("question[@type='category']")]
    assert found == [f"$course$/top/Alongside/{plain(bank.title)}" for bank in going]


def test_a_number_takes_its_known_misunderstandings_in_order_and_everything_else_last(
    items: list[Item], by_id: dict[str, Element]
) -> None:
    for item in (item for item in items if item.kind == "number"):
        answers = by_id[item.id].findall("answer")
        known = [item.body["answer"], *item.body.get("near", ())]
        assert [one.findtext("text") for one in answers[-1:]] == ["*"]
        assert [(float(one.findtext("text", "")), float(one.findtext("tolerance", ""))) for one in answers[:-1]] == [
            (one["value"], one.get("tolerance", 0)) for one in known
        ]
        assert answers[0].get("fraction") == "100"
        assert [one.findtext("feedback/text") for one in answers] == [html_blocks(one) for one in (
            item.body["feedback"]["right"], *(near["feedback"] for near in item.body.get("near", ())),
            item.body["feedback"]["otherwise"])]


def test_each_prompt_has_its_partner_and_partners_left_over_stand_alone(
    items: list[Item], by_id: dict[str, Element]
) -> None:
    for item in (item for item in items if item.kind == "match"):
        rows = [(row.findtext("text") or "", row.findtext("answer/text"))
                for row in by_id[item.id].findall("subquestion")]
        texts = {one["id"]: plain(one["text"]) for one in item.body["partners"]}
        assert [row for row in rows if row[0]] == [
            (html_line(one["text"]), texts[one["partner"]]) for one in item.body["prompts"]
        ]
        assert {partner for _, partner in rows} == set(texts.values())
        assert html_list([(one["text"], one["feedback"]) for one in item.body["prompts"]]) in by_id[item.id].findtext(
            "generalfeedback/text", "")


def test_steps_stand_in_their_right_order(items: list[Item], by_id: dict[str, Element]) -> None:
    for item in (item for item in items if item.kind == "order"):
        answers = by_id[item.id].findall("answer")
        assert [one.get("fraction") for one in answers] == [str(place) for place in range(1, len(answers) + 1)]
        assert [one.findtext("text") for one in answers] == [html_line(one["text"]) for one in item.body["steps"]]
        assert by_id[item.id].findtext("gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"


def test_the_rubric_is_for_graders(items: list[Item], by_id: dict[str, Element]) -> None:
    graded = [item for item in items if item.body.get("rubric")]
    assert len(graded) >= 15
    for item in graded:
        guide = by_id[item.id].findtext("graderinfo/text", "")
        assert all(html_line(level["anchor"]) in guide for level in item.body["rubric"])
        assert guide not in by_id[item.id].findtext("questiontext/text", "")


def test_the_picture_to_point_at_is_in_the_file_with_its_words(items: list[Item], by_id: dict[str, Element]) -> None:
    for item in (item for item in items if item.kind == "locate"):
        text = by_id[item.id].findtext("questiontext/text", "")
        drawn = base64.b64decode(by_id[item.id].findtext("questiontext/file", ""))
        assert ElementTree.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
        assert f"@@PLUGINFILE@@/{item.id}.svg" in text
        assert html_line(item.body["picture"]["alt"]) in text


@given(st.text(st.characters(codec=None), min_size=1).filter(str.strip))
def test_any_text_gives_a_question_that_can_be_read(text: str) -> None:
    item, problems = parse_item({
        "id": "any-text", "version": 1, "objective": "M1.1", "kind": "match", "stem": text, "better": text,
        "prompts": [{"id": name, "text": text, "partner": "x", "feedback": text} for name in "ab"],
        "partners": [{"id": name, "text": text} for name in "xyz"],
    }, "test")
    assert item is not None, problems
    made = ElementTree.fromstring(ElementTree.tostring(question_element(item)))
    assert made.findtext("questiontext/text") == question(item)
