"""Fixtures for tests in a real browser against a real Jupyter server.

A module that wants another course folder overrides ``course_server``; ``open_page`` then opens pages from that one.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

playwright_api = pytest.importorskip("playwright.sync_api", reason="install the test extra: pip install -e .[test]")

from chromium import FLAGS, axe_violations, require_chromium  # noqa: E402
from jupyter_process import TOKEN, JupyterServer  # noqa: E402
from playwright.sync_api import Browser, BrowserContext, Page  # noqa: E402

READY_MS = 60_000
# Notebook 7.6 throws these while it loads its own keyboard settings and file list, with or without the course.
STOCK_NOISE = (
    "Cannot read properties of undefined (reading 'schema')",
    "Command 'filebrowser:open-path' not registered.",
    "Could not restore the debugger state",  # JupyterLab, when a kernel restarts
)
_serial = itertools.count(1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = require_chromium()
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., JupyterServer]]:
    """Starts a server for a course folder: ``jupyter(root, pythonpath=(…), environment={…})``."""
    require_chromium()
    started: list[JupyterServer] = []

    def start(root: Path, pythonpath: tuple[Path, ...] = (), **environment: str) -> JupyterServer:
        server = JupyterServer(root, tmp_path_factory.mktemp("jupyter"), pythonpath, environment)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def standin_server(
    jupyter: Callable[..., JupyterServer], tmp_path_factory: pytest.TempPathFactory
) -> JupyterServer:
    """A server whose kernels know the stand-in vocabulary instead of the course."""
    return jupyter(tmp_path_factory.mktemp("course"), (Path(__file__).parent / "standin",))


@pytest.fixture
def course_server(standin_server: JupyterServer) -> JupyterServer:
    """The server that ``open_page`` uses."""
    return standin_server


@pytest.fixture
def write_page(course_server: JupyterServer) -> Callable[..., str]:
    """Writes a notebook in a folder of its own: ``write_page("# text", ("source", [tags]), …)`` -> its path in the course."""

    def write(*cells: str | tuple[str, list[str]], course_page: bool = True) -> str:
        notebook = nbformat.v4.new_notebook()
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        if course_page:
            notebook.metadata["alongside"] = {"page": "tolerance", "title": "Tolerance and dependence"}
        for cell in cells:
            if isinstance(cell, str):
                notebook.cells.append(nbformat.v4.new_markdown_cell(cell))
            else:
                source, tags = cell
                notebook.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": tags}))
        path = Path(f"page{next(_serial):03}") / "03_tolerance_and_dependence.ipynb"
        (course_server.root / path).parent.mkdir()
        nbformat.write(notebook, course_server.root / path)
        return path.as_posix()

    return write


class PageOpener:
    """``open_page(path, view=, width=, dark=, …)`` -> a page whose course cells have run; collects what must not happen."""

    def __init__(self, browser: Browser, server: JupyterServer) -> None:
        self.browser, self.server = browser, server
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.outside: list[str] = []

    def __call__(
        self,
        path: str,
        view: str = "notebook",
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        reduced_motion: bool = False,
        touch: bool = False,
        wait: bool = True,
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            has_touch=touch,
        )
        self.contexts.append(context)
        page = context.new_page()
        self.watch(page)
        place = "notebooks" if view == "notebook" else f"lab/workspaces/test{next(_serial)}/tree"
        page.goto(f"{self.server.url}/{place}/{quote(path)}?token={TOKEN}")
        if wait:
            self.wait_ready(page)
        return page

    def watch(self, page: Page) -> None:
        """Notes the page's console errors and every request to another host."""

        def note_host(url: str) -> None:
            split = urlsplit(url)
            if split.scheme in ("http", "https", "ws", "wss") and split.netloc != urlsplit(self.server.url).netloc:
                self.outside.append(url)

        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)) if str(error) not in STOCK_NOISE else None)
        page.on("request", lambda request: note_host(request.url))
        page.on("websocket", lambda socket: note_host(socket.url))

    @staticmethod
    def wait_ready(page: Page) -> None:
        """Waits until every part of the page has come or has said that it did not."""
        page.wait_for_selector(".alongside-page", state="attached", timeout=READY_MS)
        page.wait_for_function(
            """() => [...document.querySelectorAll('.jp-CodeCell[data-alongside]')].every(cell =>
                 cell.classList.contains('alongside-failed') || (!cell.classList.contains('alongside-waiting')
                 && cell.querySelector('.jp-OutputArea-output')?.innerText))""",
            timeout=READY_MS,
        )


@pytest.fixture
def open_page(browser: Browser, course_server: JupyterServer) -> Iterator[PageOpener]:
    """Opens pages; afterwards nothing may have gone to another host and no error stands in the console."""
    opener = PageOpener(browser, course_server)
    yield opener
    for context in opener.contexts:
        context.close()
    course_server.close_sessions()
    assert opener.outside == []
    assert opener.errors == []


@pytest.fixture
def axe() -> Callable[[Page, str], list[str]]:
    """axe-core's objections: ``assert axe(page, ".jp-Notebook") == []``."""
    return axe_violations


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Saves a picture when ALONGSIDE_SHOTS names a folder: ``shot(page, "lesson-dark")``."""

    def save(page: Page, name: str) -> None:
        folder = os.environ.get("ALONGSIDE_SHOTS")
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}.png"))

    return save
