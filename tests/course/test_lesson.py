from typing import Any

import pytest

from alongside.course.lesson import CALL, load_lesson

NAME = "lessons/01_listening_first.md"


def problems(course: Any) -> dict[str, str]:
    """Return field -> message for the course's lesson, after it was changed."""
    lesson, found = load_lesson(course.root / NAME, NAME)
    assert (lesson is None) == bool(found) and all(problem.file == NAME for problem in found)
    return {problem.field: problem.message for problem in found}


def test_a_lesson_has_its_facts_cells_and_calls(course: Any) -> None:
    lesson, found = load_lesson(course.root / NAME, NAME)
    assert lesson is not None and found == []
    assert (lesson.id, lesson.name, lesson.facts["minutes"]) == ("listening-first", "01_listening_first", 20)
    assert [kind for kind, _ in lesson.cells] == ["markdown", "code", "markdown"]
    assert lesson.practice_ids() == ["choose-a-line"]


def test_the_diagrams_that_a_lesson_calls_are_listed_once(course: Any) -> None:
    cell = "```{code-cell} ipython3\nfrom alongside import tolerance_cycle\ntolerance_cycle(days_of_use=14)\n```\n"
    course.change(NAME, "Take your time.", f"Take your time.\n\n{cell}\n{cell}")
    lesson, _ = load_lesson(course.root / NAME, NAME)
    assert lesson is not None
    assert lesson.diagrams() == ["tolerance_cycle"]
    assert lesson.practice_ids() == ["choose-a-line"]


def test_what_a_lesson_cites_and_explains_is_listed_once(course: Any) -> None:
    course.change(NAME, "Take your time.", "Take your time {cite}`other`, and again {cite}`hearing-opens`.")
    lesson, _ = load_lesson(course.root / NAME, NAME)
    assert lesson is not None
    assert lesson.cited() == ["hearing-opens", "other"]
    assert lesson.terms() == ["reflection"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("  id: listening-first", "  id: Listening First", "alongside.id"),
        ("  title: Listening first", "  title: ''", "alongside.title"),
        ("  module: M9\n", "", "alongside.module"),
        ("  minutes: 20", "  minutes: twenty", "alongside.minutes"),
        ('  objectives: ["Hear what somebody says before you answer"]', "  objectives: one", "alongside.objectives"),
        ('  objectives: ["Hear what somebody says before you answer"]', "  objectives: []", "alongside.objectives"),
        ("  content_note:", "  content_notes:", "alongside.content_note"),
        ("  content_note:", "  content_notes:", "alongside.content_notes"),
        ("  instructor: ", "  instructor: 4 # ", "alongside.instructor"),
        ("alongside:\n", "elsewhere:\n", "alongside"),
    ],
)
def test_what_is_wrong_in_the_front_matter_is_named_by_its_field(course: Any, old: str, new: str, field: str) -> None:
    course.change(NAME, old, new)
    assert field in problems(course)


@pytest.mark.parametrize(
    "call",
    [
        'from alongside import question\nquestion("a"); import os',
        "import os",
        'from alongside import question\nprint("x")',
        'from alongside import page\npage("x")',
        'from alongside import question as q\nq("x")',
        'from alongside import question\nquestion(open("x"))',
        'from alongside import question\nquestion("a")\nquestion("b")',
        "from alongside import receptor_bench\nreceptor_bench(amount=1+1)",
    ],
)
def test_a_code_cell_that_is_more_than_one_call_is_named(course: Any, call: str) -> None:
    course.change(NAME, 'from alongside import question\nquestion("choose-a-line")', call)
    (field,) = problems(course)
    assert field.startswith("code cell 1 (") and "two lines" in problems(course)[field]


@pytest.mark.parametrize(
    "call",
    [
        'from alongside import question\nquestion("what-fits")',
        "from alongside import receptor_bench\nreceptor_bench()",
        "from alongside import tolerance_cycle\ntolerance_cycle(days_of_use=14, days_after=0)",
        'from alongside import receptor_bench\nreceptor_bench(arriving="partial-agonist", amount=0.5)',
        'from alongside import receptor_bench\nreceptor_bench("antagonist", naloxone=-1.5)',
    ],
)
def test_one_call_with_plain_settings_is_what_a_live_part_may_be(call: str) -> None:
    assert CALL.match(call)


@pytest.mark.parametrize("damage", ["---\nalongside: [\n---\n\ntext\n", "---\n\t: x\n---\n", ""])
def test_a_lesson_with_broken_front_matter_is_named_and_nothing_is_raised(course: Any, damage: str) -> None:
    course.write(NAME, damage)
    assert problems(course)


def test_a_lesson_that_is_not_utf_8_is_named(course: Any) -> None:
    (course.root / NAME).write_bytes(b"\xff\xfe lesson")
    assert "cannot be read" in problems(course)["(whole file)"]
