"""A stand-in for the course's vocabulary, so that the front end is tested apart from the course's own widgets.

Put on PYTHONPATH it takes the package's place in the kernel. Every call adds a line to calls.log beside the notebook,
with the kernel's process id.
"""

import os
from pathlib import Path

import anywidget
import traitlets


class Choice(anywidget.AnyWidget):
    """A question with native radio buttons; ``chosen`` is what the kernel knows."""

    _esm = """
    export default { render({ model, el }) {
      const name = "choice-" + model.get("key");
      el.innerHTML = `<fieldset><legend></legend></fieldset>`;
      el.querySelector("legend").textContent = model.get("key");
      for (const option of ["listen", "advise", "leave"]) {
        const label = document.createElement("label");
        const input = document.createElement("input");
        Object.assign(input, { type: "radio", name, value: option, checked: model.get("chosen") === option });
        input.setAttribute("data-lm-suppress-shortcuts", "true");
        input.dataset.asFocus = name + option;
        input.addEventListener("change", () => { model.set("chosen", option); model.save_changes(); });
        label.append(input, " " + option);
        el.querySelector("fieldset").append(label);
      }
    } };
    """
    key = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)


def _log(line: str) -> None:
    with Path("calls.log").open("a", encoding="utf-8") as log:
        log.write(f"{os.getpid()} {line}\n")


def question(key: str, minutes: int = 1) -> Choice:
    """A working part."""
    _log(f"question {key}")
    return Choice(key=key)


def quiz_item(quiz: str, item: str) -> Choice:
    """A part that fails as long as a file named broken lies beside the notebook."""
    _log(f"quiz_item {item}")
    if Path("broken").exists():
        raise RuntimeError("a private detail of the failure")
    return Choice(key=item)


def hand_in(quiz: str) -> None:
    """A part that shows nothing at all."""
    _log(f"hand_in {quiz}")
