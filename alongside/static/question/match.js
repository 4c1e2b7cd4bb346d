// Match prompts with partners: one native select a prompt.
import { el, inline, uniqueId } from "../dom.js";

export function match(item, answer, onChange) {
  let pairs = { ...(answer?.pairs ?? {}) };
  const selects = new Map();
  const rows = item.prompts.map((prompt) => {
    const id = uniqueId("match");
    const select = el("select", { id, "data-as-focus": prompt.id, on: { change: () => {
      const { [prompt.id]: _, ...others } = pairs;
      pairs = select.value ? { ...others, [prompt.id]: select.value } : others;
      onChange({ pairs });
    } } }, el("option", { value: "", text: "Choose…" }),
      ...item.partners.map((partner) => el("option", { value: partner.id, text: partner.text })));
    select.value = pairs[prompt.id] ?? "";
    selects.set(prompt.id, select);
    return el("div", { class: "as-match" }, el("label", { for: id }, ...inline(prompt.text)), select);
  });
  return {
    node: el("fieldset", { class: "as-options" }, el("legend", { class: "as-legend", text: "Choose a partner for each" }), ...rows),
    focus() { [...selects.values()][0].focus(); },
    show(next) {
      pairs = { ...(next?.pairs ?? {}) };
      for (const [id, select] of selects) select.value = pairs[id] ?? "";
    },
  };
}
