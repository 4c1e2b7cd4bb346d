"""A widget of the course in a plain page: its own script and style, and a model that only remembers."""

import json
from typing import Any

import anywidget
from playwright.sync_api import Page

MODEL = """
const state = %s;
const listeners = {};
window.sent = [];
const model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; window.sent.push(["set", name]); },
  save_changes: () => window.sent.push(["save"]),
  send: (message) => window.sent.push(["send", message]),
  on: (event, act) => { (listeners[event] ??= []).push(act); },
  off: (event, act) => { listeners[event] = (listeners[event] ?? []).filter((one) => one !== act); },
};
window.fromPython = (name, value) => {
  state[name] = value;
  (listeners[`change:${name}`] ?? []).forEach((act) => act());
};
window.messageFromPython = (message) => (listeners["msg:custom"] ?? []).forEach((act) => act(message));
window.leave = entry.render({ model, el: document.getElementById("host") });
"""


def as_entry(esm: str) -> str:
    """The widget's module with its default export under the name ``entry``."""
    head, tail = esm.rsplit("export default ", 1)
    return f"{head}const entry = {tail}"


def settings_of(diagram: Any) -> tuple[str, ...]:
    """The names of a diagram's settings: what it carries of its own besides its spec."""
    of_every_widget = {*anywidget.AnyWidget.class_traits(), "_css", "_esm", "_anywidget_id", "spec"}
    return tuple(name for name in diagram.traits(sync=True) if name not in of_every_widget)


def show(page: Page, widget: Any, settings: tuple[str, ...] | None = None, dark: bool = False) -> None:
    """Mounts ``widget`` with its spec and its settings; what is thrown in the page fails the test."""
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    names = settings_of(widget) if settings is None else settings
    state = {"spec": widget.spec} | {name: getattr(widget, name) for name in names}
    page.set_content(
        f"<!doctype html><html lang='en' data-as-theme='{'dark' if dark else 'light'}'><head>"
        "<title>Lesson</title><meta name='viewport' content='width=device-width'>"
        f"<style>{widget._css} body {{ margin: 0; padding: 8px; background: var(--as-paper) }}</style></head>"
        "<body><main><h1 class='as-hidden-words'>Lesson</h1><h2 class='as-hidden-words'>Scene</h2>"
        f"<div id='host'></div></main><script type='module'>{as_entry(widget._esm)}"
        f"{MODEL % json.dumps(state)}</script></body></html>"
    )
    page.wait_for_selector("#host .as-diagram .as-layout", state="attached")
    assert thrown == []
