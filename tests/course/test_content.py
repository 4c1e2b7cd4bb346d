from typing import Any

import pytest

from alongside.course.content import load_content
from alongside.course.tree import Tree


def problems(course: Any) -> list[str]:
    return [f"{problem.file}: {problem.field}" for problem in load_content(course.tree).problems]


def test_everything_that_authors_wrote_is_read(course: Any) -> None:
    content = load_content(course.tree)
    assert content.problems == []
    assert [lesson.id for lesson in content.lessons] == ["listening-first"]
    assert set(content.practice) == {"choose-a-line"}
    assert [[item.id for item in quiz.items] for quiz in content.quizzes] == [["reflect-feeling", "write-reply"]]
    assert (set(content.glossary), set(content.claims), set(content.helplines)) == (
        {"reflection"},
        {"hearing-opens"},
        {"uk"},
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("practice/choose-a-line.yml", "id: choose-a-line", "id: other", "practice/choose-a-line.yml: id"),
        ("practice/choose-a-line.yml", "stem:", "stme:", "practice/choose-a-line.yml: stme"),
        (
            "practice/choose-a-line.yml",
            "version: 1\n",
            "version: 1\nversion: 2\n",
            "practice/choose-a-line.yml: line 3",
        ),
        (
            "source/small-quiz/items/write-reply.yml",
            "rubric:",
            "after: x\nrubrik:",
            "source/small-quiz/items/write-reply.yml: rubrik",
        ),
        ("source/small-quiz/quiz.yml", "title: A small quiz\n", "", "source/small-quiz/quiz.yml: title"),
        (
            "source/small-quiz/quiz.yml",
            "- write-reply",
            "- write-nothing",
            "source/small-quiz/items/write-nothing.yml: (whole file)",
        ),
        ("lessons/glossary.yml", "meaning: ", "meening: ", "lessons/glossary.yml: [1]"),
        (
            "lessons/glossary.yml",
            "claims:\n  - hearing-opens",
            "claims: hearing-opens",
            "lessons/glossary.yml: reflection.claims",
        ),
        (
            "lessons/01_listening_first.md",
            "  minutes: 20",
            "  minutes: x",
            "lessons/01_listening_first.md: alongside.minutes",
        ),
        ("evidence/claims.yml", "mark: read", "mark: sure", "evidence/claims.yml: hearing-opens.mark"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_field(course: Any, name: str, old: str, new: str, problem: str) -> None:
    course.change(name, old, new)
    assert problem in problems(course)


def test_a_word_that_stands_twice_in_the_glossary_is_named(course: Any) -> None:
    path = course.root / "lessons/glossary.yml"
    path.write_text(path.read_text() * 2)
    assert problems(course) == ["lessons/glossary.yml: reflection"]


@pytest.mark.parametrize("text", ["", "reflection: giving back", "[", "- 4"])
def test_a_glossary_of_another_form_is_named(course: Any, text: str) -> None:
    course.write("lessons/glossary.yml", text)
    assert any(problem.startswith("lessons/glossary.yml") for problem in problems(course))


def test_a_private_source_folder_takes_the_place_of_the_one_in_the_repository(course: Any, tmp_path: Any) -> None:
    private = tmp_path / "private"
    (course.root / "source").rename(private)
    tree = Tree.at(course.root, private)
    assert [quiz.id for quiz in load_content(tree).quizzes] == ["small-quiz"]
    assert load_content(course.tree).quizzes == []
    assert tree.shown(private / "small-quiz" / "quiz.yml") == "quiz.yml"
    assert tree.shown(course.root / "lessons" / "a.md") == "lessons/a.md"


def test_the_whole_glossary_stands_where_a_page_asks_for_it(course: Any) -> None:
    course.change("lessons/01_listening_first.md", "Take your time.", "{glossary}")
    (lesson,) = load_content(course.tree).lessons
    assert lesson.cells[-1] == ("markdown", "- **reflection**: Giving back what was said.")
