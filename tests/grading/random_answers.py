"""Answers of every kind, good and bad, made by chance; for tests that compare two ways of grading."""

from __future__ import annotations

import random
from typing import Any

from sample_quiz import ITEMS, TWINS

ODD = [
    None,
    {},
    [],
    7,
    "text",
    {"choice": None},
    {"text": ""},
    {"text": "  \n "},
    {"choices": []},
    {"number": True},
    {"order": ["pause"]},
    {"pairs": {}},
    {"outcome": "tells-more"},
    {"confidence_percent": 80},
    {"spot": {}},
]
WORDS = [
    "I hear you.",
    "You slept badly.\n\nAnd you came.",
    "<b>bold</b> **stars** $x$",
    "> quoted\n# head",
    "ü 🙂",
    "- a\n- b\n\n\n1. c",
    "`code`\n```\nfence\n```",
    "<!-- x",
    "&lt;i&gt; &amp;",
    "*" * 40,
    "a\u2028b\x0bc\x85d",
]


def _of_kind(chance: random.Random, item: dict[str, Any]) -> Any:
    match item["kind"]:
        case "choose-one":
            return {"choice": chance.choice(item["options"])["id"]}
        case "choose-many":
            ids = [option["id"] for option in item["options"]]
            return {"choices": chance.sample(ids, chance.randint(0, len(ids)))}
        case "order":
            return {"order": chance.sample([step["id"] for step in item["steps"]], len(item["steps"]))}
        case "match":
            partners = [partner["id"] for partner in item["partners"]]
            prompts = [prompt["id"] for prompt in item["prompts"] if chance.random() < 0.8]
            return {"pairs": {prompt: chance.choice(partners) for prompt in prompts}}
        case "locate":
            return {"spot": chance.choice(item["spots"])["id"]}
        case "number":
            return {"number": chance.choice([4, 6, 4.0, -1, 0.1, 10**15, round(chance.uniform(0, 9), 3)])}
        case "forecast":
            outcome = chance.choice(item["outcomes"])["id"]
            return {"outcome": outcome, "confidence_percent": chance.choice([50, 66.6, 99.9, 100, 49, 101])}
        case _:
            return {"text": chance.choice(WORDS)}


def random_answers(seed: int) -> dict[str, Any]:
    """Return one learner's answers: most of the right form, some of another item's, some of no form, some missing.

    Later ones are newer, so that about half of the learners answered an item's twin after the item.
    """
    chance = random.Random(seed)
    answers = {}
    for item in chance.sample([*ITEMS, *TWINS], len(ITEMS) + len(TWINS)):
        draw = chance.random()
        if draw < 0.7:
            answers[item["id"]] = _of_kind(chance, item)
        elif draw < 0.8:
            answers[item["id"]] = _of_kind(chance, chance.choice(ITEMS))
        elif draw < 0.9:
            answers[item["id"]] = chance.choice(ODD)
    return answers
