// The bands of the withdrawal scale on one bar, with a mark for your total and, later, one for the key.

import { label, textWidth } from "../chart/chart.js";
import { svg, uniqueId } from "../dom.js";
import { marker } from "../chart/markers.js";

const TOP = 44;
const BAR = 24;
const HEIGHT = 134;

/** draw(total, key or null, description) */
export function cowsScale({ bands, most, strokes, caption }) {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const live = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, caption), desc, live);
  const look = strokes.withdrawal;
  const ink = `var(--as-${look.token})`;
  let [width, total, key] = [0, 0, null];
  const at = (points) => 8 + (points / most) * (width - 16);

  function band(one, index) {
    const from = at(index ? one.from - 0.5 : 0);
    const to = at(index === bands.length - 1 ? most : one.to + 0.5);
    const words = textWidth(one.short, 600) > to - from - 2 ? one.short.replace(" ", "\n") : one.short;
    const half = Math.max(...words.split("\n").map((line) => textWidth(line))) / 2;
    const middle = Math.min(Math.max((from + to) / 2, half), width - half);
    return [svg("rect", { x: from, y: TOP, width: to - from, height: BAR, fill: ink,
      "fill-opacity": 0.12 + index * 0.17, stroke: "var(--as-line)" }),
      label(String(one.from), from, TOP + BAR + 18, "muted", index ? "middle" : "start"),
      label(words, middle, TOP + BAR + 40, "ink", "middle")];
  }

  function mark(points, word, shape, colour, above) {
    const x = at(points);
    const half = textWidth(word, 600) / 2;
    return [svg("line", { x1: x, x2: x, y1: above, y2: TOP + BAR, stroke: `var(--as-${colour})`, "stroke-width": 2 }),
      svg("g", { transform: `translate(${x.toFixed(1)} ${TOP + BAR / 2})` },
        marker(shape, 8, { fill: `var(--as-${colour})`, stroke: "var(--as-paper)", "stroke-width": 2 })),
      label(word, Math.min(Math.max(x, half), width - half), above - 5, colour, "middle", 600)];
  }

  function paint() {
    if (!width) return;
    node.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    node.setAttribute("width", width);
    node.setAttribute("height", HEIGHT);
    const parts = [...bands.flatMap(band), label(String(most), at(most), TOP + BAR + 18, "muted", "end")];
    if (key !== null) parts.push(...mark(key, `our key: ${key}`, "square", "ink", 18));
    parts.push(...mark(total, `you: ${total}`, look.marker, look.token, 38));
    live.replaceChildren(...parts);
  }

  return {
    node,
    caption,
    resize(next) {
      width = Math.max(280, Math.round(next));
      paint();
    },
    draw(points, keyPoints, description) {
      [total, key] = [points, keyPoints];
      desc.textContent = description;
      paint();
    },
  };
}
