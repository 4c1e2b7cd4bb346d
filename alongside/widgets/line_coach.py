"""The line coach: pick or type what one could say, guess what it does, and see what the coach makes of it and why."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from alongside.coach.because import in_words
from alongside.coach.behaviors import BEHAVIORS
from alongside.coach.example_lines import HEARD, LINES
from alongside.coach.features import features
from alongside.coach.figures import doubt
from alongside.coach.reading import model, read_reply
from alongside.widgets.assets import css, esm
from alongside.widgets.coaching import care_for

MOST_SIGNS = 4
MOST_CHARACTERS = 400


def marked(text: str, heard: str = HEARD) -> dict[str, Any]:
    """Return what the coach makes of a line: its sentences, each with a name, how sure, and signs with weights."""
    sentences = []
    for one in read_reply(text[:MOST_CHARACTERS], heard).noticed:
        reasons = model().reasons(features(one.sentence, heard), one.behavior)
        signs = [{"words": in_words(name), "weight": round(weight, 2)} for name, weight in reasons.items()
                 if in_words(name)]
        sentences.append({
            "sentence": one.sentence,
            "behavior": one.behavior,
            "name": BEHAVIORS[one.behavior].name,
            "or_else": BEHAVIORS[one.or_else].name if one.or_else else "",
            "chance": one.chance,
            "signs": signs[:MOST_SIGNS],
        })
    return {"text": text, "sentences": sentences}


class LineCoach(anywidget.AnyWidget):
    """``spec`` has the scene, lines to pick from with what the coach makes of each, and the names to guess from."""

    _esm = esm("line_coach")
    _css = css("question", "coach", "line_coach")
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: dict[str, Any]) -> None:
        """Show ``spec``; lines that are typed are read here and kept nowhere."""
        super().__init__(spec=spec)
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: dict[str, Any], buffers: list[bytes]) -> None:
        if message.get("type") != "read":
            return
        text = str(message.get("text", ""))
        self.send({"type": "read", "marked": marked(text)})
        if care := care_for({"text": text}):
            self.send({"type": "care", **care})


def line_coach() -> LineCoach:
    """Return the line coach; it has no settings."""
    names = [{"id": one.id, "name": one.name} for one in BEHAVIORS.values()]
    return LineCoach({"heard": HEARD, "lines": [marked(line) for line in LINES], "names": names, "doubt": doubt()})
