"""The word switcher in a plain page in Chromium: mark, switch, mark again, compare; nothing leaves the page."""

from collections.abc import Iterator, Sequence

import pytest
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.word_switcher import note_in, word_switcher_words
from alongside.widgets.word_switcher import word_switcher

pytestmark = pytest.mark.browser
FIRST, OLD = (2, 1, 3, 5), (4, 1, 4, 5)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


def mark(page: Page, steps: Sequence[int]) -> None:
    for line, step in zip(page.locator(".as-mark-line").all(), steps, strict=True):
        line.get_by_role("radio").nth(step - 1).check()


def both_marked(page: Page) -> None:
    mark(page, FIRST)
    page.get_by_role("button", name="Keep my marks").click()
    page.get_by_role("radio", name="Those words").check()
    mark(page, OLD)
    page.get_by_role("button", name="Compare my marks").click()


def note(page: Page) -> str:
    return page.inner_text(".as-version")


def sentences(page: Page) -> list[str]:
    return page.locator(".as-words .as-sentence > span:last-child").all_inner_texts()


def later_parts(page: Page) -> list[bool]:
    return [page.locator(f".as-figure-{number}").is_visible() for number in (2, 3, 4)]


@pytest.mark.parametrize("labels", ["person-first", "old"])
def test_the_first_note_is_plain_and_all_else_waits(page: Page, labels: str) -> None:
    show(page, word_switcher(labels))
    assert note(page) == note_in(labels)
    assert page.locator(".as-changed").count() == 0
    assert page.locator("input:checked:visible").count() == 0
    assert page.get_by_role("button", name="Keep my marks").is_disabled()
    assert later_parts(page) == [False, False, False]
    assert page.locator(".as-picks").is_hidden()
    assert sentences(page) == [one.text for one in word_switcher_words(labels)]


def test_marks_are_compared_only_when_both_versions_have_them_and_the_words_are_pythons(page: Page) -> None:
    show(page, word_switcher())
    mark(page, FIRST)
    page.get_by_role("button", name="Keep my marks").click()
    assert sentences(page) == [one.text for one in word_switcher_words(marks={"person-first": FIRST})]
    page.get_by_role("radio", name="Those words").check()
    assert note(page) == note_in("old")
    assert page.locator(".as-mark-line input:checked").count() == 0
    assert later_parts(page) == [False, False, False]
    mark(page, OLD)
    page.get_by_role("button", name="Compare my marks").click()
    assert later_parts(page) == [True, True, True]
    expected = word_switcher_words("old", {"person-first": FIRST, "old": OLD})
    assert sentences(page) == [one.text for one in expected]
    assert page.evaluate("document.activeElement.matches('.as-figure-2')")


def test_changed_words_are_told_by_weight_and_underline(page: Page) -> None:
    show(page, word_switcher(predict="no"))
    looks = page.eval_on_selector_all(
        ".as-version mark",
        """(marks) => marks.map((one) => { const style = getComputedStyle(one);
             return [style.textDecorationLine, Number(style.fontWeight)]; })""",
    )
    assert len(looks) == 7
    assert all(line == "underline" and weight >= 600 for line, weight in looks)


def test_it_can_all_be_done_with_the_keyboard(page: Page) -> None:
    show(page, word_switcher())
    for line in page.locator(".as-mark-line").all():
        line.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("radio", name="These words").evaluate("(radio) => radio === document.activeElement")
    page.keyboard.press("ArrowRight")
    assert note(page) == note_in("old")


def test_two_marks_of_different_shape_stand_on_each_line(page: Page) -> None:
    show(page, word_switcher())
    both_marked(page)
    places = page.eval_on_selector_all(
        ".as-figure-2 g[transform] > *",
        """(shapes) => shapes.map((one) => [one.tagName,
             one.parentNode.getAttribute("transform").match(/[\\d.]+/g).map(Number)])""",
    )
    circles = [place for tag, place in places if tag == "circle"][1:]
    squares = [place for tag, place in places if tag == "polygon"][1:]
    assert len(circles) == len(squares) == 4
    step = (circles[3][0] - circles[0][0]) / (FIRST[3] - FIRST[0])
    for circle, square, first, old in zip(circles, squares, FIRST, OLD, strict=True):
        assert square[0] - circle[0] == pytest.approx((old - first) * step, abs=0.3)
        assert circle[1] == square[1]


def test_a_mark_changed_afterwards_moves_words_and_numbers(page: Page) -> None:
    show(page, word_switcher())
    both_marked(page)
    mark(page, FIRST)
    assert "None of your marks moved" in page.inner_text(".as-words")
    page.get_by_role("button", name="Show the numbers").click()
    rows = page.locator(".as-diagram > .as-card > div .as-table tbody tr").last
    assert rows.locator("td").all_inner_texts() == ["5", "5"]


def test_whoever_does_not_want_to_mark_sees_all_at_once(page: Page) -> None:
    show(page, word_switcher())
    page.get_by_role("button", name="Look without marking").click()
    assert later_parts(page) == [True, True, True]
    assert page.get_by_role("button", name="Look without marking").is_hidden()
    assert "516 clinicians" in page.inner_text(".as-figure-3")
    assert "Mark the four lines" in (page.text_content(".as-figure-2 svg") or "")


def test_nothing_leaves_the_page_or_stays_in_it(page: Page) -> None:
    asked: list[str] = []
    show(page, word_switcher())
    assert "nothing is sent or kept" in page.inner_text(".as-marks")
    page.on("request", lambda request: asked.append(request.url))
    both_marked(page)
    assert page.evaluate("window.sent") == []
    assert asked == []
    page.get_by_role("button", name="Reset").click()
    assert page.locator(".as-mark-line input:checked").count() == 0
    assert later_parts(page) == [False, False, False]
    assert note(page) == note_in("person-first")


def test_the_table_of_words_becomes_cards_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, word_switcher(predict="no"))
    row = page.locator(".as-instead tbody tr").first
    cells = [cell.bounding_box() for cell in row.locator("th, td").all()]
    tops = [cell["y"] for cell in cells if cell]
    assert len(tops) == 3 and tops == sorted(tops) and len(set(tops)) == 3
    steps = [one.bounding_box() for one in page.locator(".as-mark-step").all()]
    assert all(one and one["height"] >= 44 and one["width"] >= 44 for one in steps)
