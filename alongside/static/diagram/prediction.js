// Predict, then see: a question before the picture. A guess, or none, opens the diagram; what was guessed stays beside it.

import { el, uniqueId } from "../dom.js";

/** {node, asked}: `asked` is whether the picture waits. `open()` is called once, when it may be seen. */
export function prediction(spec, open) {
  if (!spec) return { node: null, asked: false };
  const group = uniqueId("guess");
  const said = el("div", { class: "as-guessed", tabindex: "-1" });
  const radios = spec.options.map((option) => el("input", { type: "radio", name: group, value: option.id, on: {
    change: () => { look.disabled = false; } } }));
  const look = el("button", { type: "button", class: "as-button as-main", text: "Show me", disabled: true, on: {
    click: () => show(spec.options[radios.findIndex((radio) => radio.checked)]) } });
  const without = el("button", { type: "button", class: "as-quiet", text: "Look without a guess", on: { click: () => show(null) } });
  const node = el("div", { class: "as-prediction" },
    el("fieldset", { class: "as-guesses" }, el("legend", { text: spec.question }),
      ...spec.options.map((option, index) => el("label", { class: "as-choice" }, radios[index], el("span", { text: option.text })))),
    el("div", { class: "as-row" }, look, without));

  function show(option) {
    node.replaceChildren(said);
    said.replaceChildren(...(option ? [el("p", { class: "as-muted", text: `${spec.question} You thought: ${option.text}` }),
      el("p", { text: option.reply })] : [el("p", { text: spec.look_for })]));
    open();
    said.focus({ preventScroll: true });
  }
  return { node, asked: true };
}
