"""Opens pages in the browser and collects what must not happen there."""

import itertools
from urllib.parse import quote, urlsplit

from jupyter_process import TOKEN, JupyterServer
from playwright.sync_api import Browser, BrowserContext, Page

READY_MS = 60_000
# Notebook 7.6 throws the first two while it loads its own keyboard settings and file list, with or without the course.
STOCK_NOISE = (
    "Cannot read properties of undefined (reading 'schema')",
    "Command 'filebrowser:open-path' not registered.",
    # JupyterLab's own requests that a restart of the kernel overtakes:
    "Could not restore the debugger state",
    "Canceled future for create_subshell_request",
)
_serial = itertools.count(1)


class PageOpener:
    """``open_page(path, view=, width=, dark=, …)`` -> a page whose cells have run; collects what must not happen."""

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

        def note_error(text: str) -> None:
            if not any(noise in text for noise in STOCK_NOISE):
                self.errors.append(text)

        page.on("console", lambda message: note_error(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note_error(str(error)))
        page.on("request", lambda request: note_host(request.url))
        page.on("websocket", lambda socket: note_host(socket.url))

    @staticmethod
    def wait_ready(page: Page) -> None:
        """Waits until every part of the page has come or has said that it did not."""
        page.wait_for_selector(".alongside-page", state="attached", timeout=READY_MS)
        page.wait_for_function(
            """() => { const parts = [...document.querySelectorAll('.jp-CodeCell[data-alongside]')];
                 return parts.length > 0 && parts.every(cell =>
                 cell.classList.contains('alongside-failed') || (!cell.classList.contains('alongside-waiting')
                 && cell.querySelector('.jp-OutputArea-output')?.innerText)); }""",
            timeout=READY_MS,
        )
