"""One item as QTI 1.2 in the dialect that Canvas reads: its metadata, its forms of scoring, its names of feedback.

Source: 1EdTech, QTI 1.2.1 ASI XML binding; Instructure's open-source readers of it (qti_exporter in Canvas, the gem
``qti`` of New Quizzes), which decide what a field does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from alongside.items.kinds import order as order_kind
from alongside.items.schema import Item
from alongside.lms.markup import add, html_blocks, html_line, number, plain
from alongside.lms.pictures import letter, picture_name
from alongside.lms.stems import afterwards, name_of, question, rubric

RESPONSE, WHOLE = "response1", "100"
Entries = Sequence[tuple[str, str]]
"""What can be chosen: its id and its text as HTML."""


def _material(parent: Element, text: str, kind: str = "text/html") -> None:
    add(add(parent, "material"), "mattext", text, texttype=kind)


def _choices(parent: Element, ident: str, cardinality: str, entries: Entries, prompt: str = "") -> None:
    made = add(parent, "response_lid", ident=ident, rcardinality=cardinality)
    if prompt:
        _material(made, prompt, "text/plain")
    rendered = add(made, "render_choice")
    for name, text in entries:
        _material(add(rendered, "response_label", ident=name), text, "text/plain" if prompt else "text/html")


def _equal(parent: Element, ident: str, name: str) -> None:
    add(parent, "varequal", name, respident=ident)


class Scoring:
    """The response processing of one item, rule by rule, and the feedback that goes with it."""

    def __init__(self) -> None:
        self.root = Element("resprocessing")
        add(add(self.root, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        self.feedback: dict[str, str] = {}

    def rule(self, *, stop: bool, score: str = "", action: str = "Set", told: str = "") -> Element:
        """Add a rule and return its condition, to be filled."""
        made = add(self.root, "respcondition", continue_="No" if stop else "Yes")
        condition = add(made, "conditionvar")
        if score:
            add(made, "setvar", score, action=action, varname="SCORE")
        if told:
            add(made, "displayfeedback", feedbacktype="Response", linkrefid=told)
        return condition

    def always(self, told: str, html: str) -> None:
        """Show feedback whatever was answered."""
        if html:
            add(self.rule(stop=False, told=told), "other")
            self.feedback[told] = html

    def if_chosen(self, name: str, words: str) -> None:
        """Show a choice's own feedback."""
        _equal(self.rule(stop=False, told=f"{name}_fb"), RESPONSE, name)
        self.feedback[f"{name}_fb"] = html_blocks(words)


def _one_of(shown: Element, scoring: Scoring, entries: Entries, scored: Sequence[Mapping[str, Any]]) -> None:
    _choices(shown, RESPONSE, "Single", entries)
    for one in scored:
        scoring.if_chosen(one["id"], one["feedback"])
    best = next(one["id"] for one in scored if one["score"] == 1)
    _equal(scoring.rule(stop=True, score=WHOLE), RESPONSE, best)


def _choose_one(shown: Element, scoring: Scoring, item: Item) -> None:
    options = item.body["options"]
    _one_of(shown, scoring, [(one["id"], html_line(one["text"])) for one in options], options)


def _locate(shown: Element, scoring: Scoring, item: Item) -> None:
    spots = item.body["spots"]
    _one_of(shown, scoring, [(one["id"], f"{letter(item, one)}: {html_line(one['label'])}") for one in spots], spots)


def _choose_many(shown: Element, scoring: Scoring, item: Item) -> None:
    options = item.body["options"]
    _choices(shown, RESPONSE, "Multiple", [(one["id"], html_line(one["text"])) for one in options])
    for one in options:
        scoring.if_chosen(one["id"], one["feedback"])
    together = add(scoring.rule(stop=True, score=WHOLE), "and")
    for one in options:
        _equal(together if one["right"] else SubElement(together, "not"), RESPONSE, one["id"])
    missed = "".join(html_blocks(one["if_missed"]) for one in options if one["right"])
    scoring.always("general_incorrect_fb", missed)


def _pairs(shown: Element, scoring: Scoring, rows: Sequence[tuple[str, str, str]], partners: Sequence[str]) -> None:
    """Add rows of (prompt, partner, words if it is not that one). Canvas reads the digits of a name, so names are
    numbers.
    """
    names = {partner: str(2001 + place) for place, partner in enumerate(partners)}
    entries = [(name, partner) for partner, name in names.items()]
    share = number(round(100 / len(rows), 2))
    for place, (prompt, partner, words) in enumerate(rows):
        ident = f"response_{1001 + place}"
        _choices(shown, ident, "Single", entries, prompt)
        _equal(scoring.rule(stop=False, score=share, action="Add"), ident, names[partner])
        otherwise = SubElement(scoring.rule(stop=False, told=f"{1001 + place}_fb"), "not")
        _equal(otherwise, ident, names[partner])
        scoring.feedback[f"{1001 + place}_fb"] = html_blocks(words)


