"""Items as a QTI 1.2 package that Canvas imports: a quiz with its settings, or a question bank.

Source: as in ``qti12_items``. text2qti writes this format too, from its own text files; it has no questions to match,
and its ids change with every word that is mended, so that an item could not be found again.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from alongside.items.schema import Item
from alongside.lms.export_file import zipped
from alongside.lms.items_out import Bank, Format
from alongside.lms.markup import add, document, html_blocks, number
from alongside.lms.pictures import picture, picture_name
from alongside.lms.qti12_items import fields, item_element
from alongside.lms.stems import EXCHANGE, TALK

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_FORECAST = "Canvas scores what was chosen, and not how sure one was of it"
_MANY_ORDERS = "It has more than one right order, and Canvas takes one"
_DIFFERS = {
    "choose-one": "Canvas gives all points or none; a choice that earns a part here earns none there, and keeps its "
                  "feedback",
    "choose-many": "what is said to somebody who left a right one out is shown to everybody who did not get all",
    "order": "each step is matched with the number of its place, and each step in its place counts",
    "locate": "it becomes a choice of the places by name, under the picture; all points or none",
    "number": "an answer that means a known misunderstanding gets no points and the common feedback",
    "self-review": "it becomes a text to write; give the points for looking back yourself",
    "reply": "you mark it by hand; Canvas does not show the rubric from 0 to 3 that is in the file, so keep it "
             "beside you",
}


def bank_file(bank: Bank) -> bytes:
    """Return a quiz, or a question bank, as QTI 1.2."""
    root = Element("questestinterop", {
        "xmlns": NAMESPACE, "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{NAMESPACE} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    })
    if bank.as_quiz:
        quiz = add(root, "assessment", ident=bank.id, title=bank.title)
        fields(quiz, {"cc_maxattempts": "1"})
        holder = add(quiz, "section", ident="root_section")
    else:
        holder = add(root, "objectbank", ident=bank.id)
        fields(holder, {"bank_title": f"Alongside: {bank.title}"})
    holder.extend(item_element(item) for item in bank.items)
    return document(root)


def settings_file(bank: Bank) -> bytes:
    """Return the settings that Canvas keeps beside a quiz; it arrives unpublished, one attempt, as it is ordered."""
    root = Element("quiz", {"xmlns": CANVAS, "identifier": bank.id})
    points = sum(item.points for item in bank.items)
    for tag, text in (("title", bank.title), ("description", html_blocks(bank.intro)), ("shuffle_answers", "false"),
                      ("quiz_type", "assignment"), ("points_possible", number(points)), ("allowed_attempts", "1"),
                      ("show_correct_answers", "false"), ("available", "false")):
        add(root, tag, text)
    return document(root)


def _resource(resources: Element, name: str, kind: str, path: str) -> Element:
    made = add(resources, "resource", identifier=name, type=kind, href=path)
    add(made, "file", href=path)
    return made


def package(banks: Sequence[Bank]) -> bytes:
    """Return the zip that Canvas takes under Settings, Import Course Content, “QTI .zip file”."""
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": "alongside-items"})
    about = add(manifest, "metadata")
    add(about, "schema", "IMS Content")
    add(about, "schemaversion", "1.1.3")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    files: dict[str, bytes] = {}
    drawn: dict[str, Item] = {}
    for bank in banks:
        files[path := f"{bank.id}/{bank.id}.xml"] = bank_file(bank)
        listed = _resource(resources, f"bank-{bank.id}", "imsqti_xmlv1p2", path)
        if bank.as_quiz:
            add(listed, "dependency", identifierref=f"settings-{bank.id}")
            files[path := f"{bank.id}/assessment_meta.xml"] = settings_file(bank)
            _resource(resources, f"settings-{bank.id}",
                      "associatedcontent/imscc_xmlv1p1/learning-application-resource", path)
        drawn |= {item.id: item for item in bank.items if item.kind == "locate"}
    for item in drawn.values():
        files[path := f"pictures/{picture_name(item)}"] = picture(item)
        _resource(resources, f"picture-{item.id}", "webcontent", path)
    return zipped({"imsmanifest.xml": document(manifest), **files})


def cannot_hold(item: Item) -> str:
    """Return why an item stays behind, or ""."""
    if item.kind == "order" and item.body.get("accepted"):
        return _MANY_ORDERS
    return {"conversation": TALK, "exchange": EXCHANGE, "forecast": _FORECAST}.get(item.kind, "")


QTI12 = Format("qti12", ".zip", package, cannot_hold, _DIFFERS)
