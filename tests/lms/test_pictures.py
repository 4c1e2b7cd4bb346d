"""The drawing of a point-at-it item as a file of its own."""

from xml.etree import ElementTree

import pytest

from alongside.items.schema import Item
from alongside.lms.items_out import Bank
from alongside.lms.pictures import letter, picture, view_box

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(course_banks: list[Bank]) -> list[Item]:
    return [item for bank in course_banks for item in bank.items if item.kind == "locate"]


def test_each_place_has_a_ring_and_a_letter_inside_the_drawing(drawn: list[Item]) -> None:
    assert len(drawn) >= 10
    for item in drawn:
        root = ElementTree.fromstring(picture(item))
        left, top, width, height = view_box(item)
        rings = [one for one in root.iter(f"{SVG}circle") if one.get("class") == "spot"]
        assert [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in rings] == [
            (spot["x"], spot["y"]) for spot in item.body["spots"]
        ]
        letters = [one for one in root.iter(f"{SVG}text") if one.get("class") == "spot"]
        assert [one.text for one in letters] == [letter(item, spot) for spot in item.body["spots"]]
        assert all(left < float(one.get("x", "")) < left + width for one in letters)
        assert all(top < float(one.get("y", "")) < top + height for one in letters)


def test_the_drawing_fetches_nothing_and_keeps_its_title(drawn: list[Item]) -> None:
    for item in drawn:
        root = ElementTree.fromstring(picture(item))
        assert root.findtext(f"{SVG}title")
        assert not [name for node in root.iter() for name in node.attrib if "href" in name]
        assert "url(" not in (root.findtext(f"{SVG}style") or "")