def _match(shown: Element, scoring: Scoring, item: Item) -> None:
    partners = {one["id"]: plain(one["text"]) for one in item.body["partners"]}
    rows = [(plain(one["text"]), partners[one["partner"]], one["feedback"]) for one in item.body["prompts"]]
    _pairs(shown, scoring, rows, sorted(partners.values(), key=str.casefold))


def _order(shown: Element, scoring: Scoring, item: Item) -> None:
    places = {one["id"]: str(place) for place, one in enumerate(item.body["steps"], 1)}
    why = {one["id"]: one["feedback"] for one in item.body["steps"]}
    rows = [(plain(one["text"]), places[one["id"]], why[one["id"]])
            for one in order_kind.public(item.body)["steps"]]
    _pairs(shown, scoring, rows, list(places.values()))


def _number(shown: Element, scoring: Scoring, item: Item) -> None:
    made = add(shown, "response_str", ident=RESPONSE, rcardinality="Single")
    add(add(made, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    target = item.body["answer"]
    exact, tolerance = target["value"], target.get("tolerance", 0)
    either = add(scoring.rule(stop=True, score=WHOLE, told="correct_fb"), "or")
    _equal(either, RESPONSE, number(exact))
    between = add(either, "and")
    add(between, "vargte", number(round(exact - tolerance, 9)), respident=RESPONSE)
    add(between, "varlte", number(round(exact + tolerance, 9)), respident=RESPONSE)
    scoring.feedback["correct_fb"] = html_blocks(item.body["feedback"]["right"])
    scoring.always("general_incorrect_fb", html_blocks(item.body["feedback"]["otherwise"]))


def _essay(shown: Element, scoring: Scoring, _: Item) -> None:
    made = add(shown, "response_str", ident=RESPONSE, rcardinality="Single")
    add(add(made, "render_fib"), "response_label", ident="answer1", rshuffle="No")
    add(scoring.rule(stop=True), "other")


_TYPES: dict[str, tuple[str, Callable[[Element, Scoring, Item], None]]] = {
    "choose-one": ("multiple_choice_question", _choose_one),
    "choose-many": ("multiple_answers_question", _choose_many),
    "order": ("matching_question", _order),
    "match": ("matching_question", _match),
    "locate": ("multiple_choice_question", _locate),
    "number": ("numerical_question", _number),
    "reply": ("essay_question", _essay),
    "self-review": ("essay_question", _essay),
}


def fields(parent: Element, values: Mapping[str, str]) -> None:
    """Add metadata: a label and an entry for each value."""
    listed = add(parent, "qtimetadata")
    for label, entry in values.items():
        made = add(listed, "qtimetadatafield")
        add(made, "fieldlabel", label)
        add(made, "fieldentry", entry)


def _stem(item: Item) -> str:
    if item.kind == "locate":
        alt = html_line(item.body["picture"]["alt"].replace("**", ""))
        return f'{question(item)}<p><img src="%24IMS-CC-FILEBASE%24/pictures/{picture_name(item)}" alt="{alt}"></p>'
    if item.kind == "number":
        return f"{question(item)}<p>({html_line(item.body['answer']['unit'])})</p>"
    if item.kind == "order":
        return f"{question(item)}<p>Give each step the number of its place; 1 is first.</p>"
    return question(item)


def item_element(item: Item) -> Element:
    """Return one item as QTI 1.2."""
    kind, fill = _TYPES[item.kind]
    made = Element("item", ident=item.id, title=name_of(item))
    fields(add(made, "itemmetadata"), {"question_type": kind, "points_possible": number(item.points),
                                       "assessment_question_identifierref": f"question-{item.id}"})
    if guide := rubric(item):
        _material(add(made, "rubric", view="Scorer"), guide)
    shown = add(made, "presentation")
    _material(shown, _stem(item))
    scoring = Scoring()
    scoring.always("general_fb", afterwards(item))
    fill(shown, scoring, item)
    made.append(scoring.root)
    for ident, html in scoring.feedback.items():
        _material(add(add(made, "itemfeedback", ident=ident), "flow_mat"), html)
    return made
