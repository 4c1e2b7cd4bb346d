"""Where one learner appears among the teaching data: looked up by the whole code, never by a pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from nbgrader.api import Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.exchange import ExchangeFactory
from sqlalchemy import Select, select

from alongside.care.grade_changes import has_gradebook
from alongside.care.places import (
    BACKUPS,
    COPIES,
    KEPT,
    RESTORING,
    ROSTER,
    gradebook_file,
    plain_files,
    teaching_folder,
)
from alongside.care.roster_rows import RosterRows, roster_rows
from alongside.care.second_marking import DrawnReply, drawn_replies
from alongside.grading.course_folders import Course, open_course
from alongside.grading.learner_id import learner_id_problem
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.grading.submission import RESPONSES, read_answers, shown

_MAX_LOG_BYTES = 200_000_000
_AT_ONCE_BYTES = 1 << 20
_TELLING_CHARACTERS = 20
"""Words of the learner's own of at least this length are looked for; shorter ones stand in other places by chance."""


class NoSuchLearner(ValueError):
    """Nothing is kept under this code; the text says which codes are near."""


def names_in(folder: Path) -> set[str]:
    """Return the names in a folder; none where it is a link or missing."""
    return {path.name for path in folder.iterdir()} if kind_of(folder) == "folder" else set()


@dataclass(frozen=True)
class Learner:
    """One learner of a course, known by a code as it stands, capitals and odd characters included."""

    course: Course
    code: str

    @cached_property
    def teaching(self) -> Path:
        """The folder of all teaching data."""
        return teaching_folder(self.course)

    def folders(self) -> dict[str, Path]:
        """Return what each folder of theirs holds -> the folder."""
        places = {
            "hand-ins": self.course.submitted,
            "graded": self.course.autograded,
            "feedback": self.course.feedback,
            COPIES: self.teaching / COPIES,
        }
        collected = self.teaching / "collected"
        places |= {f"collected/{quiz}": collected / quiz for quiz in sorted(names_in(collected))}
        return {what: place / self.code for what, place in places.items() if self.code in names_in(place)}

    def files(self) -> dict[str, Path]:
        """Return what each file of theirs is -> the file."""
        places = {
            "returned.zip": ("returned", f"{self.code}.zip"),
            "portfolio.html": ("portfolio", f"{self.code}.html"),
        }
        return {
            what: self.teaching / folder / name
            for what, (folder, name) in places.items()
            if name in names_in(self.teaching / folder)
        }

    def roster(self) -> RosterRows:
        """Return their lines of the roster."""
        return roster_rows(self.teaching / ROSTER, self.code)

    def drawn(self) -> list[DrawnReply]:
        """Return their replies among those drawn for a second marker."""
        return drawn_replies(self.teaching, self.code)

    def log_lines(self) -> dict[Path, list[str]]:
        """Return log file -> the lines in it that name the learner."""
        logs = [path for folder in (self.course.root, self.teaching) for path in sorted(folder.glob("*.log"))]
        logs += [path for path in (self.course.root / ".nbgrader.log",) if path.exists()]
        found = {path: [line for line in log_text(path).splitlines() if self.named.search(line)] for path in logs}
        return {path: lines for path, lines in found.items() if lines}

    @cached_property
    def named(self) -> re.Pattern[str]:
        """The code as a word of its own: “a1” is neither in “a1-b” nor in “a1.b”, and is in “a1.”"""
        return re.compile(rf"(?<![\w.-]){re.escape(self.code)}(?![\w-]|\.\w)")

    def _names_learner(self, name: str) -> bool:
        """Return whether a file’s name has the code: as a word, before an ending, or as in a hand-in zip."""
        stem = name.rpartition("/")[2].rpartition(".")[0]
        return bool(self.named.search(name) or self.named.fullmatch(stem)) or f"--{self.code}--" in name

    def own_words(self) -> set[str]:
        """Return what the learner wrote in words, where it is long enough to be told from others' words."""
        folders = self.folders()
        texts: set[str] = set()
        for what in ("hand-ins", "graded"):
            if what in folders:
                for name, path in plain_files(folders[what]):
                    if name.endswith(RESPONSES):
                        responses, _ = read_answers(path)
                        tries = [one for item in responses.items.values() for one in item["attempts"]]
                        texts |= {text.strip() for one in tries for text in _texts(one.get("answer"))}
        return {text for text in texts if len(text) >= _TELLING_CHARACTERS and " " in text}

    def backups(self) -> list[Path]:
        """Return the backups and kept former states that may hold the learner."""
        folders = (self.teaching / BACKUPS, self.teaching / KEPT)
        return [folder / name for folder in folders for name in sorted(names_in(folder))]

    def in_exchange(self) -> list[Path]:
        """Return hand-ins that lie in nbgrader's exchange folder."""
        config = self.course.config
        release = ExchangeFactory(config=config).ReleaseFeedback(coursedir=self.course.directory, config=config)
        root = getattr(release, "root", None)
        inbound = Path(root, self.course.directory.course_id, "inbound") if root else None
        quizzes = names_in(Path(self.course.root, self.course.directory.source_directory))
        starts = tuple(f"{self.code}+{quiz}+" for quiz in quizzes)
        return [inbound / name for name in sorted(names_in(inbound)) if name.startswith(starts)] if inbound else []

    def mentions(self, words: set[str]) -> list[str]:
        """Return the files among the teaching data, backups aside, whose name or content still tells of the learner."""
        code_only, both = _bytes_pattern(self.code, set()), _bytes_pattern(self.code, words)
        of_learners = {self.course.submitted.name, self.course.autograded.name, self.course.feedback.name}
        of_learners |= {"collected", "returned", "portfolio", COPIES}  # what others wrote is theirs, if the same words
        found = []
        for name, path in plain_files(self.teaching):
            top = name.partition("/")[0]
            if top not in (BACKUPS, KEPT, RESTORING) and (
                self._names_learner(name) or _holds(path, code_only if top in of_learners else both)
            ):
                found.append(name)
        return found


