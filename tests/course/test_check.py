from datetime import date
from typing import Any

import pytest
import yaml

from alongside.charts.registry import diagram_claims
from alongside.course.check import HELPLINE_DAYS, check
from alongside.course.content import load_content
from alongside.items.guessers import FEWEST_QUESTIONS
from alongside.items.kinds import KINDS

TODAY = date(2026, 11, 22)
LESSON = "lessons/01_listening_first.md"
ITEM = "practice/choose-a-line.yml"


def errors(course: Any) -> list[str]:
    return [str(problem) for problem in check(load_content(course.tree), TODAY).errors]


def test_a_sound_course_has_nothing_to_mend(course: Any) -> None:
    report = check(load_content(course.tree), TODAY, release=True)
    assert (report.errors, report.warnings) == ((), ())


def test_what_could_not_be_read_is_among_the_errors(course: Any) -> None:
    course.change(ITEM, "kind: choose-one", "kind: choose-two")
    assert (
        f"{ITEM}: kind: must be one of {', '.join(KINDS)}"
        in errors(course)
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        (
            ITEM,
            "claims:\n- hearing-opens",
            "claims:\n- nothing",
            f"{ITEM}: claims: “nothing” is not in evidence/claims.yml",
        ),
        (
            "lessons/glossary.yml",
            "- hearing-opens",
            "- nothing",
            "lessons/glossary.yml: reflection.claims: “nothing” is not in evidence/claims.yml",
        ),
        (
            LESSON,
            "{cite}`hearing-opens`",
            "{cite}`nothing`",
            f"{LESSON}: {{cite}}: “nothing” is not in evidence/claims.yml",
        ),
        (
            LESSON,
            "{term}`reflection`",
            "{term}`open question`",
            f"{LESSON}: {{term}}: “open-question” is not in lessons/glossary.yml",
        ),
        (
            LESSON,
            'question("choose-a-line")',
            'question("nothing")',
            f"{LESSON}: question: there is no practice/nothing.yml and no conversations/nothing.yml",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_named(course: Any, name: str, old: str, new: str, error: str) -> None:
    course.change(name, old, new)
    assert error in errors(course)


def test_a_claim_of_a_diagram_that_a_lesson_calls_must_be_there(course: Any) -> None:
    cell = "```{code-cell} ipython3\nfrom alongside import tolerance_cycle\ntolerance_cycle()\n```\n"
    course.change(LESSON, "Take your time.", f"Take your time.\n\n{cell}")
    file = "alongside/charts/tolerance_cycle.py"
    named = [f"{file}: CLAIMS: “{claim}” is not in evidence/claims.yml" for claim in diagram_claims("tolerance_cycle")]
    assert errors(course) == named
    claims = yaml.safe_load((course.root / "evidence/claims.yml").read_text())
    stated = [{**claims[0], "id": claim} for claim in diagram_claims("tolerance_cycle")]
    course.dump("evidence/claims.yml", [*claims, *stated])
    assert errors(course) == []


def test_a_course_answers_for_the_diagrams_written_in_it(course: Any) -> None:
    course.write("alongside/charts/tolerance_cycle.py", "")
    assert f"“{diagram_claims('tolerance_cycle')[0]}” is not in" in errors(course)[0]


def test_a_claim_that_nobody_states_is_named(course: Any) -> None:
    claims = yaml.safe_load((course.root / "evidence/claims.yml").read_text())
    course.dump("evidence/claims.yml", [*claims, {**claims[0], "id": "unused"}])
    assert errors(course) == [
        "evidence/claims.yml: unused: is used nowhere; cite it where it is stated, or take it out"
    ]


def test_a_reference_under_no_claim_is_named(course: Any) -> None:
    text = (course.root / "evidence/references.bib").read_text()
    course.write("evidence/references.bib", text + text.replace("lin2020", "lin2021"))
    assert errors(course) == ["evidence/references.bib: lin2021: no claim rests on this reference"]


def test_a_practice_question_that_no_lesson_asks_is_named(course: Any) -> None:
    item = yaml.safe_load((course.root / ITEM).read_text())
    course.dump("practice/unused.yml", {**item, "id": "unused"})
    assert errors(course) == ["practice/unused.yml: id: no lesson asks this question"]


def _number(answer: dict[str, Any], **near: Any) -> dict[str, Any]:
    return {
        "id": "count-lines",
        "version": 1,
        "objective": "M9.3",
        "kind": "number",
        "stem": "How many?",
        "answer": {"unit": "lines", **answer},
        "feedback": {"right": "x", "otherwise": "y"},
        **near,
    }


def test_a_question_whose_other_answers_earn_all_is_named(course: Any) -> None:
    """A tolerance so wide that its own not-right answer is right."""
    course.dump("practice/count-lines.yml", _number({"value": 1e300, "tolerance": 1e290}))
    course.change(
        LESSON,
        "Take your time.",
        '```{code-cell} ipython3\nfrom alongside import question\nquestion("count-lines")\n```',
    )
    assert errors(course) == ["practice/count-lines.yml: key: an answer that is not the right one earns the full score"]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (LESSON, "Take your time.", "Sam is an addict.", "shames"),
        (LESSON, "Ask who would like to read aloud.", "Sam is an addict.", "shames"),
        (LESSON, "Take your time.", "She takes 10 mg each day.", "absolute amount"),
        (ITEM, "This gives advice.", "Wrong. This gives advice.", "verdict"),
        (ITEM, "You have had enough of it.", "You junkie had enough.", "shames"),
        (
            "source/small-quiz/items/reflect-feeling.yml",
            "The private better line.",
            "Take 5 mg more.",
            "absolute amount",
        ),
    ],
)
def test_a_word_that_shames_an_amount_or_a_verdict_is_named_with_its_file(
    course: Any, name: str, old: str, new: str, words: str
) -> None:
    course.change(name, old, new)
    found = errors(course)
    assert found and all(error.startswith(f"{name}: text: ") and words in error for error in found)


