// The question as learners will see it, drawn by their own module. What is answered here is scored and kept nowhere.
import { el, uniqueId } from "../dom.js";
import { draw as drawQuestion } from "../question/question.js";

/** Stands where a page has the widget's model: traits to read, messages to hand on, answers that no disk has to keep. */
function standIn(item, heading, mode, send) {
  const listeners = new Map();
  const traits = { item, mode, heading, place: uniqueId("preview"), saved: {}, outcome: {}, notice: "",
                   has_other_form: false, handed_in: false };
  let revision = 0;
  const tell = (event, message) => { for (const act of [...(listeners.get(event) ?? [])]) act(message); };
  return {
    answer: null,
    get: (name) => traits[name],
    on(event, act) { listeners.set(event, [...(listeners.get(event) ?? []), act]); },
    off(event, act) { listeners.set(event, (listeners.get(event) ?? []).filter((one) => one !== act)); },
    send(message) {
      if (message.type === "answer") {
        this.answer = message.answer;
        revision += 1;
        queueMicrotask(() => tell("msg:custom", { type: "saved", token: message.token, revision }));
      } else if (message.type === "check") send({ type: "try", answer: message.answer });
      else send(message);
    },
    receive: (message) => tell("msg:custom", message),
    showOutcome(outcome) {
      traits.outcome = outcome;
      tell("change:outcome");
    },
  };
}

function scoreWords(outcome) {
  if (outcome.state === "unanswered") return "Answer the question first; a guess is welcome.";
  if (outcome.score_fraction === null) return `A person marks this, for up to ${outcome.points} points.`;
  const earned = Math.round(outcome.score * 100) / 100;
  return `This answer earns ${earned} of ${outcome.points} ${outcome.points === 1 ? "point" : "points"}.`;
}

export function itemPreview(send) {
  const old = el("p", { class: "as-notice as-preview-old", hidden: true });
  const place = el("div", { class: "as-preview-place" });
  const score = el("p", { class: "as-preview-score", role: "status" });
  const tryIt = el("button", { type: "button", class: "as-button", text: "See the reasons and the score",
                               on: { click: () => ask() } });
  const how = el("p", { class: "as-muted as-preview-how" });
  let model = null;
  let stopDrawn = null;
  let drawn = "";

  function stop() {
    stopDrawn?.();
    stopDrawn = null;
    model = null;
  }
  function ask() { send({ type: "try", answer: model?.answer ?? null }); }
  function drawAnew({ item, heading, mode }) {
    stop();
    place.replaceChildren();
    score.textContent = "";
    model = standIn(item, heading, mode, send);
    try {
      stopDrawn = drawQuestion(model, place);
    } catch (error) {
      place.replaceChildren(el("p", { class: "as-notice", text: `The page cannot show this question (${error.message}).` }));
    }
  }

  const node = el("section", { class: "as-preview", "aria-label": "The question as learners will see it" },
    el("h3", { text: "As learners will see it" }), old, place,
    el("div", { class: "as-row" }, tryIt, score), how);
  const empty = el("p", { class: "as-muted", text: "The question appears here once its text can be read." });

  return {
    node,
    stop,
    clear() {
      stop();
      drawn = "";
      old.hidden = true;
      tryIt.hidden = true;
      score.textContent = how.textContent = "";
      place.replaceChildren(empty);
    },
    /** A change of the key alone leaves the card and its answer, and asks for the new reasons; another change draws anew. */
    show({ state, item, heading }) {
      if (state !== "sound") {
        old.textContent = drawn ? "This is the question as it last could be read. The text has something to mend." : "";
        old.hidden = !drawn;
        return;
      }
      old.textContent = "";
      old.hidden = true;
      const mode = heading ? "quiz" : "practice";
      const next = JSON.stringify([item, heading]);
      if (next !== drawn) {
        drawn = next;
        drawAnew({ item, heading, mode });
        tryIt.hidden = mode === "practice";
        how.textContent = mode === "practice" ? "What you answer here is kept nowhere."
          : "In a quiz learners see no reasons before you return feedback, or before they press “Check my answers” on their own. "
            + "What you answer here is kept nowhere.";
      } else if (model?.answer && score.textContent) ask();
    },
    receive(message) {
      if (!model) return;
      if (message.type !== "try") {
        model.receive(message);
        return;
      }
      score.textContent = scoreWords(message.outcome);
      if (model.get("mode") === "practice") model.receive({ ...message, type: "outcome" });
      else if (message.outcome.state !== "unanswered") model.showOutcome(message.outcome);
    },
  };
}
