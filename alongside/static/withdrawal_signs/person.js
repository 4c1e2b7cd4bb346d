// A person drawn simply, clothed and calm, in a field of 200 by 440: awake, or lying on a mat and not to be woken.

import { svg } from "../dom.js";

const token = (name) => `var(--as-${name})`;

/** `make(colour)` drawn in a soft mixture: the second colour lies over the first with this strength. */
function tinted(make, over, strength, under = "paper") {
  return svg("g", {}, make(token(under)), svg("g", { opacity: strength }, make(token(over))));
}

const skin = (make) => tinted(make, "agonist", 0.5, "muted");
const sweater = (make) => tinted(make, "accent", 0.55);
const trousers = (make) => tinted(make, "antagonist", 0.45, "muted");
const filled = (tag, shape) => (colour) => svg(tag, { ...shape, fill: colour });
const drawn = (d, width) => (colour) => svg("path", { d, fill: "none", stroke: colour, "stroke-width": width,
  "stroke-linecap": "round", "stroke-linejoin": "round" });
const edge = (d) => svg("path", { class: "as-edge", d });
const line = (d, colour) => drawn(d, 2)(token(colour));

function face(awake) {
  const eyes = [89, 111].map((x) => (awake
    ? svg("g", {}, svg("ellipse", { class: "as-bright", cx: x, cy: 60, rx: 6, ry: 4.8 }),
      svg("circle", { class: "as-dark", cx: x, cy: 60, r: 3.8 }))
    : edge(`M${x - 6},61q6,3.5 12,0`)));
  const mouth = awake ? svg("ellipse", { class: "as-dark", cx: 100, cy: 80, rx: 5, ry: 3.4 })
    : svg("path", { d: "M92,80q8,-4 16,0q-8,6 -16,0Z", fill: token("muted"), stroke: token("paper"),
      "stroke-width": 1 });
  return [...eyes, edge("M83,51q6,-4 11,-1M106,50q6,-3 11,1"), edge("M100,63v7q-3,2 -5,1"), mouth];
}

/** Small marks of withdrawal: drops on the brow, a tear, bumps on an arm, a shaking hand, a leg that cannot rest. */
function traces() {
  const drop = (x, y) => svg("path", { d: `M${x},${y}q4,6 0,8q-4,-2 0,-8Z`, fill: token("antagonist") });
  const bumps = [[54, 204], [60, 210], [55, 217], [61, 224], [57, 231]].map(([cx, cy]) =>
    svg("circle", { cx, cy, r: 1.4, fill: token("paper") }));
  return [drop(119, 24), drop(128, 35), drop(84, 62), ...bumps,
    line("M45,262q-5,7 0,14M38,260q-6,9 0,18", "muted"), line("M58,342q-6,8 0,16M51,340q-7,10 0,20", "muted")];
}

/** All parts of the person; `awake` is withdrawal, otherwise an overdose. */
export function person(awake) {
  const mat = awake ? [] : [
    tinted(filled("rect", { x: 28, y: 6, width: 144, height: 430, rx: 18 }), "line", 0.3),
    tinted(filled("rect", { x: 52, y: 14, width: 96, height: 84, rx: 18 }), "partial", 0.25)];
  const left = awake ? ["M70,128Q54,160 54,196", "M54,200L60,246"] : ["M70,128Q48,160 46,196", "M46,200L40,246"];
  const right = awake ? ["M130,128Q150,160 146,192", "M146,196L116,214"]
    : ["M130,128Q152,160 154,196", "M154,200L160,246"];
  const hands = awake ? [[61, 256], [110, 217]] : [[39, 256], [161, 256]];
  const legs = awake ? ["M88,244L82,330L84,394", "M112,244L120,330L116,394"]
    : ["M88,244L80,330L76,394", "M112,244L122,330L126,394"];
  const shoes = awake ? [[80, 412], [120, 412]] : [[70, 410], [132, 410]];
  const head = svg("g", { transform: `translate(100 92) scale(1.25)${awake ? "" : " rotate(7)"} translate(-100 -92)` },
    svg("path", { d: "M70,62Q66,20 100,20Q134,20 130,62Q130,78 124,84L76,84Q70,78 70,62Z", class: "as-hair" }),
    skin(filled("ellipse", { cx: 100, cy: 62, rx: 26, ry: 32 })),
    svg("path", { d: "M73,56Q76,30 100,30Q124,30 127,56Q118,42 104,40Q86,40 73,56Z", class: "as-hair" }),
      ...face(awake));
  return [
    ...mat, ...legs.map((d) => trousers(drawn(d, 33))),
    ...shoes.map(([cx, cy]) => svg("ellipse", { cx, cy, rx: 17, ry: 10, class: "as-hair" })),
    skin(filled("rect", { x: 88, y: 84, width: 24, height: 30, rx: 8 })),
    skin(drawn(left[1], 16)), sweater(drawn(left[0], 27)),
    sweater(filled("path", { d: "M64,124Q66,108 86,106Q100,116 114,106Q134,108 136,124L130,240Q100,250 70,240Z" })),
    skin(drawn(right[1], 16)), sweater(drawn(right[0], 27)),
    ...hands.map(([cx, cy]) => skin(filled("circle", { cx, cy, r: 11 }))), head, ...(awake ? traces() : []),
  ];
}
