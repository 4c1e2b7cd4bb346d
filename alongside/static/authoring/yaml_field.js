// The text of a question: a plain text field in which Tab indents, Enter keeps the indentation, and Escape, then Tab, leaves.
import { el, uniqueId } from "../dom.js";

const STEP = "  ";
const FIELD = /^\s*(?:- )?(?:\{\s*)?([\w-]+):/;

/** Puts text in the place of a selection so that the browser's own Undo takes it back. */
function put(area, from, to, text) {
  area.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!done) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function lineStart(text, at) { return text.lastIndexOf("\n", at - 1) + 1; }

export function yamlField({ changed, save }) {
  const id = uniqueId("yaml");
  const area = el("textarea", { id, class: "as-yaml", spellcheck: "true", autocapitalize: "off", autocomplete: "off",
                                "aria-describedby": `${id}-keys`,
                                on: { input: onInput, keydown: onKey, keyup: helpHere, click: helpHere, focus: helpHere } });
  const help = el("p", { class: "as-yaml-help" });
  let words = {};
  let free = false;

  function onInput() { changed(); helpHere(); }

  /** Moves all lines of the selection one step in or out. */
  function shift(out) {
    const { selectionStart: from, selectionEnd: to, value } = area;
    if (from === to && !out) { put(area, from, to, STEP); return; }
    const start = lineStart(value, from);
    const end = to > from && value[to - 1] === "\n" ? to - 1 : to;
    const moved = value.slice(start, end).split("\n").map((line) => (out ? line.replace(/^ {1,2}/, "") : STEP + line)).join("\n");
    if (moved === value.slice(start, end)) return;
    put(area, start, end, moved);
    if (to > from) area.setSelectionRange(start, start + moved.length);
  }
  function newLine() {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const before = value.slice(lineStart(value, from), from);
    const indent = /^\s*/.exec(before)[0] + (/(?::\s*[|>]?-?|^\s*-)\s*$/.test(before) ? STEP : "");
    put(area, from, to, `\n${indent}`);
  }
  function onKey(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Tab" && plain && !free) { event.preventDefault(); shift(event.shiftKey); }
    else if (event.key === "Enter" && plain && !event.shiftKey && !event.isComposing) { event.preventDefault(); newLine(); }
    else if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    free = event.key === "Escape" || (free && event.key === "Shift");
    event.stopPropagation();
  }
  /** The field of the line with the cursor, or of the nearest line above that begins one. */
  function helpHere() {
    const lines = area.value.slice(0, area.selectionStart).split("\n");
    lines[lines.length - 1] = area.value.slice(lineStart(area.value, area.selectionStart)).split("\n")[0];
    for (const line of lines.reverse()) {
      const name = FIELD.exec(line)?.[1];
      if (!name || !words[name]) continue;
      if (help.dataset.field !== name) {
        help.dataset.field = name;
        help.replaceChildren(el("strong", { text: `${name}: ` }), words[name]);
      }
      return;
    }
    help.textContent = "";
    delete help.dataset.field;
  }

  return {
    node: el("div", { class: "as-yaml-field" },
      el("label", { class: "as-label", for: id, text: "The question as text" }),
      area, help,
      el("p", { class: "as-muted as-yaml-keys", id: `${id}-keys`,
                text: "Tab indents, Shift+Tab takes back. To leave the field with Tab, press Escape first." })),
    get text() { return area.value; },
    set help(next) {
      if (Object.keys(next ?? {}).length) words = next;
      delete help.dataset.field;
      helpHere();
    },
    show(text) {
      if (area.value !== text) area.value = text;
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
      helpHere();
    },
    /** Selects a line and brings it into view. */
    goTo(line) {
      const lines = area.value.split("\n");
      const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      const to = from + (lines[line - 1]?.length ?? 0);
      // A browser scrolls a text field to its cursor only while somebody types; blur and focus make it do so too.
      area.blur();
      area.setSelectionRange(from, from);
      area.focus();
      area.setSelectionRange(from, to);
      helpHere();
    },
  };
}
