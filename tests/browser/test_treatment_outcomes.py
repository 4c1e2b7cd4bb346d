"""Treatment outcomes in a plain page in Chromium: who is counted, what is said, how fast it draws."""

import statistics
from collections.abc import Iterator

import pytest
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.treatment_outcomes import treatment_outcomes_points, treatment_outcomes_words
from alongside.models.outcomes import CAUSES, MEDICINES
from alongside.widgets.treatment_outcomes import treatment_outcomes

pytestmark = pytest.mark.browser
RATIO = "Show the ratio of the two rates"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


def counted(page: Page) -> list[tuple[int, int]]:
    """How many figures are filled and open in each array: every figure starts with one absolute move."""
    paths = page.eval_on_selector_all(
        ".as-plot g[transform*=scale]",
        """(arrays) => arrays.map((array) => [...array.querySelectorAll("path")].slice(0, 2)
             .map((path) => (path.getAttribute("d").match(/M/g) ?? []).length))""",
    )
    return [(filled, open_) for filled, open_ in paths]


def sentences(page: Page) -> list[str]:
    return page.locator(".as-words .as-sentence > span:last-child").all_inner_texts()


@pytest.mark.parametrize("medicine", MEDICINES)
@pytest.mark.parametrize("cause", CAUSES)
def test_a_thousand_figures_stand_in_each_array_and_the_open_ones_are_counted_right(
    page: Page, medicine: str, cause: str
) -> None:
    show(page, treatment_outcomes(medicine, cause, "yes", predict="no"))
    people = treatment_outcomes_points(medicine, cause)["people"]
    assert counted(page) == [(1000 - people["in"], people["in"]), (1000 - people["out"], people["out"])]
    assert sentences(page) == [one.text for one in treatment_outcomes_words(medicine, cause, "yes")]


def test_medicine_cause_and_ratio_are_chosen_by_keyboard(page: Page) -> None:
    show(page, treatment_outcomes(predict="no"))
    assert "11.3 died" in page.inner_text(".as-words")
    page.get_by_role("radio", name="Any cause").focus()
    page.keyboard.press("ArrowRight")
    assert "12.7 of 1,000 did" in page.inner_text(".as-words")
    page.get_by_role("checkbox", name=RATIO).focus()
    page.keyboard.press("Space")
    assert "from 2.90 to 7.96" in page.inner_text(".as-words")
    page.get_by_role("radio", name="Methadone").focus()
    page.keyboard.press("ArrowRight")
    assert "gives no ratio" in page.inner_text(".as-words")


def test_the_point_and_its_interval_stand_where_the_scale_says(page: Page) -> None:
    show(page, treatment_outcomes(predict="no", ratio="yes"))
    ticks = page.eval_on_selector_all(
        ".as-plot > g:last-child > text",
        """(texts) => Object.fromEntries(texts.filter((one) => /^[0-8]$/.test(one.textContent))
             .map((one) => [one.textContent, Number(one.getAttribute("x"))]))""",
    )
    unit = (ticks["8"] - ticks["0"]) / 8
    at = float(page.get_attribute(".as-plot circle", "cx") or 0)
    assert (at - ticks["0"]) / unit == pytest.approx(3.2, abs=1e-6)
    interval = page.eval_on_selector_all(
        ".as-plot line[stroke]",
        "([line]) => ['x1', 'x2'].map((end) => Number(line.getAttribute(end)))",
    )
    assert [(end - ticks["0"]) / unit for end in interval] == pytest.approx([2.65, 3.86], abs=1e-6)
    assert "1 = no difference" in (page.text_content(".as-plot") or "")


def test_the_ratio_is_drawn_only_when_asked_for(page: Page) -> None:
    show(page, treatment_outcomes(predict="no"))
    without = page.locator(".as-plot").bounding_box()
    assert "no difference" not in (page.text_content(".as-plot") or "")
    page.get_by_role("checkbox", name=RATIO).check()
    after = page.locator(".as-plot").bounding_box()
    assert without and after and after["height"] > without["height"] + 100


def test_open_figures_differ_by_their_shape_and_stand_framed_in_one_corner(page: Page) -> None:
    show(page, treatment_outcomes(predict="no"))
    filled, open_, frame = page.eval_on_selector_all(
        ".as-plot g[transform*=scale]:nth-of-type(1)",
        """(arrays) => [...arrays[0].querySelectorAll("path")].map((path) => {
             const [style, box] = [getComputedStyle(path), path.getBBox()];
             return [style.stroke !== "none", style.fill, box.x, box.y, box.width, box.height];
           })""",
    )
    assert not filled[0] and open_[0] and frame[0] and frame[1] == "none"
    assert filled[1] != open_[1]
    assert frame[2:4] == [0, 0]
    assert open_[4] <= frame[4] <= 100 and open_[5] <= frame[5]


@pytest.mark.parametrize(("width", "beside"), [(1100, True), (360, False)])
def test_the_arrays_stand_side_by_side_or_below_each_other(page: Page, width: int, beside: bool) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, treatment_outcomes(predict="no"))
    first, second = (one.bounding_box() for one in page.locator(".as-plot g[transform*=scale]").all())
    assert first and second
    assert (second["x"] > first["x"] + first["width"]) == beside
    assert (second["y"] > first["y"] + first["height"]) != beside


def test_a_choice_is_drawn_in_less_than_a_frame(page: Page) -> None:
    show(page, treatment_outcomes(predict="no"))
    times = page.evaluate("""() => {
      const radios = [...document.querySelectorAll(".as-pick input")];
      const times = [];
      for (let step = 0; step < 40; step += 1) {
        const from = performance.now();
        radios[[1, 3, 0, 2][step % 4]].click();
        document.querySelector(".as-plot").getBoundingClientRect();
        times.push(performance.now() - from);
      }
      return times.slice(4);
    }""")
    print(f"\n1,000 people twice: p50 {statistics.median(times):.1f} ms, most {max(times):.1f} ms")
    assert statistics.median(times) < 16


def test_a_setting_changed_from_python_is_followed_until_the_page_is_left(page: Page) -> None:
    show(page, treatment_outcomes(predict="no"))
    page.evaluate("window.fromPython('medicine', 'buprenorphine')")
    assert page.get_by_role("radio", name="Buprenorphine").is_checked()
    assert "4.3 died" in page.inner_text(".as-words")
    page.evaluate("window.leave()")
    page.evaluate("window.fromPython('medicine', 'methadone')")
    assert "4.3 died" in page.inner_text(".as-words")
