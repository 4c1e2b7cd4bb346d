"""One page a learner for the instructor: all that was handed in, talks and written work in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from alongside.conversations.walk import walk
from alongside.grading.course_folders import Course, open_course
from alongside.grading.grade import Graded, grade_answers
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.marks import Mark, Sheet, sheets
from alongside.grading.page_frame import framed
from alongside.grading.plain_html import blocks, inline, learners_words
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import NotHandedOut, find_released
from alongside.grading.submission import RESPONSES, read_answers
from alongside.grading.submitted import chosen
from alongside.items.schema import Item
from alongside.learner.disk import write_durably

FOLDER = "portfolio"
_STYLE = """
table{border-collapse:collapse;width:100%;margin:0 0 24px}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid var(--as-line)}
td:last-child,th:last-child{text-align:right}
"""
_HOW_TO_READ = ("For instructors only: this page holds what somebody wrote. Read it with them, not about them. "
                "Scores of talks come from the key; written work is marked by people.")


@dataclass(frozen=True)
class Part:
    """What one learner handed in for one quiz, with the marks it has."""

    quiz: Quiz
    graded: Graded
    sheet: Sheet


def _row(part: Part) -> str:
    when = f"{part.sheet.when:%Y-%m-%d}" if part.sheet.when else "–"
    waiting = f", {part.sheet.due} waiting for a person" if part.sheet.due else ""
    points = f"{part.sheet.total:g} of {part.quiz.points:g}{waiting}"
    return f"<tr><td>{escape(part.quiz.title)}</td><td>{when}</td><td>{points}</td></tr>"


def _talk(item: Item, answer: Any) -> Iterator[str]:
    """Yield a talk turn by turn: what was said to the learner, their line and its skill; then the skills counted."""
    walked = walk(item.body, answer["path"])
    yield "<table><tr><th>they said</th><th>the learner said</th><th>skill, score</th></tr>"
    for step in walked.steps:
        yield (f"<tr><td>{inline(step.moment['says'])}</td><td>{inline(step.line['text'])}</td>"
               f"<td>{escape(step.line['skill'])}, {float(step.line['score']):g}</td></tr>")
    yield "</table>"
    counted = Counter(str(step.line["skill"]) for step in walked.steps)
    yield "<p>" + escape(", ".join(f"{skill} {many}" for skill, many in counted.most_common())) + ".</p>"


def _review(item: Item, answer: Any) -> Iterator[str]:
    levels = {one["id"]: one["text"] for one in item.body["levels"]}
    given = answer.get("levels", {})
    yield "<table>"
    for one in item.body["skills"]:
        level = inline(levels[given[one["id"]]]) if one["id"] in given else "–"
        yield f"<tr><td>{inline(one['text'])}</td><td>{level}</td></tr>"
    yield "</table>"
    if str(answer.get("text", "")).strip():
        yield f"<p>{inline(item.body['ask'])}</p>{learners_words(answer['text'])}"


def _mark(mark: Mark) -> str:
    given = f"Marked {mark.score:g} by a person." if mark.by_person else "Waiting for a person."
    return f"<p>{given}</p>{blocks(mark.comment) if mark.comment else ''}"


def _work(item: Item, part: Part) -> str:
    """Return one talk, written answer or look back as a section; empty for other kinds and for what was left open."""
    outcome, answer = part.graded.outcomes[item.id], part.graded.answers.get(item.id)
    if outcome.state not in ("scored", "to-mark"):
        return ""
    if item.kind == "conversation":
        shown = [*_talk(item, answer), f"<p>Score {outcome.score:g} of {outcome.points:g}.</p>"]
    elif item.kind == "self-review":
        shown = list(_review(item, answer))
    elif item.marked_by_person:
        shown = [learners_words(item.written(answer)), _mark(part.sheet.marks[item.id])]
    else:
        return ""
    head = f"<h2>{escape(part.quiz.title)}: {escape(item.id)}</h2>{blocks(item.stem)}"
    return f"<section>{head}{''.join(shown)}</section>"


def portfolio_page(learner_id: str, parts: Sequence[Part]) -> str:
    """Return one learner's page as HTML."""
    rows = "".join(map(_row, parts))
    works = "".join(_work(item, part) for part in parts for item in part.graded.items.values()
                    if item.id in part.sheet.marks)
    head = "<tr><th>quiz</th><th>handed in</th><th>points</th></tr>"
    body = f'<p class="as-muted">{_HOW_TO_READ}</p><table>{head}{rows}</table>{works}'
    return framed(f"Learner {learner_id}", body, _STYLE)


def _parts(course: Course, gradebook: Gradebook, quizzes: Sequence[Quiz], learners: str) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for quiz in quizzes:
        try:
            released = find_released(gradebook, quiz)
        except NotHandedOut:
            continue
        for sheet in sheets(gradebook, released):
            graded_folder = course.autograded / sheet.learner_id / quiz.id
            if chosen([sheet.learner_id], learners) and (graded_folder / f"{quiz.id}.ipynb").is_file():
                responses, _ = read_answers(graded_folder / RESPONSES)
                found[sheet.learner_id].append(Part(quiz, grade_answers(quiz, responses), sheet))
    return found


def write_portfolios(
    course_root: Path,
    quiz_ids: Sequence[str],
    *,
    learners: str = "*",
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write ``portfolio/<learner>.html`` among the teaching data for everybody who has been graded; return the files.

    ``progress`` is told (done, all) after every learner.

    Raises:
        NotACourse, UnreadableQuiz: with what to do first.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    folder = course.teaching / FOLDER
    written = []
    with (
        course_lock(course.teaching, say),
        Gradebook(course.directory.db_url, course.directory.course_id) as gradebook,
    ):
        parts = _parts(course, gradebook, [course.quiz(quiz_id) for quiz_id in quiz_ids], learners)
    folder.mkdir(parents=True, exist_ok=True)
    for learner_id, own in sorted(parts.items()):
        path = folder / f"{learner_id}.html"
        write_durably(path, portfolio_page(learner_id, own).encode())
        written.append(path)
        if progress:
            progress(len(written), len(parts))
    return written
