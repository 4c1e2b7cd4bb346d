// The picture of treatment outcomes: 1,000 people in, 1,000 people out, what the figures stand for,
// and the ratio if asked for.

import { svg, uniqueId } from "../dom.js";
import { textWidth } from "../chart/chart.js";
import { iconArray, iconKey } from "./icon_array.js";
import { ratioHeight, ratioParts } from "./ratio_scale.js";

const GAP = 32;
const SIDE_BY_SIDE = 520;
const LARGEST = 520;

/** The view: draw(row, whether with the ratio, words) shows one row of the spec. */
export function outcomesPicture(spec) {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const [inside, outside] = [iconArray(spec.icons), iconArray(spec.icons)];
  const [keys, ratio] = [svg("g"), svg("g")];
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, spec.caption), desc, inside.node, outside.node, keys, ratio);
  let [width, row, withRatio] = [0, null, false];

  function placeKeys(top) {
    const [lived, died] = [iconKey(row.lived, false), iconKey(row.died, true)];
    const first = textWidth(row.lived) + 50;
    const inOneLine = first + textWidth(row.died) + 24 < width;
    lived.setAttribute("transform", `translate(1 ${top})`);
    died.setAttribute("transform", inOneLine ? `translate(${first} ${top})` : `translate(1 ${top + 26})`);
    keys.replaceChildren(lived, died);
    return inOneLine ? 26 : 52;
  }

  function paint() {
    if (!width || !row) return;
    const beside = width >= SIDE_BY_SIDE;
    const across = Math.min(LARGEST, beside ? (width - GAP) / 2 : width - 2);
    inside.draw(row.in_count, row.in_title, row.in_said);
    outside.draw(row.out_count, row.out_title, row.out_said);
    const tall = inside.place(1, 0, across) + 16;
    if (beside) outside.place(across + GAP, 0, across);
    else outside.place(1, tall, across);
    let height = (beside ? 1 : 2) * tall;
    height += placeKeys(height);
    ratio.replaceChildren(...(withRatio ? ratioParts(spec.ratio_axis, row, Math.min(width, 2 * LARGEST)) : []));
    ratio.setAttribute("transform", `translate(0 ${height + 20})`);
    if (withRatio) height += 20 + ratioHeight(row);
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }

  return {
    node,
    caption: spec.caption,
    resize(next) {
      width = Math.max(280, Math.round(next));
      paint();
    },
    draw(next, ratioToo, words) {
      [row, withRatio] = [next, ratioToo];
      desc.textContent = words;
      paint();
    },
  };
}
