// What the coach noticed: what is there first, one thing to try, and each sentence with the words that show it.
import { el, inline } from "../dom.js";

function line(entry, differs, onDiffer) {
  const button = el("button", { type: "button", class: "as-quiet", "aria-pressed": String(differs), text: "I see it differently" });
  const noted = el("span", { class: "as-muted", role: "status", text: differs ? "Noted for whoever marks this." : "" });
  button.addEventListener("click", () => {
    const now = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(now));
    noted.textContent = now ? "Noted for whoever marks this." : "";
    onDiffer(entry, now);
  });
  return el("li", { class: "as-coach-line" },
    el("p", { class: "as-chosen-words", text: entry.sentence }),
    el("p", {}, el("strong", { text: entry.seems }), ` ${entry.also.join(" ")}`),
    entry.because.length ? el("p", { class: "as-muted", text: `What made it think so: ${entry.because.join("; ")}.` }) : null,
    onDiffer ? el("div", { class: "as-row" }, button, noted) : null);
}

/** coachNotes(comments, {differs: (sentence) => bool, onDiffer}) -> a node; without `onDiffer` there is nothing to press */
export function coachNotes(told, { differs = () => false, onDiffer = null } = {}) {
  return el("section", { class: "as-feedback as-coach", "aria-label": "What the coach noticed" },
    el("p", { class: "as-verdict" }, el("span", { "aria-hidden": "true", text: "✎" }), " What the coach noticed"),
    ...told.praise.map((text) => el("p", {}, ...inline(text))),
    el("p", {}, el("strong", { text: "To try next: " }), ...inline(told.next_step)),
    el("details", {}, el("summary", { text: "Sentence by sentence" }),
      el("ol", { class: "as-coach-lines" }, ...told.sentences.map((entry) => line(entry, differs(entry.sentence), onDiffer)))),
    el("p", { class: "as-muted", text: told.doubt }));
}
