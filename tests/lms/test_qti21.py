"""Items as QTI 2.1: read back by a parser that is not ours, scored by the rules in the file, checked by schema."""

import io
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from answers_there import SCORED, Engine21, response_21, some_answers
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from onyx2moodle import parser as onyx

from alongside.items.schema import Item, parse_item
from alongside.items.score import score_item
from alongside.lms.items_out import Bank, items_out
from alongside.lms.markup import html_blocks, html_line
from alongside.lms.qti21 import QTI21, item_file, package
from alongside.lms.qti21_items import identifier
from alongside.lms.stems import afterwards, question

SCHEMAS = "ALONGSIDE_QTI_SCHEMAS"
BY_CHOICE = ("choose-one", "choose-many", "match", "locate", "number")


@pytest.fixture(scope="module")
def going(course_banks: list[Bank]) -> tuple[Bank, ...]:
    return items_out(course_banks, QTI21).banks


@pytest.fixture(scope="module")
def archive(going: tuple[Bank, ...]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package(going)))


@pytest.fixture(scope="module")
def read_back(archive: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every item as onyx2moodle reads it: path in the package -> item."""
    folder = tmp_path_factory.mktemp("package")
    archive.extractall(folder)
    return {path: onyx.parse_item(folder / path) for path in archive.namelist() if path.startswith("items/")}


def pairs(going: tuple[Bank, ...], read_back: dict[str, Any], *kinds: str) -> Iterator[tuple[Item, Any]]:
    for bank in going:
        for item in bank.items:
            if not kinds or item.kind in kinds:
                yield item, read_back[f"items/{bank.id}/{item.id}.xml"]


def words(html: str) -> str:
    return "".join(etree.fromstring(f"<div>{html}</div>").itertext())


def said(node: Any) -> str:
    return words(node.html).strip()


def test_the_practice_bank_and_every_quiz_come_back_with_id_and_question(
    going: tuple[Bank, ...], read_back: dict[str, Any]
) -> None:
    found = list(pairs(going, read_back))
    assert len(found) == len(read_back) >= 380
    assert {"practice", "opioid-system"} <= {bank.id for bank in going}
    for item, there in found:
        assert there.identifier == item.id
        assert there.title == f"{item.objective} {item.id}"
        assert words(question(item)) in "".join(there.body_xml.itertext())


def test_choices_come_back_with_their_words_what_is_right_and_what_each_earns(
    going: tuple[Bank, ...], read_back: dict[str, Any]
) -> None:
    for item, there in pairs(going, read_back, "choose-one", "choose-many"):
        options = item.body["options"]
        (interaction,) = there.interactions
        assert [(one.identifier, one.html) for one in interaction.choices] == [
            (one["id"], html_line(one["text"]).replace("&quot;", '"').replace("&#x27;", "'")) for one in options
        ]
        declared = there.response_decls["RESPONSE"]
        right = [one["id"] for one in options if one.get("score") == 1 or one.get("right")]
        assert declared.correct_values == right
        share = item.points / len(right)
        worth = {one["id"]: one["score"] * item.points if "score" in one else share if one["right"] else -share
                 for one in options}
        assert declared.mapping == pytest.approx(worth)
        assert interaction.max_choices == (1 if item.kind == "choose-one" else 0)


def test_pairs_come_back_as_they_belong_together(going: tuple[Bank, ...], read_back: dict[str, Any]) -> None:
    for item, there in pairs(going, read_back, "match"):
        (interaction,) = there.interactions
        prompts, partners = item.body["prompts"], item.body["partners"]
        assert [one.identifier for one in interaction.match_sources] == [one["id"] for one in prompts]
        assert {one.identifier: said(one) for one in interaction.match_targets} == {
            one["id"]: words(html_line(one["text"])) for one in partners
        }
        declared = there.response_decls["RESPONSE"]
        assert declared.correct_values == [f"{one['id']} {one['partner']}" for one in prompts]


def test_an_order_comes_back_in_its_right_order(going: tuple[Bank, ...], read_back: dict[str, Any]) -> None:
    for item, there in pairs(going, read_back, "order"):
        declared = there.response_decls["RESPONSE"]
        assert (declared.cardinality, declared.correct_values) == ("ordered", [one["id"] for one in item.body["steps"]])
        shown = [one.get("identifier") for one in there.body_xml.iter("{*}simpleChoice")]
        assert shown == item.body["show"]


def test_a_number_comes_back_with_its_unit(going: tuple[Bank, ...], read_back: dict[str, Any]) -> None:
    for item, there in pairs(going, read_back, "number"):
        assert float(there.response_decls["RESPONSE"].correct_values[0]) == item.body["answer"]["value"]
        assert "".join(there.body_xml.itertext()).endswith(item.body["answer"]["unit"])


def test_every_word_of_feedback_comes_back(going: tuple[Bank, ...], read_back: dict[str, Any]) -> None:
    for item, there in pairs(going, read_back):
        entries = [entry for name in ("options", "steps", "prompts", "spots", "outcomes", "near")
                   for entry in item.body.get(name, ())]
        feedback = item.body.get("feedback", {})
        wanted = [entry[name] for entry in entries for name in ("feedback", "if_missed") if name in entry]
        wanted += list(feedback.values())
        assert sorted(said(one) for one in there.feedback if one.identifier != "after") == sorted(
            words(html_blocks(one)).strip() for one in wanted
        )
        assert [said(one) for one in there.feedback if one.identifier == "after"] == (
            [words(afterwards(item))] if afterwards(item) else []
        )


def test_the_rules_in_the_file_score_as_this_course_does(going: tuple[Bank, ...]) -> None:
    chance = random.Random(7)
    tried = 0
    for item in (item for bank in going for item in bank.items if item.kind in SCORED):
        root = etree.fromstring(item_file(item))
        for answer in some_answers(item, chance):
            engine = Engine21(root, response_21(item, answer))
            outcome = score_item(item, answer)
            assert outcome.score_fraction is not None
            expected = outcome.score_fraction * item.points
            if item.kind == "order" and outcome.score_fraction < 1:
                steps = [one["id"] for one in item.body["steps"]]
                in_place = sum(one == two for one, two in zip(answer["order"], steps, strict=True))
                expected = item.points * in_place / len(steps)
            assert engine.run() == pytest.approx(expected), (item.id, answer)
            tried += 1
    assert tried > 2000


def test_the_feedback_shown_is_what_this_course_says(going: tuple[Bank, ...]) -> None:
    chance = random.Random(8)
    for item in (item for bank in going for item in bank.items if item.kind in BY_CHOICE):
        root = etree.fromstring(item_file(item))
        end = [words(afterwards(item))] if afterwards(item) else []
        for answer in some_answers(item, chance):
            engine = Engine21(root, response_21(item, answer))
            engine.run()
            ours = [words(html_blocks(note.text)) for note in score_item(item, answer).notes]
            assert sorted(engine.shown()) == sorted([*ours, *end]), (item.id, answer)


def test_no_answer_earns_nothing(going: tuple[Bank, ...]) -> None:
    for item in (item for bank in going for item in bank.items if item.kind in SCORED):
        assert Engine21(etree.fromstring(item_file(item)), {}).run() == 0


def test_the_rubric_of_a_reply_is_for_scorers_only(going: tuple[Bank, ...], read_back: dict[str, Any]) -> None:
    seen = 0
    for item, there in pairs(going, read_back, "reply"):
        for block in there.body_xml.iter("{*}rubricBlock"):
            assert block.get("view") == "scorer"
            assert all(level["anchor"].split()[0] in "".join(block.itertext()) for level in item.body["rubric"])
            seen += 1
    assert seen >= 15


def test_the_package_names_every_file_once_and_everything_it_refers_to_is_there(archive: zipfile.ZipFile) -> None:
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    named = [one.get("href") for one in manifest.iter("{*}file")]
    assert sorted([*named, "imsmanifest.xml"]) == sorted(archive.namelist())
    ids = [one.get("identifier") for one in manifest.iter("{*}resource")]
    assert len(set(ids)) == len(ids)
    assert {one.get("identifierref") for one in manifest.iter("{*}dependency")} <= set(ids)
    for path in (name for name in archive.namelist() if name.startswith("tests/")):
        for item in etree.fromstring(archive.read(path)).iter("{*}assessmentItemRef"):
            assert item.get("href").removeprefix("../") in archive.namelist()
    for path in (name for name in archive.namelist() if name.startswith("items/")):
        for drawn in etree.fromstring(archive.read(path)).iter("{*}object"):
            assert drawn.get("data").removeprefix("../../") in archive.namelist()


def test_the_same_items_give_the_same_bytes(going: tuple[Bank, ...]) -> None:
    assert package(going[:2]) == package(going[:2])


def test_an_id_that_begins_with_a_digit_becomes_an_identifier() -> None:
    assert (identifier("12-days"), identifier("days-12")) == ("_12-days", "days-12")


def choose_one(text: str) -> Item:
    option = {"score": 0, "misconception": "m", "feedback": text, "text": text}
    item, problems = parse_item({
        "id": "any-text", "version": 1, "objective": "M1.1", "kind": "choose-one", "stem": text, "better": text,
        "options": [{**option, "id": "one"}, {"id": "two", "score": 1, "text": text, "feedback": text}],
    }, "test")
    assert item is not None, problems
    return item


@given(st.text(st.characters(codec=None), min_size=1).filter(str.strip))
def test_any_text_gives_a_file_that_can_be_read(text: str) -> None:
    root = etree.fromstring(item_file(choose_one(f"a {text} b")))
    shown = root.find("{*}itemBody/{*}choiceInteraction/{*}simpleChoice")
    assert words(html_line(f"a {text} b")) == "".join(shown.itertext())
    assert not root.findall(".//{*}script")


@pytest.mark.skipif(not os.environ.get(SCHEMAS), reason=f"set {SCHEMAS} to a folder with the published schemas")
def test_the_published_schemas_find_nothing(archive: zipfile.ZipFile) -> None:
    """The folder holds imsqti_v2p1.xsd and imscp_v1p1.xsd with what they import, all beside each other."""
    folder = Path(os.environ[SCHEMAS])

    class Beside(etree.Resolver):
        def resolve(self, url: str, _id: str, context: Any) -> Any:
            return self.resolve_filename(str(folder / url.rpartition("/")[2]), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    of = {name: etree.XMLSchema(etree.parse(str(folder / name), parser))
          for name in ("imsqti_v2p1.xsd", "imscp_v1p1.xsd")}
    for path in (name for name in archive.namelist() if name.endswith(".xml")):
        schema = of["imscp_v1p1.xsd" if path == "imsmanifest.xml" else "imsqti_v2p1.xsd"]
        schema.assertValid(etree.fromstring(archive.read(path)))
