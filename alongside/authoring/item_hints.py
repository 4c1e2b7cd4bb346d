"""What is worth a second look in a question that is sound: signs that give it away, long sentences, its version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alongside.authoring.item_checks import quiz_of
from alongside.course.check_items import choose_one_questions
from alongside.course.content import Content
from alongside.items.guessers import SIGNS, Question, picks, question_of
from alongside.items.reading import is_id
from alongside.items.schema import Item

MOST_WORDS = 25
"""Of a sentence. The course reads at grade 8 or below; most of its sentences have fewer than 15 words."""
MOST_GRADE = 8.0
FEWEST_WORDS_TO_GRADE = 60
LONG_SENTENCES_TOLD = 3
_OUTWARD = {
    "longest": "is the longest",
    "shortest": "is the shortest",
    "asks a question": "is the only one that asks a question",
    "most hedged": "has the most “may” and “often”",
    "fewest absolutes": "has the fewest “always” and “never”",
    "most words of the stem": "repeats the most words of the question",
    "most feeling words": "has the most feeling words",
}
"""Where it stands is no sign in one question: it has to stand somewhere. ``alongside check`` looks at all together."""
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’)*]*\s+|\n\s*\n|\n\s*[-*>]\s+")
_NO_MEANING = {"misconception", "max_characters", "coach", "show"}
"""Fields that may change while every answer goes on to mean what it meant."""
Hint = tuple[str, str]


def objectives(course: Content) -> dict[str, str]:
    """Return objective (``M9.3``) -> what learners will be able to do, from the heads of the lessons in their order."""
    return {f"{lesson.facts['module']}.{number}": str(text)
            for lesson in course.lessons if lesson.facts["module"] != "all"
            for number, text in enumerate(lesson.facts["objectives"], 1)}


def _objective_hints(course: Content, item: Item, quiz_id: str) -> Iterator[Hint]:
    known = objectives(course)
    module = item.objective.partition(".")[0]
    if known and item.objective not in known:
        nearest = [name for name in known if name.partition(".")[0] == module]
        there = f"{module} has {nearest[0]} to {nearest[-1]}" if nearest else f"known are {', '.join(known)}"
        yield "objective", f"no lesson has an objective {item.objective}; {there}"
    quiz = quiz_of(course, quiz_id)
    if quiz and re.fullmatch(r"M\d+", quiz.module) and module != quiz.module:
        yield "objective", f"belongs to {module}, and this quiz is about {quiz.module}"


def _signs_of(question: Question) -> list[str]:
    """Return the outward signs that the right choice shows more than any other choice does."""
    return [name for name in _OUTWARD if picks(question, SIGNS[name]) == [question.right]]


def _guessing_hints(course: Content, item: Item) -> Iterator[Hint]:
    question = question_of(item)
    signs = _signs_of(question) if question else []
    if not signs or question is None:
        return
    told = " and ".join(_OUTWARD[name] for name in signs)
    others = [one for one in choose_one_questions(course) if one.id != item.id]
    often = sum(picks(one, SIGNS[signs[0]]) == [one.right] for one in others)
    share = f", and so it is in {often} of the course's {len(others)} choose-one questions" if others else ""
    yield (f"options[{question.right + 1}].text",
           f"the best choice {told}{share}. Somebody who knows nothing could pick it by that; once in a while is fine")


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) of all that a learner reads; a drawing's code and ids are not among it."""
    if isinstance(value, str) and " " in value.strip() and not place.endswith((".svg", "misconception")):
        yield place, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, f"{place}[{number}]")


def _read_by_learners(item: Item) -> list[tuple[str, str]]:
    body = {name: value for name, value in item.body.items() if name != "rubric"}
    return list(_texts({"stem": item.stem, **body, "better": item.better}))


def _reading_hints(item: Item) -> Iterator[Hint]:
    found = _read_by_learners(item)
    long = [(len(sentence.split()), field, sentence) for field, text in found
            for sentence in _SENTENCE_END.split(text) if len(sentence.split()) > MOST_WORDS]
    for many, field, sentence in sorted(long, reverse=True)[:LONG_SENTENCES_TOLD]:
        yield field, f"a sentence of {many} words; two short ones read easier: “{' '.join(sentence.split()[:7])} …”"
    grade = reading_grade("\n\n".join(text for _, text in found))
    if grade is not None and grade > MOST_GRADE:
        yield "stem", f"the words of this question read at about grade {grade:.0f}; the course keeps to 8 or below"


def reading_grade(text: str) -> float | None:
    """Return the Flesch-Kincaid grade, None for a short text or where the tool for it is not installed."""
    if len(text.split()) < FEWEST_WORDS_TO_GRADE:
        return None
    try:
        import textstat
    except ImportError:
        return None
    found: float = textstat.flesch_kincaid_grade(text.replace("*", "").replace(">", ""))
    return found


def meaning(value: Any) -> Any:
    """Return what answers mean and earn, as plain data that differs when that changes; wording is not in it."""
    if isinstance(value, Mapping):
        return {str(name): meaning(inner) for name, inner in value.items() if name not in _NO_MEANING}
    if isinstance(value, list | tuple):
        return [meaning(inner) for inner in value]
    return value if not isinstance(value, str) or is_id(value) else ""


def version_hint(item: Item, before: Item | None) -> Iterator[Hint]:
    """Yield what to say where learners have the question ``before``, and an answer comes to mean something else."""
    if before is None or before.id != item.id or item.version > before.version:
        return
    if meaning(item.body) != meaning(before.body):
        yield "version", (f"learners have version {before.version} of this question, and what an answer earns has "
                          f"changed. Write “version: {before.version + 1}”, so that old and new answers can be told "
                          "apart")


def item_hints(course: Content, item: Item, quiz_id: str, before: Item | None) -> Iterator[Hint]:
    """Yield (field, what to look at); ``before`` is the question as learners have it, None for one they do not have."""
    yield from version_hint(item, before)
    yield from _objective_hints(course, item, quiz_id)
    if item.twin_of and not quiz_id:
        yield "twin_of", "has no effect here; only a question of a quiz has another form"
    yield from _guessing_hints(course, item)
    yield from _reading_hints(item)
