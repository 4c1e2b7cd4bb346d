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
  let differs = answer?.differs ?? [];

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
    differs = differs.filter((one) => field.value.includes(one.sentence));
    keep(draft);
  }
  function keep(draft) { onChange(differs.length ? { text: field.value, differs } : { text: field.value }, draft); }

  count();
  return {
    node: el("div", {}, el("label", { for: id, class: "as-label", text: "In your own words:" }), field, left),
    focus() { field.focus(); },
    flush() { if (field.value !== told) tell(false); },
    typing: () => field.value !== told || document.activeElement === field,
    show(next) { field.value = next?.text ?? ""; differs = next?.differs ?? []; told = field.value; count(); },
    /** Where the learner sees a sentence otherwise than the coach; kept with the reply. */
    coaching: {
      differs: (sentence) => differs.some((one) => one.sentence === sentence),
      onDiffer(entry, now) {
        differs = differs.filter((one) => one.sentence !== entry.sentence);
        if (now) differs = [...differs, { sentence: entry.sentence, coach: entry.behavior }];
        keep(false);
      },
    },
  };
}
