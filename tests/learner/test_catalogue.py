import json
from importlib.resources import files
from pathlib import Path

import pytest

from alongside.learner import catalogue

BUILT = files("alongside").joinpath("data", "practice.json").is_file()
needs_the_build = pytest.mark.skipif(not BUILT, reason="alongside/data is not built: run alongside build")


def quiz_file(folder: Path, text: str) -> Path:
    (folder / "quiz.json").write_text(text, encoding="utf-8")
    return folder


def test_a_quiz_is_read_from_its_folder(tmp_path: Path) -> None:
    whole = {"format": "alongside-quiz", "title": "Zuhören", "items": []}
    assert catalogue.public_quiz(quiz_file(tmp_path, json.dumps(whole))) == whole


def test_a_missing_quiz_says_what_to_do_and_that_answers_are_kept(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"missing or damaged; start the course again .* Your answers are kept"):
        catalogue.public_quiz(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[1, 2"])
def test_a_damaged_quiz_says_what_to_do(tmp_path: Path, text: str) -> None:
    with pytest.raises(LookupError, match="missing or damaged"):
        catalogue.public_quiz(quiz_file(tmp_path, text))


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": "alongside-responses"}', "4"])
def test_another_file_under_the_name_of_the_quiz_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LookupError, match="is not a quiz of this course"):
        catalogue.public_quiz(quiz_file(tmp_path, text))


@needs_the_build
def test_every_practice_question_is_there_under_its_id() -> None:
    ids = json.loads(files("alongside").joinpath("data", "practice.json").read_text(encoding="utf-8"))
    assert ids and all(catalogue.practice_item(item_id).id == item_id for item_id in ids)


@needs_the_build
def test_an_unknown_practice_question_is_named() -> None:
    with pytest.raises(LookupError, match="There is no practice question “no-such-question”"):
        catalogue.practice_item("no-such-question")


@needs_the_build
def test_a_page_has_a_title_and_its_words_are_in_the_glossary() -> None:
    facts = catalogue.page_facts("opioid-system")
    assert facts["title"] and facts["terms"] and set(facts["terms"]) <= set(catalogue.glossary())


@needs_the_build
def test_an_unknown_page_has_no_facts() -> None:
    assert catalogue.page_facts("no-such-page") == {}


@needs_the_build
def test_each_country_has_an_emergency_number_and_the_day_of_its_review() -> None:
    lines = catalogue.helplines()
    assert {"us", "ca", "uk", "au"} <= set(lines)
    for country in lines.values():
        assert country["emergency"] and len(country["reviewed_on"]) == len("2026-11-22")
        assert all(line["contact"] and line["name"] for line in country["lines"])
