// Choose one, choose many: native radio buttons and check boxes in a fieldset.
import { el, inline, uniqueId } from "../dom.js";

function option(type, name, entry, chosen, onChange) {
  const input = el("input", { type, name, value: entry.id, checked: chosen, "data-as-focus": entry.id,
                              on: { change: onChange } });
  return el("label", { class: "as-option" }, input, el("span", {}, ...inline(entry.text)));
}

function view(type, entries, legend, readChosen, onChange) {
  const name = uniqueId("choice");
  const labels = entries.map((entry) => option(type, name, entry, readChosen().includes(entry.id), () => onChange(chosen())));
  const node = el("fieldset", { class: "as-options" }, el("legend", { class: "as-legend", text: legend }), ...labels);
  const inputs = labels.map((label) => label.querySelector("input"));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node,
    show(ids) { for (const input of inputs) input.checked = ids.includes(input.value); },
    focus() { (inputs.find((input) => input.checked) ?? inputs[0]).focus(); },
  };
}

export function chooseOne(item, answer, onChange) {
  const made = view("radio", item.options, "Choose one", () => [answer?.choice], ([choice]) => onChange({ choice }));
  return { ...made, show: (next) => made.show([next?.choice]) };
}

export function chooseMany(item, answer, onChange) {
  const made = view("checkbox", item.options, "Choose all that fit", () => answer?.choices ?? [],
                    (choices) => onChange({ choices }));
  return { ...made, show: (next) => made.show(next?.choices ?? []) };
}
