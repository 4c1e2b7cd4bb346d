"""A question on a page: shows any kind of item, saves what was answered, and in practice says what it does."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets
from filelock import Timeout

from alongside.conversations.talk_map import talk_map
from alongside.items.schema import Item
from alongside.items.score import score_item
from alongside.learner.catalogue import practice_item, public_quiz
from alongside.learner.disk import explain
from alongside.learner.folder import lesson_store, quiz_store
from alongside.learner.responses import Responses, whole_characters
from alongside.learner.store import AnswerRefused, Change, ResponseStore
from alongside.widgets.assets import css, esm
from alongside.widgets.coaching import care_for, partner_answer, reply_comments
from alongside.widgets.here import current_page

_BUSY = "Another window is writing to the same file; we keep trying."
on_pages: WeakSet[Question] = WeakSet()


class Question(anywidget.AnyWidget):
    """One item on a page. ``item`` is what a learner may see; the key, where there is one, stays in Python."""

    _esm = esm("question")
    _css = css("question", "coach", "talk_map")
    item = traitlets.Dict().tag(sync=True)
    mode = traitlets.Unicode("quiz").tag(sync=True)
    heading = traitlets.Unicode("").tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    saved = traitlets.Dict({}).tag(sync=True)
    outcome = traitlets.Dict({}).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)
    has_other_form = traitlets.Bool(False).tag(sync=True)
    handed_in = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, item: dict[str, Any], store: ResponseStore, key: Item | None = None, heading: str = ""
    ) -> None:
        """Show ``item`` (its public form), keep answers in ``store``; ``key`` is given for practice only.

        An item with a ``twin`` opens in the form that was answered last; a second try may turn to the other.
        """
        responses = store.load_to_show()
        self.item_id = item["id"]
        forms = [{name: value for name, value in item.items() if name != "twin"}, *filter(None, [item.get("twin")])]
        shown = max(forms, key=lambda form: responses.last_revision(form["id"]))
        super().__init__(
            item=shown,
            mode="practice" if key else "quiz",
            heading=heading,
            notice=" ".join(responses.odd),
            has_other_form=len(forms) > 1,
            handed_in=bool(responses.hand_ins),
            **_kept(store, responses, shown["id"]),
        )
        self._forms = forms
        self._store = store
        self._key = key
        self.on_msg(self._receive)
        on_pages.add(self)

    def _receive(self, _: Any, message: dict[str, Any], buffers: list[bytes]) -> None:
        if message.get("type") == "answer":
            self._save(message)
        elif message.get("type") == "check" and self._key:
            answer = message.get("answer")
            self.outcome = score_item(self._key, answer).as_dict()
            self.send({"type": "outcome", "outcome": self.outcome, **map_of(self._key, answer, self.outcome)})
        elif message.get("type") == "coach" and self.item.get("coach"):
            self.send({"type": "coach", "comments": reply_comments(self.item, message.get("answer"))})
        elif message.get("type") == "say" and self.item["kind"] == "exchange":
            self.send({"type": "answered", **partner_answer(self.item, message)})
        elif message.get("type") == "other-form" and self.has_other_form:
            self._show_other_form()

    def _show_other_form(self) -> None:
        other = next(form for form in self._forms if form["id"] != self.item["id"])
        with self.hold_sync():
            self.set_trait("outcome", {})
            for name, value in _kept(self._store, self._store.load_to_show(), other["id"]).items():
                self.set_trait(name, value)
            self.item = other

    def show_outcome(self, outcome: dict[str, Any]) -> None:
        """Show how the answer fares where it is the form on the page that was scored."""
        if (outcome["form"] or outcome["item_id"]) == self.item["id"]:
            self.outcome = outcome

    def _save(self, message: dict[str, Any]) -> None:
        token = str(message.get("token", ""))
        answer, seen = message.get("answer"), message.get("seen_revision")
        change = Change(
            item_id=self.item["id"],
            item_version=self.item["version"],
            answer=whole_characters(answer) if isinstance(answer, dict) else {},
            token=token,
            seen_revision=seen if isinstance(seen, int) else 0,
            at=str(message.get("at", "")),
            draft=message.get("draft") is True,
        )
        try:
            revision = self._store.save(change)
        except Timeout:
            self.send({"type": "not-saved", "token": token, "reason": _BUSY})
        except OSError as error:
            self.send({"type": "not-saved", "token": token, "reason": explain(error)})
        except AnswerRefused as reason:
            self.send({"type": "not-saved", "token": token, "reason": str(reason)})
        else:
            self.send({"type": "saved", "token": token, "revision": revision})
            if care := care_for(change.answer):
                self.send({"type": "care", **care})
            self._tell_other_tabs()

    def _tell_other_tabs(self) -> None:
        """Show the answer that counts in every tab; it need not be the one that came last (a tab may have slept)."""
        responses = self._store.load()
        for attempt in responses.items.get(self.item["id"], {"attempts": []})["attempts"][-1:]:
            told = {"answer": attempt["answer"], "revision": responses.revision, "token": attempt["token"]}
            for other in list(on_pages):
                if other.place == self.place:
                    other.saved = told


def map_of(key: Item, answer: Any, outcome: dict[str, Any]) -> dict[str, Any]:
    """Return the map of a practice talk as a field of the message; nothing for other kinds or a path that is none."""
    if key.kind != "conversation" or outcome["state"] != "scored":
        return {}
    return {"map": talk_map(key.body, answer["path"])}


def _kept(store: ResponseStore, responses: Responses, item_id: str) -> dict[str, Any]:
    """Return the traits that say what is kept of one form's answer, and under which name."""
    saved = {"answer": responses.answers().get(item_id), "revision": responses.revision}
    return {"place": _place(store.path, item_id), "saved": saved}


def _place(path: Path, item_id: str) -> str:
    """Return a short name for this answer, under which the page keeps what is not saved yet."""
    return f"{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}:{item_id}"


def question(item_id: str) -> Question:
    """Show a practice question with feedback at once."""
    item = practice_item(item_id)
    return Question(item.public(), lesson_store(current_page()), key=item)


def quiz_item(quiz: str, item_id: str) -> Question:
    """Show one question of a graded quiz; its key is not here."""
    items = public_quiz(Path.cwd())["items"]
    for number, item in enumerate(items, 1):
        if item["id"] == item_id:
            return Question(item, quiz_store(quiz), heading=f"Question {number} of {len(items)}")
    raise LookupError(f"The quiz “{quiz}” has no question “{item_id}”.")
