"""From one step of a slider to the painted picture, against ipywidgets.interact, ipympl, plotly and bqplot.

    python benchmarks/sliders.py [--rounds 2] [--steps 16] [--drag 3] [--record]

The five notebooks draw the same two charts from the same model (slider_pages.py). They take turns, round by round, in
JupyterLab and in Notebook 7, each time alone on the screen with a new kernel, so that a slow minute of the machine
meets all of them. The clock starts with the key press as the browser stamps it and stops just after the first
frame that paints another picture. In a drag the slider moves at every frame. ``--record`` appends to RESULTS.md.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from peers import PROJECT, with_peers

with_peers()
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

import nbformat  # noqa: E402
from chromium import FLAGS, find_chromium  # noqa: E402
from jupyter_process import TOKEN, JupyterServer  # noqa: E402
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright  # noqa: E402
from results import percentile, record  # noqa: E402
from slider_pages import pages  # noqa: E402

SCRIPT = (Path(__file__).parent / "sliders.js").read_text(encoding="utf-8")
VIEWS = {"lab": ("JupyterLab", "lab/tree"), "notebook": ("Notebook 7", "notebooks")}
HIDDEN = {"jupyter": {"source_hidden": True}}  # so that every picture stands in view
REST_MS = 150
ONE_WAY = 8  # steps before it turns, so that the slider never stands at its end
TWO_TOOLS = {"interact": "ipywidgets.interact + matplotlib", "plotly": "plotly FigureWidget"}


class Open:
    """One notebook that stands open: its page, and the bytes that it sent to its kernel."""

    def __init__(self, browser: Browser, server: JupyterServer, name: str, view: str) -> None:
        self.name, self.bytes_sent, self.way = name, 0, 1
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 1500}).new_page()
        self.page.on("websocket", self._listen)
        self.page.goto(f"{server.url}/{VIEWS[view][1]}/{name}/{name}.ipynb?token={TOKEN}&reset", wait_until="commit")
        self.page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)
        self.page.evaluate(SCRIPT)
        self._run()
        self.first_paint_ms = float(self.page.evaluate("window.bench.firstPaint()"))

    def _run(self) -> None:
        """Run the cell; a front end that is still loading can swallow the first click, so it gets a second one."""
        for _ in range(2):
            self.page.locator(".jp-Cell").first.click(position={"x": 40, "y": 12})
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.locator('[data-command="runmenu:run-all"]').click()
            with contextlib.suppress(TimeoutError):
                self.page.wait_for_function("window.bench.ready()", timeout=40_000)
                return
        raise SystemExit(f"{self.name} shows no picture:\n{self.page.inner_text('.jp-Notebook')[-1500:]}")

    def _listen(self, socket: Any) -> None:
        if "/api/kernels/" in socket.url:
            socket.on("framesent", lambda data: setattr(self, "bytes_sent", self.bytes_sent + len(data)))

    def press(self) -> float | None:
        """Press an arrow key once; return the milliseconds to the changed picture."""
        mark = self.page.evaluate("window.bench.mark()")
        self.page.keyboard.press("ArrowRight" if self.way > 0 else "ArrowLeft")
        found = self.page.evaluate("([mark, rest]) => window.bench.step(mark, rest)", [mark, REST_MS])
        return None if found is None else float(found)

    def steps(self, count: int) -> list[float]:
        """Make ``count`` steps, there and back, and return their milliseconds; the first of a turn only warms up."""
        self.page.bring_to_front()
        self.page.evaluate("window.bench.focus()")
        pressed = []
        for number in range(count + 1):
            if number % ONE_WAY == 0:
                self.way = -self.way
            pressed.append(self.press())
        found = [one for one in pressed[1:] if one is not None]
        if len(found) < count:
            print(f"{self.name}: {count - len(found)} of {count} steps changed no picture in 10 s", file=sys.stderr)
        return found

    def drag(self, seconds: float) -> dict[str, float]:
        """Move the slider at every frame; return what was painted, what was sent, and how it ended."""
        self.page.bring_to_front()
        self.page.evaluate("window.bench.focus()")
        before = self.bytes_sent
        found: dict[str, float] = self.page.evaluate("(ms) => window.bench.drag(ms)", 1000 * seconds)
        sent, last = self.bytes_sent - before, self.page.evaluate("window.bench.picture()")
        for way in (-1, 1) if found["at"] > 1 else (1, -1):
            self.way = way
            self.press()
        stale = self.page.evaluate("window.bench.picture()") != last
        return {
            "pictures": found["painted"] / found["seconds"], "frames": found["frames"] / found["seconds"],
            "bytes": sent, "late": found["late"], "stale": float(stale),
        }  # fmt: skip


@dataclass
class Taken:
    """What was measured of one tool in one view."""

    steps: list[float] = field(default_factory=list)
    drags: list[dict[str, float]] = field(default_factory=list)
    first_paints: list[float] = field(default_factory=list)

    def row(self, view: str, name: str, ours: Taken) -> str:
        """Return the tool's row of the table; of the drags the worst."""
        against = [f"{percentile(self.steps, share) / percentile(ours.steps, share):.1f}" for share in (0.5, 0.95)]
        slowest = min(self.drags, key=lambda drag: drag["pictures"])
        cells = [
            VIEWS[view][0], TWO_TOOLS.get(name, name),
            f"{percentile(self.steps, 0.5):.1f} / {percentile(self.steps, 0.95):.1f}", " / ".join(against),
            f"{slowest['pictures']:.1f} of {slowest['frames']:.0f}", f"{max(drag['late'] for drag in self.drags):.0f}",
            "yes" if any(drag["stale"] for drag in self.drags) else "no",
            f"{max(drag['bytes'] for drag in self.drags):.0f}", f"{max(self.first_paints):.0f}",
        ]  # fmt: skip
        return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print one table; write it down where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="how often each tool has its turn in each view")
    parser.add_argument("--steps", type=int, default=16, help="key presses in a turn")
    parser.add_argument("--drag", type=float, default=3, help="seconds that the slider is dragged")
    parser.add_argument("--record", action="store_true", help="append the table to RESULTS.md")
    options = parser.parse_args()
    table = [
        "| view | tool | step to paint, ms, p50 / p95 | ours is faster, times | drag: pictures of frames a second | "
        "last picture after release, ms | stale | bytes to the kernel | output to first paint, ms |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    taken: dict[tuple[str, str], Taken] = {(view, name): Taken() for view, name in product(VIEWS, pages())}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder, home = Path(scratch) / "course", Path(scratch) / "home"
        home.mkdir()
        for name, source in pages().items():
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source.strip(), metadata=HIDDEN)])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            (folder / name).mkdir(parents=True)
            nbformat.write(notebook, folder / name / f"{name}.ipynb")
        server = JupyterServer(folder, home).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for number in range(options.rounds):
            for view, name in product(VIEWS, pages()):
                server.close_sessions()
                one, found = Open(browser, server, name, view), taken[view, name]
                found.first_paints.append(one.first_paint_ms)
                found.steps += one.steps(options.steps)
                if number == options.rounds - 1:
                    found.drags.append(one.drag(options.drag))
                one.page.context.close()
        browser.close()
        server.stop()
    table += [found.row(view, name, taken[view, "ours"]) for (view, name), found in taken.items()]
    print("\n".join(table))
    if options.record:
        command = f"sliders.py --rounds {options.rounds} --steps {options.steps} --drag {options.drag:g}"
        record(command, "peers: the same two charts in four tools", table)


if __name__ == "__main__":
    main()
