// A look back at one's own practice: a level for each skill and a few words. Nothing here is right or not.
import { el, uniqueId } from "../dom.js";

const PAUSE_MS = 700;

export function selfReview(item, answer, onChange) {
  const id = uniqueId("review");
  const field = el("textarea", { id, rows: 4, maxlength: item.max_characters, "data-as-focus": "text", on: { input: typed, change: () => tell(false) } });
  const selects = new Map();
  let timer = null;
  let told = "";

  function value() {
    const levels = Object.fromEntries([...selects].filter(([, select]) => select.value).map(([skill, select]) => [skill, select.value]));
    return { levels, text: field.value };
  }
  function tell(draft) {
    clearTimeout(timer);
    const now = JSON.stringify(value());
    if (draft && now === told) return;
    told = now;
    onChange(value(), draft);
  }
  function typed() {
    clearTimeout(timer);
    timer = setTimeout(() => tell(true), PAUSE_MS);
  }
  function row(skill) {
    const mine = uniqueId("skill");
    const select = el("select", { id: mine, "data-as-focus": `level-${skill.id}`, on: { change: () => tell(false) } },
      el("option", { value: "", text: "Choose…" }), ...item.levels.map((level) => el("option", { value: level.id, text: level.text })));
    selects.set(skill.id, select);
    return el("div", { class: "as-match" }, el("label", { for: mine, text: skill.text }), select);
  }
  function show(next) {
    for (const [skill, select] of selects) select.value = next?.levels?.[skill] ?? "";
    field.value = next?.text ?? "";
    told = JSON.stringify(value());
  }

  const rows = item.skills.map(row);
  show(answer);
  return {
    node: el("div", {}, ...rows, el("label", { for: id, class: "as-label", text: item.ask }), field),
    focus() { selects.values().next().value.focus(); },
    flush() { if (JSON.stringify(value()) !== told) tell(false); },
    typing: () => document.activeElement === field || JSON.stringify(value()) !== told,
    show,
  };
}
