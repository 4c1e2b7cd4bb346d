"""One item as QTI 2.1: what its kind declares, shows, scores and says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from alongside.items.kinds import order as order_kind
from alongside.items.kinds.reply import MAX_CHARACTERS
from alongside.items.kinds.self_review import MAX_CHARACTERS as REVIEW_CHARACTERS
from alongside.items.schema import Item
from alongside.lms.markup import add, elements, html_line, number, plain
from alongside.lms.pictures import SVG_TYPE, picture_name, view_box
from alongside.lms.qti21_rules import (
    FEEDBACK,
    RESPONSE,
    SCORE,
    correct,
    decide,
    mapped_score,
    of,
    real,
    set_outcome,
    show,
    unanswered,
    value,
    variable,
)

CONFIDENCE = "CONFIDENCE"
Answers = Sequence[Mapping[str, Any]]


@dataclass
class Parts:
    """What a kind puts into an item; ``feedback`` maps an identifier to words, ``missed`` to words for its absence."""

    declarations: list[Element]
    interaction: list[Element]
    rules: list[Element] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)


def identifier(item_id: str) -> str:
    """Return an id of ours as an identifier of QTI, which may not begin with a digit."""
    return item_id if item_id[0].isalpha() else f"_{item_id}"


def _declaration(cardinality: str, base_type: str, right: Iterable[str] = (), name: str = RESPONSE) -> Element:
    made = Element("responseDeclaration", identifier=name, cardinality=cardinality, baseType=base_type)
    if right := list(right):
        values = add(made, "correctResponse")
        for one in right:
            add(values, "value", one)
    return made


def _mapping(declaration: Element, points: Mapping[str, float], most: float) -> None:
    mapping = add(declaration, "mapping", lowerBound="0", upperBound=number(most), defaultValue="0")
    for key, gained in points.items():
        add(mapping, "mapEntry", mapKey=key, mappedValue=number(gained))


def _words(parent: Element, tag: str, entry: Mapping[str, Any], **attributes: str) -> None:
    made = add(parent, tag, identifier=identifier(entry["id"]), **attributes)
    line = elements(html_line(entry["text"]))
    made.text = line.text
    made.extend(line)


def _choices(tag: str, entries: Answers, **attributes: str) -> Element:
    made = Element(tag, {"responseIdentifier": RESPONSE, "shuffle": "false", **attributes})
    for entry in entries:
        _words(made, "simpleChoice", entry)
    return made


def _said(entries: Answers, field_name: str = "feedback") -> dict[str, str]:
    return {identifier(entry["id"]): entry[field_name] for entry in entries if entry.get(field_name)}


def _single(item: Item, entries: Answers, interaction: Element) -> Parts:
    declaration = _declaration("single", "identifier", [identifier(one["id"]) for one in entries if one["score"] == 1])
    _mapping(declaration, {identifier(one["id"]): one["score"] * item.points for one in entries}, item.points)
    rules = [mapped_score(), set_outcome(FEEDBACK, of("multiple", variable(RESPONSE)))]
    return Parts([declaration], [interaction], rules, _said(entries))


def choose_one(item: Item) -> Parts:
    """Return one choice of several, each with its own points and feedback."""
    return _single(item, item.body["options"], _choices("choiceInteraction", item.body["options"], maxChoices="1"))


def locate(item: Item) -> Parts:
    """Return a picture with places to point at."""
    left, top, width, height = view_box(item)
    made = Element("hotspotInteraction", responseIdentifier=RESPONSE, maxChoices="1")
    add(made, "object", item.body["picture"]["alt"], data=f"../../pictures/{picture_name(item)}", type=SVG_TYPE,
        width=number(round(width)), height=number(round(height)))
    for spot in item.body["spots"]:
        circle = ",".join(number(round(part)) for part in (spot["x"] - left, spot["y"] - top, spot["r"]))
        add(made, "hotspotChoice", identifier=identifier(spot["id"]), shape="circle", coords=circle,
            hotspotLabel=plain(spot["label"]))
    return _single(item, item.body["spots"], made)


def choose_many(item: Item) -> Parts:
    """Return several choices: a right one gains its share, another one costs as much, and nothing is below zero."""
    options = item.body["options"]
    right = [identifier(one["id"]) for one in options if one["right"]]
    share = item.points / len(right)
    declaration = _declaration("multiple", "identifier", right)
    _mapping(declaration, {identifier(one["id"]): share if one["right"] else -share for one in options}, item.points)
    return Parts([declaration], [_choices("choiceInteraction", options, maxChoices="0")],
                 [mapped_score(), set_outcome(FEEDBACK, variable(RESPONSE))],
                 _said(options), _said(options, "if_missed"))


def match(item: Item) -> Parts:
    """Return prompts and partners; each right pair gains its share."""
    prompts = item.body["prompts"]
    partners = sorted(item.body["partners"], key=lambda entry: str(entry["text"]).casefold())
    pairs = {one["id"]: f"{identifier(one['id'])} {identifier(one['partner'])}" for one in prompts}
    declaration = _declaration("multiple", "directedPair", pairs.values())
    _mapping(declaration, {pair: item.points / len(pairs) for pair in pairs.values()}, item.points)
    made = Element("matchInteraction", responseIdentifier=RESPONSE, shuffle="false", maxAssociations=str(len(prompts)))
    for entries, most in ((prompts, "1"), (partners, "0")):
        together = add(made, "simpleMatchSet")
        for entry in entries:
            _words(together, "simpleAssociableChoice", entry, matchMax=most)
    rules = [mapped_score()]
    for one in prompts:
        found = of("member", value("directedPair", pairs[one["id"]]), variable(RESPONSE))
        told = of("or", unanswered(RESPONSE), of("not", found), of("match", variable(RESPONSE), correct(RESPONSE)))
        rules.append(decide((told, [show(identifier(one["id"]))])))
    return Parts([declaration], [made], rules, _said(prompts))


def order(item: Item) -> Parts:
    """Return steps to put in order: all points for an accepted order, else a share for each step in its place."""
    steps = {one["id"]: one for one in item.body["steps"]}
    wanted = [identifier(one) for one in steps]
    shown = [steps[one["id"]] for one in order_kind.public(item.body)["steps"]]
    accepted = [wanted, *([identifier(one) for one in other] for other in item.body.get("accepted", ()))]
    fits = [of("match", variable(RESPONSE), of("ordered", *(value("identifier", one) for one in each)))
            for each in accepted]
    places = [
        decide((of("match", of("index", variable(RESPONSE), n=str(place)), value("identifier", step)),
                [set_outcome(SCORE, of("sum", variable(SCORE), real(item.points / len(wanted))))]),
               otherwise=[show(step)])
        for place, step in enumerate(wanted, 1)
    ]
    whole = [set_outcome(SCORE, real(item.points)), show(*wanted)]
    rule = decide((unanswered(RESPONSE), [set_outcome(SCORE, real(0))]),
                  (fits[0] if len(fits) == 1 else of("or", *fits), whole), otherwise=places)
    return Parts([_declaration("ordered", "identifier", wanted)], [_choices("orderInteraction", shown)], [rule],
                 _said(list(steps.values())))


def number_item(item: Item) -> Parts:
    """Return a number to give; an answer that means a known misunderstanding has its own points and feedback."""
    target, near = item.body["answer"], item.body.get("near", ())
    line = Element("p")
    add(line, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="8").tail = f" {target['unit']}"
    said = {"right": item.body["feedback"]["right"]}
    branches = [(unanswered(RESPONSE), [set_outcome(SCORE, real(0))])]
    for place, one in enumerate([{**target, "score": 1}, *near]):
        name = f"near-{place}" if place else "right"
        said[name] = said.get(name) or one["feedback"]
        within = of("equal", variable(RESPONSE), real(one["value"]), toleranceMode="absolute",
                    tolerance=number(one.get("tolerance", 0) + 1e-9))
        branches.append((within, [set_outcome(SCORE, real(one.get("score", 0) * item.points)), show(name)]))
    said["otherwise"] = item.body["feedback"]["otherwise"]
    return Parts([_declaration("single", "float", [number(target["value"])])], [line],
                 [decide(*branches, otherwise=[set_outcome(SCORE, real(0)), show("otherwise")])], said)


def forecast(item: Item) -> Parts:
    """Return a forecast and how sure one is of it, scored by the quadratic rule as here."""
    outcomes = item.body["outcomes"]
    right = [identifier(one["id"]) for one in outcomes if one["happens"]]
    sure = Element("sliderInteraction", responseIdentifier=CONFIDENCE, lowerBound="50", upperBound="100", step="10",
                   stepLabel="true")
    add(sure, "prompt", "How sure are you, in percent? 50 means that you have no idea.")

    def score(happened: bool) -> list[Element]:
        def off() -> Element:
            return of("subtract", of("divide", variable(CONFIDENCE), real(100)), real(float(happened)))

        worth = of("product", real(item.points), of("subtract", real(1), of("product", off(), off())))
        return [set_outcome(SCORE, worth)]

    rule = decide((unanswered(RESPONSE, CONFIDENCE), [set_outcome(SCORE, real(0))]),
                  (of("match", variable(RESPONSE), correct(RESPONSE)), score(True)), otherwise=score(False))
    return Parts([_declaration("single", "identifier", right), _declaration("single", "float", name=CONFIDENCE)],
                 [_choices("choiceInteraction", outcomes, maxChoices="1"), sure],
                 [rule, set_outcome(FEEDBACK, of("multiple", variable(RESPONSE)))], _said(outcomes))


def _to_write(characters: int) -> Parts:
    made = Element("extendedTextInteraction", responseIdentifier=RESPONSE, expectedLength=str(characters))
    return Parts([_declaration("single", "string")], [made])


def reply(item: Item) -> Parts:
    """Return a text to write, which a person marks."""
    return _to_write(int(item.body.get("max_characters", MAX_CHARACTERS)))


def self_review(_: Item) -> Parts:
    """Return a text to write in which somebody looks back."""
    return _to_write(REVIEW_CHARACTERS)


KINDS_THERE: dict[str, Callable[[Item], Parts]] = {
    "choose-one": choose_one,
    "choose-many": choose_many,
    "order": order,
    "match": match,
    "locate": locate,
    "number": number_item,
    "forecast": forecast,
    "reply": reply,
    "self-review": self_review,
}
