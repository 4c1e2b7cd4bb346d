"""How plainly the course reads: Flesch-Kincaid at most 8, measured without the words that the glossary explains."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import textstat

from alongside.course.check_facts import texts
from alongside.course.content import Content, load_content
from alongside.course.tree import Tree

HIGHEST_GRADE = 8.0
ROOT = Path(__file__).resolve().parents[1]


@cache
def course() -> Content:
    return load_content(Tree.at(ROOT))


@cache
def explained() -> re.Pattern[str]:
    words = {str(word) for entry in course().glossary.values() for word in (entry["term"], *entry.get("also", []))}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.IGNORECASE)


def plain(markdown: str) -> str:
    """The sentences of a text, without marks, links, quotations of what people say, tables and explained words."""
    kept = [line for line in markdown.splitlines() if not line.lstrip().startswith((">", "|", "#", ":::", "```"))]
    text = re.sub(r"\{cite\}`[^`]*`", "", "\n".join(kept))
    text = re.sub(r"\{term\}`([^`<]+?)(?: <[^`>]+>)?`", r"\1", text)
    text = re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?<![.?!])[;:,]?\n(?=\s*(?:[-*]|\d+\.)\s|\s*\n)", ".\n", text)  # an item of a list is a thought
    return explained().sub("it", re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", text, flags=re.MULTILINE))


def grade(markdown: str) -> float:
    found: float = textstat.flesch_kincaid_grade(plain(markdown))
    return found


def lesson_names() -> list[str]:
    return [lesson.name for lesson in course().lessons]


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_reads_at_grade_eight_or_below(name: str) -> None:
    (lesson,) = [lesson for lesson in course().lessons if lesson.name == name]
    found = grade(lesson.prose)
    print(f"\n{name}: grade {found:.1f}, {textstat.lexicon_count(plain(lesson.prose))} words")
    assert found <= HIGHEST_GRADE


@pytest.mark.parametrize("name", lesson_names())
def test_no_part_of_a_lesson_is_much_harder_than_the_rest(name: str) -> None:
    (lesson,) = [lesson for lesson in course().lessons if lesson.name == name]
    parts = [part for part in re.split(r"^## ", lesson.prose, flags=re.MULTILINE) if len(plain(part).split()) >= 100]
    grades = {part.splitlines()[0]: grade(part) for part in parts}
    assert {head: found for head, found in grades.items() if found > HIGHEST_GRADE} == {}


@pytest.mark.parametrize("quiz_id", [quiz.id for quiz in course().quizzes])
def test_the_words_of_a_quiz_read_at_grade_eight_or_below(quiz_id: str) -> None:
    (quiz,) = [quiz for quiz in course().quizzes if quiz.id == quiz_id]
    found = grade("\n\n".join([quiz.intro, *quiz_texts(quiz_id)]))
    print(f"\n{quiz_id}: grade {found:.1f}")
    assert found <= HIGHEST_GRADE


def quiz_texts(quiz_id: str) -> Iterator[str]:
    (quiz,) = [quiz for quiz in course().quizzes if quiz.id == quiz_id]
    for item in (*quiz.items, *quiz.twins.values()):
        yield item.stem
        yield item.better
        yield from (text for entries in item.body.values() if isinstance(entries, list)
                    for text in texts(entries) if len(text.split()) > 3)


def test_practice_reads_at_grade_eight_or_below() -> None:
    parts = [text for item in course().practice.values() for text in (item.stem, item.better)]
    found = grade("\n\n".join(parts))
    print(f"\npractice: grade {found:.1f}")
    assert found <= HIGHEST_GRADE


def test_a_text_for_specialists_would_be_found() -> None:
    assert grade("Precipitated abstinence symptomatology necessitates pharmacological intervention. " * 3) > 12
