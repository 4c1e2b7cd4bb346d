"""The one grading step, used by nbgrader's commands, by ``alongside grade`` and by the self-check.

It sees answers as data and a quiz; it never sees a learner's notebook.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alongside.grading.quiz_source import Quiz
from alongside.grading.submission import Submission, shown, take_submission, understand
from alongside.items.outcome import Outcome
from alongside.items.schema import Item
from alongside.items.score import score_item
from alongside.learner.responses import Responses


@dataclass(frozen=True)
class Graded:
    """The outcome of every item of a quiz for one set of answers; ``odd`` is for a person to read.

    ``items`` are the forms that were answered, under the id of their place in the quiz, as all the rest is.
    """

    items: Mapping[str, Item]
    answers: Mapping[str, Any]
    outcomes: Mapping[str, Outcome]
    odd: tuple[str, ...]


@dataclass(frozen=True)
class GradedSubmission:
    """One learner's graded submission: an outcome for every item, the answers behind it, what was odd."""

    learner_id: str
    quiz_id: str
    items: Mapping[str, Item]
    outcomes: Mapping[str, Outcome]
    answers: Mapping[str, Any]
    submission: Submission
    odd_answers: tuple[str, ...]

    @property
    def odd(self) -> tuple[str, ...]:
        """Everything that was odd, in plain words."""
        return (*self.submission.odd, *self.odd_answers)


def points_earned(outcome: Outcome, points: float) -> float:
    """Return a finite number from 0 to ``points``, whatever happened: the score so far of one item."""
    fraction = outcome.score_fraction or 0.0
    if not math.isfinite(fraction):
        return 0.0
    return round(min(max(fraction, 0.0), 1.0) * points, 6)


def _form_answered(item: Item, twin: Item | None, responses: Responses) -> Item:
    """Return the form of an item that was answered last: the one that counts, unless it was left open."""
    if twin and responses.last_revision(twin.id) > responses.last_revision(item.id):
        return twin
    return item


def _odd_answers(quiz: Quiz, responses: Responses, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    if responses.page and responses.page != quiz.id:
        yield f"the answers file was written for the page {shown(responses.page)}"
    items = {item.id: item for item in (*quiz.items, *quiz.twins.values())}
    unknown = [item_id for item_id in responses.items if item_id not in items]
    if unknown:
        named = ", ".join(shown(item_id) for item_id in unknown[:5]) + (" …" if len(unknown) > 5 else "")
        yield f"answers to {len(unknown)} unknown questions were left out: {named}"
    for item_id, item in items.items():
        entry = responses.items.get(item_id)
        if entry and entry["attempts"] and entry["item_version"] != item.version:
            yield (
                f"“{item_id}” was answered in version {entry['item_version'] or 'unknown'}; "
                f"the question is now in version {item.version}"
            )
    for item_id, outcome in outcomes.items():
        if outcome.state == "invalid":
            yield f"the answer to “{item_id}” could not be read and counts as open"


def _outcome(place: str, item: Item, answer: Any) -> Outcome:
    outcome = score_item(item, answer)
    return outcome if item.id == place else replace(outcome, item_id=place, form=item.id)


def grade_answers(quiz: Quiz, responses: Responses) -> Graded:
    """Score every item of the quiz; nothing is raised for any answer."""
    given = responses.answers()
    items = {item.id: _form_answered(item, quiz.twins.get(item.id), responses) for item in quiz.items}
    answers = {place: given[item.id] for place, item in items.items() if item.id in given}
    outcomes = {place: _outcome(place, item, answers.get(place)) for place, item in items.items()}
    return Graded(items, answers, outcomes, (*responses.odd, *_odd_answers(quiz, responses, outcomes)))


def grade_submission(quiz: Quiz, folder: Path) -> GradedSubmission:
    """Grade ``submitted/<learner>/<quiz>``: the answers file is read as data, the rest is left alone."""
    return grade_taken(quiz, take_submission(folder), folder)


def grade_taken(quiz: Quiz, taken: Submission, folder: Path) -> GradedSubmission:
    """Grade what was taken from a learner's folder."""
    cell_types = {item.id: "markdown" if item.marked_by_person else "code" for item in quiz.items}
    submission = understand(taken, folder, cell_types)
    graded = grade_answers(quiz, submission.responses)
    return GradedSubmission(
        learner_id=submission.learner_id,
        quiz_id=quiz.id,
        items=graded.items,
        outcomes=graded.outcomes,
        answers=graded.answers,
        submission=submission,
        odd_answers=graded.odd,
    )
