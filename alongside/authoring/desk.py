"""The desk at which one question is written: what is open, what was read of it, what checks say, where it is saved."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from alongside.authoring.course_files import QuestionFile, draft_file, home_of, question_files
from alongside.authoring.field_help import field_help
from alongside.authoring.item_checks import item_problems, quiz_of
from alongside.authoring.item_hints import item_hints, objectives
from alongside.authoring.placing import is_placed, place_in_lesson, place_in_quiz, places
from alongside.authoring.saving import NotSaved, OnDisk, read_file, write_file
from alongside.authoring.sheet import Comment, Reading, comment, handed_out, id_in, public_form, written_item
from alongside.authoring.starters import KIND_WORDS, starter
from alongside.authoring.yaml_text import Unreadable, read_text
from alongside.course.content import Content
from alongside.course.tree import Tree
from alongside.grading.quiz_source import load_quiz
from alongside.items.schema import Item, parse_item

_UNNAMED = "unnamed"


class Desk:
    """One question at a time of one course; every method returns plain values for the page, or raises NotSaved."""

    def __init__(self, tree: Tree, course: Content) -> None:
        self.tree, self.course = tree, course
        self.text = ""
        self.quiz = ""
        self.item: Item | None = None
        self._file: QuestionFile | None = None
        """The file of the course that this text is of; None for a new question."""
        self._draft: QuestionFile | None = None
        self._known: dict[str, OnDisk] = {}
        self._learners_have: dict[str, Item] = {}
        self._started = ""

    # ---- choosing ----

    def choices(self) -> dict[str, Any]:
        """Return what one can begin with: kinds, homes, objectives and every file that can be opened."""
        files = [{"label": file.label, "id": file.id, "quiz": file.quiz, "draft": file.draft}
                 for file in question_files(self.tree).values()]
        return {
            "kinds": KIND_WORDS,
            "quizzes": {quiz.id: quiz.title for quiz in self.course.quizzes},
            "objectives": objectives(self.course),
            "files": files,
            "places": places(self.tree),
        }

    def begin(self, kind: str, quiz: str, item_id: str, objective: str) -> dict[str, Any]:
        """Begin a new question from the example of its kind."""
        try:
            text = starter(kind, item_id, objective)
        except ValueError as reason:
            raise NotSaved(str(reason)) from reason
        taken = self._others(None)
        if item_id in taken:
            raise NotSaved(f"“{item_id}” is the id of {taken[item_id]}. Ids are for good: choose another.")
        self._put(text, self._quiz_named(quiz))
        self._file = self._draft = None
        self._started = f"A new question: {KIND_WORDS[kind].partition(':')[0].lower()}."
        return self.sheet()

    def open(self, label: str) -> dict[str, Any]:
        """Open a question of the course, or a draft; a draft of a question that exists will be saved in its place."""
        files = question_files(self.tree)
        file = files.get(label)
        if file is None:
            raise NotSaved(f"{label} is not there any more. Press “Read the course again”.")
        known = read_file(file.path)
        self._known[label] = known
        self._draft = file if file.draft else None
        self._file = file if not file.draft else None
        self._started = f"{label} is open."
        if file.draft:
            name = id_in(known.text)
            self._file = next((one for one in files.values() if not one.draft and one.id == name), None)
            if self._file:
                self._known[self._file.label] = read_file(self._file.path)
                self._started = f"{label} is open. Saving puts it in the place of {self._file.label}."
        self._put(known.text, self._file.quiz if self._file else "")
        if self._file and self._file.label not in self._learners_have and handed_out(self.tree, self._file):
            was = written_item(self._known[self._file.label].text)
            self._learners_have |= {self._file.label: was} if was else {}
        return self.sheet()

    def sheet(self) -> dict[str, Any]:
        """Return what is open, for a page that has just come."""
        return {"text": self.text, "quiz": self.quiz, "started": self._started, "fixed": self._file is not None,
                "draft": self._draft is not None, "saved": self._is_saved()}

    def _put(self, text: str, quiz: str) -> None:
        self.text, self.quiz, self.item = text, quiz, None

    def _quiz_named(self, quiz: str) -> str:
        if quiz and quiz_of(self.course, quiz) is None:
            raise NotSaved(f"There is no quiz “{quiz}” that can be read.")
        return quiz

    def _others(self, own: QuestionFile | None) -> dict[str, str]:
        """Return id -> file of every question but our own; drafts are not counted."""
        return {file.id: file.label for file in question_files(self.tree).values()
                if not file.draft and (own is None or file.label != own.label)}

    def _is_saved(self) -> bool:
        files = [file for file in (self._file, self._draft) if file]
        return any(self._known.get(file.label, OnDisk()).text == self.text for file in files)

    # ---- reading ----

    def read(self, text: str, quiz: str) -> Reading:
        """Read what was typed and say what checks say; the last question that could be read stays in ``item``."""
        self.text = text
        self.quiz = self._file.quiz if self._file else self._quiz_named(quiz)
        try:
            written = read_text(text)
        except Unreadable as reason:
            broken = Comment("text", reason.words, reason.line, column=reason.column)
            return Reading("broken", [broken], saved=self._is_saved())
        item, problems = parse_item(written.data, "")
        if item is None:
            return Reading("unclear", [comment(written, text, one.field, one.message) for one in problems],
                           help=field_help(str(_field(written.data, "kind"))), saved=self._is_saved())
        self.item = item
        home = home_of(self.tree, item.id, item.kind, self.quiz)
        own = self._file if self._file and self._file.id == item.id else None
        errors = list(item_problems(self.course, item, home, self._others(own)))
        hints = list(item_hints(self.course, item, self.quiz, self._learners_have.get(home.label)))
        if self._file and self._file.id != item.id:
            hints.insert(0, ("id", f"this question is “{self._file.id}”, and ids are for good: statistics and reviews "
                                   "hang on them. Saved like this it becomes a new question beside the old one"))
        comments = [comment(written, text, *one) for one in errors]
        comments += [comment(written, text, *one, hint=True) for one in hints]
        return Reading("sound", comments, help=field_help(item.kind), home=home.label, item=public_form(item),
                       heading=self._heading(item), placed=is_placed(self.course, item.id, self.quiz),
                       saved=self._is_saved())

    def _heading(self, item: Item) -> str:
        """Return what stands above the question in its quiz."""
        if not (quiz := quiz_of(self.course, self.quiz)):
            return ""
        ids = [one.id for one in quiz.items]
        name = item.twin_of or item.id
        number = ids.index(name) + 1 if name in ids else len(ids) + 1
        return f"Question {number} of {max(number, len(ids))}"

    # ---- saving ----

    def save(self, text: str, quiz: str) -> str:
        """Write the question's own file; return a sentence. Only what checks accept goes there."""
        reading = self.read(text, quiz)
        if reading.errors or self.item is None:
            many = len(reading.errors)
            things = "One thing has" if many == 1 else f"{many} things have"
            raise NotSaved(f"Not saved: {things} to be mended first. Keep it as a draft meanwhile.")
        home = home_of(self.tree, self.item.id, self.item.kind, self.quiz)
        self._known[home.label] = write_file(home.path, text, self._known.get(home.label, OnDisk()))
        self._file = home
        self._drop_draft()
        self._take_into_course(home, self.item)
        return f"✓ Saved in {home.label}. Learners have it once it is put into the course (“alongside build”)."

    def _drop_draft(self) -> None:
        """Take the draft away that was opened or kept here, unless somebody else changed it since."""
        draft, self._draft = self._draft, None
        if draft and read_file(draft.path).mark == self._known[draft.label].mark:
            with suppress(OSError):
                draft.path.unlink()

    def _take_into_course(self, home: QuestionFile, item: Item) -> None:
        if not home.quiz:
            self.course.practice[item.id] = item
            return
        quiz, _ = load_quiz(self.tree.source / home.quiz)
        if quiz:
            self.course.quizzes[:] = [quiz if one.id == quiz.id else one for one in self.course.quizzes]

    def keep_draft(self, text: str) -> str:
        """Write the text as it is to the instructor's own drafts; return a sentence."""
        self.text = text
        name = id_in(text) or (self._draft.id if self._draft else _UNNAMED)
        draft = draft_file(self.tree, name)
        number = 2
        while draft.label not in self._known and draft.path.exists():
            draft = draft_file(self.tree, f"{name}-{number}")
            number += 1
        plain = text.encode("utf-8", "replace").decode()
        self._known[draft.label] = write_file(draft.path, plain, self._known.get(draft.label, OnDisk()))
        self._draft = draft
        return f"✓ Kept as a draft in {draft.label}. It is no part of the course, and git leaves it alone."

    # ---- into the course ----

    def place(self, lesson: str, heading: str) -> str:
        """Let learners meet the saved question, when nothing asks it yet; return a sentence, empty when it is asked."""
        if self._file is None or self.item is None or not self._is_saved():
            raise NotSaved("Save the question first.")
        if is_placed(self.course, self._file.id, self.quiz):
            return ""
        if self.quiz:
            return place_in_quiz(self.tree, self.quiz, self._file.id)
        return place_in_lesson(self.tree, lesson, heading, self._file.id)


def _field(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None

