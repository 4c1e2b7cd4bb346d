// A talk: what the other person says, what you could say, and where it leads. The path of lines is the answer.
import { el, inline, renew } from "../dom.js";
import { talkMap } from "./talk_map.js";

const YOU = "You";

function bubble(name, words, side) {
  return el("li", { class: `as-turn as-turn-${side}` }, el("span", { class: "as-turn-name", text: name }),
    el("span", { class: "as-turn-words" }, ...inline(words)));
}

function whatItDid(note, open) {
  return el("details", { class: "as-turn-note", open: open || null }, el("summary", { text: "What this line did" }),
    el("p", {}, ...inline(note.text)));
}

export function conversation(item, answer, onChange) {
  const names = new Map(item.people.map((one) => [one.id, one.name]));
  const talk = el("ol", { class: "as-talk" });
  const mood = el("p", { class: "as-mood", "aria-live": "polite" });
  const ask = el("p", { class: "as-legend", tabindex: "-1", text: "What do you say?" });
  const choices = el("div", { class: "as-says", role: "group", "aria-label": "What do you say?" });
  const back = el("button", { type: "button", class: "as-quiet", "data-as-focus": "back", text: "Go back one step",
                              on: { click: () => follow(path.slice(0, -1)) } });
  const again = el("button", { type: "button", class: "as-quiet", "data-as-focus": "again", text: "Begin again",
                               on: { click: () => follow([]) } });
  const mapPlace = el("div", { hidden: true });
  let path = answer?.path ?? [];
  let notes = [];
  let map = null;

  /** The nodes of a path, the opening first; it stops where a saved line is not there any more. */
  function walked() {
    const nodes = [item.graph[0]];
    for (const line of path) {
      const next = item.graph[nodes[nodes.length - 1].to[line]];
      if (!next) break;
      nodes.push(next);
    }
    return nodes;
  }
  function follow(next) {
    path = next;
    notes = notes.slice(0, path.length);
    mapPlace.hidden = true;
    onChange({ path });
    draw();
    ask.focus();
  }
  function turn(node, index) {
    const moment = item.moments[node.place];
    if (!moment) return [el("li", { class: "as-turn as-turn-end" }, ...inline(item.endings[node.place]))];
    const said = moment.lines.find((line) => line.id === path[index]);
    return [
      moment.scene ? el("li", { class: "as-turn as-turn-scene" }, ...inline(moment.scene)) : null,
      bubble(names.get(moment.who), moment.says, "them"),
      ...(said ? [bubble(YOU, said.text, "you"), notes[index] ? el("li", { class: "as-turn" }, whatItDid(notes[index], index === path.length - 1)) : null,
        el("li", { class: "as-turn as-turn-then" }, ...inline(said.answer))] : []),
    ].filter(Boolean);
  }
  function draw() {
    const nodes = walked();
    const here = nodes[nodes.length - 1];
    const moment = item.moments[here.place];
    renew(talk, nodes.flatMap(turn));
    mood.replaceChildren(el("strong", { text: `${item.people.map((one) => one.name).join(", ")}: ` }), here.mood);
    ask.textContent = moment ? "What do you say?" : "The talk is over. You can go back a step and try another way.";
    choices.replaceChildren(...(moment?.lines ?? []).map((line) => el("button", { type: "button", class: "as-say",
      "data-as-focus": `say-${line.id}`, on: { click: () => follow([...path, line.id]) } }, ...inline(line.text))));
    back.disabled = again.disabled = !path.length;
  }

  /** The map stays as open as it was during the talk, and opens at its end. */
  function drawMap(next) {
    if (next?.steps.length !== path.length) return;
    const open = next.ended || Boolean(map && !map.ended && mapPlace.firstChild.open);
    map = next;
    mapPlace.replaceChildren(talkMap(map, open));
    mapPlace.hidden = false;
  }

  draw();
  return {
    node: el("div", { class: "as-conversation" },
      el("p", { class: "as-muted" }, ...item.people.flatMap((one) => [el("strong", { text: one.name }), `: ${one.about} `])),
      el("div", { role: "log", "aria-label": "The talk so far" }, talk), mood, ask, choices, el("div", { class: "as-row" }, back, again), mapPlace),
    focus() { (choices.querySelector("button") ?? back).focus(); },
    show(next) { path = next?.path ?? []; notes = []; mapPlace.hidden = true; draw(); },
    /** In practice: what each line did, one note a line; the last of the notes is about the whole talk. */
    told(outcome, nextMap) {
      notes = outcome.notes.slice(0, path.length);
      draw();
      drawMap(nextMap);
      return item.moments[walked().at(-1).place] ? [] : outcome.notes.slice(path.length);
    },
  };
}
