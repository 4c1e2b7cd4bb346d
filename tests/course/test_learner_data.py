import json
from typing import Any

from alongside.course.content import load_content
from alongside.course.learner_data import as_json, learner_data


def data(course: Any) -> dict[str, Any]:
    return {name: json.loads(content) for name, content in learner_data(load_content(course.tree)).items()}


def test_a_page_knows_its_neighbours_words_and_sources(course: Any) -> None:
    pages = data(course)["pages.json"]
    assert pages["listening-first"]["title"] == "Listening first"
    assert "previous" not in pages["listening-first"]
    assert pages["listening-first"]["next"] == {"title": "Quiz: A small quiz", "href": "../small-quiz/small-quiz.ipynb"}
    assert pages["small-quiz"]["previous"] == {
        "title": "Listening first",
        "href": "../lessons/01_listening_first.ipynb",
    }
    assert pages["listening-first"]["terms"] == ["reflection"]
    assert pages["listening-first"]["sources"]["1"].startswith("People who feel heard say more. Lin and Eli (2020).")


def test_a_modules_quiz_comes_after_its_lesson_and_before_the_next(course: Any) -> None:
    later = (course.root / "lessons/01_listening_first.md").read_text(encoding="utf-8")
    later = later.replace("id: listening-first", "id: more").replace("module: M9", "module: M2")
    course.write("lessons/02_more.md", later)
    assert [entry["id"] for entry in data(course)["contents.json"]] == ["listening-first", "small-quiz", "more"]
    assert data(course)["pages.json"]["small-quiz"]["next"]["href"] == "../lessons/02_more.ipynb"


def test_a_quiz_of_no_lesson_comes_last(course: Any) -> None:
    course.change("source/small-quiz/quiz.yml", "module: M9", "module: M3")
    assert [entry["id"] for entry in data(course)["contents.json"]] == ["listening-first", "small-quiz"]


def test_practice_questions_come_with_their_keys(course: Any) -> None:
    assert data(course)["practice.json"]["choose-a-line"]["options"][1]["score"] == 1


def test_nothing_of_a_graded_question_is_in_what_learners_modules_read(course: Any) -> None:
    everything = b"".join(learner_data(load_content(course.tree)).values()).decode()
    for private in (
        "Private:",
        "Private anchor",
        "Private example",
        "The private better line",
        "reflect-feeling",
        "write-reply",
    ):
        assert private not in everything


def test_unpublished_helplines_are_not_in_what_learners_see(course: Any) -> None:
    lines = data(course)["helplines.json"]["uk"]["lines"]
    assert [line["id"] for line in lines] == ["uk-one"] and "Not dialled yet" not in json.dumps(lines)


def test_the_glossary_holds_term_and_meaning_only(course: Any) -> None:
    assert data(course)["glossary.json"] == {
        "reflection": {"term": "reflection", "meaning": "Giving back what was said."}
    }


def test_the_same_data_give_the_same_bytes_whatever_their_order() -> None:
    assert as_json({"b": 1, "a": "ü"}) == as_json({"a": "ü", "b": 1}) == b'{\n "a": "\xc3\xbc",\n "b": 1\n}\n'
