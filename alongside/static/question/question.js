// A question of any kind: the stem, its answer, whether it is saved, and in practice what it does.
import { el, prose, uniqueId } from "../dom.js";
import { makeCare } from "./care.js";
import { coachNotes } from "./coach_notes.js";
import { makeSaver } from "./saving.js";
import { chooseMany, chooseOne } from "./choose.js";
import { conversation } from "./conversation.js";
import { exchange } from "./exchange.js";
import { feedback } from "./feedback.js";
import { forecast } from "./forecast.js";
import { locate } from "./locate.js";
import { match } from "./match.js";
import { number } from "./number.js";
import { order } from "./order.js";
import { reply } from "./reply.js";
import { selfReview } from "./self_review.js";

const KINDS = { "choose-one": chooseOne, "choose-many": chooseMany, order, match, locate, number, forecast, reply,
  conversation, exchange, "self-review": selfReview };
const CHECK_WORDS = { reply: "Keep this and compare", exchange: "Keep this and compare" };
const TELLS_AT_ONCE = new Set(["conversation"]);

function isOpen(answer) {
  return !answer || Object.values(answer).every((value) => value === null || value === undefined || value === "" ||
    (typeof value === "object" && !Object.keys(value).length));
}

/** Draws the question anew when it turns to its other form. */
function render({ model, el: host }) {
  let stop = draw(model, host);
  function turned() {
    stop();
    host.replaceChildren();
    stop = draw(model, host);
    host.querySelector(".as-stem").focus();
  }
  model.on("change:item", turned);
  return () => {
    model.off("change:item", turned);
    stop();
  };
}

/** Draws the question into `host` -> a function that stops it. */
export function draw(model, host) {
  const item = model.get("item");
  const practice = model.get("mode") === "practice";
  const atOnce = practice && TELLS_AT_ONCE.has(item.kind);
  const heading = uniqueId("stem");
  const status = el("p", { class: "as-status as-muted", role: "status" });
  const told = el("div", { class: "as-told", "aria-live": "polite" });
  const ask = el("button", { type: "button", class: "as-button as-main", "data-as-focus": `${item.id}:check`,
                             text: CHECK_WORDS[item.kind] ?? "See what this does", on: { click: check } });
  const another = el("button", { type: "button", class: "as-button", "data-as-focus": `${item.id}:another`, hidden: true,
                                 text: "Try another form of this question", on: { click: () => model.send({ type: "other-form" }) } });
  const coach = el("div", { "aria-live": "polite" });
  const askCoach = item.coach ? el("button", { type: "button", class: "as-button", "data-as-focus": `${item.id}:coach`,
                                               text: "Ask the coach", on: { click: consult } }) : null;
  const care = makeCare();
  let current = model.get("saved").answer;

  function state({ saved, reason }) {
    status.classList.toggle("as-unsaved", !saved);
    if (!saved) status.textContent = `Not saved yet. ${reason || "Keep this page open; we keep trying."}`;
    else status.textContent = isOpen(current) ? "" : "✓ Saved";
    another.disabled = !saved;
  }
  function offerAnother() {
    another.hidden = !(model.get("has_other_form") && (model.get("handed_in") || model.get("outcome").state));
  }
  const saver = makeSaver(model, state);
  current = saver.pending ?? current;
  const view = KINDS[item.kind](item, current, (answer, draft) => {
    if (answer.text !== current?.text) coach.replaceChildren();
    current = answer;
    told.replaceChildren();
    saver.change(answer, draft);
    if (atOnce && !isOpen(answer)) model.send({ type: "check", answer });
  }, model);
  for (const node of view.node.querySelectorAll("[data-as-focus]")) node.dataset.asFocus = `${item.id}:${node.dataset.asFocus}`;

  function check() {
    view.flush?.();
    if (isOpen(current)) {
      told.replaceChildren(el("p", { class: "as-muted", text: "Answer first, then look: a guess is welcome." }));
      return;
    }
    model.send({ type: "check", answer: current });
  }
  function consult() {
    view.flush?.();
    if (isOpen(current)) coach.replaceChildren(el("p", { class: "as-muted", text: "Write a sentence first, then ask." }));
    else model.send({ type: "coach", answer: current });
  }
  function received(message) {
    if (message.type === "care") care.show(message.help, message.country);
    if (message.type === "coach" && message.comments.sentences) coach.replaceChildren(coachNotes(message.comments, view.coaching));
    if (message.type !== "outcome") return;
    if (!atOnce) told.replaceChildren(feedback(message.outcome));
    else told.replaceChildren(...view.told(message.outcome, message.map).map((note) => el("p", { class: "as-note", text: note.text })));
  }
  function outcomeCame() {
    const outcome = model.get("outcome");
    if (!practice && outcome.state) told.replaceChildren(feedback(outcome, { withPoints: true }));
    offerAnother();
  }
  function savedElsewhere() {
    const saved = model.get("saved");
    if (model.get("item").id !== item.id) return;  // about to be drawn anew in its other form
    saver.seen(saved.revision ?? 0);
    if (saver.owns(saved.token) || view.typing?.()) return;
    current = saved.answer;
    view.show(current);
    state({ saved: true });
  }
  function flush() { view.flush?.(); saver.flush(); }
  function leaving() { if (document.visibilityState === "hidden") flush(); }

  if (!saver.pending) state({ saved: true });
  model.on("msg:custom", received);
  model.on("change:outcome", outcomeCame);
  model.on("change:handed_in", offerAnother);
  model.on("change:saved", savedElsewhere);
  document.addEventListener("alongside:flush", flush);
  document.addEventListener("visibilitychange", leaving);
  const note = model.get("notice");
  host.append(el("div", { class: `as-part as-card as-question as-kind-${item.kind}`, role: "group", "aria-labelledby": heading,
                          "data-item": item.id },
    model.get("heading") ? el("p", { class: "as-muted as-count", text: model.get("heading") }) : null,
    note ? el("p", { class: "as-notice", text: note }) : null,
    el("div", { class: "as-stem", id: heading, tabindex: "-1" }, ...prose(item.stem)),
    view.node,
    el("div", { class: "as-row as-foot" }, practice ? (atOnce ? null : ask) : another, askCoach, status),
    care.node, coach, told));
  outcomeCame();
  if (atOnce && !isOpen(current)) model.send({ type: "check", answer: current });
  return () => {
    view.flush?.();
    view.stop?.();
    saver.stop();
    model.off("msg:custom", received);
    model.off("change:outcome", outcomeCame);
    model.off("change:handed_in", offerAnother);
    model.off("change:saved", savedElsewhere);
    document.removeEventListener("alongside:flush", flush);
    document.removeEventListener("visibilitychange", leaving);
  };
}

export default { render };
