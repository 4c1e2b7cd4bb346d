// The line coach: guess what a line does, then see what the coach makes of it, sentence by sentence, and by which signs.
import { el, uniqueId } from "../dom.js";
import { makeCare } from "../question/care.js";

const PAUSE_MS = 400;
const OWN = "own";

function sign(one, most) {
  const share = Math.round((100 * one.weight) / most);
  return el("li", { class: "as-sign" }, el("span", { class: "as-sign-bar", "aria-hidden": "true", style: `width:${share}%` }),
    el("span", { text: one.words }), el("span", { class: "as-muted as-sign-weight", text: ` counts ${one.weight.toFixed(1)}` }));
}

function sentence(one) {
  const most = Math.max(...one.signs.map((each) => each.weight), 0.1);
  const seems = one.or_else ? `${one.name}, or perhaps ${one.or_else}` : one.name;
  return el("li", { class: "as-coach-line" },
    el("p", { class: "as-chosen-words", text: one.sentence }),
    el("p", {}, el("strong", { text: `The coach reads: ${seems}.` }),
      ` It is ${one.chance >= 0.8 ? "fairly sure" : one.chance >= 0.6 ? "leaning that way" : "not sure"} (${Math.round(100 * one.chance)} of 100).`),
    one.signs.length ? el("p", { class: "as-muted", text: "Signs that counted most:" }) : null,
    el("ul", { class: "as-signs" }, ...one.signs.map((each) => sign(each, most))));
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const ids = { line: uniqueId("line"), own: uniqueId("own"), guess: uniqueId("guess") };
  const pick = el("select", { id: ids.line, "data-as-focus": "line", on: { change: picked } },
    ...spec.lines.map((line, index) => el("option", { value: index, text: line.text })), el("option", { value: OWN, text: "Write my own" }));
  const field = el("textarea", { id: ids.own, rows: 3, maxlength: 400, "data-as-focus": "own", on: { input: typed } });
  const guess = el("select", { id: ids.guess, "data-as-focus": "guess", on: { change: () => { if (guess.value) reveal(); } } },
    el("option", { value: "", text: "Choose…" }), ...spec.names.map((one) => el("option", { value: one.id, text: one.name })));
  const beside = el("p", { role: "status" });
  const marks = el("ol", { class: "as-coach-lines", "aria-label": "What the coach reads" });
  const doubt = el("p", { class: "as-muted", text: spec.doubt });
  const care = makeCare();
  let marked = spec.lines[0];
  let timer = null;

  function shown(open) { for (const node of [marks, doubt]) node.hidden = !open; }
  function forget() {
    guess.value = "";
    beside.textContent = "";
    shown(false);
  }
  function picked() {
    forget();
    marked = spec.lines[pick.value] ?? { text: "", sentences: [] };
    field.value = marked.text;
    if (pick.value === OWN) field.focus();
  }
  function typed() {
    pick.value = OWN;
    clearTimeout(timer);
    timer = setTimeout(() => model.send({ type: "read", text: field.value }), PAUSE_MS);
  }
  function received(message) {
    if (message.type === "care") care.show(message.help, message.country);
    if (message.type !== "read" || message.marked.text !== field.value) return;
    marked = message.marked;
    if (guess.value) reveal();
  }
  function reveal() {
    if (!marked.sentences.length) {
      beside.textContent = "Write a sentence first.";
      return;
    }
    const read = [...new Set(marked.sentences.map((one) => one.name))];
    const mine = spec.names.find((one) => one.id === guess.value).name;
    beside.textContent = read.includes(mine) ? `You and the coach both see ${mine}.`
      : `You see ${mine}. The coach sees ${read.join(" and ")}. Look at the signs: who has the better reasons?`;
    marks.replaceChildren(...marked.sentences.map(sentence));
    shown(true);
  }
  function reset() {
    pick.value = "0";
    picked();
    pick.focus();
  }

  model.on("msg:custom", received);
  field.value = marked.text;
  forget();
  host.append(el("div", { class: "as-part as-card as-line-coach" },
    el("p", {}, "Someone says: ", el("q", { text: spec.heard })),
    el("label", { class: "as-label", for: ids.line, text: "Pick a line you could say" }), pick,
    el("label", { class: "as-label", for: ids.own, text: "Change it, or write your own" }), field,
    el("label", { class: "as-label", for: ids.guess, text: "Your guess first: what does it do for the person?" }), guess,
    beside, marks, care.node, doubt,
    el("div", { class: "as-row" }, el("button", { type: "button", class: "as-quiet", "data-as-focus": "reset", text: "Start over", on: { click: reset } }))));
  return () => {
    clearTimeout(timer);
    model.off("msg:custom", received);
  };
}

export default { render };
