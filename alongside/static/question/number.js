// Give a number; a decimal comma is as good as a point.
import { el, uniqueId } from "../dom.js";

const PAUSE_MS = 700;

export function number(item, answer, onChange) {
  const id = uniqueId("number");
  const hint = el("p", { class: "as-muted", id: `${id}-hint`, "aria-live": "polite" });
  const input = el("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", size: 8, "data-as-focus": "number",
                              "aria-describedby": `${id}-hint`, value: show(answer), on: { input: wait, change: tell, keydown: enter } });
  let timer = null;
  let told = input.value;

  function show(value) { return value?.number === undefined || value?.number === null ? "" : String(value.number); }
  function enter(event) { if (event.key === "Enter") tell(); }
  function wait() { clearTimeout(timer); timer = setTimeout(tell, PAUSE_MS); }
  function tell() {
    clearTimeout(timer);
    const text = input.value.trim().replace(",", ".");
    if (text === told) return;
    const value = Number(text);
    const unusable = text !== "" && !Number.isFinite(value);
    hint.textContent = unusable ? "Please write a number, such as 3." : "";
    if (unusable) return;
    told = text;
    onChange({ number: text === "" ? null : value });
  }

  return {
    node: el("div", { class: "as-row" }, el("label", { for: id, class: "as-label", text: "Your number:" }), input,
             el("span", { text: item.unit }), hint),
    focus() { input.focus(); },
    flush: tell,
    show(next) { input.value = show(next); told = input.value; },
  };
}
