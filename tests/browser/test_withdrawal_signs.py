"""The body map in a plain page: signs by touch and by keys, the switch, the urgent rule, the sort."""

from collections.abc import Iterator

import pytest
from diagram_hands import settle
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.withdrawal_signs import withdrawal_signs_words
from alongside.charts.withdrawal_signs_words import BODIES, SORT, SORT_END, URGENT
from alongside.widgets.withdrawal_signs import withdrawal_signs

pytestmark = pytest.mark.browser
SIGNS = "#host .as-body [role=button]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow page that is touched."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    yield context.new_page()
    context.close()


def said(body: str, sign: str) -> list[str]:
    return [one.text for one in withdrawal_signs_words(body, sign)]


def shown(page: Page) -> list[str]:
    return page.locator(".as-words .as-sentence span:last-child").all_inner_texts()


@pytest.mark.parametrize("body", BODIES)
def test_every_sign_is_a_button_that_can_be_touched(phone: Page, body: str) -> None:
    show(phone, withdrawal_signs(body, predict="no"))
    assert set(phone.locator(SIGNS).evaluate_all("(all) => all.map((one) => one.dataset.sign)")) == {
        sign.id for sign in BODIES[body]
    }
    for sign in BODIES[body]:
        button = phone.locator(f"{SIGNS}[data-sign={sign.id}]")
        box = button.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
        button.tap()
        assert shown(phone) == said(body, sign.id)
        assert button.get_attribute("aria-pressed") == "true"
    assert phone.locator(f"{SIGNS}[aria-pressed=true]").count() == 1


def test_names_cover_no_other_name_and_stay_in_the_picture(phone: Page) -> None:
    for body in BODIES:
        show(phone, withdrawal_signs(body, predict="no"))
        boxes = phone.locator(".as-sign-name").evaluate_all(
            "(all) => all.map((one) => { const box = one.getBoundingClientRect();"
            " return [box.left, box.top, box.right, box.bottom]; })"
        )
        assert all(left >= 0 and right <= 360 for left, _, right, _ in boxes)
        for index, a in enumerate(boxes):
            assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[index + 1 :])
        text = phone.locator(f"{SIGNS} text").evaluate_all(
            "(all) => all.every((one) => one.getBBox().width <= one.parentNode.querySelector('rect').getBBox().width)"
        )
        assert text


def test_arrow_keys_go_round_all_signs_and_enter_chooses(page: Page) -> None:
    show(page, withdrawal_signs(predict="no"))
    signs = page.locator(SIGNS)
    signs.first.focus()
    seen = []
    for _ in range(signs.count()):
        page.keyboard.press("ArrowDown")
        seen.append(page.evaluate("document.activeElement.dataset.sign"))
        assert shown(page) == said("withdrawal", seen[-1])
    assert len(set(seen)) == 11
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    now = page.evaluate("document.activeElement.dataset.sign")
    assert shown(page) == said("withdrawal", now)


def test_the_switch_keeps_the_pupils_and_shows_another_body(page: Page) -> None:
    show(page, withdrawal_signs("withdrawal", "gooseflesh", predict="no"))
    picture = page.inner_html(".as-body")
    page.get_by_label("overdose", exact=True).check()
    assert shown(page) == said("overdose", "pupils")
    assert page.inner_html(".as-body") != picture
    assert page.locator(SIGNS).count() == len(BODIES["overdose"])
    page.locator(f"{SIGNS}[data-sign=breathing]").click()
    page.get_by_label("withdrawal", exact=True).check()
    assert shown(page) == said("withdrawal", "pupils")


def test_the_urgent_rule_is_there_while_the_picture_waits_and_afterwards(page: Page) -> None:
    show(page, withdrawal_signs())
    assert page.get_by_text(URGENT).first.is_visible() and not page.locator(".as-layout").is_visible()
    page.get_by_role("button", name="Look without a guess").click()
    settle(page)
    assert page.locator(".as-words").get_by_text(URGENT).is_visible()
    assert not page.locator(".as-first-rule").is_visible()


def test_each_answer_of_the_sort_has_its_reply_and_reset_clears_them(page: Page) -> None:
    show(page, withdrawal_signs(predict="no"))
    for index, one in enumerate(SORT):
        group = page.locator(".as-sort-one").nth(index)
        for choice, reply in one["replies"].items():
            group.locator(f"input[value={choice}]").check()
            assert group.locator(".as-sort-reply").inner_text() == reply
    assert SORT_END in page.inner_text(".as-sort")
    page.get_by_role("button", name="Reset").click()
    assert page.locator(".as-sort input:checked").count() == 0
    assert f"0 of {len(SORT)} sorted." in page.inner_text(".as-sort")
    assert page.evaluate("window.sent") == []


def test_the_comparison_marks_best_signs_in_words(page: Page) -> None:
    show(page, withdrawal_signs(predict="no"))
    assert page.locator(".as-apart tr:has-text('best sign') th").all_inner_texts() == [
        "Awake?\nbest sign", "Breathing *\nbest sign"
    ]  # fmt: skip
    assert "To be confirmed by a clinician" in page.inner_text(".as-figure-2")
