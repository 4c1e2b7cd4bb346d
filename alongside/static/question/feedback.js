// What an answer does, in words: never a cross, never a cheer.
import { el, inline } from "../dom.js";

const HEADS = {
  full: ["●", "This fits"],
  part: ["◐", "Partly there"],
  "not-yet": ["○", "Not yet – have a look at this"],
  unanswered: ["○", "Still open"],
  invalid: ["○", "Could not be read"],
  "to-mark": ["✎", "Noted"],
};

function points(outcome) {
  if (outcome.score_fraction === null) return "";
  const earned = Math.round(outcome.score * 100) / 100;
  return ` · ${earned} of ${outcome.points} ${outcome.points === 1 ? "point" : "points"}`;
}

function compare(rubric) {
  return el("details", {}, el("summary", { text: "Compare with what markers look for" }),
    el("ul", {}, ...[...rubric].reverse().map((level) => el("li", {}, el("strong", { text: `${level.score}: ` }),
      ...inline(level.anchor), el("br"), el("em", { text: level.example })))));
}

/** feedback(outcome, {points: true}) -> a node that may be announced as a whole */
export function feedback(outcome, { withPoints = false } = {}) {
  const [sign, head] = HEADS[outcome.fit] ?? HEADS["to-mark"];
  const notes = outcome.notes.map((note) => el("div", { class: "as-note" },
    note.chosen ? el("p", { class: "as-chosen-words" }, ...inline(note.chosen)) : null, el("p", {}, ...inline(note.text))));
  return el("section", { class: "as-feedback", "aria-label": "Feedback" },
    el("p", { class: "as-verdict" }, el("span", { "aria-hidden": "true", text: sign }), ` ${head}${withPoints ? points(outcome) : ""}`),
    ...notes,
    outcome.rubric ? compare(outcome.rubric) : null,
    outcome.better ? el("p", {}, el("strong", { text: "A line to keep: " }), ...inline(outcome.better)) : null);
}
