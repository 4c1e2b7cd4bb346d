"""Items as Moodle XML, the format of Moodle's question bank.

Source: Moodle documentation, “Moodle XML format”; the question types of Moodle 4.4 and later (``ordering`` is in its
core from there on). Written with the standard library: the generators in Python take their own YAML or tables.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from alongside.items.schema import Item
from alongside.lms.items_out import Bank, Format
from alongside.lms.markup import add, document, html_blocks, html_line, html_list, number, plain
from alongside.lms.pictures import letter, picture, picture_name
from alongside.lms.stems import EXCHANGE, TALK, afterwards, name_of, question, rubric

GRADES_PERCENT = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5,
                  11.11111, 10, 5, 0)
"""The shares of a question that Moodle takes for one answer. Source: Moodle, lib/questionlib.php."""
MOST_RIGHT = 10
_FORECAST = "Moodle scores what was chosen, and not how sure one was of it"
_MANY_ORDERS = "It has more than one right order, and Moodle takes one"
_MANY_RIGHT = f"Moodle shares out a question to {MOST_RIGHT} right choices at most"
_FEW_PARTNERS = "Moodle wants at least three partners to match with"
_DIFFERS = {
    "choose-many": "what is said to somebody who left a right one out is shown to everybody who did not get all",
    "order": "each pair of steps in the right order counts; here a random order earns nothing, there about a half",
    "match": "what belongs to each prompt is shown at the end, all together",
    "locate": "it becomes a choice of the places by name, under the picture",
    "self-review": "it becomes a text to write; give the points for looking back yourself",
    "reply": "you mark it by hand; a graded one has its rubric from 0 to 3 beside it, for graders only",
}


def _text(parent: Element, tag: str, html: str, /, **attributes: str) -> Element:
    made = add(parent, tag, format="html", **attributes)
    add(made, "text", html)
    return made


def _share(score: float) -> str:
    """Return a score from 0 to 1 as the nearest share that Moodle takes, in percent."""
    return number(min(GRADES_PERCENT, key=lambda known: abs(known - 100 * score)))


def _answer(parent: Element, share: str, text: str, said: str, form: str = "html") -> Element:
    made = add(parent, "answer", fraction=share, format=form)
    add(made, "text", text)
    _text(made, "feedback", html_blocks(said))
    return made


def _whole(parent: Element, html: str) -> None:
    """Add the feedback for an answer as a whole; ``html`` is for whoever did not get all."""
    for tag, said in (("correctfeedback", ""), ("partiallycorrectfeedback", html), ("incorrectfeedback", html)):
        _text(parent, tag, said)


def _choice(made: Element, single: bool) -> None:
    for tag, value in (("single", str(single).lower()), ("shuffleanswers", "false"), ("answernumbering", "none")):
        add(made, tag, value)


def _one_of(made: Element, entries: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    _choice(made, True)
    _whole(made, "")
    for text, entry in entries:
        _answer(made, _share(entry["score"]), text, entry["feedback"])


def _choose_one(made: Element, item: Item) -> None:
    _one_of(made, [(html_line(one["text"]), one) for one in item.body["options"]])


def _locate(made: Element, item: Item) -> None:
    stem = made.find("questiontext")
    assert stem is not None
    words = stem.find("text")
    assert words is not None
    alt = html_line(item.body["picture"]["alt"].replace("**", ""))
    words.text = f'{words.text}<p><img src="@@PLUGINFILE@@/{picture_name(item)}" alt="{alt}"></p>'
    add(stem, "file", base64.b64encode(picture(item)).decode("ascii"), name=picture_name(item), path="/",
        encoding="base64")
    _one_of(made, [(f"{letter(item, one)}: {html_line(one['label'])}", one) for one in item.body["spots"]])


def _choose_many(made: Element, item: Item) -> None:
    options = item.body["options"]
    right = [one for one in options if one["right"]]
    share = _share(1 / len(right))
    _choice(made, False)
    _whole(made, html_list([(one["text"], one["if_missed"]) for one in right]))
    for one in options:
        _answer(made, share if one["right"] else f"-{share}", html_line(one["text"]), one["feedback"])


def _match(made: Element, item: Item) -> None:
    prompts = item.body["prompts"]
    partners = {one["id"]: plain(one["text"]) for one in item.body["partners"]}
    add(made, "shuffleanswers", "true")
    _whole(made, "")
    taken = {one["partner"] for one in prompts}
    rows = [(html_line(one["text"]), partners[one["partner"]]) for one in prompts]
    for text, partner in [*rows, *(("", partners[one]) for one in partners if one not in taken)]:
        row = _text(made, "subquestion", text)
        add(add(row, "answer"), "text", partner)


def _order(made: Element, item: Item) -> None:
    for tag, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"),
                       ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"), ("showgrading", "SHOW"),
                       ("numberingstyle", "none")):
        add(made, tag, value)
    _whole(made, html_list([(one["text"], one["feedback"]) for one in item.body["steps"]]))
    for place, one in enumerate(item.body["steps"], 1):
        _answer(made, str(place), html_line(one["text"]), one["feedback"])


def _number(made: Element, item: Item) -> None:
    right = {**item.body["answer"], "score": 1, "feedback": item.body["feedback"]["right"]}
    known = [right, *item.body.get("near", ())]
    for one in known:
        answer = _answer(made, _share(one.get("score", 0)), number(one["value"]), one["feedback"], "plain_text")
        add(answer, "tolerance", number(one.get("tolerance", 0)))
    rest = _answer(made, "0", "*", item.body["feedback"]["otherwise"], "plain_text")
    add(rest, "tolerance", "0")
    for tag, value in (("unitgradingtype", "0"), ("unitpenalty", "0"), ("showunits", "3"), ("unitsleft", "0")):
        add(made, tag, value)


def _essay(made: Element, item: Item) -> None:
    for tag, value in (("responseformat", "editor"), ("responserequired", "1"), ("responsefieldlines", "10"),
                       ("attachments", "0"), ("attachmentsrequired", "0")):
        add(made, tag, value)
    _text(made, "graderinfo", rubric(item))
    _text(made, "responsetemplate", "")


_TYPES: dict[str, tuple[str, Callable[[Element, Item], None]]] = {
    "choose-one": ("multichoice", _choose_one),
    "choose-many": ("multichoice", _choose_many),
    "order": ("ordering", _order),
    "match": ("matching", _match),
    "locate": ("multichoice", _locate),
    "number": ("numerical", _number),
    "reply": ("essay", _essay),
    "self-review": ("essay", _essay),
}


def _at_the_end(item: Item) -> str:
    each = [(one["text"], one["feedback"]) for one in item.body["prompts"]] if item.kind == "match" else []
    return (html_list(each) if each else "") + afterwards(item)


def question_element(item: Item) -> Element:
    """Return one item as a question of Moodle's bank."""
    kind, fill = _TYPES[item.kind]
    made = Element("question", type=kind)
    add(add(made, "name"), "text", name_of(item))
    unit = f"<p>({html_line(item.body['answer']['unit'])})</p>" if item.kind == "number" else ""
    _text(made, "questiontext", question(item) + unit)
    _text(made, "generalfeedback", _at_the_end(item))
    for tag, value in (("defaultgrade", number(item.points)), ("penalty", "0.3333333"), ("hidden", "0"),
                       ("idnumber", item.id)):
        add(made, tag, value)
    fill(made, item)
    add(add(add(made, "tags"), "tag"), "text", item.objective)
    return made


def quiz_file(banks: Sequence[Bank]) -> bytes:
    """Return one file of Moodle XML, a category for each bank."""
    root = Element("quiz")
    for bank in banks:
        category = add(root, "question", type="category")
        title = plain(bank.title).replace("/", "//")
        add(add(category, "category"), "text", f"$course$/top/Alongside/{title}")
        _text(category, "info", html_blocks(bank.intro))
        root.extend(question_element(item) for item in bank.items)
    return document(root)


def cannot_hold(item: Item) -> str:
    """Return why an item stays behind, or ""."""
    if item.kind == "order" and item.body.get("accepted"):
        return _MANY_ORDERS
    if item.kind == "choose-many" and sum(one["right"] for one in item.body["options"]) > MOST_RIGHT:
        return _MANY_RIGHT
    if item.kind == "match" and len(item.body["partners"]) < 3:
        return _FEW_PARTNERS
    return {"conversation": TALK, "exchange": EXCHANGE, "forecast": _FORECAST}.get(item.kind, "")


MOODLE = Format("moodle", ".xml", quiz_file, cannot_hold, _DIFFERS)
