"""A practice question on paper: what is asked, where to write, and the page of answers with every reason.

Only practice questions come here: their keys are public on purpose. A graded question never does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from alongside.charts.palette import palette
from alongside.charts.paper import FONT
from alongside.conversations.schema import shown_lines
from alongside.course.workbook_talks import talk_on_paper
from alongside.course.workbook_text import blocks, line
from alongside.items.schema import Item

Data = dict[str, Any]
_ASKS = {
    "choose-one": "Choose one.",
    "choose-many": "Choose all that fit.",
    "order": "Number the steps, from the first to the last.",
    "match": "Write the letter that fits. A letter may be left over.",
    "locate": "Circle one letter in the picture.",
    "number": "Work it out, and write the number.",
    "forecast": "Choose one, and mark how sure you are.",
    "reply": "Write in your own words.",
    "conversation": "In pairs: one reads the other person, one chooses what to say. Go on where the arrow leads.",
}
_CHARACTERS_A_LINE = 90
_FEWEST_LINES, _MOST_LINES = 4, 8
SURE_PERCENT = (50, 60, 70, 80, 90, 100)


def _lettered(entries: Sequence[Mapping[str, Any]], text: str = "text") -> list[Data]:
    return [
        {"mark": letter, "pieces": line(entry[text])} for letter, entry in zip(ascii_uppercase, entries, strict=False)
    ]


def question(item: Item, number: int) -> Data:
    """Return the question as it stands on paper; ``number`` is its number in the whole book."""
    body = item.body
    made: Data = {
        "kind": "question",
        "number": number,
        "form": item.kind,
        "stem": blocks(item.stem),
        "ask": _ASKS[item.kind],
    }
    if item.kind in ("choose-one", "choose-many"):
        made["choices"] = _lettered(body["options"])
    elif item.kind == "forecast":
        made |= {"choices": _lettered(body["outcomes"]), "sure": [f"{percent} %" for percent in SURE_PERCENT]}
    elif item.kind == "order":
        texts = {step["id"]: step["text"] for step in body["steps"]}
        made["choices"] = [{"mark": "", "pieces": line(texts[step])} for step in body["show"]]
    elif item.kind == "match":
        made |= {
            "choices": [{"mark": "", "pieces": line(prompt["text"])} for prompt in body["prompts"]],
            "partners": _lettered(item.public()["partners"]),
        }
    elif item.kind == "locate":
        made |= {
            "choices": _lettered(body["spots"], "label"),
            "picture": f"question-{number}.svg",
            "alt": body["picture"]["alt"],
        }
    elif item.kind == "number":
        made["unit"] = body["answer"]["unit"]
    elif item.kind == "conversation":
        made["choices"] = list(talk_on_paper(body))
    else:
        wanted = int(body.get("max_characters", _CHARACTERS_A_LINE * _FEWEST_LINES)) // (2 * _CHARACTERS_A_LINE)
        made["lines"] = min(_MOST_LINES, max(_FEWEST_LINES, wanted))
    return made


def answer(item: Item, number: int) -> Data:
    """Return the answer with its reasons: ``right`` in letters or words, a note for each choice, a line to keep."""
    body, kind = item.body, item.kind
    made: Data = {
        "number": number,
        "right": "",
        "notes": [],
        "after": blocks(body.get("after", "")),
        "better": line(item.better) if item.better else [],
    }
    if kind in ("choose-one", "choose-many", "locate", "forecast"):
        listed = body[{"locate": "spots", "forecast": "outcomes"}.get(kind, "options")]
        made["notes"] = [
            _note(letter, entry, entry["feedback"]) for letter, entry in zip(ascii_uppercase, listed, strict=False)
        ]
        *others, last = [note["mark"] for note in made["notes"] if note["right"]]
        made["right"] = f"{', '.join(others)} and {last}" if others else last
    elif kind == "order":
        made["notes"] = [
            {"mark": str(place), "right": True, "lead": line(step["text"]), "pieces": line(step["feedback"])}
            for place, step in enumerate(body["steps"], 1)
        ]
    elif kind == "match":
        letters = {
            partner["id"]: letter for letter, partner in zip(ascii_uppercase, item.public()["partners"], strict=False)
        }
        made["notes"] = [
            {
                "mark": letters[prompt["partner"]],
                "right": True,
                "lead": line(prompt["text"]),
                "pieces": line(prompt["feedback"]),
            }
            for prompt in body["prompts"]
        ]
    elif kind == "conversation":
        made["notes"] = [
            {"mark": f"{number}{letter}", "right": said["score"] == 1, "pieces": line(said["comment"])}
            for number, moment in enumerate(body["moments"], 1)
            for letter, said in zip(ascii_lowercase, shown_lines(moment), strict=False)
        ]
    elif kind == "number":
        made["right"] = f"{body['answer']['value']:g} {body['answer']['unit']}"
        near = [
            {"mark": f"{one['value']:g}", "right": False, "pieces": line(one["feedback"])}
            for one in body.get("near", ())
        ]
        made["notes"] = [
            {"mark": f"{body['answer']['value']:g}", "right": True, "pieces": line(body["feedback"]["right"])},
            *near,
        ]
    return made


def _note(letter: str, entry: Mapping[str, Any], feedback: str) -> Data:
    right = bool(entry.get("right", entry.get("happens", entry.get("score") == 1)))
    return {"mark": letter, "right": right, "pieces": line(feedback)}


def picture_on_paper(item: Item) -> str:
    """Return a point-at-it picture as a file of its own: colours set in it, a letter at each place."""
    token = {name: colour["light"] for name, colour in palette()["tokens"].items()}
    rules = {
        "path,line,polyline": f"fill:none;stroke:{token['ink']};stroke-width:2",
        ".line": f"stroke:{token['accent']};stroke-width:2.5",
        "path.accent": f"stroke:{token['accent']};stroke-width:3",
        ".axis": f"stroke:{token['line']};stroke-width:1.5",
        ".soft": f"stroke:{token['line']};stroke-width:1",
        ".muted": f"stroke:{token['muted']};stroke-width:2;stroke-dasharray:6 5",
        "rect.soft,circle.soft,ellipse.soft,polygon.soft": f"fill:{token['soft']};stroke:none",
        "text": f"font-family:'{FONT}';font-size:15px;fill:{token['ink']};stroke:none",
        "text.muted": f"fill:{token['muted']};stroke:none",
        "text.accent": f"fill:{token['accent']};stroke:none",
        ".spot": f"fill:#ffffff;stroke:{token['ink']};stroke-width:1.5",
        "text.spot": f"fill:{token['ink']};stroke:none;font-weight:bold",
    }
    style = "".join(f"{where}{{{look}}}" for where, look in rules.items())
    spots = "".join(
        f'<circle class="spot" cx="{spot["x"]}" cy="{spot["y"]}" r="13"/>'
        f'<text class="spot" x="{spot["x"]}" y="{spot["y"] + 5.5}" text-anchor="middle">{letter}</text>'
        for letter, spot in zip(ascii_uppercase, item.body["spots"], strict=False)
    )
    svg = item.body["picture"]["svg"].strip()
    head, _, rest = svg.partition(">")
    if "xmlns" not in head:
        head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{head}><style>{style}</style>{rest.rpartition('</svg>')[0]}{spots}</svg>\n"
