// Put steps in order with two buttons a step; what moved is told aloud and keeps the focus.
import { el, inline } from "../dom.js";

export function order(item, answer, onChange) {
  const texts = new Map(item.steps.map((step) => [step.id, step.text]));
  let ids = answer?.order ?? item.steps.map((step) => step.id);
  const list = el("ol", { class: "as-steps" });
  const spoken = el("p", { class: "as-hidden-words", "aria-live": "polite" });
  const settle = el("button", { type: "button", class: "as-quiet", "data-as-focus": "settle", text: "This order is my answer",
                                on: { click: () => onChange({ order: ids }) } });

  function move(id, by) {
    const from = ids.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= ids.length) return;
    ids = ids.filter((other) => other !== id);
    ids.splice(to, 0, id);
    draw();
    spoken.textContent = `${texts.get(id)} is now step ${to + 1} of ${ids.length}`;
    const wanted = `[data-as-focus="${id}:${by < 0 ? "up" : "down"}"]`;
    const button = list.querySelector(wanted);
    (button.getAttribute("aria-disabled") === "true" ? list.querySelector(`[data-as-focus="${id}:${by < 0 ? "down" : "up"}"]`)
                                                     : button).focus();
    onChange({ order: ids });
  }

  function arrow(id, by, blocked) {
    const word = by < 0 ? "up" : "down";
    return el("button", { type: "button", class: "as-arrow", "data-as-focus": `${id}:${word}`, "aria-disabled": blocked ? "true" : null,
                          "aria-label": `Move ${word}: ${texts.get(id)}`, text: by < 0 ? "↑" : "↓",
                          on: { click: () => move(id, by) } });
  }

  function draw() {
    list.replaceChildren(...ids.map((id, place) => el("li", { class: "as-step" },
      el("span", { class: "as-place", "aria-hidden": "true", text: `${place + 1}` }),
      el("span", { class: "as-step-text" }, ...inline(texts.get(id))),
      el("span", { class: "as-arrows" }, arrow(id, -1, place === 0), arrow(id, 1, place === ids.length - 1)))));
  }

  draw();
  return {
    node: el("div", { role: "group", "aria-label": "Put these in order, first to last" },
             el("p", { class: "as-legend", text: "Put these in order, first to last" }), list, settle, spoken),
    focus() { list.querySelector("button").focus(); },
    show(next) { ids = next?.order ?? ids; draw(); },
  };
}
