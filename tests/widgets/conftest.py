"""A page without a front end: real widgets whose messages are recorded, in a learner's real folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm


class RecordingComm(BaseComm):
    """Keeps what a widget would send to its page."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.published: list[dict[str, Any]] = []
        super().__init__(*arguments, **named)

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        self.published.append({"type": msg_type, "data": json.loads(json.dumps(data or {})), "buffers": buffers or []})


class Page:
    """The other end of one widget: what it was sent, and a way to send it something."""

    def __init__(self, widget: Any) -> None:
        self.widget = widget

    def send(self, content: Any) -> None:
        """Send a message as the page does; it arrives at the widget's own handler."""
        self.widget.comm.handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return the messages the widget sent, oldest first."""
        sent = [each["data"] for each in self.widget.comm.published]
        return [data["content"] for data in sent if data.get("method") == "custom"]

    @property
    def state(self) -> dict[str, Any]:
        """Return all that the page has been told of the widget's state, the style and script aside."""
        told: dict[str, Any] = {}
        for each in self.widget.comm.published:
            told |= each["data"].get("state", {})
        return {name: value for name, value in told.items() if not name.startswith("_")}


@pytest.fixture
def as_page(monkeypatch: pytest.MonkeyPatch) -> type[Page]:
    """Turns a widget that is made during the test into a Page."""
    monkeypatch.setattr(comm, "create_comm", RecordingComm)
    return Page


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A learner's course folder; the kernel works in its quiz folder."""
    from alongside.widgets import question

    question.on_pages.clear()
    folder = tmp_path / "my-course" / "small-quiz"
    folder.mkdir(parents=True)
    items = [
        {
            "id": "reflect-feeling",
            "version": 1,
            "kind": "choose-one",
            "stem": "Which line?",
            "points": 1.0,
            "options": [{"id": "heard", "text": "You had enough."}, {"id": "sleep", "text": "Sleep more."}],
            "twin": {
                "id": "reflect-again",
                "version": 4,
                "kind": "choose-one",
                "stem": "Which line now?",
                "points": 1.0,
                "options": [{"id": "why", "text": "Why?"}, {"id": "long-night", "text": "A long night."}],
            },
        },
        {
            "id": "write-reply",
            "version": 2,
            "kind": "reply",
            "stem": "What would you say?",
            "points": 3.0,
            "max_characters": 600,
        },
    ]
    (folder / "quiz.json").write_text(
        json.dumps({"format": "alongside-quiz", "version": 1, "id": "small-quiz", "items": items})
    )
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ALONGSIDE_COURSE", str(tmp_path / "my-course"))
    monkeypatch.setenv("ALONGSIDE_SOURCE", str(tmp_path / "nowhere"))
    yield tmp_path / "my-course"
    question.on_pages.clear()