@pytest.mark.parametrize("sentence", ["About 60 % stayed.", "Studies show that it helps.", "One study found a change."])
def test_a_paragraph_with_a_percentage_or_a_study_but_no_source_is_named(course: Any, sentence: str) -> None:
    course.change(LESSON, "Take your time.", sentence)
    (error,) = errors(course)
    assert error.startswith(f"{LESSON}: text: ") and "without {cite}" in error
    course.change(LESSON, sentence, sentence[:-1] + " {cite}`hearing-opens`.")
    assert errors(course) == []


def test_old_helplines_are_a_warning_and_stop_a_release(course: Any) -> None:
    content = load_content(course.tree)
    reviewed = date(2026, 11, 1).toordinal()
    last_good, too_old = (date.fromordinal(reviewed + days) for days in (HELPLINE_DAYS, HELPLINE_DAYS + 1))
    assert check(content, last_good).warnings == ()
    report = check(content, too_old)
    assert report.errors == () and [problem.file for problem in report.warnings] == ["evidence/helplines/uk.yml"]
    assert "call each number" in report.warnings[0].message
    stopped = check(content, too_old, release=True)
    assert (stopped.errors, stopped.warnings) == (report.warnings, ())


def test_a_stem_that_asks_for_what_does_not_fit_is_named(course: Any) -> None:
    course.change(ITEM, "Which line gives that back?", "Which line does not give that back?")
    assert any("ask for what does" in error for error in errors(course))


def test_an_option_about_other_options_is_named(course: Any) -> None:
    course.change(ITEM, "You have had enough of it.", "All of the above.")
    assert any("is about other options" in error for error in errors(course))


def test_a_graded_option_that_earns_a_part_needs_a_reason(course: Any) -> None:
    file = "source/small-quiz/items/reflect-feeling.yml"
    course.change(file, "score: 0", "score: 0.5")
    assert f"{file}: rationale: says why the options earn all, part or nothing; one earns a part here" in errors(course)
    course.change(file, "version: 1", "version: 1\nrationale: It begins well and then advises.")
    assert errors(course) == []


def test_a_file_that_is_in_no_quiz_and_an_id_used_twice_are_named(course: Any) -> None:
    text = (course.root / ITEM).read_text(encoding="utf-8")
    course.write("source/small-quiz/items/choose-a-line.yml", text)
    file = "source/small-quiz/items/choose-a-line.yml"
    assert f"{file}: id: is neither listed in quiz.yml nor the twin of an item there" in errors(course)
    course.change(file, "version: 1", "version: 1\ntwin_of: reflect-feeling")
    assert f"{file}: id: is the id of {ITEM} too" in errors(course)


def test_a_bank_that_can_be_guessed_is_named_once_it_is_large_enough(course: Any) -> None:
    text = (course.root / ITEM).read_text(encoding="utf-8")
    lesson = (course.root / LESSON).read_text(encoding="utf-8")
    for number in range(FEWEST_QUESTIONS):
        course.write(f"practice/choose-{number}.yml", text.replace("id: choose-a-line", f"id: choose-{number}"))
    call = '\n```{code-cell} ipython3\n:tags: [alongside]\nfrom alongside import question\nquestion("choose-%d")\n```\n'
    course.write(LESSON, lesson + "".join(call % number for number in range(FEWEST_QUESTIONS)))
    guessed = [error for error in errors(course) if error.startswith("practice/ and source/")]
    assert any("last: this guesser gets 100% of" in error for error in guessed)
