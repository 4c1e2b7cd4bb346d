// The picture of the naloxone race at one minute: who waits, who holds the receptors, and how the person breathes.

import { svg, uniqueId } from "../dom.js";
import { label, textWidth } from "../chart/chart.js";
import { whole } from "../chart/describe.js";
import { BODY, breathPath, fillingOrder, shape } from "../receptors/receptor_picture.js";

const ROOMY = 560;
const WAITING = 10;
const TOP = 26;
const WAITS = 66;
const ROW = 92;
const OPIOID = "agonist";
const NALOXONE = "antagonist";

/** {node, caption, resize, draw}; draw() takes shares from 0 to 1 and the words beside the wave. */
export function naloxonePicture(spec) {
  const { strokes } = spec;
  const count = spec.parameters.receptors_shown;
  const order = fillingOrder(count);
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const scene = svg("g");
  const moving = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, "Receptors and breathing at this minute"), desc, scene, moving);
  let [width, state, guests] = [0, null, []];
  const rows = () => (width >= ROOMY ? 1 : 2);
  const below = () => TOP + WAITS + rows() * ROW;

  function build() {
    const across = count / rows();
    guests = [];
    const parts = [];
    for (let row = 0; row < rows(); row += 1) {
      const top = TOP + WAITS + row * ROW;
      parts.push(svg("rect", { x: 0, y: top, width, height: 66, rx: 8, class: "as-inside" }),
        ...[top, top + 26].map((y) => svg("line", { x1: 4, x2: width - 4, y1: y, y2: y, class: "as-lipids" })));
      for (let place = 0; place < across; place += 1) {
        const held = svg("g", { transform: "translate(0 -15)" });
        guests.push(held);
        parts.push(svg("g", { transform: `translate(${((place + 0.5) * (width / across)).toFixed(1)} ${top})` },
          svg("path", { d: BODY, class: "as-receptor" }), held));
      }
    }
    const inWords = width >= ROOMY ? "waiting near the receptors" : "waiting";
    scene.replaceChildren(label(inWords, 0, 14, "muted"), ...key(), ...parts);
    const height = below() + 62;
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }

  /** Which shape is which. */
  function key() {
    const second = width - textWidth("naloxone", 600) - 10;
    const first = second - textWidth("opioid", 600) - 50;
    return [[OPIOID, "opioid", first], [NALOXONE, "naloxone", second]].flatMap(([stroke, word, x]) => [
      svg("g", { transform: `translate(${x.toFixed(1)} 9)` }, shape(strokes, stroke, 7)),
      label(word, x + 12, 14, strokes[stroke].token, "start", 600)]);
  }

  /** Those that are free; the more there is of an opioid or of naloxone, the more wait. */
  function waiting() {
    const pitch = width / (WAITING * 2);
    const free = [[OPIOID, state.opioidWaiting, 0], [NALOXONE, state.naloxoneWaiting, 1]];
    return free.flatMap(([stroke, share, side]) =>
      Array.from({ length: Math.ceil(WAITING * share - 1e-9) }, (_, index) => {
        const x = pitch * ((index * 7 * 2) % (WAITING * 2) + side + 0.5);
        const y = TOP + 10 + ((index * 13 + side * 7) % 22);
        return svg("g", { transform: `translate(${x.toFixed(1)} ${y})` }, shape(strokes, stroke, 6));
      }));
  }

  function draw() {
    if (!width || !state) return;
    const held = whole(count * state.held);
    const naloxone = whole(count * state.heldByNaloxone);
    order.forEach((place, index) => {
      const which = index < held ? OPIOID : index >= count - naloxone ? NALOXONE : "";
      if (guests[place].dataset.held === which) return;
      guests[place].dataset.held = which;
      guests[place].replaceChildren(...(which ? [shape(strokes, which, 10)] : []));
    });
    const left = textWidth("Breathing", 600) + 16;
    const inWords = label(state.words, left, below() + 56, "ink");
    moving.replaceChildren(...waiting(), label("Breathing", 0, below() + 24, "ink", "start", 600),
      svg("path", { d: breathPath(left, width - 3, below() + 19, 15, state.breathing), class: "as-breath" }), inWords);
  }

  return {
    node,
    caption: "At this minute",
    resize(next) {
      width = Math.max(280, Math.round(next));
      build();
      draw();
    },
    draw(next, words) {
      state = next;
      desc.textContent = words;
      draw();
    },
  };
}
