"""An author's words in files of learning platforms: nothing breaks the file, nothing becomes markup of its own."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lms.markup import add, document, elements, html_blocks, html_line, html_list, number, plain, xml_safe

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_any_text_is_xml_once_it_is_safe(text: str) -> None:
    root = ElementTree.Element("root")
    add(root, "child", text)
    assert (ElementTree.fromstring(document(root)).findtext("child") or "") == xml_safe(text)


@given(ANY_TEXT)
def test_any_text_is_html_that_is_also_xml_and_holds_only_known_elements(text: str) -> None:
    html = html_blocks(text) + html_line(text) + html_list([(text, text)])
    assert {node.tag for node in elements(html).iter()} <= {"div", "p", "ul", "li", "blockquote", "strong"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_text_without_control_characters_stays_as_it_is(text: str) -> None:
    assert xml_safe(text) == text.replace("\ufffe", "").replace("\uffff", "")


def test_a_script_is_shown_and_not_run() -> None:
    assert html_blocks("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_plain_text_has_no_stars_and_one_line() -> None:
    assert plain("**Full**\n agonist") == "Full agonist"


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (1.0, "1"), (0.25, "0.25"), (1e-9, "0.000000001"),
                                                (-0.5, "-0.5"), (100, "100"), (1e16, "10000000000000000")])
def test_a_number_is_written_without_an_exponent(value: float, written: str) -> None:
    assert number(value) == written
