"""The part of the notebook "Write a question" that appears on the page.

Nothing of a question is a trait: what is typed, its key and its feedback travel as messages, so that a notebook saved
with all its widgets' state holds none of it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget

from alongside.authoring.building import run_command
from alongside.authoring.course_files import course_around
from alongside.authoring.desk import Desk
from alongside.authoring.saving import ChangedOnDisk, NotSaved
from alongside.course.content import load_content
from alongside.course.tree import Tree
from alongside.items.score import score_item
from alongside.widgets.assets import css, esm
from alongside.widgets.coaching import partner_answer, reply_comments
from alongside.widgets.question import map_of

Message = Mapping[str, Any]
_desks: dict[Path, Desk] = {}
"""One desk a course: a page that is loaded anew finds its text again as long as the kernel runs."""


class WriteAQuestion(anywidget.AnyWidget):
    """Choose a question, write its text, see it as learners will, read what checks say, save it."""

    _esm = esm("write_a_question")
    _css = css("question", "coach", "talk_map", "write_a_question")

    def __init__(self, start: Path) -> None:
        super().__init__()
        self._start = start
        self._busy = threading.Lock()
        self._asked: dict[str, Callable[[Desk, Message], dict[str, Any]]] = {
            "begin": lambda desk, told: {"sheet": desk.begin(*_texts(told, "kind", "quiz", "id", "objective"))},
            "open": lambda desk, told: {"sheet": desk.open(*_texts(told, "label"))},
            "typed": lambda desk, told: desk.read(*_texts(told, "text", "quiz")).as_dict(),
            "save": lambda desk, told: {"words": desk.save(*_texts(told, "text", "quiz")), "choices": desk.choices()},
            "draft": lambda desk, told: {"words": desk.keep_draft(*_texts(told, "text")), "choices": desk.choices()},
            "try": _tried,
            "coach": lambda desk, told: {"type": "coach", "comments": reply_comments(_shown(desk), told.get("answer"))},
            "say": lambda desk, told: {"type": "answered", **partner_answer(_shown(desk), told)},
        }
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        return "The page to write a question with"

    def _receive(self, _: Any, message: Message, buffers: list[bytes]) -> None:
        kind, asker = message.get("type"), {name: message.get(name) for name in ("view", "number")}
        if kind == "hello":
            self._in_background(lambda: self._welcome(asker, anew=message.get("anew") is True), asker)
        elif kind == "put":
            self._in_background(lambda: self._put(message, asker), asker)
        elif (answer := self._asked.get(str(kind))) and (desk := self._desk()):
            try:
                self.send({"type": kind, **asker, **answer(desk, message)})
            except ChangedOnDisk as reason:
                self.send({"type": "refused", **asker, "words": str(reason), "differences": reason.differences})
            except NotSaved as reason:
                self.send({"type": "refused", **asker, "words": str(reason), "differences": []})
            except Exception as reason:  # a question that nobody foresaw: the page says so, and goes on
                words = f"This could not be done ({reason}). Your text is still here; keep it as a draft."
                self.send({"type": "refused", **asker, "words": words, "differences": []})

    def _in_background(self, task: Callable[[], None], asker: Message) -> None:
        """Do what takes seconds beside the kernel's own work, one at a time, so that the page goes on answering."""

        def run() -> None:
            with self._busy:
                try:
                    task()
                except Exception as reason:
                    self.send({"type": "trouble", **asker, "words": str(reason)})

        threading.Thread(target=run, daemon=True).start()

    def _tree(self) -> Tree:
        source = os.environ.get("ALONGSIDE_SOURCE")
        return course_around(self._start, Path(source) if source else None)

    def _desk(self) -> Desk | None:
        return _desks.get(self._tree().root)

    def _welcome(self, asker: Message, *, anew: bool) -> None:
        tree = self._tree()
        if tree.root not in _desks:
            _desks[tree.root] = Desk(tree, load_content(tree))
        elif anew:
            _desks[tree.root].course = load_content(tree)
        desk = _desks[tree.root]
        self.send({"type": "desk", **asker, "choices": desk.choices(), "sheet": desk.sheet()})

    def _put(self, message: Message, asker: Message) -> None:
        """Place the saved question where learners meet it, build the course, look at all of it."""
        desk = self._desk()
        if desk is None:
            return

        def say(line: str) -> None:
            self.send({"type": "line", **asker, "line": line})

        if placed := desk.place(*_texts(message, "lesson", "heading")):
            say(placed)
        built = run_command(desk.tree, "build", say)
        if built:
            say("Now the whole course is looked at, as “alongside check” does…")
        sound = built and run_command(desk.tree, "check", say)
        desk.course = load_content(desk.tree)
        words = ("✓ It is in the course." if sound else
                 "The course was built, and something in it wants mending: see the lines above." if built else
                 "The course could not be built; nothing that learners have was changed. The lines above say why.")
        self.send({"type": "put", **asker, "words": words, "choices": desk.choices()})


def _texts(message: Message, *names: str) -> list[str]:
    """Return fields of a message that are texts; anything else counts as empty."""
    return [value if isinstance(value := message.get(name), str) else "" for name in names]


def _shown(desk: Desk) -> dict[str, Any]:
    return desk.item.public() if desk.item else {}


def _tried(desk: Desk, message: Message) -> dict[str, Any]:
    """Score an answer given in the preview, with the one scorer; nothing of it is kept."""
    if desk.item is None:
        raise NotSaved("There is no question to answer yet.")
    answer = message.get("answer")
    outcome = score_item(desk.item, answer).as_dict()
    return {"outcome": outcome, **map_of(desk.item, answer, outcome)}


def write_a_question() -> WriteAQuestion:
    """Show the page to write a question with, for the course around the notebook."""
    return WriteAQuestion(Path.cwd())
