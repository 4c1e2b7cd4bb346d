// Write a reply. What is typed is saved as a draft after each pause and for good when the field is left.
import { el, uniqueId } from "../dom.js";

const PAUSE_MS = 700;

export function reply(item, answer, onChange) {
  const id = uniqueId("reply");
  const left = el("span", { class: "as-muted" });
  const field = el("textarea", { id, rows: 5, maxlength: item.max_characters, "data-as-focus": "reply", value: answer?.text ?? "",
                                 on: { input: typed, change: finish } });
  let timer = null;
  let told = field.value;

  function count() {
    const room = item.max_characters - field.value.length;
    left.textContent = room < 200 ? `Room for ${room} more characters` : "";
  }
  function typed() {
    count();
    clearTimeout(timer);
    timer = setTimeout(() => tell(true), PAUSE_MS);
  }
  function finish() { tell(false); }
  function tell(draft) {
    clearTimeout(timer);
    if (draft && field.value === told) return;
    told = field.value;
    onChange({ text: field.value }, draft);
  }

  count();
  return {
    node: el("div", {}, el("label", { for: id, class: "as-label", text: "In your own words:" }), field, left),
    focus() { field.focus(); },
    flush() { if (field.value !== told) tell(false); },
    typing: () => field.value !== told || document.activeElement === field,
    show(next) { field.value = next?.text ?? ""; told = field.value; count(); },
  };
}
