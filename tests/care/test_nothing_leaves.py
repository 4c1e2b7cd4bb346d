"""Nothing leaves the machine: what could use a network is on a list with its reason, and no page asks another host."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "alongside"
NETWORK = {
    "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "http.client", "http.server", "socket", "socketserver",
    "ssl", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "websockets", "websocket", "tornado",
    "webbrowser", "asyncio", "paramiko", "boto3",
}
ALLOWED = {
    "course/launch/server.py": ({"http.client", "socket", "urllib.request"}, "asks our own server on 127.0.0.1"),
    "course/launch/command.py": ({"webbrowser"}, "opens the course in the learner's browser"),
    "course/serve.py": ({"asyncio"}, "names a type of Jupyter's own loop; is the server on 127.0.0.1"),
}
"""File -> what it may import of these, and why. A new line changes a promise to learners: see docs/privacy.md."""

_ASKS_A_HOST = re.compile(
    r"""(?:src|href|action|poster|data)\s*=\s*["'`](?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//"""
    r"""|@import\s+["'](?:https?:)?//"""
    r"""|\bimport\s*(?:\(|[^;]*?\bfrom\b)?\s*["'`](?:https?:)?//"""
    r"""|\b(?:fetch|WebSocket|EventSource|importScripts)\(\s*["'`](?:https?|wss?)?:?//""",
    re.IGNORECASE,
)
_CALLS_OUT = re.compile(r"\b(?:fetch\s*\(|XMLHttpRequest|new\s+WebSocket|EventSource|sendBeacon|RTCPeerConnection)")
ASSETS = (".js", ".mjs", ".css", ".html", ".j2", ".tpl", ".svg")


def _python_files() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "__pycache__" not in path.parts]


def _assets() -> list[Path]:
    folders = (PACKAGE, ROOT / "labextension")
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in ASSETS]


def _imports(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "__import__", "import_module"
        ):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def network_use(code: str) -> set[str]:
    return {known for name in _imports(code) for known in NETWORK if f"{name}.".startswith(f"{known}.")}


def test_only_what_is_on_the_list_could_use_a_network() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): network_use(path.read_text(encoding="utf-8"))
             for path in _python_files()}
    assert len(found) > 100
    used = {name: modules for name, modules in found.items() if modules}
    for name, modules in used.items():
        assert name in ALLOWED, f"alongside/{name} imports {modules}"
        assert modules <= ALLOWED[name][0], f"alongside/{name} imports {modules}"
    assert used.keys() == ALLOWED.keys(), "the list allows what nobody uses"


def test_the_one_request_goes_to_this_computer() -> None:
    code = (PACKAGE / "course" / "launch" / "server.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    asked = [ast.unparse(call) for call in calls if getattr(call.func, "attr", "") == "Request"]
    assert len(asked) == 1
    assert "http://127.0.0.1:" in asked[0]


@pytest.mark.parametrize("mode", ["learn", "teach"])
def test_the_server_listens_on_this_computer_only(mode: str) -> None:
    import json

    folder = PACKAGE / "course" / "jupyter" / mode
    settings = json.loads((folder / "jupyter_server_config.json").read_text(encoding="utf-8"))["ServerApp"]
    assert settings["ip"] == "127.0.0.1"
    assert not settings.get("allow_remote_access", False)
    news = (folder / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8")
    assert '"fetchNews": "false"' in news


def test_no_page_of_ours_asks_another_host() -> None:
    assets = _assets()
    assert len(assets) > 30
    for path in assets:
        text = path.read_text(encoding="utf-8", errors="replace")
        found = _ASKS_A_HOST.search(text) or _CALLS_OUT.search(text)
        assert not found, f"{path.relative_to(ROOT)}: {found[0] if found else ''}"


def test_pages_for_people_forbid_it_to_the_browser_too() -> None:
    from alongside.grading.page_frame import framed

    page = framed("A page", "<p>Words.</p>")
    assert "default-src 'none'" in page
    assert not _ASKS_A_HOST.search(page)


@pytest.mark.parametrize("code", [
    "import requests", "from urllib import request", "import urllib.request as u",
    "from http.client import HTTPSConnection", "def f():\n    import socket", "__import__('smtplib')",
    "import importlib\nimportlib.import_module('ftplib')",
    "from tornado.httpclient import AsyncHTTPClient",
])
def test_the_search_finds_code_that_calls_out(code: str) -> None:
    assert network_use(code)


@pytest.mark.parametrize("code", ["from urllib.parse import quote", "import requestsish", "import http"])
def test_the_search_leaves_harmless_code_alone(code: str) -> None:
    assert not network_use(code)


@pytest.mark.parametrize("asset", [
    '<script src="https://cdn.example/x.js">', "<link href='//x.example/a.css'>", "a{background:url(https://x.example/a)}",
    '@import "https://x.example/a.css";', 'import x from "https://x.example/a.js"', "await import('https://x.example')",
    "fetch(`https://x.example/`)", "fetch('/api')", "navigator.sendBeacon(place)", 'new WebSocket("wss://x.example")',
])
def test_the_search_finds_assets_that_call_out(asset: str) -> None:
    assert _ASKS_A_HOST.search(asset) or _CALLS_OUT.search(asset)


@pytest.mark.parametrize("asset", [
    'createElementNS("http://www.w3.org/2000/svg", tag)', 'import { a } from "./dom.js"', "url(#shade)", "prefetched()",
])
def test_the_search_leaves_harmless_assets_alone(asset: str) -> None:
    assert not (_ASKS_A_HOST.search(asset) or _CALLS_OUT.search(asset))
