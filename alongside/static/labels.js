// Finds a free place for the words beside a point, so that they cover no line and no other words.

const LINE = 18;
const ASCENT = 13;
const REACHES = [13, 22, 40, 62, 86, 112];
const WAYS = [[1, 0.35, "start"], [0.85, -0.75, "start"], [0.85, 1.1, "start"], [-0.85, -0.75, "end"], [-1, 0.35, "end"],
  [-0.85, 1.1, "end"], [0.3, -1, "start"], [-0.3, -1, "end"]];
export const LEADER_FROM = 30;

/** The rectangle that words take: {left, right, top, bottom}. */
export function boxOf(widths, x, y, anchor) {
  const wide = Math.max(...widths);
  const left = anchor === "end" ? x - wide : anchor === "middle" ? x - wide / 2 : x;
  return { left: left - 2, right: left + wide + 2, top: y - ASCENT - 1, bottom: y + 5 + LINE * (widths.length - 1) };
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = (box, [x, y]) => x > box.left - 3 && x < box.right + 3 && y > box.top && y < box.bottom;

/** The best place for words beside (px, py): {x, y, anchor, box, reach, way}. `before` is the place they had. */
export function freePlace(widths, px, py, limits, boxes, dots, before) {
  let best = null;
  REACHES.forEach((reach, far) => WAYS.forEach(([right, down, anchor], way) => {
    const [x, y] = [px + reach * right, py + reach * down + (Math.abs(down) < 0.5 ? 5 - reach * down : 0)];
    const box = boxOf(widths, x, y, anchor);
    if (box.left < limits.left || box.right > limits.right || box.top < limits.top || box.bottom > limits.bottom) return;
    const cost = 40 * boxes.filter((other) => meet(box, other)).length + 2 * dots.filter((dot) => holds(box, dot)).length
      + far * 3 + way * 0.3 - (before && before.way === way && before.reach === reach ? 2 : 0);
    if (!best || cost < best.cost) best = { cost, x, y, anchor, box, reach, way };
  }));
  return best ?? { x: px, y: py - 12, anchor: "middle", box: boxOf(widths, px, py - 12, "middle"), reach: 0, way: -1 };
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
