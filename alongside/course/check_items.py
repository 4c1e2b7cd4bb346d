"""What ``alongside check`` asks of questions: that they score themselves, have their place, and cannot be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.conversations.policies import LENGTH_FRACTION, place_gains, policy_problems
from alongside.course.content import Content
from alongside.items.guessers import FEWEST_QUESTIONS, Question, guesser_results, question_of
from alongside.items.kinds import KINDS
from alongside.items.schema import Item, Problem
from alongside.items.score import score_item

_TRICK_STEM = re.compile(r"\b(?:which|what)(?: of [\w ]+?)?(?: \w+)? "
                         r"(?:is|are|does|do|would|should|can)(?:n['’]t| not)\b|\bexcept\b[^.?!]*\?", re.IGNORECASE)
_TRICK_OPTION = re.compile(r"[“\"]?(?:all|none|both|any) of (?:the above|these|them)[.”\"]*\Z", re.IGNORECASE)


def practice_file(item: Item) -> str:
    """Return where a practice question stands; a conversation has a folder of its own."""
    return f"{'conversations' if item.kind == 'conversation' else 'practice'}/{item.id}.yml"


def item_files(content: Content) -> Iterator[tuple[str, Item]]:
    """Yield (file, item) of every question: practice, graded, and twins."""
    for item in content.practice.values():
        yield practice_file(item), item
    for quiz in content.quizzes:
        for item in (*quiz.items, *quiz.twins.values()):
            yield f"source/{quiz.id}/items/{item.id}.yml", item


def _items_try_themselves(content: Content) -> Iterator[Problem]:
    """Every item answers itself: its right answer earns all, another less, a malformed one is refused politely."""
    for file, item in item_files(content):
        samples = KINDS[item.kind].samples(item.body)
        right, other, malformed = (score_item(item, answer) for answer in
                                   (samples.right, samples.other, samples.malformed))
        if item.marked_by_person:
            continue
        if right.score_fraction != 1.0:
            yield Problem(file, "key", f"its own right answer earns {right.score_fraction} instead of 1")
        if not (other.score_fraction or 0.0) < 1.0:
            yield Problem(file, "key", "an answer that is not the right one earns the full score")
        if malformed.state != "invalid":
            yield Problem(file, "key", "a malformed answer is not refused")


def _graded_options_are_reasoned(content: Content) -> Iterator[Problem]:
    """Where a graded option earns a part, a panel is told why."""
    for file, item in item_files(content):
        parts = [entry for entry in item.body.get("options", ()) if 0 < entry.get("score", 0) < 1]
        if file.startswith("source/") and parts and not item.rationale:
            yield Problem(file, "rationale", "says why the options earn all, part or nothing; one earns a part here")


def _every_file_has_a_place(content: Content) -> Iterator[Problem]:
    for quiz in content.quizzes:
        placed = {item.id for item in (*quiz.items, *quiz.twins.values())}
        for path in sorted((content.tree.source / quiz.id / "items").glob("*.yml")):
            if path.stem not in placed:
                file = content.tree.shown(path)
                yield Problem(file, "id", "is neither listed in quiz.yml nor the twin of an item there")


def _ids_are_the_courses_own(content: Content) -> Iterator[Problem]:
    """One id names one item: statistics and reviews hang on it."""
    seen: dict[str, str] = {}
    for file, item in item_files(content):
        if item.id in seen:
            yield Problem(file, "id", f"is the id of {seen[item.id]} too")
        seen.setdefault(item.id, file)


def choose_one_questions(content: Content) -> list[Question]:
    """Return every choose-one item of the course as a guesser sees it."""
    asked = (question_of(item, family=item.twin_of) for _, item in item_files(content))
    return [question for question in asked if question]


def _nothing_can_be_guessed(content: Content) -> Iterator[Problem]:
    """With enough questions to judge by, no strategy that knows nothing of the subject does well."""
    questions = choose_one_questions(content)
    if len(questions) < FEWEST_QUESTIONS:
        return
    for result in guesser_results(questions):
        if result.too_good:
            yield Problem("practice/ and source/", result.name, f"this guesser gets {result.right_fraction:.0%} of "
                          f"{len(questions)} right; at most {result.limit_fraction:.0%} is let pass")


def _talks_reward_listening(content: Content) -> Iterator[Problem]:
    """People of one habit each play every conversation: listening fares best, pushing worse than saying little."""
    for file, item in item_files(content):
        if item.kind == "conversation":
            yield from (Problem(file, field, message) for field, message in policy_problems(item.body))


def _talks_tell_nothing_by_place(content: Content) -> Iterator[Problem]:
    """With enough talks to judge by, the place of a line on the page says nothing of what it is worth."""
    talks = [item.body for _, item in item_files(content) if item.kind == "conversation"]
    if sum(len(body["moments"]) for body in talks) < FEWEST_QUESTIONS:
        return
    for place, gain in enumerate(place_gains(talks), 1):
        if abs(gain) > LENGTH_FRACTION:
            yield Problem("conversations/", "lines", f"always taking line {place} earns {gain:+.2f} against taking any")


def _questions_are_fair(content: Content) -> Iterator[Problem]:
    """Nobody has to find the odd one out by reading "not" twice, or to weigh other options as an option."""
    for file, item in item_files(content):
        if match := _TRICK_STEM.search(item.stem):
            yield Problem(file, "stem", f"“{match.group()}” asks for what does not fit; ask for what does")
        for option in item.body.get("options", ()):
            if match := _TRICK_OPTION.match(str(option["text"])):
                yield Problem(file, f"options.{option['id']}", f"“{match.group()}” is about other options")


def item_problems(content: Content) -> Iterator[Problem]:
    """Yield what is off in the questions of the course, or in the bank as a whole."""
    yield from _items_try_themselves(content)
    yield from _graded_options_are_reasoned(content)
    yield from _every_file_has_a_place(content)
    yield from _ids_are_the_courses_own(content)
    yield from _talks_reward_listening(content)
    yield from _talks_tell_nothing_by_place(content)
    yield from _questions_are_fair(content)
    yield from _nothing_can_be_guessed(content)
