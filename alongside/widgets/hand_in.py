"""The end of a quiz: how much is answered, one Hand in button, and for those who learn alone "Check my answers"."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from alongside.learner.catalogue import public_quiz
from alongside.learner.disk import explain
from alongside.learner.folder import course_root, keep_setting, private_quiz_folder, quiz_store, read_settings
from alongside.learner.hand_in import BadCode, HandIn, check_code, make_hand_in, submit_to_exchange
from alongside.widgets.assets import css, esm
from alongside.widgets.question import on_pages

CHECK_SECONDS = 60
_NO_CHECK = "Your answers could not be checked just now. They are saved; try again in a moment."


class HandInPanel(anywidget.AnyWidget):
    """Hands in one quiz. The score never passes through here unless the private items are on this machine."""

    _esm = esm("hand_in")
    _css = css("hand_in")
    quiz = traitlets.Unicode().tag(sync=True)
    items = traitlets.List(traitlets.Unicode()).tag(sync=True)
    code = traitlets.Unicode("").tag(sync=True)
    can_check = traitlets.Bool(False).tag(sync=True)
    receipt = traitlets.Dict({}).tag(sync=True)

    def __init__(self, quiz: str) -> None:
        """Offer the hand-in of ``quiz``, which lies in the working folder."""
        items = public_quiz(Path.cwd())["items"]
        responses = quiz_store(quiz).load_to_show()
        super().__init__(
            quiz=quiz,
            items=[item["id"] for item in items],
            code=str(read_settings().get("learner_code", "")),
            can_check=private_quiz_folder(quiz) is not None,
            receipt=responses.hand_ins[-1] if responses.hand_ins else {},
        )
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: dict[str, Any], buffers: list[bytes]) -> None:
        if message.get("type") == "hand-in":
            code = message.get("code")
            self._hand_in(code if isinstance(code, str) else "")
        elif message.get("type") == "check" and self.can_check:
            self._check()

    def _hand_in(self, code: str) -> None:
        try:
            code = check_code(code)
            keep_setting("learner_code", code)
            made = make_hand_in(quiz_store(self.quiz), Path.cwd(), course_root() / "hand-in", code)
        except BadCode as reason:
            self.send({"type": "bad-code", "reason": str(reason)})
            return
        except OSError as error:
            self.send({"type": "not-handed-in", "reason": explain(error)})
            return
        self.receipt = self._receipt(made)
        for shown in list(on_pages):
            shown.handed_in = shown.mode == "quiz"
        self.send({"type": "handed-in", "file": made.path.name}, buffers=[made.content])
        if submit_to_exchange(self.quiz, Path.cwd()):
            self.receipt = {**self.receipt, "exchange": True}

    def _receipt(self, made: HandIn) -> dict[str, Any]:
        return {"at": made.at, "code": made.code, "answered": made.answered, "receipt": made.receipt,
                "file": f"{made.path.parent.name}/{made.path.name}"}

    def _check(self) -> None:
        """Grade in a process of its own: the learner's side reads no YAML and knows no key."""
        folder = private_quiz_folder(self.quiz)
        command = [sys.executable, "-m", "alongside", "self-check", str(folder), str(quiz_store(self.quiz).path)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=CHECK_SECONDS, check=True)
            checked = json.loads(done.stdout)
            outcomes, mastery = checked["items"], checked["total"]["mastery"]
        except (OSError, ValueError, KeyError, subprocess.SubprocessError):
            self.send({"type": "not-checked", "reason": _NO_CHECK})
            return
        for shown in list(on_pages):
            if shown.mode == "quiz" and shown.item_id in outcomes:
                shown.show_outcome(outcomes[shown.item_id])
        self.send({"type": "checked", "outcomes": outcomes, "mastery": mastery})


def hand_in(quiz: str) -> HandInPanel:
    """Show the end of a quiz: what is answered, and the Hand in button."""
    return HandInPanel(quiz)
