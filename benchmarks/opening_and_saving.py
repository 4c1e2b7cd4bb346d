"""From opening the quiz to a usable question, and from a click to "Saved", against the same quiz in stock ipywidgets.

    .venv/bin/python benchmarks/opening_and_saving.py [--rounds 5] [--clicks 40]

Both quizzes are opened in turn (ours, peer, ours, peer, …) by the same Chromium on the same server, in Notebook 7 and
in JupyterLab, each time with a new kernel. The peer is one ``RadioButtons`` a question that writes its answer to a JSON
file when it changes; as a stock notebook does not run itself, its cells are run for it once the kernel is idle.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from chromium import FLAGS, find_chromium  # noqa: E402
from jupyter_process import TOKEN, JupyterServer  # noqa: E402
from learner_course import QUIZ_PAGE, lay_course, public_items  # noqa: E402
from results import percentile  # noqa: E402

PEER_PAGE = "peer/peer.ipynb"
PEER_CELL = """import json, pathlib, ipywidgets
def ask(name, options):
    choice, said, kept = ipywidgets.RadioButtons(options=options, value=None), ipywidgets.Label(""), []
    def keep(change):
        path = pathlib.Path("answers.json")
        answers = json.loads(path.read_text()) if path.exists() else {{}}
        path.write_text(json.dumps({{**answers, name: change.new}}))
        kept.append(change.new)
        said.value = f"Saved {{len(kept)}}"
    choice.observe(keep, "value")
    return ipywidgets.VBox([choice, said])
ask({name!r}, {options!r})"""


def write_peer(folder: Path) -> None:
    """Write a notebook with as many radio questions as our quiz has questions."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    items = public_items(folder)
    texts = [option["text"] for item in items if item["kind"] == "choose-one" for option in item["options"]]
    for index, item in enumerate(items):
        options = [option["text"] for option in item.get("options", [])] or texts[index % 20 : index % 20 + 4]
        notebook.cells.append(nbformat.v4.new_code_cell(PEER_CELL.format(options=options, name=item["id"])))
    (folder / "peer").mkdir()
    nbformat.write(notebook, folder / PEER_PAGE)


def open_page(browser: Browser, server: JupyterServer, path: str, view: str) -> tuple[Page, float]:
    """Open a page with a new kernel; return it with the seconds until its first question can be answered."""
    server.close_sessions()
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    place = "notebooks" if view == "notebook" else "lab/tree"
    start = time.perf_counter()
    page.goto(f"{server.url}/{place}/{path}?token={TOKEN}&reset", wait_until="commit")
    if path == PEER_PAGE:
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)
        page.locator(".jp-Cell").first.click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator('[data-command="runmenu:run-all"]').click()
        page.wait_for_selector(".widget-radio-box input", timeout=60_000)
    else:
        page.wait_for_selector(".as-kind-choose-one input", timeout=60_000)
    return page, time.perf_counter() - start


CLICK_TO_SAVED = """([input, status, before]) => new Promise((done) => {
    const start = performance.now();
    const look = () => {
        const words = status.innerText;
        if (words.includes('Saved') && !words.includes('Not') && words !== before) done(performance.now() - start);
        else requestAnimationFrame(look);
    };
    input.click();
    requestAnimationFrame(look);
})"""


def click_ms(page: Page, path: str, number: int) -> float:
    """Click another choice of the first radio question; return the milliseconds until the page says “Saved”."""
    peer = path == PEER_PAGE
    question = page.locator(".jp-OutputArea-output:has(.widget-radio-box)" if peer else ".as-kind-choose-one").first
    status = question.locator(".widget-label" if peer else ".as-status").last.element_handle()
    target = question.locator("input[type=radio]").nth(number % 3).element_handle()
    assert status and target
    before = status.inner_text() if peer else ""  # ours says "Not saved yet" in between, the peer a new text
    return float(page.evaluate(CLICK_TO_SAVED, [target, status, before]))


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clicks", type=int, default=40)
    options = parser.parse_args()
    opened: dict[tuple[str, str], list[float]] = defaultdict(list)
    saved: dict[tuple[str, str], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = lay_course(Path(scratch) / "my-course")
        write_peer(folder)
        (Path(scratch) / "home").mkdir()
        server = JupyterServer(folder, Path(scratch) / "home", environment={"ALONGSIDE_COURSE": str(folder)}).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for _ in range(options.rounds):
            for view in ("notebook", "lab"):
                for path in (QUIZ_PAGE, PEER_PAGE):
                    page, seconds = open_page(browser, server, path, view)
                    opened[view, path].append(seconds)
                    page.wait_for_timeout(3000)
                    clicks = [click_ms(page, path, number) for number in range(options.clicks // options.rounds + 1)]
                    saved[view, path] += clicks[1:]
                    page.context.close()
        browser.close()
        server.stop()
    print("view      what                            ours      peer     ratio")
    for view in ("notebook", "lab"):
        ours, peer = (statistics.median(opened[view, path]) for path in (QUIZ_PAGE, PEER_PAGE))
        print(f"{view:9} open to usable question, s   {ours:8.2f}  {peer:8.2f}  {ours / peer:8.2f}")
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            ours, peer = (percentile(saved[view, path], share) for path in (QUIZ_PAGE, PEER_PAGE))
            print(f"{view:9} click to “Saved”, ms, {name}    {ours:8.1f}  {peer:8.1f}  {ours / peer:8.2f}")


if __name__ == "__main__":
    main()
