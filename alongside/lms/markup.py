"""An author's words in the markup of learning platforms: HTML that is also XML, and plain text."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from alongside.grading.plain_html import blocks, inline

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: Extensible Markup Language (XML) 1.0, fifth edition, production 2 (Char); a carriage return becomes \\n."""


def xml_safe(text: str) -> str:
    """Return ``text`` without the characters that no XML file may hold, such as control characters."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def html_blocks(text: str) -> str:
    """Return paragraphs, quotations and lists as HTML."""
    return blocks(xml_safe(text))


def html_line(text: str) -> str:
    """Return one line as HTML."""
    return inline(" ".join(xml_safe(text).split()))


def html_list(entries: list[tuple[str, str]]) -> str:
    """Return (what it is about, what is said of it) as an HTML list; the first may be empty."""
    lines = (f"<strong>{html_line(about)}</strong> {html_line(said)}" if about else html_line(said)
             for about, said in entries)
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def plain(text: str) -> str:
    """Return one line without any markup, for fields that show none."""
    return " ".join(xml_safe(text).replace("**", "").split())


def elements(html: str) -> Element:
    """Return HTML made by this module as the children of one ``div``."""
    return ElementTree.fromstring(f"<div>{html}</div>")


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Append an element with a text and attributes; a trailing ``_`` of a name is left off (``continue_``)."""
    child = ElementTree.SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})
    child.text = None if text is None else xml_safe(text)
    return child


def document(root: Element, *, indent: bool = True) -> bytes:
    """Return an XML file in UTF-8; indenting would put spaces into words that hold elements."""
    if indent:
        ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def number(value: float) -> str:
    """Return a number as platforms read it: every digit, no exponent."""
    digits = f"{Decimal(str(value)):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
