"""A small quiz with an item of every kind, so that these tests do not hang on the course's own questions.

Every private text holds the word PRIVATE, so that a search for it finds any leak.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

QUIZ_ID = "sample-quiz"

ITEMS: list[dict[str, Any]] = [
    {
        "id": "reflect-feeling",
        "version": 1,
        "objective": "M9.3",
        "kind": "choose-one",
        "stem": 'Dana says:\n\n> "I have been sick since last night."\n\nWhich reply reflects the **feeling** first?',
        "better": "PRIVATE better: that sounds exhausting.",
        "options": [
            {
                "id": "name-it",
                "text": "That sounds exhausting.",
                "score": 1,
                "feedback": "PRIVATE names the feeling",
            },
            {
                "id": "fix-it",
                "text": "Have you tried tea?",
                "score": 0.25,
                "feedback": "PRIVATE gives advice",
                "misconception": "private-advice",
            },
            {
                "id": "cheer-up",
                "text": "Tomorrow looks better.",
                "score": 0,
                "feedback": "PRIVATE cheers",
                "misconception": "private-cheer",
            },
        ],
    },
    {
        "id": "choose-questions",
        "version": 2,
        "objective": "M9.2",
        "kind": "choose-many",
        "points": 2,
        "stem": "Which of these are open questions?",
        "options": [
            {
                "id": "what",
                "text": "What matters to you?",
                "right": True,
                "feedback": "PRIVATE open",
                "if_missed": "PRIVATE missed one",
            },
            {
                "id": "how",
                "text": "How was the night?",
                "right": True,
                "feedback": "PRIVATE open too",
                "if_missed": "PRIVATE missed two",
            },
            {
                "id": "did",
                "text": "Did you sleep?",
                "right": False,
                "feedback": "PRIVATE closed",
                "misconception": "private-closed",
            },
        ],
    },
    {
        "id": "order-steps",
        "version": 1,
        "objective": "M9.1",
        "kind": "order",
        "stem": "Put the steps in order.",
        "steps": [
            {"id": "pause", "text": "Pause", "feedback": "PRIVATE first"},
            {"id": "ask", "text": "Ask", "feedback": "PRIVATE second"},
            {"id": "offer", "text": "Offer", "feedback": "PRIVATE third"},
        ],
        "show": ["offer", "pause", "ask"],
    },
    {
        "id": "match-skills",
        "version": 1,
        "objective": "M9.1",
        "kind": "match",
        "stem": "Match line and skill.",
        "prompts": [
            {"id": "p1", "text": "What happened?", "partner": "open", "feedback": "PRIVATE p1"},
            {"id": "p2", "text": "You stayed.", "partner": "affirm", "feedback": "PRIVATE p2"},
        ],
        "partners": [
            {"id": "open", "text": "Open question"},
            {"id": "affirm", "text": "Affirmation"},
            {"id": "sum", "text": "Summary"},
        ],
    },
    {
        "id": "locate-turn",
        "version": 1,
        "objective": "M9.4",
        "kind": "locate",
        "stem": "Where does it turn?",
        "picture": {
            "alt": "Four turns of a talk",
            "svg": "<svg viewBox='0 0 600 260'><title>Talk</title></svg>",
        },
        "spots": [
            {
                "id": "turn-2",
                "label": "Turn 2",
                "x": 10,
                "y": 20,
                "r": 9,
                "score": 1,
                "feedback": "PRIVATE here",
            },
            {
                "id": "turn-3",
                "label": "Turn 3",
                "x": 90,
                "y": 20,
                "r": 9,
                "score": 0.5,
                "feedback": "PRIVATE near",
                "misconception": "private-near",
            },
        ],
    },
    {
        "id": "count-lines",
        "version": 1,
        "objective": "M9.4",
        "kind": "number",
        "stem": "How many lines are advice?",
        "answer": {"value": 4, "tolerance": 0, "unit": "lines", "decimals": 0},
        "feedback": {"right": "PRIVATE four", "otherwise": "PRIVATE count again"},
        "near": [
            {
                "value": 6,
                "score": 0.5,
                "feedback": "PRIVATE counted questions",
                "misconception": "private-six",
            }
        ],
    },
    {
        "id": "guess-outcome",
        "version": 1,
        "objective": "M9.5",
        "kind": "forecast",
        "stem": "What happens next?",
        "outcomes": [
            {"id": "tells-more", "text": "Dana tells more", "happens": True, "feedback": "PRIVATE more"},
            {
                "id": "closes-up",
                "text": "Dana closes up",
                "happens": False,
                "feedback": "PRIVATE close",
                "misconception": "private-close",
            },
        ],
    },
    {
        "id": "write-reply",
        "version": 1,
        "objective": "M9.3",
        "kind": "reply",
        "stem": "Write a reply to Dana.",
        "better": "PRIVATE reply line",
        "rubric": [
            {"score": level, "anchor": f"PRIVATE anchor {level}", "example": f"PRIVATE example {level}"}
            for level in range(4)
        ],
    },
    {
        "id": "write-summary",
        "version": 1,
        "objective": "M9.4",
        "kind": "reply",
        "stem": "Write a summary.",
        "rubric": [
            {"score": level, "anchor": f"PRIVATE level {level}", "example": f"PRIVATE words {level}"}
            for level in range(4)
        ],
    },
]


TWINS: list[dict[str, Any]] = [
    {
        "id": "reflect-feeling-again",
        "twin_of": "reflect-feeling",
        "version": 1,
        "objective": "M9.3",
        "kind": "choose-one",
        "stem": 'Walt says:\n\n> "I could not go in there."\n\nWhich reply reflects the **feeling** first?',
        "better": "PRIVATE better: the door felt too heavy.",
        "options": [
            {
                "id": "ask-why",
                "text": "Why not?",
                "score": 0,
                "feedback": "PRIVATE asks why",
                "misconception": "private-why",
            },
            {"id": "too-heavy", "text": "It was too much today.", "score": 1, "feedback": "PRIVATE names it"},
        ],
    },
]


def write_quiz(source: Path, items: list[dict[str, Any]] | None = None, quiz_id: str = QUIZ_ID) -> Path:
    """Write the quiz under ``source`` and return its folder."""
    folder = source / quiz_id
    (folder / "items").mkdir(parents=True)
    items = ITEMS if items is None else items
    quiz = {
        "id": quiz_id,
        "title": "A sample quiz",
        "module": "M9",
        "minutes": 10,
        "intro": "One paragraph.\n\nAnother one.",
        "items": [item["id"] for item in items],
    }
    (folder / "quiz.yml").write_text(yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for item in [*items, *(twin for twin in TWINS if twin["twin_of"] in quiz["items"])]:
        text = yaml.safe_dump(item, allow_unicode=True, sort_keys=False)
        (folder / "items" / f"{item['id']}.yml").write_text(text, encoding="utf-8")
    return folder


GOOD_ANSWERS: dict[str, Any] = {
    "reflect-feeling": {"choice": "name-it"},
    "choose-questions": {"choices": ["what", "how"]},
    "order-steps": {"order": ["pause", "ask", "offer"]},
    "match-skills": {"pairs": {"p1": "open", "p2": "affirm"}},
    "locate-turn": {"spot": "turn-2"},
    "count-lines": {"number": 4},
    "guess-outcome": {"outcome": "tells-more", "confidence_percent": 100},
    "write-reply": {"text": "It sounds like you have had enough."},
    "write-summary": {"text": "You slept badly.\n\nAnd you came anyway."},
}
GOOD_SCORES: dict[str, float] = {
    "reflect-feeling": 1,
    "choose-questions": 2,
    "order-steps": 1,
    "match-skills": 1,
    "locate-turn": 1,
    "count-lines": 1,
    "guess-outcome": 1,
}
