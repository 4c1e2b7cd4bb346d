// Where the parts of the synapse picture stand: side by side where there is room, one below the other elsewhere.

const ROOMY = 510;
const SAMPLES = 48;
const ARM = { reach: 19, width: 6.5, root: 0.45, rootWidth: 22 };

/** A way along curves [[x, y] x 4, ...] as a function of the part done (0 to 1), at an even pace. */
export function track(curves) {
  const points = curves.flatMap(([a, b, c, d], nth) => Array.from({ length: SAMPLES + (nth ? 0 : 1) }, (_, index) => {
    const t = (index + (nth ? 1 : 0)) / SAMPLES;
    const [fromA, fromB, fromC, fromD] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3];
    return [0, 1].map((axis) => fromA * a[axis] + fromB * b[axis] + fromC * c[axis] + fromD * d[axis]);
  }));
  const done = [0];
  points.slice(1).forEach(([x, y], index) => {
    const [beforeX, beforeY] = points[index];
    done.push(done[index] + Math.hypot(x - beforeX, y - beforeY));
  });
  const long = done[done.length - 1];
  return (part) => {
    const goal = Math.min(1, part) * long;
    const next = Math.max(1, done.findIndex((one) => one >= goal));
    const share = (goal - done[next - 1]) / (done[next] - done[next - 1]);
    const [[x0, y0], [x1, y1]] = [points[next - 1], points[next]];
    return { x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share };
  };
}

const drawn = (curves) => curves.map(([a, b, c, d], nth) => `${nth ? "" : `M${a}`}C${b} ${c} ${d}`).join("");
const straight = (a, d) => [0, 1 / 3, 2 / 3, 1].map((part) => a.map((one, axis) => one + part * (d[axis] - one)));
const twoLines = (x, y) => ({ x, y: y - 4, anchor: "middle" });

/** The outline of a cell's body, with short arms that taper off at these angles in degrees (0 is right, 90 is down). */
function outline({ x, y, r }, arms) {
  const reach = (degrees) => arms.reduce((sum, arm) => {
    const away = Math.abs(((degrees - arm + 540) % 360) - 180);
    const bump = (width) => Math.exp(-((away / width) ** 2));
    return sum + ARM.reach * (bump(ARM.width) + ARM.root * bump(ARM.rootWidth));
  }, r);
  const points = Array.from({ length: 180 }, (_, index) => {
    const turn = (index * Math.PI) / 90;
    const far = reach(index * 2);
    return `${(x + far * Math.cos(turn)).toFixed(1)},${(y + far * Math.sin(turn)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

function sideBySide(width) {
  const level = 122;
  const brake = { x: 72, y: level, r: 48 };
  const dopamine = { x: Math.round(width * 0.59), y: level, r: 48 };
  const [start, stop] = [brake.x + brake.r, dopamine.x - dopamine.r];
  const end = { x: stop - 20, y: level, rx: 12, ry: 20 };
  const out = { x: width - 128, y: level, rx: 13, ry: 24 };
  const bend = [[start - 6, level], [start + 56, level + 66], [end.x - 52, level - 58], [end.x, level]];
  return {
    height: 212,
    bodies: [brake, dopamine],
    way: [bend, straight([end.x, level], [stop, level])],
    fibers: [drawn([bend]), `M${dopamine.x + dopamine.r - 6},${level}H${out.x}`],
    outlines: [outline(brake, [74, 146]), outline(dopamine, [-116, -50, 62, 138])],
    ends: [end, out],
    next: `M${width},48H${width - 22}Q${width - 36},${level} ${width - 22},190H${width}Z`,
    gap: { from: { x: out.x + out.rx + 6, y: level }, to: { x: width - 40, y: level }, wide: 92 },
    words: {
      brake_cell: twoLines(brake.x, level + 14), dopamine_cell: twoLines(dopamine.x, level),
      receptors: { x: 0, y: 30, anchor: "start" }, next_cell: { x: width, y: 208, anchor: "end" },
      brake: { x: (start + stop) / 2, y: 46, anchor: "middle" }, dopamine: { x: width - 78, y: 30, anchor: "middle" },
    },
  };
}

function oneBelowTheOther(width) {
  const brake = { x: 70, y: 112, r: 46 };
  const dopamine = { x: width - 78, y: 288, r: 48 };
  const start = brake.x + brake.r;
  const end = { x: dopamine.x, y: dopamine.y - dopamine.r - 20, rx: 20, ry: 12 };
  const out = { x: 130, y: dopamine.y, rx: 12, ry: 22 };
  const bend = [[start - 6, brake.y], [dopamine.x - 10, brake.y], [dopamine.x, brake.y + 12], [end.x, end.y]];
  return {
    height: 366,
    bodies: [brake, dopamine],
    way: [bend, straight([end.x, end.y], [end.x, dopamine.y - dopamine.r])],
    fibers: [drawn([bend]), `M${dopamine.x - dopamine.r + 6},${out.y}H${out.x}`],
    outlines: [outline(brake, [58, 140]), outline(dopamine, [-34, 28, 104])],
    ends: [end, out],
    next: `M0,216H22Q38,${out.y} 22,360H0Z`,
    gap: { from: { x: out.x - out.rx - 6, y: out.y }, to: { x: 42, y: out.y }, wide: 80 },
    words: {
      brake_cell: twoLines(brake.x, brake.y + 14), dopamine_cell: twoLines(dopamine.x, dopamine.y),
      receptors: { x: 0, y: 24, anchor: "start" }, next_cell: { x: 0, y: 208, anchor: "start" },
      brake: { x: (start + dopamine.x) / 2, y: 66, anchor: "middle" }, dopamine: { x: 156, y: 340, anchor: "middle" },
    },
  };
}

export function layoutAt(width) {
  return width >= ROOMY ? sideBySide(width) : oneBelowTheOther(width);
}
