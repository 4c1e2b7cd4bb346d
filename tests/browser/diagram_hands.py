"""Hands for any diagram: open it, move every control, and read what it shows."""

import re
from typing import Any

from playwright.sync_api import Page

import alongside
from alongside.course.lesson import CALL

LOOK = re.compile("^Look without")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
SHOWN = "#host [id^=as-shown]"
CONTROLS = "#host :is(input[type=range], select):visible"


def opens_at_once(line: str) -> str:
    """The same call without the question before the picture."""
    if "predict=" in line:
        return line
    return line.replace("()", '(predict="no")') if line.endswith("()") else f'{line[:-1]}, predict="no")'


def made(name: str, call: str = "") -> Any:
    """The diagram as a cell makes it: from its call, or with the settings it has by itself."""
    match = CALL.match(f"from alongside import {name}\n{call or name + '()'}")
    assert match, f"a lesson could not hold the line {call}"
    return eval(match["name"] + f"({match['arguments']})", {name: getattr(alongside, name)})


def settle(page: Page) -> None:
    """Waits for the frame after next: what was asked for is painted then."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def open_diagram(page: Page) -> None:
    """Goes past the question before the picture, as a person may."""
    look = page.get_by_role("button", name=LOOK)
    if look.count() and look.first.is_visible():
        look.first.click()
        settle(page)


def move_all(page: Page, key: str = "End") -> None:
    """Moves every slider to an end and takes another choice everywhere, by keyboard."""
    for radio in page.locator("#host input[type=radio]:checked:visible").all():
        radio.focus()
        page.keyboard.press("ArrowDown")
        settle(page)
    for control in page.locator(CONTROLS).all():
        if control.is_visible() and control.is_enabled():
            control.focus()
            page.keyboard.press(key)
    settle(page)


def press(page: Page, name: str) -> None:
    """Presses one of the tools under the diagram."""
    page.locator("#host").get_by_role("button", name=name, exact=True).click()
    settle(page)


def call_line(page: Page) -> str:
    """The line that "Copy settings" shows."""
    if not page.locator(".as-call").is_visible():
        press(page, "Copy settings")
    return page.locator(".as-call").input_value()


def controls(page: Page) -> list[Any]:
    """What every control holds now."""
    return list(
        page.eval_on_selector_all(
            "#host :is(input:not(.as-call), select)",
            "(all) => all.map((one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value))",
        )
    )


def words(page: Page) -> str:
    """The sentences beside the picture, wherever they stand."""
    texts = page.eval_on_selector_all("#host .as-layout .as-sentence", "(all) => all.map((one) => one.textContent)")
    return "\n".join(texts)


def table(page: Page) -> str:
    """What "Show the numbers" shows."""
    if not page.locator(f"{SHOWN} .as-table").is_visible():
        press(page, "Show the numbers")
    return page.inner_text(f"{SHOWN} .as-table")


def said_in(spec: object) -> str:
    """All that the templates of a spec say by themselves, without what is filled in."""
    if isinstance(spec, dict):
        own = str(spec["say"]) if "say" in spec else ""
        return " ".join([re.sub(r"\{[^}]*\}", " ", own), *(said_in(one) for one in spec.values())])
    return " ".join(map(said_in, spec)) if isinstance(spec, list | tuple) else ""


def numbers_in(text: str) -> set[str]:
    """The numbers written in a text."""
    return set(NUMBER.findall(text))
