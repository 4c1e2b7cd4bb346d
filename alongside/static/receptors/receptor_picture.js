// The picture of the receptor bench: a stretch of a nerve cell's membrane, its receptors, and what they hold.

import { svg, uniqueId } from "../dom.js";
import { label, textWidth } from "../chart/chart.js";
import { whole } from "../chart/describe.js";
import { marker } from "../chart/markers.js";
import { molecules } from "./molecules.js";

export const BODY = "M-16,-13L-11,-13A11,11 0 0 0 11,-13L16,-13Q18,-13 18,-11L14,38Q13,46 6,46L-6,46Q-13,46 -14,38L-18,-11Q-18,-13 -16,-13Z";
const MEMBRANE = 30;
const STRETCH = { above: 66, below: 76 };
const ARCH = 10;
const POCKET = 15;
const [GUEST, NALOXONE] = [1, 2];
const HOMES = 10;

/** Receptors fill in an order that jumps about, so that no side looks special. */
export function fillingOrder(count) {
  const stride = Math.max(2, Math.round(count * 0.4) + 1);
  const order = [];
  for (let place = 0; order.length < count; place = (place + stride) % count) {
    while (order.includes(place)) place = (place + 1) % count;
    order.push(place);
  }
  return order;
}

/** The shape of what arrives, by the name of its stroke. */
export const shape = (strokes, name, size) => marker(strokes[name].marker, size, {
  fill: `var(--as-${strokes[name].token})`, stroke: "var(--as-paper)", "stroke-width": 1.5 });

export function receptor(strokes, ligand) {
  const signals = svg("g", { class: "as-signal" });
  for (let line = 0; line < ligand.signal_lines; line += 1) {
    const half = 9 + line * 5;
    const level = 53 + line * 8;
    signals.append(svg("path", { d: `M${-half},${level}Q0,${level + 8} ${half},${level}`, fill: "none",
      stroke: `var(--as-${strokes[ligand.stroke].token})`, "stroke-width": 3, "stroke-linecap": "round" }));
  }
  return { node: svg("g", {}, svg("path", { d: BODY, class: "as-receptor" }), signals), signals };
}

/** One wave a breath: fewer and smaller as breathing slows, a level line where it can stop. */
export function breathPath(left, right, middle, height, breathing) {
  const points = [];
  for (let x = left; x <= right; x += 2) {
    const turn = ((x - left) / 56) * breathing * 2 * Math.PI;
    points.push(`${x},${(middle - Math.sin(turn) * height * breathing ** 0.6).toFixed(1)}`);
  }
  return `M${points.join("L")}`;
}

