// The end of a quiz: what is answered, hand in, and for those who learn alone a look at all answers.
import { el, uniqueId } from "../dom.js";
import { unsavedCount } from "../question/saving.js";

const WAIT_MS = 8000;
const STEP_MS = 100;

async function everythingSaved() {
  document.dispatchEvent(new CustomEvent("alongside:flush"));
  for (let waited = 0; waited < WAIT_MS; waited += STEP_MS) {
    if (unsavedCount() === 0) return true;
    await new Promise((done) => setTimeout(done, STEP_MS));
  }
  return false;
}

function when(text) {
  return new Date(text).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

function offerCopy(buffer, name) {
  const link = el("a", { href: URL.createObjectURL(new Blob([buffer], { type: "application/zip" })), download: name,
                         class: "as-button", text: "Save a copy to send" });
  return link;
}

function render({ model, el: host }) {
  const id = uniqueId("code");
  const status = el("p", { role: "status", class: "as-status" });
  const copy = el("p");
  const code = el("input", { id, type: "text", autocomplete: "off", maxlength: 40, size: 14, value: model.get("code"),
                             "aria-describedby": `${id}-hint` });
  const hand = el("button", { type: "button", class: "as-button as-main", text: "Hand in", on: { click: handIn } });
  const look = el("button", { type: "button", class: "as-button", text: "Check my answers", on: { click: check } });
  const summary = el("div", { class: "as-told", "aria-live": "polite" });

  function busy(words) {
    status.textContent = words;
    hand.disabled = look.disabled = Boolean(words);
  }
  function done(words) {
    busy("");
    status.textContent = words;
  }
  async function handIn() {
    busy("Saving the last answers…");
    if (!(await everythingSaved())) {
      done("Some answers are not saved yet, so nothing was handed in. Keep this page open and try again in a moment.");
      return;
    }
    busy("Handing in…");
    model.send({ type: "hand-in", code: code.value });
  }
  async function check() {
    busy("Looking at your answers…");
    if (await everythingSaved()) model.send({ type: "check" });
    else done("Some answers are not saved yet. Keep this page open and try again in a moment.");
  }
  function receipt() {
    const made = model.get("receipt");
    if (!made.at) return "";
    const exchange = made.exchange ? " Your program's system has it too." : "";
    const details = made.receipt ? ` ${made.answered} of ${model.get("items").length} answered. Receipt ${made.receipt}. The file is ${made.file}.` : "";
    return `✓ Handed in ${when(made.at)} as ${made.code}.${details}${exchange}`;
  }
  function received(message, buffers) {
    if (message.type === "handed-in") {
      done(receipt());
      copy.replaceChildren(offerCopy(buffers[0], message.file));
    } else if (message.type === "bad-code") {
      done(message.reason);
      code.focus();
    } else if (message.type === "not-handed-in") done(`Nothing was handed in: ${message.reason}`);
    else if (message.type === "not-checked") done(message.reason);
    else if (message.type === "checked") checked(message.outcomes, message.mastery);
  }
  function checked(outcomes, mastery) {
    const all = Object.values(outcomes);
    const scored = all.filter((outcome) => outcome.score_fraction !== null);
    const earned = scored.reduce((sum, outcome) => sum + outcome.score, 0);
    const possible = scored.reduce((sum, outcome) => sum + outcome.points, 0);
    const notes = all.length - scored.length;
    done("The reasons stand under each question above.");
    const written = `${notes} written ${notes === 1 ? "reply" : "replies"} for you to compare yourself.`;
    summary.replaceChildren(
      el("p", {}, scored.length ? el("strong", { text: `${Math.round(earned * 10) / 10} of ${possible} points` }) : null,
        !scored.length ? written : notes ? `, and ${written}` : "."),
      el("p", { text: mastery.sentence }),
      el("p", { class: "as-muted", text: "Change any answer and look again as often as you like. Some questions have another form for a second try." }));
  }

  function showReceipt() { status.textContent = receipt(); }

  showReceipt();
  model.on("msg:custom", received);
  model.on("change:receipt", showReceipt);
  host.append(el("section", { class: "as-part as-card as-hand-in", "aria-label": "Hand in" },
    el("h2", { class: "as-part-head", text: "When you are done" }),
    el("p", { text: "Your answers are on this computer. Hand in when you like, and again if you change your mind: the latest hand-in counts." }),
    el("div", { class: "as-row" }, el("label", { for: id, text: "Your learner code" }), code, hand),
    el("p", { class: "as-muted", id: `${id}-hint`, text: "Your instructor gave you this code. No name is needed." }),
    model.get("can_check") ? el("div", {}, el("p", { text: "Learning on your own? Look at all your answers with the reasons now." }), look) : null,
    status, copy, summary));
  return () => {
    model.off("msg:custom", received);
    model.off("change:receipt", showReceipt);
  };
}

export default { render };
