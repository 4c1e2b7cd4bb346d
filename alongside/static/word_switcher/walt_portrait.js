// Walt, drawn in a few lines: knit cap, gray beard, oilskin jacket, the sea behind him.

import { svg } from "../dom.js";

const LINE = {
  fill: "none", stroke: "var(--as-ink)", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round",
};
const ink = (d, properties = {}) => svg("path", { d, ...LINE, ...properties });
const eye = (cx) => svg("circle", { cx, cy: 52, r: 1.5, fill: "var(--as-ink)" });
const sea = (d) => ink(d, { stroke: "var(--as-line)", "stroke-width": 1.5 });

export function walt() {
  return svg("svg", { class: "as-portrait", viewBox: "0 0 96 112", "aria-hidden": "true" },
    svg("rect", { x: 1, y: 1, width: 94, height: 110, rx: 8, fill: "var(--as-soft)", stroke: "var(--as-line)" }),
    sea("M2,50h20M74,50h20"), sea("M5,58q4,-3 8,0t8,0M75,60q4,-3 8,0t8,0"), sea("M8,67q4,-3 8,0M80,69q4,-3 8,0"),
    ink("M12,110v-8q1,-17 18,-20l8,-3h20l8,3q17,3 18,20v8", { fill: "var(--as-paper)" }),
    ink("M48,88v22M33,81l9,13l6,-6l6,6l9,-13"),
    ink("M31,44v12c0,15 8,25 17,25s17,-10 17,-25v-12z", { fill: "var(--as-paper)" }),
    ink("M31,50q-4,-1 -4,4t5,6M65,50q4,-1 4,4t-5,6", { fill: "var(--as-paper)" }),
    ink("M31,52c1,7 4,11 8,10.5q3,-3.5 9,-3.5t9,3.5c4,.5 7,-3.5 8,-10.5c2,20 -6,33 -17,33s-19,-13 -17,-33z",
      { fill: "var(--as-soft)", "stroke-width": 1.5 }),
    ink("M36,68l1,5M42,74l1,5M48,76v5M54,74l-1,5M60,68l-1,5M39,64q4,1.5 9,-1.5q5,3 9,1.5",
      { stroke: "var(--as-line)", "stroke-width": 1.4 }),
    ink("M43,67.5q5,3.5 10,0"),
    ink("M36,48q3,-2 7,0M53,48q4,-2 7,0", { "stroke-width": 1.6 }),
    eye(40), eye(56),
    ink("M48,51l-2,6h3.500", { "stroke-width": 1.5 }),
    ink("M29,40c0,-16 8,-24 19,-24s19,8 19,24z", { fill: "var(--as-accent)", "fill-opacity": 0.85 }),
    ink("M27,38h42v7h-42z", { fill: "var(--as-accent)" }),
    ink("M34,39v5M41,39v5M48,39v5M55,39v5M62,39v5", { stroke: "var(--as-paper)", "stroke-width": 1 }));
}
