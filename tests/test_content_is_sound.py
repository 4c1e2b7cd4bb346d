"""The course in this repository, as it stands."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from alongside.course.build import build
from alongside.course.check import check
from alongside.course.check_items import choose_one_questions
from alongside.course.content import Content, load_content
from alongside.course.tree import Tree
from alongside.items.guessers import FEWEST_QUESTIONS, guesser_results, position_counts
from alongside.items.kinds import KINDS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(Tree.at(ROOT))


def _today() -> date:
    return datetime.now(UTC).date()


def test_the_check_finds_nothing_to_mend(content: Content) -> None:
    assert content.lessons and content.practice and content.quizzes and content.claims and content.helplines
    errors = check(content, _today()).errors
    assert not errors, "\n" + "\n".join(map(str, errors))


def test_what_is_generated_is_what_its_sources_say() -> None:
    drift = build(Tree.at(ROOT), check=True)
    assert not drift, "\n" + "\n".join(drift)


def test_every_module_has_a_graded_quiz_and_together_they_use_every_kind(content: Content) -> None:
    taught = {f"M{number}" for number in range(1, 11)}
    assert {quiz.module: len(quiz.items) >= 15 for quiz in content.quizzes if quiz.module in taught} == dict.fromkeys(
        taught, True)
    items = [item for quiz in content.quizzes for item in quiz.items]
    assert len(items) >= 180 and len(content.practice) >= 80
    assert {item.kind for item in items} == set(KINDS)


def test_every_objective_is_asked_for_at_least_twice(content: Content) -> None:
    asked = Counter(item.objective for quiz in content.quizzes for item in quiz.items)
    modules = {quiz.module for quiz in content.quizzes if len(quiz.items) >= 15}
    wanted = {f"{lesson.facts['module']}.{number}" for lesson in content.lessons if lesson.facts["module"] in modules
              for number, _ in enumerate(lesson.facts["objectives"], 1)}
    assert {objective: asked[objective] for objective in wanted if asked[objective] < 2} == {}
    assert set(asked) <= wanted


def test_at_least_forty_questions_have_another_form(content: Content) -> None:
    assert sum(len(quiz.twins) for quiz in content.quizzes) >= 40


def test_the_critical_actions_of_an_overdose_are_critical_and_nothing_else_is(content: Content) -> None:
    critical = {quiz.id for quiz in content.quizzes for item in quiz.items if item.critical}
    assert critical == {"overdose-response"}
    (quiz,) = [quiz for quiz in content.quizzes if quiz.id == "overdose-response"]
    assert sum(item.critical for item in quiz.items) >= 7


def test_no_guesser_does_much_better_than_chance_on_the_whole_bank(content: Content) -> None:
    questions = choose_one_questions(content)
    assert len(questions) >= FEWEST_QUESTIONS
    results = guesser_results(questions)
    print(f"\n{len(questions)} questions, the right option stands at {position_counts(questions)}")
    for result in results:
        print(f"{result.name}: {result.right_fraction:.1%} right, chance {result.chance_fraction:.1%}")
    assert [result.name for result in results if result.too_good] == []


def test_no_id_that_a_learner_could_see_judges_its_answer(content: Content) -> None:
    telling = re.compile(r"\b(right|correct|wrong|incorrect|distractor)\b")
    items = [*content.practice.values(), *(item for quiz in content.quizzes for item in quiz.items)]
    for item in items:
        for field in ("options", "steps", "prompts", "partners", "spots", "outcomes"):
            ids = [entry["id"] for entry in item.body.get(field, [])]
            assert not [entry_id for entry_id in ids if telling.search(entry_id)], f"{item.id}: {ids}"


def test_every_read_again_leads_to_a_heading_that_is_there(content: Content) -> None:
    headings = {
        lesson.name: {
            re.sub(r"[^\w\s-]", "", text).strip().lower().replace(" ", "-")
            for text in re.findall(r"^#+ (.+)$", lesson.prose, re.MULTILINE)
        }
        for lesson in content.lessons
    }
    items = [*content.practice.values(), *(item for quiz in content.quizzes for item in quiz.items)]
    for item in items:
        if item.read_again:
            lesson, _, anchor = item.read_again.partition("#")
            assert anchor in headings.get(lesson, set()), f"{item.id}: read_again {item.read_again}"


def test_all_shown_helplines_were_checked_and_none_stands_in_two_countries(content: Content) -> None:
    assert {"us", "ca", "uk", "au"} <= set(content.helplines)
    numbers = [
        (code, line["tel"])
        for code, country in content.helplines.items()
        for line in country["lines"]
        if line.get("tel")
    ]
    spread = {number: {code for code, other in numbers if other == number} for _, number in numbers}
    assert not {number for number, codes in spread.items() if len(codes) > 1 and len(number) > 6}


def test_no_path_of_a_machine_is_in_what_is_published() -> None:
    here = re.escape(ROOT.as_posix())
    foreign = re.compile(rf"{here}|(?<![\w.])/(?:tmp|home)/[a-z]|C:\\Users\\[a-z]", re.IGNORECASE)
    for folder in ("lessons", "practice", "source", "evidence", "notebooks", "assignments"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".md", ".yml", ".json", ".ipynb", ".bib"}:
                assert not foreign.search(path.read_text(encoding="utf-8")), path.relative_to(ROOT)


def test_every_yaml_file_ends_with_a_line_end_and_has_no_tabs() -> None:
    for path in sorted(
        [*ROOT.glob("practice/*.yml"), *ROOT.glob("source/*/items/*.yml"), *ROOT.glob("evidence/**/*.yml")]
    ):
        text = path.read_text(encoding="utf-8")
        assert text.endswith("\n") and "\t" not in text and yaml.safe_load(text), path.name
