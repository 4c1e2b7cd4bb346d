// A written talk with a practice partner: a small program that answers by rules, and says so.
import { el, renew, uniqueId } from "../dom.js";
import { coachNotes } from "./coach_notes.js";

function bubble(name, words, side) {
  return el("li", { class: `as-turn as-turn-${side}` }, el("span", { class: "as-turn-name", text: name }),
    el("span", { class: "as-turn-words", text: words }));
}

export function exchange(item, answer, onChange, model) {
  const practice = model.get("mode") === "practice";
  const partner = `${item.person.name} (practice partner)`;
  const id = uniqueId("say");
  const talk = el("ol", { class: "as-talk" });
  const noticed = el("div", { "aria-live": "polite" });
  const field = el("textarea", { id, rows: 3, maxlength: item.max_characters, "data-as-focus": "say" });
  const ask = el("label", { for: id, class: "as-label" });
  const say = el("button", { type: "button", class: "as-button as-main", "data-as-focus": "send", text: "Say this", on: { click: send } });
  const back = el("button", { type: "button", class: "as-quiet", "data-as-focus": "back", text: "Take back the last turn",
                              on: { click: () => follow(turns.slice(0, -1)) } });
  const wait = el("span", { class: "as-muted", role: "status" });
  let turns = answer?.turns ?? [];
  let closing = "";
  let asked = null;

  function send() {
    const text = field.value.trim();
    if (!text || asked) return;
    asked = text;
    wait.textContent = "…";
    model.send({ type: "say", text, turns });
  }
  function received(message) {
    if (message.type !== "answered" || message.turn.text !== asked) return;
    asked = null;
    wait.textContent = "";
    field.value = "";
    closing = message.closing;
    follow([...turns, message.turn]);
    if (practice && message.comments.sentences) noticed.replaceChildren(coachNotes(message.comments));
  }
  function follow(next) {
    turns = next;
    noticed.replaceChildren();
    onChange({ turns });
    draw();
    (over() ? back : field).focus();
  }
  function over() { return turns.length >= item.turns; }
  function draw() {
    renew(talk, [bubble(partner, item.opening, "them"),
      ...turns.flatMap((turn) => [bubble("You", turn.text, "you"), bubble(partner, turn.answer, "them")]),
      ...(over() ? [el("li", { class: "as-turn as-turn-end", text: closing || "The talk ends here." })] : [])]);
    ask.textContent = over() ? "The talk is over. You can take back a turn and try another way."
                             : `What do you say? Turn ${turns.length + 1} of ${item.turns}`;
    field.hidden = say.hidden = over();
    back.disabled = !turns.length;
  }

  draw();
  model.on("msg:custom", received);
  return {
    node: el("div", { class: "as-conversation" },
      el("p", { class: "as-muted" }, el("strong", { text: item.person.name }), `: ${item.person.about}`),
      el("p", { class: "as-notice", text: `${item.person.name} is played by a small program on this computer. It answers by rules, `
        + "from what it notices in your words. It is not a person and not a chat model, and it will sometimes miss your point." }),
      el("div", { role: "log", "aria-label": "The talk so far" }, talk), ask, field,
      el("div", { class: "as-row" }, say, back, wait), noticed),
    focus() { field.focus(); },
    typing: () => document.activeElement === field && field.value !== "",
    show(next) { turns = next?.turns ?? []; draw(); },
    stop() { model.off("msg:custom", received); },
  };
}
