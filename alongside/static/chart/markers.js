// The shapes that stand for a meaning (palette.json: marker), drawn around a middle point.

import { svg } from "../dom.js";

function corners(count, radius, turn) {
  return Array.from({ length: count }, (_, index) => {
    const angle = turn + (index * 2 * Math.PI) / count;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}

/** A shape around 0,0; `size` is about its radius. A "ring" is a circle that is left open in the middle. */
export function marker(shape, size, properties = {}) {
  const up = -Math.PI / 2;
  if (shape === "diamond") return svg("polygon", { points: corners(4, size * 1.25, up), ...properties });
  if (shape === "square") return svg("polygon", { points: corners(4, size * 1.25, up / 2), ...properties });
  if (shape === "triangle") return svg("polygon", { points: corners(3, size * 1.3, up), ...properties });
  if (shape === "hexagon") return svg("polygon", { points: corners(6, size * 1.1, up), ...properties });
  if (shape === "none") return svg("circle", { r: size * 0.7, ...properties });
  return svg("circle", { r: size, ...properties, ...(shape === "ring" ? { fill: "var(--as-paper)" } : {}) });
}