export function receptorPicture(spec) {
  const { strokes } = spec;
  const count = spec.parameters.receptors_shown;
  const naloxone = spec.ligands.find((one) => one.kind === "antagonist");
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const title = svg("title", { id: titleId });
  const desc = svg("desc", { id: descId });
  const scene = svg("g");
  const gauges = svg("g");
  const guests = molecules({ kinds: [GUEST, NALOXONE],
    drawn: (kind) => shape(strokes, kind === GUEST ? ligand.stroke : naloxone.stroke, 10),
    onHold: (holds) => receptors.forEach(({ signals }, place) =>
      signals.classList.toggle("as-bound", holds[place] === GUEST)) });
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    title, desc, scene, guests.node, gauges);
  let [width, ligand, receptors, state, resting] = [0, null, [], null, true];

  const rows = () => (width >= 560 ? 1 : 2);
  const stretch = STRETCH.above + MEMBRANE + STRETCH.below + ARCH;
  const gaugeTop = () => rows() * stretch + 16;

  function membrane(row, across) {
    const top = row * stretch + STRETCH.above;
    const curve = (y) => `M0,${y + ARCH}Q${width / 2},${y - ARCH} ${width},${y + ARCH}`;
    const parts = [
      svg("path", { d: `${curve(top)}V${top + MEMBRANE + STRETCH.below}H0Z`, class: "as-inside" }),
      svg("path", { d: curve(top), class: "as-lipids" }), svg("path", { d: curve(top + MEMBRANE), class: "as-lipids" }),
    ];
    for (let place = 0; place < across; place += 1) {
      const x = (place + 0.5) * (width / across);
      const bend = ARCH * (2 * ((x - width / 2) / width) ** 2 * 2);
      const one = receptor(strokes, ligand);
      one.node.setAttribute("transform", `translate(${x.toFixed(1)} ${(top + bend).toFixed(1)})`);
      receptors.push({ ...one, spot: { x, y: top + bend - POCKET } });
      parts.push(one.node);
    }
    return parts;
  }

  function build() {
    receptors = [];
    const across = count / rows();
    const parts = Array.from({ length: rows() }, (_, row) => membrane(row, across)).flat();
    const inside = label("inside the nerve cell", 8, rows() * stretch - ARCH - 10, "muted");
    inside.classList.add("as-on-colour");
    scene.replaceChildren(...parts, label("outside the cell", 0, 14, "muted"), inside);
    guests.place(receptors.map((one) => one.spot), fillingOrder(count), { [GUEST]: homes(0), [NALOXONE]: homes(1) });
    const height = gaugeTop() + 104;
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }

  /** Where free ones drift above the membrane: two kinds by turns. */
  function homes(second) {
    const across = (2 * HOMES) / rows();
    const pitch = (width - 150) / across;
    return Array.from({ length: HOMES }, (_, nth) => {
      const [row, index] = [nth % rows(), 2 * Math.floor(nth / rows()) + second];
      const [x, y] = [140 + pitch * (((index * 7 + row * 3) % across) + 0.5), 12 + ((index * 0.41) % 1) * 17];
      return { x, y: row * stretch + y };
    });
  }

  function gauge() {
    const { effect, ceiling, breathingWords } = state;
    const left = 84;
    const top = gaugeTop();
    const long = width - left - 2;
    const colour = `var(--as-${strokes[ligand.stroke].token})`;
    const parts = [
      label("Effect", 0, top + 17, "ink", "start", 600),
      svg("rect", { x: left, y: top, width: long, height: 24, rx: 4, class: "as-gauge" }),
      svg("rect", { x: left, y: top, width: long * effect, height: 24, rx: 4, fill: colour }),
    ];
    if (ceiling > 0 && ceiling < 1) {
      const at = left + long * ceiling;
      parts.push(svg("line", { x1: at, x2: at, y1: top - 4, y2: top + 28, class: "as-ceiling" }));
      parts.push(label("plateau", at + 6, top + 17, strokes[ligand.stroke].token, "start", 600));
    }
    const percent = `${whole(effect * 100)} %`;
    const inside = long * effect > textWidth(percent, 600) + 16;
    const [on, anchor] = inside ? ["paper", "end"] : ["ink", "start"];
    const text = label(percent, left + long * effect + (inside ? -8 : 8), top + 17, on, anchor, 600);
    if (inside) text.classList.add("as-on-colour");
    parts.push(text, label("Breathing", 0, top + 61, "ink", "start", 600),
      svg("path", { d: breathPath(left, width - 2, top + 56, 15, state.breathing), class: "as-breath" }),
      label(breathingWords, Math.max(0, Math.min(left, width - 2 - textWidth(breathingWords))), top + 98, "ink"));
    gauges.replaceChildren(...parts);
  }

  function draw() {
    if (!width || !state) return;
    const around = (share) => Math.ceil(share * HOMES - 1e-9);
    guests.show({ [GUEST]: whole(state.held), [NALOXONE]: whole(state.held_by_naloxone) },
      { [GUEST]: around(state.share), [NALOXONE]: around(state.naloxoneShare) });
    if (resting) guests.rest();
    gauge();
  }

  return {
    node,
    caption: "Receptors on a nerve cell",
    resize(next) {
      width = Math.max(280, Math.round(next));
      if (!ligand) return;
      build();
      draw();
      guests.rest();
    },
    draw(next, words) {
      if (ligand !== next.ligand) {
        ligand = next.ligand;
        title.textContent = `A nerve cell's receptors, and ${ligand.word.toLowerCase()}`;
        guests.change(GUEST);
        if (width) build();
      }
      state = next;
      desc.textContent = words;
      draw();
    },
    move(milliseconds) {
      resting = false;
      if (width && state) guests.move(milliseconds);
    },
    rest() {
      resting = true;
      if (width && state) guests.rest();
    },
  };
}
