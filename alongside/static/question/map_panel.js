// Beside the map of a talk: the words of one moment, what was said there, and where other lines lead.
import { el, inline } from "../dom.js";

/** Lines that may lead on from a place, each once, with every place it may lead to. */
function linesFrom(map, id) {
  const lines = new Map();
  for (const link of map.links.filter((one) => one.from === id)) {
    for (const text of link.lines) lines.set(text, [...(lines.get(text) ?? []), link.to]);
  }
  return [...lines];
}

/** {node, show(id)}: the node takes the focus when somebody opens a moment by keyboard. */
export function mapPanel(map, byId) {
  const node = el("div", { class: "as-map-panel", tabindex: "-1", role: "group", "aria-label": "The words of this moment" });
  const leads = (ids) => el("span", { class: "as-muted" }, " → leads to ",
    ...inline(ids.map((id) => `“${byId.get(id).title}”`).join(" or ")), ids.length > 1 ? ", as the talk stands then" : "");
  const spoken = (text) => inline(`“${text}”`);

  function taken(step, turn) {
    return [el("p", {}, el("strong", { text: `Turn ${turn}. You said: ` }), ...spoken(step.said),
      el("span", { class: "as-muted", text: ` You ${step.skill}. ${step.moved}` }), leads([step.to])),
    el("p", { class: "as-map-also", text: "Also possible:" }),
    el("ul", {}, ...step.others.map((other) => el("li", {}, ...spoken(other.text), leads([other.to]))))];
  }
  function open(place) {
    return [el("p", { class: "as-map-also", text: place.id === map.here ? "You are here. Possible lines:" : "Your path did not come here. Possible lines:" }),
      el("ul", {}, ...linesFrom(map, place.id).map(([text, ids]) => el("li", {}, ...spoken(text), leads(ids))))];
  }
  return {
    node,
    show(id) {
      const place = byId.get(id);
      const turn = map.steps.findIndex((step) => step.from === id);
      if (!place.who) {
        node.replaceChildren(el("p", { class: "as-turn-name", text: id === map.here ? "Your talk ended here" : "Another ending" }),
          el("p", {}, ...inline(place.words)));
        return;
      }
      node.replaceChildren(el("p", { class: "as-turn-name", text: `${place.who} says` }), el("p", {}, ...inline(place.words)),
        ...(turn < 0 ? open(place) : taken(map.steps[turn], turn + 1)));
    },
  };
}
