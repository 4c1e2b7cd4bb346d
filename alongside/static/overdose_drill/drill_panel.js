// Where the learner acts: the options of this moment, the clock with its pause, and at the end what was done and when.

import { el, uniqueId } from "../dom.js";
import { actionsOf, clockWords, momentsOf, offered } from "./drill_course.js";

const TICK_MS = 1000;

/** {node, caption, resize, show, stop}: `onChoose(option id, seconds of thinking)` and `onAgain()` are asked for. */
export function drillPanel({ drill, onChoose, onAgain }) {
  const headId = uniqueId("moment");
  const head = el("h4", { id: headId, class: "as-drill-head", tabindex: "-1" });
  const clock = el("p", { class: "as-drill-clock", role: "timer", "aria-live": "off" });
  const turn = () => { running = !running; settle(); };
  const pause = el("button", { type: "button", class: "as-button", on: { click: turn } });
  const timing = el("div", { class: "as-row as-drill-timing" }, clock, pause);
  const list = el("div", { class: "as-drill-options", role: "group", "aria-labelledby": headId });
  const paper = el("ul", { class: "as-drill-paper" });
  const node = el("div", { class: "as-drill" }, head, timing, list, paper);
  let [scene, run, timed, running, thinking, ticking] = ["", null, false, false, 0, 0];

  const waits = () => timed && !running;
  function option(one) {
    const tried = run.tried.some(([, id]) => id === one.id);
    const choose = () => {
      const seconds = thinking;
      thinking = 0;
      onChoose(one.id, seconds);
    };
    return el("button", { type: "button", class: "as-button as-drill-option", disabled: tried || waits(), on: { click: choose } },
      el("span", { text: one.text }), tried ? el("span", { class: "as-muted as-drill-tried", text: "tried" }) : null);
  }

  function record() {
    const words = Object.fromEntries(actionsOf(drill, scene).map((one) => [one.id, one.text]));
    const row = ([action, seconds]) =>
      el("li", {}, el("span", { class: "as-muted", text: `${clockWords(seconds)}: ` }), words[action]);
    return [el("ol", { class: "as-drill-record" }, ...run.done.map(row)),
      el("button", { type: "button", class: "as-button", text: "Go through it again", on: { click: onAgain } })];
  }

  function settle() {
    const options = offered(drill, scene, run);
    const ended = !options.length;
    clearInterval(ticking);
    if (timed && running && !ended) ticking = setInterval(() => { thinking += 1; tell(); }, TICK_MS);
    const moments = momentsOf(drill, scene).length;
    head.textContent = ended ? "What you did, and when" : `Moment ${run.at + 1} of ${moments}: what do you do next?`;
    timing.hidden = !timed || ended;
    pause.textContent = running ? "Pause the clock" : run.last || thinking ? "Go on" : "Start the clock";
    list.replaceChildren(...(ended ? record() : options.map(option)));
    paper.replaceChildren(...options.map((one) => el("li", { text: one.text })));
    tell();
  }
  function tell() {
    clock.textContent = `Clock of the scene: ${clockWords(run.clock + thinking)}${waits() ? " (stands still)" : ""}`;
  }

  return {
    node,
    caption: "Your next step",
    resize() {},
    /** Show this run; `fresh` begins anew with the clock at rest. */
    show(next, { fresh = false } = {}) {
      ({ scene, run, timed } = next);
      if (fresh) [running, thinking] = [false, 0];
      settle();
    },
    focus: () => head.focus({ preventScroll: true }),
    stop: () => clearInterval(ticking),
  };
}
