// What the study found, as words and signs; and words to use instead.

import { el, svg } from "../dom.js";

const head = (cells) => el("thead", {}, el("tr", {}, ...cells.map((text) => el("th", { scope: "col", text }))));
const view = (caption, node) => ({ caption, node, resize() {} });

/** Two lines of the same length, equal or struck through. */
function sign(differed) {
  const drawn = { fill: "none", stroke: "currentcolor", "stroke-linecap": "round" };
  return svg("svg", { class: "as-study-sign", width: 30, height: 30, viewBox: "-15 -15 30 30", "aria-hidden": "true" },
    svg("circle", { r: 13.5, ...drawn, "stroke-width": 1.5 }),
    svg("path", { d: `M-6,-3.5H6M-6,3.5H6${differed ? "M-4.5,8L4.5,-8" : ""}`, ...drawn, "stroke-width": 2 }));
}

/** The view of the study: its rows beside its sentences. */
export function studyView({ study }) {
  return view(study.caption, el("div", { class: "as-study" },
    el("table", { class: "as-table as-study-rows" }, head(study.head),
      el("tbody", {}, ...study.rows.map(({ scale, differed, said }) => el("tr", {},
        el("th", { scope: "row", text: scale }),
        el("td", {}, el("span", { class: "as-study-found" }, sign(differed), said)))))),
    el("div", {}, ...study.sentences.map((text) => el("p", { text })))));
}

/** The view of the table of words; on a narrow screen each row stands as a small card. */
export function wordsView({ table }) {
  const [, say, why] = table.head;
  return view(table.caption, el("div", {},
    el("table", { class: "as-table as-instead" }, head(table.head),
      el("tbody", {}, ...table.rows.map(([old, better, reason]) => el("tr", {},
        el("th", { scope: "row", class: "as-old-words", text: old }),
        el("td", { "data-head": say, class: "as-say", text: better }),
        el("td", { "data-head": why, text: reason }))))),
    el("p", { text: table.reason }), el("p", { text: table.theirs })));
}
