// Marks for two versions side by side: a filled circle and an open square on each line; where they meet,
// one sits in the other.

import { svg, uniqueId } from "../dom.js";
import { label, textWidth } from "../chart/chart.js";
import { marker } from "../chart/markers.js";

const [HEAD, ROW, FOOT] = [48, 54, 30];
const SIDE = 14;
const LOOKS = {
  "person-first": () => marker("circle", 5.5, { fill: "var(--as-accent)" }),
  old: () => marker("square", 8.5, { fill: "var(--as-paper)", stroke: "var(--as-ink)", "stroke-width": 2 }),
};

/** The view: draw(marks by version, words) shows the marks that are there. */
export function marksPlot({ versions, lines, steps, plot }) {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const drawing = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, plot.caption), desc, drawing);
  const { values, least, most } = steps;
  const [first, last] = [values[0], values[values.length - 1]];
  const height = HEAD + ROW * lines.length + FOOT;
  let [width, marks] = [0, {}];

  const x = (step) => SIDE + ((step - first) / (last - first)) * (width - 2 * SIDE);
  const at = (left, top, shape) => svg("g", { transform: `translate(${left.toFixed(1)} ${top})` }, shape);

  function key() {
    let left = 12;
    return versions.flatMap(({ id, word }) => {
      const parts = [at(left, 12, LOOKS[id]()), label(word, left + 16, 17, "ink")];
      left += textWidth(word) + 46;
      return parts;
    });
  }

  function row(line, index) {
    const top = HEAD + ROW * index;
    const level = top + 30;
    const here = versions.map(({ id }) => [id, marks[id]?.[index]]).filter(([, step]) => step);
    const ends = here.map(([, step]) => x(step));
    const span = { x1: ends[0], x2: ends[1], y1: level, y2: level, stroke: "var(--as-ink)", "stroke-width": 2 };
    const tick = (step) => svg("line", { class: "as-axis", x1: x(step), x2: x(step), y1: level - 4, y2: level + 4 });
    return [
      label(line.word, 1, top + 10, "ink", "start", 600),
      svg("line", { class: "as-axis", x1: x(first), x2: x(last), y1: level, y2: level }),
      ...values.map(tick),
      ...(ends.length === 2 ? [svg("line", span)] : []),
      ...here.reverse().map(([id, step]) => at(x(step), level, LOOKS[id]())),
    ];
  }

  function paint() {
    if (!width) return;
    const some = versions.some(({ id }) => marks[id]?.some(Boolean));
    const below = height - 12;
    drawing.replaceChildren(...(some ? key() : [label(plot.empty, 1, 17, "muted")]), ...lines.flatMap(row),
      label(`${first} ${least}`, 1, below, "muted"), label(`${last} ${most}`, width - 1, below, "muted", "end"));
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }

  return {
    node,
    caption: plot.caption,
    resize(next) {
      width = Math.max(280, Math.round(next));
      paint();
    },
    draw(next, words) {
      marks = next;
      desc.textContent = words;
      paint();
    },
  };
}
