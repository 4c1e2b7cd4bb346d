"""One plain question of every kind, and strategies for answers and bodies. No real question of the course."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from alongside.items.kinds import MARKED_BY_PERSON
from alongside.items.schema import Item, parse_item

_COMMON: dict[str, Any] = {
    "version": 1,
    "objective": "M9.3",
    "stem": "Dana says: “I am tired of being told.” What fits?",
    "claims": ["private-claim"],
    "better": "private better line",
    "read_again": "03_tolerance_and_dependence#private-place",
}

def talk(turns: int = 8) -> dict[str, Any]:
    """A talk of ``turns`` moments in a row; hearing helps, pushing harms, and the end depends on trust."""

    def line(line_id: str, skill: str, score: float, moves: dict[str, int], to: Any) -> dict[str, Any]:
        return {
            "id": line_id,
            "text": f"A line that would {line_id}.",
            "skill": skill,
            "moves": moves,
            "answer": f"What comes of {line_id}.",
            "comment": f"private {line_id}",
            "score": score,
            "to": to,
        }

    ends = [{"at_least": {"trust": 3}, "place": "stays"}, {"place": "goes"}]
    places = [f"turn-{number}" for number in range(turns)]
    return {
        "people": [{"id": "dana", "name": "Dana", "about": "29, draws"}],
        "start": {"trust": 2, "openness": 2, "choice": 2, "risk": 2},
        "moods": [{"at_least": {"trust": 4}, "words": "at ease"}, {"words": "guarded"}],
        "moments": [
            {
                "id": place,
                "who": "dana",
                "says": f"I am at {place}.",
                "lines": [
                    line("push", "persuading", 0, {"trust": -1}, after),
                    line("hear", "complex-reflection", 1, {"trust": 1, "openness": 1}, after),
                    line("wait", "passive", 0.5, {}, after),
                ],
            }
            for place, after in zip(places, [*places[1:], ends], strict=True)
        ],
        "endings": [{"id": "stays", "text": "Dana stays a while."}, {"id": "goes", "text": "Dana goes home."}],
    }


EXAMPLES: dict[str, dict[str, Any]] = {
    "conversation": {**_COMMON, "id": "talk-at-the-door", "kind": "conversation", **talk()},
    "choose-one": {
        **_COMMON,
        "id": "choose-a-line",
        "kind": "choose-one",
        "options": [
            {
                "id": "advise",
                "text": "Have you tried sleeping?",
                "score": 0.25,
                "feedback": "private one",
                "misconception": "private-advice",
            },
            {"id": "reflect", "text": "You are worn out by it.", "score": 1, "feedback": "private two"},
            {
                "id": "scold",
                "text": "You chose this.",
                "score": 0,
                "feedback": "private three",
                "misconception": "private-blame",
            },
        ],
    },
    "choose-many": {
        **_COMMON,
        "id": "choose-signs",
        "kind": "choose-many",
        "options": [
            {
                "id": "asks",
                "text": "She asks",
                "right": True,
                "feedback": "private one",
                "if_missed": "private missed one",
            },
            {
                "id": "waits",
                "text": "She waits",
                "right": True,
                "feedback": "private two",
                "if_missed": "private missed two",
            },
            {
                "id": "argues",
                "text": "She argues",
                "right": False,
                "feedback": "private three",
                "misconception": "private-arguing",
            },
            {
                "id": "warns",
                "text": "She warns",
                "right": False,
                "feedback": "private four",
                "misconception": "private-warning",
            },
        ],
    },
    "order": {
        **_COMMON,
        "id": "order-steps",
        "kind": "order",
        "steps": [
            {"id": "ask", "text": "Ask", "feedback": "private one"},
            {"id": "offer", "text": "Offer", "feedback": "private two"},
            {"id": "listen", "text": "Listen", "feedback": "private three"},
            {"id": "close", "text": "Close", "feedback": "private four"},
        ],
        "show": ["close", "listen", "ask", "offer"],
        "accepted": [["offer", "ask", "listen", "close"]],
    },
    "match": {
        **_COMMON,
        "id": "match-lines",
        "kind": "match",
        "prompts": [
            {"id": "line-a", "text": "What matters to you?", "partner": "open", "feedback": "private one"},
            {"id": "line-b", "text": "Did you sleep?", "partner": "closed", "feedback": "private two"},
            {"id": "line-c", "text": "You kept going.", "partner": "affirmation", "feedback": "private three"},
        ],
        "partners": [
            {"id": "open", "text": "Open question"},
            {"id": "closed", "text": "Closed question"},
            {"id": "affirmation", "text": "Affirmation"},
            {"id": "summary", "text": "A summary"},
        ],
    },
    "locate": {
        **_COMMON,
        "id": "locate-turn",
        "kind": "locate",
        "picture": {
            "alt": "A line that rises and falls.",
            "svg": "<svg viewBox='0 0 600 260'><title>A line</title><path class='line' d='M0 0 L9 9'/></svg>",
        },
        "spots": [
            {
                "id": "start",
                "label": "The start",
                "x": 10,
                "y": 20,
                "r": 26,
                "score": 0,
                "feedback": "private one",
                "misconception": "private-early",
            },
            {"id": "turn", "label": "The turn", "x": 210, "y": 120, "r": 26, "score": 1, "feedback": "private two"},
            {
                "id": "end",
                "label": "The end",
                "x": 510,
                "y": 120,
                "r": 26,
                "score": 0.5,
                "feedback": "private three",
                "misconception": "private-late",
            },
        ],
    },
    "number": {
        **_COMMON,
        "id": "count-lines",
        "kind": "number",
        "answer": {"value": 4, "tolerance": 0.5, "unit": "lines", "decimals": 1},
        "feedback": {"right": "private right", "otherwise": "private otherwise"},
        "near": [
            {"value": 6, "tolerance": 0, "score": 0.25, "feedback": "private near", "misconception": "private-count"}
        ],
    },
    "forecast": {
        **_COMMON,
        "id": "forecast-reply",
        "kind": "forecast",
        "outcomes": [
            {"id": "opens", "text": "He says more", "happens": True, "feedback": "private one"},
            {
                "id": "closes",
                "text": "He goes quiet",
                "happens": False,
                "feedback": "private two",
                "misconception": "private-pressure",
            },
        ],
    },
    "reply": {
        **_COMMON,
        "id": "write-reply",
        "kind": "reply",
        "rubric": [
            {"score": score, "anchor": f"private anchor {score}", "example": f"private example {score}"}
            for score in range(4)
        ],
        "max_characters": 600,
    },
    "exchange": {
        **_COMMON,
        "id": "write-with-dana",
        "kind": "exchange",
        "person": {"id": "dana", "name": "Dana", "about": "29, draws"},
        "opening": "I am tired of being told.",
        "start": {"trust": 2, "openness": 2, "choice": 2, "risk": 2},
        "turns": 2,
        "moves": {"complex-reflection": {"trust": 1}},
        "answers": [{"at_least": {"trust": 3}, "says": "Yes, that."}, {"says": "Hm."}, {"says": "Maybe."}],
        "closings": [{"at_least": {"trust": 4}, "says": "Dana stays."}, {"says": "Dana goes."}],
        "rubric": [
            {"score": score, "anchor": f"private anchor {score}", "example": f"private example {score}"}
            for score in range(4)
        ],
    },
    "self-review": {
        **_COMMON,
        "id": "look-back",
        "kind": "self-review",
        "skills": [{"id": "asking", "text": "I asked openly."}, {"id": "hearing", "text": "I gave back."}],
        "levels": [{"id": "once", "text": "once"}, {"id": "often", "text": "often"}],
        "ask": "Which line would you like to have back?",
        "after": "private closing word",
    },
}
KINDS_WITH_A_KEY = [kind for kind in EXAMPLES if kind not in MARKED_BY_PERSON]


def example(kind: str, /, **changes: Any) -> dict[str, Any]:
    """Return the data of a question of this kind that may be changed freely; a value of None takes a field out."""
    data = {**deepcopy(EXAMPLES[kind]), **changes}
    return {name: value for name, value in data.items() if value is not None}


def item(kind: str, /, **changes: Any) -> Item:
    """Return a question of this kind; fail with its problems when it is not sound."""
    made, problems = parse_item(example(kind, **changes), "test.yml")
    assert made is not None, problems
    return made


def problems(kind: str, /, **changes: Any) -> dict[str, str]:
    """Return field -> message of what is wrong with a question that was changed."""
    made, found = parse_item(example(kind, **changes), "test.yml")
    assert (made is None) == bool(found)
    return {problem.field: problem.message for problem in found}


_WORDS = sorted(
    {
        word
        for data in EXAMPLES.values()
        for field in ("options", "steps", "prompts", "partners", "spots", "outcomes")
        for entry in data.get(field, [])
        for word in (entry["id"],)
    }
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(_WORDS)
    | st.just(10**400)
    | st.just("\ud83d")
)
JSON = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8) | st.sampled_from(_WORDS), inner, max_size=5)
    ),
    max_leaves=12,
)
ANSWER_FIELDS = (
    "choice", "choices", "order", "pairs", "spot", "number", "outcome", "confidence_percent", "text", "path", "turns",
    "levels",
)
ANSWERS = JSON | st.dictionaries(
    st.sampled_from(ANSWER_FIELDS),
    JSON
    | st.lists(st.sampled_from(_WORDS), max_size=5)
    | st.dictionaries(st.sampled_from(_WORDS), st.sampled_from(_WORDS), max_size=4),
    max_size=4,
)
"""Anything that JSON can hold, often with the fields that answers have, sometimes with ids that exist."""
