"""Fixtures for tests in a real browser against a real Jupyter server.

A module that wants another course folder overrides ``course_server``; ``open_page`` then opens pages from that one.
"""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).parent))

playwright_api = pytest.importorskip("playwright.sync_api", reason="install the test extra: pip install -e .[test]")

from chromium import FLAGS, axe_violations, require_chromium  # noqa: E402
from jupyter_process import JupyterServer  # noqa: E402
from page_opener import PageOpener  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402

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
def standin_server(jupyter: Callable[..., JupyterServer], tmp_path_factory: pytest.TempPathFactory) -> JupyterServer:
    """A server whose kernels know the stand-in vocabulary instead of the course."""
    return jupyter(tmp_path_factory.mktemp("course"), (Path(__file__).parent / "standin",))


@pytest.fixture
def course_server(standin_server: JupyterServer) -> JupyterServer:
    """The server that ``open_page`` uses."""
    return standin_server


@pytest.fixture
def write_page(course_server: JupyterServer) -> Callable[..., str]:
    """Writes a notebook in a folder of its own: ``write_page("# text", ("source", [tags]), …)`` -> its path."""

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
