// A ratio on a plain scale: a point, the line of its interval, and the place where there would be no difference.

import { svg } from "../dom.js";
import { label, textWidth } from "../chart/chart.js";
import { written } from "../chart/describe.js";

const [TOP, WORDS, LEVEL, AXIS] = [46, 78, 100, 120];
const RIGHT = 44;

/** How tall the drawing is: where no ratio was published, a line says so. */
export const ratioHeight = (row) => (row.times > 0 ? AXIS + 50 : 24);

/** The parts of the drawing for one row of the spec, `width` pixels wide. */
export function ratioParts(axis, row, width) {
  const x = (times) => 8 + ((times - axis.low) / (axis.high - axis.low)) * (width - 8 - RIGHT);
  const same = x(axis.no_difference);
  if (!(row.times > 0)) return [label(axis.none, 0, 15, "ink", "start", 600)];
  const scale = [
    label(axis.title, 0, 15, "ink", "start", 600),
    svg("line", { class: "as-axis", x1: x(axis.low), x2: x(axis.high), y1: AXIS, y2: AXIS }),
    ...axis.ticks.flatMap((times) => [
      svg("line", { class: "as-axis", x1: x(times), x2: x(times), y1: AXIS, y2: AXIS + 5 }),
      label(String(times), x(times), AXIS + 20, "muted", "middle")]),
    svg("line", { class: "as-upright", x1: same, x2: same, y1: TOP + 8, y2: AXIS }),
    label(axis.no_difference_word, Math.max(0, same - textWidth(axis.no_difference_word) / 2), TOP, "ink"),
    label(axis.label, 0, AXIS + 42, "ink", "start", 600),
  ];
  const [low, high, at] = [x(Number(row.low)), x(Number(row.high)), x(row.times)];
  const line = (x1, y1, x2, y2) => svg("line", { x1, y1, x2, y2, stroke: "var(--as-ink)", "stroke-width": 2.5 });
  return [...scale,
    line(low, LEVEL, high, LEVEL), line(low, LEVEL - 6, low, LEVEL + 6), line(high, LEVEL - 6, high, LEVEL + 6),
    svg("circle", { cx: at, cy: LEVEL, r: 7, fill: "var(--as-ink)", stroke: "var(--as-paper)", "stroke-width": 2 }),
    label(`${written(row.times, "one_decimal")} times`, at, WORDS + 4, "ink", "middle", 600),
    label(row.low, low - 8, LEVEL + 5, "ink", "end"), label(row.high, high + 8, LEVEL + 5, "ink"),
  ];
}
