from typing import Any

import pytest

from alongside.course.check_facts import fact_problems
from alongside.course.content import load_content

LESSON = "lessons/01_listening_first.md"
ITEM = "practice/choose-a-line.yml"


def found(course: Any) -> list[str]:
    return [str(problem) for problem in fact_problems(load_content(course.tree))]


def test_a_course_without_figures_has_nothing_to_mend(course: Any) -> None:
    assert found(course) == []


@pytest.mark.parametrize(
    "fact",
    [
        "About 40% of people stay.",
        "Some forty percent stay.",
        "Studies show that it helps.",
        "One trial with families found little.",
        "Of those, 12 of 1,000 came back.",
        "Withdrawal from heroin begins after 8 to 12 hours.",
        "Within 3 days tolerance has begun to fall.",
    ],
)
def test_a_fact_in_a_lesson_or_a_question_needs_a_claim(course: Any, fact: str) -> None:
    course.change(LESSON, "Take your time.", fact)
    course.change(ITEM, "Which line gives that back?", f"{fact} Which line gives that back?")
    course.change(ITEM, "claims:\n- hearing-opens\n", "")
    messages = found(course)
    assert any(message.startswith(f"{LESSON}: text:") and "without {cite}" in message for message in messages)
    assert any(message.startswith(f"{ITEM}: claims:") for message in messages)


def test_with_its_claim_it_stands(course: Any) -> None:
    course.change(LESSON, "Take your time.", "About 40% of people stay {cite}`hearing-opens`.")
    course.change(ITEM, "Which line gives that back?", "About 40% stay. Which line gives that back?")
    assert found(course) == []


@pytest.mark.parametrize(
    "words",
    ['> "It was 40% for me."', "She waited 3 days for the bus.", "It takes 20 minutes.", "Lesson 3 comes next."],
)
def test_what_a_person_says_and_ordinary_numbers_need_none(course: Any, words: str) -> None:
    course.change(LESSON, "Take your time.", words)
    assert found(course) == []


def test_a_figure_of_general_knowledge_is_not_shown(course: Any) -> None:
    course.change("evidence/claims.yml", "People who feel heard say more.", "About 40% of people say more (2019).")
    assert found(course) == []
    course.change("evidence/claims.yml", "mark: read", "mark: background")
    (message,) = found(course)
    assert message.startswith("evidence/claims.yml: hearing-opens: “40%” is marked background")
    course.change("evidence/claims.yml", "About 40% of people", "Many people")
    assert found(course) == []


@pytest.mark.parametrize(
    "number", ["Call 911 now.", "Dial 999.", "You can text 988.", "Ring 1-800-662-4357.", "Call 116 123."]
)
def test_a_number_of_one_country_stands_in_no_text(course: Any, number: str) -> None:
    course.change(LESSON, "Take your time.", number)
    course.change(ITEM, "This gives advice.", number)
    files = [message.split(":")[0] for message in found(course)]
    assert files == [LESSON, ITEM]
