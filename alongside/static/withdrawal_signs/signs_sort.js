// A small sort: short observations, the same few answers for each, a reply to each answer. Nothing is kept.

import { el, uniqueId } from "../dom.js";

/** {node, caption, resize, reset} */
export function signsSort({ spec, caption }) {
  const { choices, observations, end } = spec;
  const done = el("p", { class: "as-muted", role: "status" });
  let sorted = new Set();

  function count() {
    done.textContent = sorted.size === observations.length ? end : `${sorted.size} of ${observations.length} sorted.`;
  }

  function one(observation) {
    const name = uniqueId("sort");
    const reply = el("p", { class: "as-sort-reply", role: "status" });
    const radios = choices.map((choice) => el("input", { type: "radio", name, value: choice.id, on: { change: () => {
      sorted.add(observation.id);
      reply.textContent = observation.replies[choice.id];
      count();
    } } }));
    const node = el("fieldset", { class: "as-sort-one" }, el("legend", { text: observation.text }),
      el("div", { class: "as-sort-choices" }, ...choices.map((choice, index) =>
        el("label", { class: "as-choice" }, radios[index], el("span", { text: choice.text })))),
      reply);
    return { node, clear() {
      radios.forEach((radio) => { radio.checked = false; });
      reply.textContent = "";
    } };
  }

  const all = observations.map(one);
  count();
  return {
    node: el("div", { class: "as-sort" }, ...all.map((each) => each.node), done),
    caption,
    resize() {},
    reset() {
      sorted = new Set();
      all.forEach((each) => each.clear());
      count();
    },
  };
}
