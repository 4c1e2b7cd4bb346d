// Many people, drawn at once: all filled figures of an array are one path, all open ones another.
// Those who are counted stand open, in short rows, with a frame around them, in the first corner.

import { svg } from "../dom.js";
import { label } from "../chart/chart.js";

const [CELL, TALL] = [10, 14];
const HEAD = "m5,1.6a1.8,1.8 0 1 0 .01,0z";
const PEOPLE = [
  `${HEAD}m-3,10.6v-3.2a2.4,2.6 0 0 1 2.4,-2.6h1.2a2.4,2.6 0 0 1 2.4,2.6v3.2z`,
  `${HEAD}m-2.5,10.6v-3.4a2,2.4 0 0 1 2,-2.4h1a2,2.4 0 0 1 2,2.4v3.4z`,
  `${HEAD}m-3.7,10.6v-2.8q0,-3 2.8,-3h1.8q2.8,0 2.8,3v2.8z`,
  `${HEAD}m-1.2,4.8h2.4q1,0 1.4,1.2l1.2,4.6h-7.6l1.2,-4.6q.4,-1.2 1.4,-1.2z`,
  "m5,1.4c-1.7,0 -2.3,1.2 -2.3,2.4v2.2h4.6v-2.2c0,-1.2 -.6,-2.4 -2.3,-2.4z"
    + "m-3,10.8v-2.9a2.2,2.4 0 0 1 2.2,-2.4h1.6a2.2,2.4 0 0 1 2.2,2.4v2.9z",
  "m5,3.2a1.75,1.75 0 1 0 .01,0zm-2.7,9v-2a2.2,2.4 0 0 1 2.2,-2.4h1a2.2,2.4 0 0 1 2.2,2.4v2z",
];
const OPEN = {
  fill: "var(--as-paper)", stroke: "var(--as-ink)", "stroke-width": 1.4, "stroke-linejoin": "round",
  "vector-effect": "non-scaling-stroke",
};
const FILLED = { fill: "var(--as-breath)" };
const WORDS = 46;

/** One of the figures for each place: well mixed, and always the same, so that nobody changes when counts do. */
function figureAt(place) {
  const once = Math.imul(place + 1, 0x9e3779b1);
  const mixed = Math.imul(once ^ (once >>> 15), 0x85ebca6b);
  return PEOPLE[((mixed ^ (mixed >>> 13)) >>> 0) % PEOPLE.length];
}

/** The frame around `count` people who stand in rows of `wide`. */
function frameAround(count, wide) {
  const [full, rest] = [Math.floor(count / wide), count % wide];
  const [right, below, part] = [wide * CELL, full * TALL, rest * CELL];
  if (!full) return `M0,0H${part}V${TALL}H0Z`;
  if (!rest) return `M0,0H${right}V${below}H0Z`;
  return `M0,0H${right}V${below}H${part}V${below + TALL}H0Z`;
}

/** One array with its heading: place(x, y, width) returns its height, draw(counted, heading, words) draws it. */
export function iconArray({ columns, rows, in_a_counted_row: wide }) {
  const people = Array.from({ length: columns * rows }, (_, place) =>
    `M${(place % columns) * CELL},${Math.floor(place / columns) * TALL}${figureAt(place)}`);
  const [filled, open] = [svg("path", FILLED), svg("path", OPEN)];
  const frame = svg("path", { ...OPEN, fill: "none" });
  const drawing = svg("g", {}, filled, open, frame);
  const [title, said] = [label("", 0, 15, "ink", "start", 600), label("", 0, 36, "ink")];
  const node = svg("g", {}, title, said, drawing);
  let shown = -1;
  return {
    node,
    place(x, y, width) {
      const scale = width / (columns * CELL);
      node.setAttribute("transform", `translate(${x} ${y})`);
      drawing.setAttribute("transform", `translate(0 ${WORDS}) scale(${scale})`);
      open.setAttribute("stroke-width", scale < 1 ? 1 : 1.4);
      return WORDS + rows * TALL * scale;
    },
    draw(counted, heading, words) {
      title.textContent = heading;
      said.textContent = words;
      if (counted === shown) return;
      shown = counted;
      const among = (place) => {
        const [column, row] = [place % columns, Math.floor(place / columns)];
        return column < wide && row * wide + column < counted;
      };
      filled.setAttribute("d", people.filter((_, place) => !among(place)).join(""));
      open.setAttribute("d", people.filter((_, place) => among(place)).join(""));
      frame.setAttribute("d", frameAround(counted, wide));
    },
  };
}

/** One figure with what it stands for. */
export function iconKey(words, counted) {
  const person = svg("path", { d: PEOPLE[0], transform: "translate(0 -2) scale(1.6)", ...(counted ? OPEN : FILLED) });
  return svg("g", {}, person, label(words, 20, 15, "ink"));
}
