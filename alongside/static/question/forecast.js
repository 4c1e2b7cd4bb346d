// A forecast: which of two things will happen, and how sure one is.
import { el, uniqueId } from "../dom.js";
import { chooseOne } from "./choose.js";

const STEPS = [50, 60, 70, 80, 90, 100];
const WORDS = { 50: "a coin toss", 60: "a little sure", 70: "fairly sure", 80: "quite sure", 90: "very sure", 100: "certain" };

export function forecast(item, answer, onChange) {
  let current = { outcome: answer?.outcome, confidence_percent: answer?.confidence_percent ?? 70 };
  const id = uniqueId("sure");
  const said = el("output", { for: id, class: "as-muted" });
  const slider = el("input", { id, type: "range", min: 50, max: 100, step: 10, "data-as-focus": "confidence",
                               value: current.confidence_percent, on: { input: describe, change: tell } });
  const choice = chooseOne({ options: item.outcomes }, { choice: current.outcome }, ({ choice: outcome }) => {
    current = { ...current, outcome };
    tell();
  });

  function describe() {
    const percent = Number(slider.value);
    const words = `${percent} % sure: ${WORDS[percent]}`;
    said.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  }
  function tell() {
    current = { ...current, confidence_percent: Number(slider.value) };
    describe();
    if (current.outcome) onChange(current);
  }

  describe();
  const node = el("div", {}, choice.node,
    el("label", { for: id, class: "as-label", text: "How sure are you?" }), slider,
    el("div", { class: "as-scale", "aria-hidden": "true" }, ...STEPS.map((step) => el("span", { text: `${step}` }))), said);
  return {
    node,
    focus: choice.focus,
    show(next) {
      current = { outcome: next?.outcome, confidence_percent: next?.confidence_percent ?? 70 };
      choice.show({ choice: current.outcome });
      slider.value = current.confidence_percent;
      describe();
    },
  };
}
