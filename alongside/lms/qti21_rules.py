"""Response processing of QTI 2.1, the small language in which a file says how an answer is scored.

Source: 1EdTech, Question and Test Interoperability (QTI) 2.1, Assessment Test, Section and Item Information Model.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from alongside.lms.markup import add, number

RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"


def variable(identifier: str) -> Element:
    """Return the value of a response or an outcome."""
    return Element("variable", identifier=identifier)


def correct(identifier: str) -> Element:
    """Return the right answer as the item declares it."""
    return Element("correct", identifier=identifier)


def value(base_type: str, text: str) -> Element:
    """Return a constant."""
    made = Element("baseValue", baseType=base_type)
    made.text = text
    return made


def real(amount: float) -> Element:
    """Return a constant number."""
    return value("float", number(amount))


def of(operator: str, *operands: Element, **attributes: str) -> Element:
    """Return an expression: an operator and what it works on."""
    made = Element(operator, attributes)
    made.extend(operands)
    return made


def set_outcome(identifier: str, expression: Element) -> Element:
    """Return the rule that sets an outcome."""
    return of("setOutcomeValue", expression, identifier=identifier)


def show(*feedback: str) -> Element:
    """Return the rule that adds feedback to what is shown."""
    told = (value("identifier", identifier) for identifier in feedback)
    return set_outcome(FEEDBACK, of("multiple", variable(FEEDBACK), *told))


def decide(*branches: tuple[Element, Sequence[Element]], otherwise: Sequence[Element] = ()) -> Element:
    """Return a rule of branches, each a condition with its rules; the first that holds is taken."""
    rule = Element("responseCondition")
    for place, (condition, rules) in enumerate(branches):
        branch = add(rule, "responseElseIf" if place else "responseIf")
        branch.append(condition)
        branch.extend(rules)
    if otherwise:
        add(rule, "responseElse").extend(otherwise)
    return rule


def unanswered(*identifiers: str) -> Element:
    """Return the condition that one of the responses is missing."""
    missing = [of("isNull", variable(identifier)) for identifier in identifiers]
    return missing[0] if len(missing) == 1 else of("or", *missing)


def mapped_score() -> Element:
    """Return the rule that scores by the points declared for each choice."""
    return decide((unanswered(RESPONSE), [set_outcome(SCORE, real(0))]),
                  otherwise=[set_outcome(SCORE, of("mapResponse", identifier=RESPONSE))])
