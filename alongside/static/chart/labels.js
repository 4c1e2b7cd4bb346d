// Finds a free place for the words beside a point, so that they cover no line and no other words.

const LINE = 18;
const ASCENT = 13;
const REACHES = [13, 22, 40, 62, 86, 112];
const WAYS = [[1, 0.35, "start"], [0.85, -0.75, "start"], [0.85, 1.1, "start"], [-0.85, -0.75, "end"], [-1, 0.35, "end"],
  [-0.85, 1.1, "end"], [0.3, -1, "start"], [-0.3, -1, "end"]];
const FAR_OFF = 6;
export const LEADER_FROM = 30;

/** The rectangle that words take: {left, right, top, bottom}. */
export function boxOf(widths, x, y, anchor) {
  const wide = Math.max(...widths);
  const left = anchor === "end" ? x - wide : anchor === "middle" ? x - wide / 2 : x;
  return { left: left - 2, right: left + wide + 2, top: y - ASCENT - 1, bottom: y + 5 + LINE * (widths.length - 1) };
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = (box, [x, y]) => x > box.left - 3 && x < box.right + 3 && y > box.top && y < box.bottom;

/** How much of what is drawn already these words would cover; loops, because this is where the time of a label goes. */
function covered(box, boxes, dots) {
  let cost = 0;
  for (const other of boxes) if (meet(box, other)) cost += 40;
  for (const dot of dots) if (holds(box, dot)) cost += 2;
  return cost;
}

/** The best place for words beside (px, py): {x, y, anchor, box, reach, way}. `before` is the place they had. */
export function freePlace(widths, px, py, limits, boxes, dots, before) {
  const far = REACHES[REACHES.length - 1] + Math.max(...widths);
  const near = dots.filter(([x]) => Math.abs(x - px) < far);
  let best = null;
  REACHES.forEach((reach, step) => WAYS.forEach(([right, down, anchor], way) => {
    const [x, y] = [px + reach * right, py + reach * down + (Math.abs(down) < 0.5 ? 5 - reach * down : 0)];
    const box = boxOf(widths, x, y, anchor);
    if (box.left < limits.left || box.right > limits.right || box.top < limits.top || box.bottom > limits.bottom) return;
    const moved = step * 3 + way * 0.3 - (before && before.way === way && before.reach === reach ? 2 : 0);
    if (best && moved >= best.cost) return;
    const cost = covered(box, boxes, near) + moved;
    if (!best || cost < best.cost) best = { cost, x, y, anchor, box, reach, way };
  }));
  return best ?? { x: px, y: py - 12, anchor: "middle", box: boxOf(widths, px, py - 12, "middle"), reach: 0, way: -1 };
}

/** Where words stand over or, with `under`, rather under their line, near its end, so that they cover least: {x, y, box}. */
export function placeAlong(wide, line, limits, boxes, dots, under) {
  const [end] = line[line.length - 1];
  let best = null;
  [0, 0.12, 0.24, 0.36].forEach((back, far) => (under ? [1, -1] : [-1, 1]).forEach((side, second) => {
    const x = end - back * (end - line[0][0]);
    const heights = line.filter(([one]) => one <= x && one >= x - wide).map(([, height]) => height);
    const y = side > 0 ? Math.max(...heights) + LINE : Math.min(...heights) - 9;
    const box = boxOf([wide], x, y, "end");
    if (!heights.length || box.left < limits.left || box.bottom > limits.bottom || box.top < limits.top) return;
    const cost = covered(box, boxes, dots) + far + second + Math.abs(y - heights[heights.length - 1]) / FAR_OFF;
    if (!best || cost < best.cost) best = { cost, x, y, box };
  }));
  const y = line[line.length - 1][1] - 9;
  return best ?? { x: end, y, box: boxOf([wide], end, y, "end") };
}

/** Points at most `gap` pixels apart along a line. */
export function dotsAlong(points, gap = 5) {
  const dots = [];
  points.forEach(([x, y], index) => {
    const [fromX, fromY] = points[index - 1] ?? [x, y];
    const count = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / gap));
    for (let part = 1; part <= count; part += 1) dots.push([fromX + ((x - fromX) * part) / count, fromY + ((y - fromY) * part) / count]);
  });
  return dots;
}
