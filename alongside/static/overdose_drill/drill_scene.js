// The picture of the drill: where it is, who is there, and under it how the person breathes.

import { label, textWidth } from "../chart/chart.js";
import { svg, uniqueId } from "../dom.js";
import { FLOOR, HELPER, LYING, bystander, disc, paramedic, stroke, tint, token } from "./drill_figures.js";
import { breathPath } from "../receptors/receptor_picture.js";

const FIELD = { left: 40, width: 480, height: 216 };
const WIDEST = 620;
const LEAST = 280;
const BYSTANDER_AT = 468;
const plain = (x, y, width, height, fill, more = {}) => svg("rect", { x, y, width, height, fill: token(fill), ...more });

/** A phone on the ground with its call open: a plain block and three waves. */
const phone = () => [plain(62, FLOOR - 11, 26, 9, "ink", { rx: 3 }), ...[0, 1, 2].map((ring) =>
  stroke(`M${70 - ring * 5},${FLOOR - 18 - ring * 7}q${5 + ring * 5},-${4 + ring * 2} ${10 + ring * 10},0`, 1.8))];

/** The sign of a stop: a bus seen from its front. */
const busStop = (x, y) => [plain(x - 2, y + 8, 4, FLOOR - y - 8, "muted"), tint(disc([x, y], 15), "accent", 0.85),
  plain(x - 7, y - 8, 14, 14, "paper", { rx: 3 }), plain(x - 5, y - 6, 10, 5, "accent", { rx: 1 }),
  ...[-5, 2].map((dx) => plain(x + dx, y + 6, 3, 3, "paper"))];

const PLACES = {
  street: () => [
    plain(226, 24, 214, 180, "soft", { rx: 6 }), plain(214, 16, 238, 10, "line", { rx: 5 }),
    ...[136, 150].map((y) => plain(256, y, 154, 7, "line", { rx: 3, opacity: 0.7 })),
    ...[270, 396].map((x) => plain(x, 136, 5, 66, "line", { opacity: 0.7 })), ...busStop(503, 42)],
  bedroom: () => [
    plain(250, 26, 96, 72, "soft", { rx: 4, stroke: token("line") }), stroke("M298,26v72M250,62h96", 1),
    tint(disc([322, 46], 8), "partial", 0.6), plain(150, FLOOR - 8, 312, 14, "soft", { rx: 7, stroke: token("line") }),
    plain(160, FLOOR - 22, 52, 16, "soft", { rx: 8, stroke: token("line") })],
};
const ACTING = { found: "standing", breaths: "bent" };

function figures(scene, pose) {
  const street = scene.place === "street";
  const who = street ? "man" : "mina";
  const lying = { side: "side", awake: "awake", crew: street ? "awake" : "side" }[pose] ?? "back";
  const others = () => (pose === "found" && !street ? [] : bystander(street ? "woman" : "mate", BYSTANDER_AT));
  return [...(pose === "crew" ? paramedic() : others()), ...LYING[lying](who), ...(pose === "phone" ? phone() : []),
    ...HELPER[ACTING[pose] ?? "kneeling"]()];
}

/** {node, caption, resize, draw}: draw({scene, pose, breaths, label}, words). */
export function drillScene() {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const title = svg("title", { id: titleId });
  const desc = svg("desc", { id: descId });
  const drawing = svg("g");
  const wave = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    title, desc, drawing, wave);
  let [width, state] = [0, null];

  function draw() {
    if (!width || !state) return;
    const scale = width / FIELD.width;
    const below = FIELD.height * scale + 14;
    const floor = svg("line", { x1: FIELD.left, x2: FIELD.left + FIELD.width, y1: FLOOR, y2: FLOOR, class: "as-axis" });
    drawing.setAttribute("transform", `scale(${scale.toFixed(4)}) translate(${-FIELD.left} 0)`);
    drawing.replaceChildren(...PLACES[state.scene.place](), floor, ...figures(state.scene, state.pose));
    const left = textWidth(state.label, 600) + 16;
    wave.replaceChildren(label(state.label, 0, below + 10, "ink", "start", 600),
      svg("path", { d: breathPath(left, width - 3, below + 5, 13, state.breaths), class: "as-breath" }));
    node.setAttribute("viewBox", `0 0 ${width} ${(below + 26).toFixed(1)}`);
    node.setAttribute("width", width);
    node.setAttribute("height", (below + 26).toFixed(1));
  }

  return {
    node,
    caption: "What you see",
    resize(next) {
      width = Math.min(WIDEST, Math.max(LEAST, Math.round(next)));
      draw();
    },
    draw(next, words) {
      state = next;
      title.textContent = `${state.scene.title}: ${state.scene.person} and a helper`;
      desc.textContent = words;
      draw();
    },
  };
}
