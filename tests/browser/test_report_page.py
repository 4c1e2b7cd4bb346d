"""The report's page in a browser: nothing is fetched, axe finds nothing, it fits a phone, and it prints as asked."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from chromium import axe_violations
from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "items"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")
pytest.importorskip("matplotlib", reason="needs the teaching tools: pip install -e '.[teach]'")

from group import DAY, counted, quiz, work
from item_examples import EXAMPLES, item

from alongside.items.kinds import KINDS
from alongside.report import markers
from alongside.report.a_word import AWord
from alongside.report.calibration import Calibration
from alongside.report.document import Points, Report, Section
from alongside.report.finished import Finished
from alongside.report.items import Items
from alongside.report.objectives import Objectives
from alongside.report.page import page as report_page
from alongside.report.people import People
from alongside.report.talks import Talks
from alongside.report.written import Written

pytestmark = pytest.mark.browser
HOSTILE = "<script>document.title='HOSTILE'</script><img src=x onerror=\"document.title='HOSTILE'\">"
LONG = "Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine (a-very-long-learner-code-that-somebody-chose-2026)"


def _report() -> Report:
    quizzes = [quiz(*(item(kind) for kind in EXAMPLES), id=f"quiz-{n}", title=f"Quiz {n}", module=f"M{n}")
               for n in (1, 2)]  # fmt: skip
    group = People({"a": HOSTILE, "b": LONG, **{f"c{n}": f"Learner, {n}" for n in range(12)}, "z": "Nobody yet"}, True)
    chance = random.Random(4)

    def answer(kind: str) -> Any:
        samples = KINDS[kind].samples(item(kind).body)
        return chance.choice([samples.right, samples.right, samples.other, samples.malformed, {}])

    works = [
        work(one, code, {item(kind).id: answer(kind) for kind in EXAMPLES}, {"write-reply": 2.0},
             when=DAY + timedelta(days=20 * at))
        for at, one in enumerate(quizzes) for code in list(group.called)[: 14 - 3 * at]
    ]  # fmt: skip
    pairs = [(1, 2), (2, 2), (3, 3), (0, 1), (2, 2)] * 3
    named = {"M9.3": "Say back what was said"}
    parts = [Finished(group, quizzes), Objectives(named), Items(), Calibration(), Written(), Talks()]
    sections = [counted(part, works) for part in parts]
    agreed = markers.section([markers.Result("quiz-1", {"write-reply": pairs})])
    word = counted(AWord(group, quizzes), works)
    odd = Section("odd", "What was left out", (Points((HOSTILE,)),))
    return Report("Our group", f"14 learners. Made on {date(2026, 11, 30)}.", (*sections, agreed, word, odd))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_page(_report()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, place: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
    opened.goto(place)
    yield opened
    assert opened.title() == "Our group"
    context.close()
    assert wrong == []


def _open_all(page: Page) -> None:
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wide_and_on_a_phone(page: Page, shot: Callable[[Page, str], None], scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _open_all(page)
    assert axe_violations(page, "body") == []
    shot(page, f"report-{scheme}")
    page.set_viewport_size({"width": 360, "height": 740})
    assert axe_violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.locator("nav a, summary, label").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 44
    shot(page, f"report-{scheme}-360")


def test_drawings_change_with_the_scheme_and_say_what_they_show(page: Page) -> None:
    def ink() -> str:
        return str(page.locator("figure svg text").first.evaluate("(one) => getComputedStyle(one).fill"))

    light = ink()
    page.emulate_media(color_scheme="dark")
    assert ink() != light
    assert page.locator("figure svg").count() >= 6
    assert all(page.locator("figure svg").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))"))


def test_by_keyboard_one_reaches_a_section_a_wide_table_and_what_is_folded_away(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator("nav a").first).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#finished")
    page.keyboard.press("Tab")
    expect(page.locator("#finished [role=group]").first).to_be_focused()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")


def test_names_are_words_and_the_long_one_does_not_push_the_page_wide(page: Page) -> None:
    assert page.locator("main img, main script, [onerror]").count() == 0
    expect(page.locator("#finished")).to_contain_text("<script>")
    expect(page.locator("#finished")).to_contain_text("Wolfeschlegelsteinhausenbergerdorff")


def test_on_paper_folded_parts_are_open_and_the_private_part_comes_only_when_asked(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("#a-word")).to_be_hidden()
    assert page.locator("#items details table").first.evaluate("(one) => one.getBoundingClientRect().height") > 20
    page.emulate_media(media="screen")
    page.get_by_label("Print this part too").check()
    page.emulate_media(media="print")
    expect(page.locator("#a-word")).to_be_visible()
