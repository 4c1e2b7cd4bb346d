// Lines to agree with, each on a few steps: native radio buttons, none chosen to begin with.

import { el, uniqueId } from "../dom.js";

/** {node, set(steps)}: `onMark(index of the line, step)` is called when somebody marks a line. */
export function marksForm({ question, reassurance, lines, steps, onMark }) {
  const { values, least, most } = steps;
  const ends = { [values[0]]: least, [values[values.length - 1]]: most };
  const rows = lines.map((line, index) => {
    const group = uniqueId("line");
    const radios = values.map((step) =>
      el("input", { type: "radio", name: group, value: step, on: { change: () => onMark(index, step) } }));
    const inFull = (step) => (ends[step] ? el("span", { class: "as-hidden-words", text: `, ${ends[step]}` }) : null);
    const node = el("fieldset", { class: "as-mark-line" }, el("legend", { text: line.text }),
      el("div", { class: "as-mark-steps" }, ...values.map((step, at) =>
        el("label", { class: "as-mark-step" }, radios[at], el("span", {}, String(step), inFull(step))))),
      el("div", { class: "as-mark-ends as-muted", "aria-hidden": "true" },
        el("span", { text: least }), el("span", { text: most })));
    return { node, radios };
  });
  return {
    node: el("div", { class: "as-marks", role: "group", "aria-label": question },
      el("p", { class: "as-mark-question", text: question }), el("p", { class: "as-muted", text: reassurance }),
      el("div", { class: "as-mark-lines" }, ...rows.map((row) => row.node))),
    set: (marks) => rows.forEach((row, index) => row.radios.forEach((radio) => {
      radio.checked = Number(radio.value) === marks[index];
    })),
  };
}
