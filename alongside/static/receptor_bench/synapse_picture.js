// The detour to dopamine as a picture: a brake cell sends signals onto a dopamine cell; opioids quiet the brake cell.

import { svg, uniqueId } from "../dom.js";
import { label } from "../chart/chart.js";
import { sentences, whole } from "../chart/describe.js";
import { dopamine_release } from "../models/models.js";
import { BODY, shape } from "../receptors/receptor_picture.js";
import { stream } from "./stream.js";
import { layoutAt, track } from "./synapse_layout.js";

const CUP = 0.52;
const SPREAD_DEGREES = 108;
const CUPS = 4;
const WAY_OUT = 0.618;

const brakeSignal = () => svg("g", {}, svg("circle", { r: 6.5, class: "as-brake-signal" }),
  svg("path", { d: "M-3,0H3", class: "as-minus" }));
const dopamineDot = () => svg("g", { class: "as-dopamine" }, svg("path", { d: "M-3.4,0H3.4", class: "as-bond" }),
  svg("circle", { cx: -3.4, r: 3.4 }), svg("circle", { cx: 3.4, r: 3.4 }));

/** Bodies and fibers of cells: first all outlines, then all fillings, so that they read as one. */
function cells(place) {
  const parts = (kind) => [
    ...place.outlines.map((d) => svg("path", { d, class: `as-cell-${kind}` })),
    ...place.fibers.map((d) => svg("path", { d, class: `as-fiber-${kind}` })),
    ...place.ends.map(({ x, y, rx, ry }) => svg("ellipse", { cx: x, cy: y, rx, ry, class: `as-cell-${kind}` })),
  ];
  return [svg("path", { d: place.next, class: "as-next-cell" }), ...parts("outline"), ...parts("filling")];
}

/** Small receptors on the upper side of the brake cell, with what holds them. */
function cups({ x, y, r }, strokes, ligand, naloxone) {
  return Array.from({ length: CUPS }, (_, nth) => {
    const turn = (nth / (CUPS - 1) - 0.5) * SPREAD_DEGREES;
    const angle = ((turn - 90) * Math.PI) / 180;
    const upright = `translate(0 -15) rotate(${-turn})`;
    const guests = [ligand, naloxone].map((one) =>
      svg("g", { class: "as-mini", transform: upright }, shape(strokes, one.stroke, 10)));
    const there = `translate(${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)})`;
    const node = svg("g", { transform: `${there} rotate(${turn.toFixed(1)}) scale(${CUP})` },
      svg("path", { d: BODY, class: "as-receptor" }), ...guests);
    const hold = (which) => guests.forEach((guest, kind) => guest.classList.toggle("as-bound", which === kind + 1));
    return { node, hold };
  });
}

export function synapsePicture(spec) {
  const { strokes, labels, parameters: p } = spec;
  const naloxone = spec.ligands.find((one) => one.kind === "antagonist");
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const [scene, moving, counts] = [svg("g"), svg("g"), svg("g")];
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, labels.detour), desc, scene, moving, counts);
  const brakes = stream(moving, brakeSignal);
  const dopamine = stream(moving, dopamineDot);
  let [width, place, way, receptors, state, ligand, resting] = [0, null, null, [], null, null, true];

  const onTheWay = ({ part }) => way(part);
  /** A dopamine molecule leaves the fiber's end and spreads in the gap, each in its own direction. */
  function inTheGap({ part, nth }) {
    const { from, to, wide } = place.gap;
    const aside = ((nth * WAY_OUT) % 1) - 0.5;
    const spread = wide * aside * (0.3 + Math.sqrt(part));
    return { x: from.x + (to.x - from.x) * part, y: from.y + spread, turn: 360 * aside + 40 * part };
  }

  function written(text, { x, y, anchor }, colour, weight = 400) {
    const words = label(text, x, y, colour, anchor, weight);
    words.classList.add("as-on-colour");
    return words;
  }
  function build() {
    place = layoutAt(width);
    way = track(place.way);
    receptors = cups(place.bodies[0], strokes, ligand, naloxone);
    scene.replaceChildren(...cells(place), ...receptors.map((one) => one.node),
      ...["receptors", "next_cell"].map((name) => written(labels[name], place.words[name], "muted")),
      ...["brake_cell", "dopamine_cell"].map((name) => written(labels[name], place.words[name], "ink", 600)));
    node.setAttribute("viewBox", `0 0 ${width} ${place.height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", place.height);
  }
  function hold() {
    const ofCups = (count) => whole((count / p.receptors_shown) * CUPS);
    const [held, byNaloxone] = [ofCups(state.held), ofCups(state.held_by_naloxone)];
    receptors.forEach((one, nth) => one.hold(nth < held ? 1 : nth >= CUPS - byNaloxone ? 2 : 0));
  }
  function settle() {
    brakes.rest(whole(state.brake_signals), onTheWay);
    dopamine.rest(whole(state.dopamine), inTheGap);
  }

  function paint() {
    hold();
    const said = sentences(spec.detour_words, state);
    counts.replaceChildren(...said.map(({ id, text }) => written(text, place.words[id], "ink", 600)));
    if (resting) settle();
  }

  return {
    node,
    caption: labels.detour,
    resize(next) {
      width = Math.max(280, Math.round(next));
      if (!state) return;
      build();
      paint();
      settle();
    },
    draw(next, words) {
      const another = ligand !== next.ligand;
      [state, ligand] = [next, next.ligand];
      desc.textContent = words;
      if (!width) return;
      if (another) build();
      paint();
    },
    /** Brake signals set out as the model says; dopamine follows what is really on the way. */
    move(milliseconds) {
      resting = false;
      if (!width || !state) return;
      const part = milliseconds / (1000 * p.signal_way_seconds);
      brakes.move(part, state.brake_signals, onTheWay);
      dopamine.move(part, dopamine_release(Math.min(brakes.count(), p.brake_signals_at_rest), p), inTheGap);
    },
    rest() {
      resting = true;
      if (width && state) settle();
    },
  };
}
