// A few choices side by side: native radio buttons in a fieldset, as large as a finger, worked by arrow keys.

import { el, uniqueId } from "../dom.js";

/** {node, set(id), focus()}: `options` are {id, text, hint}; `onPick(id)` is called when somebody chooses. */
export function picks({ legend, options, onPick }) {
  const group = uniqueId("pick");
  const radios = options.map(({ id }) =>
    el("input", { type: "radio", name: group, value: id, on: { change: () => onPick(id) } }));
  const words = ({ text, hint }) =>
    el("span", {}, text, hint ? el("span", { class: "as-muted as-pick-hint", text: hint }) : null);
  const node = el("fieldset", { class: "as-picks" }, el("legend", { text: legend }),
    el("div", { class: "as-pick-row" }, ...options.map((option, index) =>
      el("label", { class: "as-choice as-pick" }, radios[index], words(option)))));
  return {
    node,
    set: (id) => radios.forEach((radio) => { radio.checked = radio.value === id; }),
    focus: () => (radios.find((radio) => radio.checked) ?? radios[0]).focus(),
  };
}
