// The body with its signs as places to touch: names on each side, a line from each to its place on the body.

import { label, textWidth } from "../chart/chart.js";
import { svg, uniqueId } from "../dom.js";
import { person } from "./person.js";

const FIELD = { width: 200, height: 440 };
const TARGET = 46;
const ROW = 84;
const ROOMY = 460;
const WIDEST = 540;
const HEAD_TO = 110;
// Where a sign shows on the person, and on which side its name stands, from the top down.
const PLACES = {
  withdrawal: {
    left: { pupils: [86, 52], "nose-and-eyes": [96, 67], pulse: [94, 106], gooseflesh: [57, 217], tremor: [61, 256],
      restlessness: [83, 340] },
    right: { sweating: [116, 22], yawning: [108, 79], anxiety: [112, 140], gut: [108, 217], aches: [119, 326] },
  },
  overdose: {
    left: { pupils: [90, 51], breathing: [92, 150], skin: [43, 222], limp: [77, 350] },
    right: { waking: [116, 24], lips: [111, 80], gurgling: [100, 106] },
  },
};

/** {node, caption, resize, draw}: `onChoose(id)` is called with the sign that was touched or reached by arrow key. */
export function bodyPicture({ bodies, caption, onChoose }) {
  const titleId = uniqueId("title");
  const title = svg("title", { id: titleId });
  const live = svg("g");
  const node = svg("svg", { class: "as-plot as-body", role: "group", "aria-labelledby": titleId }, title, live);
  let [width, body, chosen, buttons] = [0, null, "", []];

  function move(from, event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const act = event.key === "Enter" || event.key === " ";
    if (!step && !act) return;
    event.preventDefault();
    const next = act ? from : (from + step + buttons.length) % buttons.length;
    onChoose(buttons[next].id);
    buttons[next].node.focus();
  }

  const rim = () => Math.max(1, (width - WIDEST) / 2);

  function name(sign, side, top, column) {
    const lines = sign.tag.split("\n");
    const x = side === "left" ? rim() : width - rim() - column;
    const middle = top + TARGET / 2 + 5 - (lines.length - 1) * 9;
    return [svg("rect", { class: "as-sign-name", x, y: top, width: column, height: TARGET, rx: 8 }),
      label(sign.tag, x + column / 2, middle, "ink", "middle", sign.best ? 650 : 400)];
  }

  function sideOf(side, column, scale, offset) {
    const places = Object.entries(PLACES[body.id][side]);
    const room = FIELD.height * scale;
    return places.map(([id, [px, py]], index) => {
      const sign = body.signs.find((one) => one.id === id);
      const top = Math.min(room / places.length, ROW) * (index + 0.5) - TARGET / 2;
      const edge = side === "left" ? rim() + column : width - rim() - column;
      const [tx, ty] = [offset + px * scale, py * scale];
      const at = () => buttons.findIndex((one) => one.id === id);
      const act = { click: () => onChoose(id), keydown: (event) => move(at(), event) };
      const node = svg("g", { class: sign.best ? "as-best" : null, role: "button", tabindex: 0, "data-sign": id,
        "aria-label": sign.best ? `${sign.name} (one of the two best signs)` : sign.name, on: act },
          ...name(sign, side, top, column));
      const place = svg("g", { "aria-hidden": "true", on: { click: act.click } },
        svg("circle", { cx: tx, cy: ty, r: TARGET / 2, fill: "transparent", stroke: "none" }),
        svg("path", { class: "as-leader", d: `M${edge},${top + TARGET / 2}L${tx.toFixed(1)},${ty.toFixed(1)}` }),
        svg("circle", { class: "as-spot", cx: tx, cy: ty, r: py < HEAD_TO ? 3.5 : 5 }));
      return { id, node, place };
    });
  }

  function build() {
    if (!width || !body) return;
    const scale = width >= ROOMY ? 1 : 0.86;
    const widest = Math.max(...body.signs.flatMap((sign) => sign.tag.split("\n").map((part) =>
      textWidth(part, 650)))) + 16;
    const column = Math.min(widest + (width >= ROOMY ? 24 : 0), (width - 96 * scale) / 2);
    const offset = (width - FIELD.width * scale) / 2;
    buttons = [...sideOf("left", column, scale, offset), ...sideOf("right", column, scale, offset)];
    const height = FIELD.height * scale;
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
    live.replaceChildren(svg("g", { transform: `translate(${offset} 0) scale(${scale})`, "aria-hidden": "true" },
      ...person(body.id === "withdrawal")),
      ...buttons.map((one) => one.place), ...buttons.map((one) => one.node));
    mark();
  }

  function mark() {
    buttons.forEach((one) => {
      one.node.setAttribute("aria-pressed", String(one.id === chosen));
      [one.node, one.place].forEach((part) => part.classList.toggle("as-chosen", one.id === chosen));
    });
  }

  return {
    node,
    caption,
    resize(next) {
      width = Math.max(280, Math.round(next));
      build();
    },
    /** Show a body with one of its signs chosen. */
    draw(bodyId, sign) {
      chosen = sign;
      if (body?.id !== bodyId) {
        body = bodies.find((one) => one.id === bodyId);
        title.textContent = `A person's body with the signs of ${body.word}. Each sign is a button; arrow keys go on.`;
        build();
      }
      mark();
    },
  };
}
