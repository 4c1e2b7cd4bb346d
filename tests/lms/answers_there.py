"""Answers by chance to items of the course, and a small engine that reads the rules of QTI 2.1 and QTI 1.2.

The engine is written from the specifications and knows nothing of how the files are made.
"""

from __future__ import annotations

import random
from math import prod
from typing import Any

from alongside.items.kinds import KINDS
from alongside.items.schema import Item

SCORED = ("choose-one", "choose-many", "order", "match", "locate", "number", "forecast")


def some_answers(item: Item, chance: random.Random) -> list[dict[str, Any]]:
    """Return answers to an item: its right one, and others by chance."""
    samples = KINDS[item.kind].samples(item.body)
    return [samples.right, samples.other, *(_by_chance(item, chance) for _ in range(6))]


def _by_chance(item: Item, chance: random.Random) -> dict[str, Any]:
    body = item.body
    match item.kind:
        case "choose-one":
            return {"choice": chance.choice(body["options"])["id"]}
        case "choose-many":
            ids = [one["id"] for one in body["options"]]
            return {"choices": chance.sample(ids, chance.randint(1, len(ids)))}
        case "order":
            return {"order": chance.choice([chance.sample(body["show"], len(body["show"])), *body.get("accepted", [])])}
        case "match":
            return {"pairs": {one["id"]: chance.choice(body["partners"])["id"] for one in body["prompts"]}}
        case "locate":
            return {"spot": chance.choice(body["spots"])["id"]}
        case "number":
            known = [body["answer"]["value"], *(one["value"] for one in body.get("near", ()))]
            return {"number": chance.choice([*known, chance.uniform(-5, 500)])}
        case _:
            return {"outcome": chance.choice(body["outcomes"])["id"],
                    "confidence_percent": chance.choice([50, 60, 70, 80, 90, 100])}


def response_21(item: Item, answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer of ours as the responses of QTI 2.1."""
    match item.kind:
        case "match":
            return {"RESPONSE": [f"{prompt} {partner}" for prompt, partner in answer["pairs"].items()]}
        case "forecast":
            return {"RESPONSE": answer["outcome"], "CONFIDENCE": float(answer["confidence_percent"])}
        case _:
            return {"RESPONSE": next(iter(answer.values()))}


class Engine21:
    """Runs the response processing of one QTI 2.1 item."""

    def __init__(self, root: Any, responses: dict[str, Any]) -> None:
        self.root, self.values = root, dict(responses)
        for one in root.findall("{*}outcomeDeclaration"):
            default = one.findtext("{*}defaultValue/{*}value")
            number = one.get("baseType") == "float"
            self.values[one.get("identifier")] = float(default) if number and default else default

    def run(self) -> float:
        for rule in self.root.findall("{*}responseProcessing/*"):
            self._rule(rule)
        return float(self.values["SCORE"])

    def shown(self) -> list[str]:
        """Return the words of each feedback that is shown, in the order of the file."""
        found = []
        for one in self.root.findall("{*}modalFeedback"):
            held = self.values.get(one.get("outcomeIdentifier")) or []
            there = one.get("identifier") in ([held] if isinstance(held, str) else held)
            if there == (one.get("showHide") == "show"):
                found.append("".join(one.itertext()))
        return found

    def _rule(self, rule: Any) -> None:
        if rule.tag.endswith("setOutcomeValue"):
            self.values[rule.get("identifier")] = self._value(rule[0])
            return
        for branch in rule:
            inside = list(branch)
            if not branch.tag.endswith("responseElse") and self._value(inside.pop(0)) is not True:
                continue
            for one in inside:
                self._rule(one)
            return

    def _declared(self, name: str) -> Any:
        return next(one for one in self.root.findall("{*}responseDeclaration") if one.get("identifier") == name)

    def _value(self, node: Any) -> Any:
        kind = node.tag.rpartition("}")[2]
        name = node.get("identifier")
        if kind == "variable":
            return self.values.get(name)
        if kind == "baseValue":
            return float(node.text) if node.get("baseType") == "float" else node.text
        if kind == "correct":
            right = [one.text for one in self._declared(name).findall("{*}correctResponse/{*}value")]
            return right[0] if self._declared(name).get("cardinality") == "single" else right
        if kind == "mapResponse":
            return self._mapped(name)
        values = [self._value(one) for one in node]
        if kind == "isNull":
            return values[0] is None or values[0] == []
        if kind == "multiple":
            held = [[value] if isinstance(value, str) else value for value in values if value is not None]
            return [one for value in held for one in value]
        if kind == "ordered":
            return values
        if kind == "or":
            return any(value is True for value in values)
        if None in values:
            return None
        if kind == "not":
            return not values[0]
        if kind == "match":
            bag = isinstance(values[0], list) and self._declared("RESPONSE").get("cardinality") == "multiple"
            return sorted(values[0]) == sorted(values[1]) if bag else values[0] == values[1]
        if kind == "member":
            return values[0] in values[1]
        if kind == "index":
            return values[0][int(node.get("n")) - 1]
        if kind == "equal":
            return abs(values[0] - values[1]) <= float(node.get("tolerance"))
        return {"sum": sum, "product": prod, "subtract": lambda two: two[0] - two[1],
                "divide": lambda two: two[0] / two[1]}[kind](values)

    def _mapped(self, name: str) -> float:
        mapping = self._declared(name).find("{*}mapping")
        worth = {one.get("mapKey"): float(one.get("mappedValue")) for one in mapping}
        given = self.values[name] if isinstance(self.values[name], list) else [self.values[name]]
        total = sum(worth.get(one, float(mapping.get("defaultValue"))) for one in set(given))
        return min(max(total, float(mapping.get("lowerBound"))), float(mapping.get("upperBound")))


def _holds(node: Any, responses: dict[str, list[str]]) -> bool:
    kind = node.tag.rpartition("}")[2]
    if kind in ("conditionvar", "and"):
        return all(_holds(one, responses) for one in node)
    if kind == "or":
        return any(_holds(one, responses) for one in node)
    if kind == "not":
        return not any(_holds(one, responses) for one in node)
    if kind == "other":
        return True
    given = responses.get(node.get("respident"), [])
    if kind == "varequal":
        return node.text in given
    return any(float(one) >= float(node.text) if kind == "vargte" else float(one) <= float(node.text) for one in given)


def run_12(item: Any, responses: dict[str, list[str]]) -> tuple[float, list[str]]:
    """Return the score of 0 to 100 and the names of the feedback shown, by the rules of a QTI 1.2 item."""
    score, told = 0.0, []
    for rule in item.findall("{*}resprocessing/{*}respcondition"):
        if not _holds(rule.find("{*}conditionvar"), responses):
            continue
        for one in rule.findall("{*}setvar"):
            score = float(one.text) + (score if one.get("action") == "Add" else 0)
        told += [one.get("linkrefid") for one in rule.findall("{*}displayfeedback")]
        if rule.get("continue") != "Yes":
            break
    return score, told