def log_text(path: Path) -> str:
    """Return a log as text; empty where it cannot be read."""
    try:
        return read_bytes(path, _MAX_LOG_BYTES).decode("utf-8", "surrogateescape")
    except (FileNotFoundError, RefusedFile):
        return ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _bytes_pattern(code: str, words: set[str]) -> re.Pattern[bytes]:
    """Return what finds the code as a word, and the words, written plainly, in JSON or in HTML."""

    def spellings(text: str) -> set[bytes]:
        written = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], escape(text)}
        return {re.escape(one.encode("utf-8", "surrogatepass")) for one in written}

    as_word = b"|".join(sorted(spellings(code)))
    parts = [rb"(?<![\w.-])(?:" + as_word + rb")(?![\w-]|\.\w)"]
    parts += sorted(one for text in words for one in spellings(text))
    return re.compile(b"|".join(parts))


def _holds(path: Path, wanted: re.Pattern[bytes]) -> bool:
    overlap = len(wanted.pattern)
    try:
        with path.open("rb") as stream:
            before = b""
            while block := stream.read(_AT_ONCE_BYTES + overlap):
                if wanted.search(before + block):
                    return True
                before = block[-overlap:]
    except OSError:
        return True  # what cannot be read may hold anything
    return False


def submissions_of(code: str) -> Select[tuple[str]]:
    """Return the ids of a learner's submissions in the gradebook."""
    return select(SubmittedAssignment.id).where(SubmittedAssignment.student_id == code)


def notebooks_of(code: str) -> Select[tuple[str]]:
    """Return the ids of a learner's submitted notebooks in the gradebook."""
    return select(SubmittedNotebook.id).where(SubmittedNotebook.assignment_id.in_(submissions_of(code)))


@dataclass
class Traces:
    """All that the course keeps about one learner, in lines for a person."""

    code: str
    lines: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is anything."""
        return bool(self.lines)

    def text(self) -> str:
        """Return what is kept as lines."""
        return "\n".join([f"This course keeps about {shown(self.code)}:", *(f"  - {line}" for line in self.lines)])


def find_learner(course_root: Path, code: str) -> Learner:
    """Return the learner with exactly this code.

    Raises:
        NotACourse, ScatteredData: with what to do.
        NoSuchLearner: when the code can be nobody's.
    """
    remark = learner_id_problem(code)
    if remark and remark.refused:
        raise NoSuchLearner(f"The code {shown(code)} {remark.message}.")
    learner = Learner(open_course(course_root), code)
    teaching_folder(learner.course)
    return learner


def traces_of(learner: Learner) -> Traces:
    """Return what is kept about a learner.

    Raises:
        NoSuchLearner: when nothing is, with codes that differ in capitals only.
    """
    traces = Traces(learner.code)
    for what, folder in learner.folders().items():
        traces.lines.append(f"{what}: {sum(1 for _ in plain_files(folder))} files")
    traces.lines += [f"{what}: one file" for what in learner.files()]
    if learner.roster().found:
        traces.lines.append(f"the roster: {len(learner.roster().found)} line")
    if learner.drawn():
        traces.lines.append(f"second marking: {len(learner.drawn())} replies")
    traces.lines += [f"the log {path.name}: {len(lines)} lines" for path, lines in learner.log_lines().items()]
    codes = names_in(learner.course.submitted) | names_in(learner.course.autograded)
    if has_gradebook(learner.course):
        with Gradebook(learner.course.directory.db_url, learner.course.directory.course_id) as gradebook:
            codes |= set(gradebook.db.execute(select(Student.id)).scalars())
            many = len(gradebook.db.execute(submissions_of(learner.code)).all())
            if gradebook.db.get(Student, learner.code):
                where = gradebook_file(learner.course) or "the database"
                traces.lines.append(f"the gradebook ({where}): name, grades and comments of {many} quizzes")
    if not traces.lines:
        near = sorted(code for code in codes if code.casefold() == learner.code.casefold())
        hint = f" There is {shown(near[0])}: type it exactly so." if near else ""
        raise NoSuchLearner(f"This course keeps nothing about {shown(learner.code)}.{hint}")
    return traces
