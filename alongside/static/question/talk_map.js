// The map of a talk: its moments from top to bottom, the path that was taken, what moved on the way, and all of it in words.
import { el, inline, svg, uniqueId } from "../dom.js";
import { mapPanel } from "./map_panel.js";

const BOX = 56;
const ROW = 84;
const LEAST_BOX = 98;
const MOST_BOX = 190;
const TOP = 5;

/** A line from box to box, straight down past the boxes of the rows between; x in hundredths of a box. */
function course(from, to, via) {
  const stops = [[from.middle, from.row * ROW + BOX],
    ...via.flatMap(([row, middle]) => [[middle, row * ROW], [middle, row * ROW + BOX]]), [to.middle, to.row * ROW]];
  return stops.map(([middle, y], index) => {
    if (!index) return `M${middle * 100},${y}`;
    const [before, above] = stops[index - 1];
    const half = (above + y) / 2;
    return `C${before * 100},${half} ${middle * 100},${half} ${middle * 100},${y}`;
  }).join("");
}

function picture(map, byId, buttons) {
  const height = Math.max(...map.places.map((place) => place.row)) * ROW + BOX;
  const across = (middle) => `${(middle / map.width) * 100}%`;
  const drawn = [...map.links].sort((one, other) => one.step - other.step).map((link) => svg("path", {
    class: link.step ? "as-map-taken" : null, d: course(byId.get(link.from), byId.get(link.to), link.via) }));
  const numbers = map.links.filter((link) => link.step).map((link) => {
    const from = byId.get(link.from);
    const next = link.via[0]?.[1] ?? byId.get(link.to).middle;
    return el("span", { class: "as-map-number", "aria-hidden": "true", text: `${link.step}`,
      style: `left:${across((from.middle + next) / 2)};top:${from.row * ROW + (BOX + ROW) / 2}px` });
  });
  buttons.forEach((button, index) => {
    const place = map.places[index];
    button.setAttribute("style", `left:${across(place.middle)};top:${place.row * ROW}px;width:${across(0.92)};height:${BOX}px`);
  });
  return el("div", { class: "as-map-field", style: `min-width:${map.width * LEAST_BOX}px;max-width:${map.width * MOST_BOX}px;height:${height}px` },
    svg("svg", { "aria-hidden": "true", preserveAspectRatio: "none", viewBox: `0 0 ${map.width * 100} ${height}` }, ...drawn),
    ...buttons, ...numbers);
}

/** How one part of the state went: a line in steps, its first and last level beside it, and the same in words. */
function meter({ levels, words }) {
  const line = levels.map((level, at) => `${at ? "V" : "M0,"}${TOP - level}H${at + 1}`).join("");
  const number = (level, side) => el("span", { class: `as-meter-${side}`, text: `${level}`, style: `top:${((TOP - level) / TOP) * 100}%` });
  return el("li", { class: "as-meter" }, el("p", { text: words }),
    el("div", { class: "as-meter-line", "aria-hidden": "true" }, number(levels[0], "first"),
      svg("svg", { preserveAspectRatio: "none", viewBox: `0 0 ${levels.length} ${TOP}` },
        svg("path", { class: "as-meter-ends", d: `M0,0H${levels.length}M0,${TOP}H${levels.length}` }), svg("path", { d: line })),
      number(levels[levels.length - 1], "last")));
}

function tally(name, many) {
  return el("li", {}, el("span", { class: "as-tally-name", text: `${name}: ${many}` }),
    el("span", { class: "as-tally-marks", "aria-hidden": "true" }, ...Array.from({ length: many }, () => el("span", {}))));
}

function inWords(map, byId) {
  const end = byId.get(map.here);
  return [el("p", { class: "as-map-head", text: "Your path in words" }),
    el("ol", { class: "as-map-steps" }, ...map.steps.map((step) => el("li", {}, ...inline(`“${step.said}”`),
      el("span", { class: "as-muted", text: ` You ${step.skill}. ${step.moved}` })))),
    el("p", {}, map.ended ? "It ended with: " : "You stand at: ", ...inline(`“${end.title}”`))];
}

/** A <details> with the map; `map` is what Python's talk_map gives. */
export function talkMap(map, open) {
  const byId = new Map(map.places.map((place) => [place.id, place]));
  const turnAt = new Map(map.steps.map((step, index) => [step.from, index + 1]));
  const panel = mapPanel(map, byId);
  // Down the rows and from left to right, so that the arrow keys follow the eye.
  const inOrder = [...map.places].sort((one, other) => one.row - other.row || one.middle - other.middle);
  let chosen = inOrder[0].id;

  function stands(place) {
    if (place.id === map.here) return map.ended ? "your talk ended here" : "you are here";
    return turnAt.has(place.id) ? `turn ${turnAt.get(place.id)} of your path` : "not on your path";
  }
  const buttons = inOrder.map((place) => el("button", { type: "button", "data-place": place.id, tabindex: "-1",
    class: `as-map-place${turnAt.has(place.id) || place.id === map.here ? " as-map-been" : ""}${place.who ? "" : " as-map-end"}`,
    on: { click: (event) => { choose(place.id); if (!event.detail) panel.node.focus(); }, focus: () => choose(place.id),
          keydown, mouseenter: () => panel.show(place.id) } },
    el("span", { class: "as-map-title", text: place.title }),
    el("span", { class: "as-hidden-words", text: `, ${place.who ? "" : "an ending, "}${stands(place)}` })));

  function choose(id) {
    chosen = id;
    inOrder.forEach((place, index) => {
      buttons[index].setAttribute("aria-pressed", String(place.id === id));
      buttons[index].tabIndex = place.id === id ? 0 : -1;
    });
    panel.show(id);
  }
  function keydown(event) {
    const at = buttons.indexOf(event.currentTarget);
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, next))].focus();
  }

  panel.node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") buttons.find((one) => one.dataset.place === chosen).focus();
  });
  choose(chosen);
  const hint = uniqueId("hint");
  const field = picture({ ...map, places: inOrder }, byId, buttons);
  field.addEventListener("mouseleave", () => panel.show(chosen));
  const box = el("div", { class: "as-map-box", role: "group", "aria-label": "Moments of the talk", "aria-describedby": hint }, field);
  function showMiddle() {
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  }
  return el("details", { class: "as-map", open: open || null, on: { toggle: showMiddle } }, el("summary", { text: "The map of this talk" }),
    el("p", { class: "as-muted", id: hint, text: "The thick line with numbers is the path you took. Thin lines are other ways. "
      + "Point at a box, tap it, or move with the arrow keys to see its words; Enter goes to them, Escape comes back." }),
    el("div", { class: "as-map-beside" }, box, panel.node),
    el("p", { class: "as-map-head", text: "What moved" }),
    el("p", { class: "as-muted", text: "From the opening on the left to now on the right. The lowest level is 0, the highest is 5." }),
    el("ul", { class: "as-meters" }, ...map.meters.map(meter)),
    el("p", { class: "as-map-head", text: "Giving back and asking" }),
    el("ul", { class: "as-tally" }, tally("Gave back", map.balance.reflections), tally("Asked", map.balance.questions)),
    el("p", { text: map.balance.words }),
    ...inWords(map, byId));
}
