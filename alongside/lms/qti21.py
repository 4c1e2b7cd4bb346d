"""Items as QTI 2.1 packages: one file an item, a test for each quiz, pictures, and the list of it all.

Source: 1EdTech, QTI 2.1 Final (2012) and Content Packaging 1.1. Written with the standard library: no well-kept
generator of QTI 2.1 has points and feedback for each choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from alongside.items.schema import Item
from alongside.lms.export_file import zipped
from alongside.lms.items_out import Bank, Format
from alongside.lms.markup import add, document, elements, html_blocks, number
from alongside.lms.pictures import picture, picture_name
from alongside.lms.qti21_items import KINDS_THERE, identifier
from alongside.lms.qti21_rules import FEEDBACK, SCORE
from alongside.lms.stems import EXCHANGE, TALK, afterwards, name_of, question, rubric

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_AFTER = "AFTER"
_DIFFERS = {
    "order": "an order that is not right earns for each step in its place; here it earns for each pair of steps",
    "self-review": "it becomes a text to write; give the points for looking back yourself",
    "reply": "you mark it by hand; a graded one has its rubric from 0 to 3 in the file, for scorers only",
}


def _outcome(parent: Element, name: str, cardinality: str, base_type: str, default: str = "", **more: str) -> None:
    made = add(parent, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base_type, **more)
    if default:
        add(add(made, "defaultValue"), "value", default)


def _feedback(root: Element, name: str, html: str, outcome: str = FEEDBACK, shown: str = "show") -> None:
    made = add(root, "modalFeedback", outcomeIdentifier=outcome, identifier=name, showHide=shown)
    made.extend(elements(html))


def item_file(item: Item) -> bytes:
    """Return one item as a file of QTI 2.1."""
    parts = KINDS_THERE[item.kind](item)
    root = Element("assessmentItem", {
        "xmlns": NAMESPACE, "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{NAMESPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
        "identifier": identifier(item.id), "title": name_of(item), "adaptive": "false", "timeDependent": "false",
    })
    root.extend(parts.declarations)
    _outcome(root, SCORE, "single", "float", "0", normalMaximum=number(item.points))
    _outcome(root, "MAXSCORE", "single", "float", number(item.points))
    if parts.feedback:
        _outcome(root, FEEDBACK, "multiple", "identifier")
    at_the_end = afterwards(item)
    if at_the_end:
        _outcome(root, _AFTER, "single", "identifier", "after")
    body = add(root, "itemBody")
    body.extend(elements(question(item)))
    if guide := rubric(item):
        add(body, "rubricBlock", view="scorer").extend(elements(guide))
    body.extend(parts.interaction)
    if parts.rules:
        add(root, "responseProcessing").extend(parts.rules)
    for name, words in parts.feedback.items():
        _feedback(root, name, html_blocks(words))
    for name, words in parts.missed.items():
        _feedback(root, name, html_blocks(words), shown="hide")
    if at_the_end:
        _feedback(root, "after", at_the_end, _AFTER)
    return document(root, indent=False)


def _item_path(bank: Bank, item: Item) -> str:
    return f"items/{bank.id}/{item.id}.xml"


def test_file(bank: Bank) -> bytes:
    """Return a quiz as a test of QTI 2.1: its items in their order, open to go back and forth."""
    root = Element("assessmentTest", {"xmlns": NAMESPACE, "identifier": identifier(bank.id), "title": bank.title})
    _outcome(root, SCORE, "single", "float", "0")
    part = add(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    section = add(part, "assessmentSection", identifier="questions", title=bank.title, visible="true")
    if bank.intro:
        add(section, "rubricBlock", view="candidate").extend(elements(html_blocks(bank.intro)))
    for item in bank.items:
        add(section, "assessmentItemRef", identifier=identifier(item.id), href=f"../{_item_path(bank, item)}")
    whole = add(add(root, "outcomeProcessing"), "setOutcomeValue", identifier=SCORE)
    add(add(whole, "sum"), "testVariables", variableIdentifier=SCORE)
    return document(root, indent=False)


def _resource(resources: Element, name: str, kind: str, path: str, needs: Sequence[str] = ()) -> None:
    made = add(resources, "resource", identifier=name, type=kind, href=path)
    add(made, "file", href=path)
    for other in needs:
        add(made, "dependency", identifierref=other)


def package(banks: Sequence[Bank]) -> bytes:
    """Return the zip of a package: manifest, tests, items and pictures."""
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": "alongside-items"})
    about = add(manifest, "metadata")
    add(about, "schema", "QTIv2.1 Package")
    add(about, "schemaversion", "1.0.0")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    files: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    for bank in banks:
        names = [f"item-{bank.id}-{item.id}" for item in bank.items]
        if bank.as_quiz:
            files[path := f"tests/{bank.id}.xml"] = test_file(bank)
            _resource(resources, f"test-{bank.id}", "imsqti_test_xmlv2p1", path, names)
        for name, item in zip(names, bank.items, strict=True):
            files[path := _item_path(bank, item)] = item_file(item)
            drawn = [f"picture-{item.id}"] if item.kind == "locate" else []
            _resource(resources, name, "imsqti_item_xmlv2p1", path, drawn)
            if drawn:
                pictures[f"pictures/{picture_name(item)}"] = picture(item)
    for path in pictures:
        _resource(resources, f"picture-{path.partition('/')[2].removesuffix('.svg')}", "webcontent", path)
    return zipped({"imsmanifest.xml": document(manifest), **files, **pictures})


def cannot_hold(item: Item) -> str:
    """Return why an item stays behind, or ""."""
    return {"conversation": TALK, "exchange": EXCHANGE}.get(item.kind, "")


QTI21 = Format("qti21", ".zip", package, cannot_hold, _DIFFERS)
