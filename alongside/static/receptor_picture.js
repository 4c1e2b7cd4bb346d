// The picture of the receptor bench: a stretch of a nerve cell's membrane, its receptors, and what they hold.

import { svg, uniqueId } from "./dom.js";
import { label, textWidth } from "./chart.js";
import { whole } from "./describe.js";
import { marker } from "./markers.js";

const BODY = "M-16,-13L-11,-13A11,11 0 0 0 11,-13L16,-13Q18,-13 18,-11L14,38Q13,46 6,46L-6,46Q-13,46 -14,38L-18,-11Q-18,-13 -16,-13Z";
const MEMBRANE = 30;
const STRETCH = { above: 66, below: 76 };
const ARCH = 10;

/** Receptors fill in an order that jumps about, so that no side looks special. */
function fillingOrder(count) {
  const stride = Math.max(2, Math.round(count * 0.4) + 1);
  const order = [];
  for (let place = 0; order.length < count; place = (place + stride) % count) {
    while (order.includes(place)) place = (place + 1) % count;
    order.push(place);
  }
  return order;
}

const shape = (strokes, name, size) => marker(strokes[name].marker, size, {
  fill: `var(--as-${strokes[name].token})`, stroke: "var(--as-paper)", "stroke-width": 1.5 });

function receptor(strokes, ligand, naloxone) {
  const signals = svg("g", { class: "as-signal" });
  for (let line = 0; line < ligand.signal_lines; line += 1) {
    const half = 9 + line * 5;
    signals.append(svg("path", { d: `M${-half},${53 + line * 8}Q0,${61 + line * 8} ${half},${53 + line * 8}`, fill: "none",
      stroke: `var(--as-${strokes[ligand.stroke].token})`, "stroke-width": 3, "stroke-linecap": "round" }));
  }
  const first = svg("g", { class: "as-visitor" }, svg("g", { transform: "translate(0 -15)" }, shape(strokes, ligand.stroke, 10)));
  const second = svg("g", { class: "as-visitor" }, svg("g", { transform: "translate(0 -15)" }, shape(strokes, naloxone.stroke, 10)));
  const node = svg("g", {}, svg("path", { d: BODY, class: "as-receptor" }), signals, first, second);
  return { node, hold(which) {
    first.classList.toggle("as-bound", which === 1);
    signals.classList.toggle("as-bound", which === 1);
    second.classList.toggle("as-bound", which === 2);
  } };
}

/** One wave a breath: fewer and smaller as breathing slows, a level line where it can stop. */
function breathPath(left, right, middle, height, breathing) {
  const points = [];
  for (let x = left; x <= right; x += 2) {
    const turn = ((x - left) / 56) * breathing * 2 * Math.PI;
    points.push(`${x},${(middle - Math.sin(turn) * height * breathing ** 0.6).toFixed(1)}`);
  }
  return `M${points.join("L")}`;
}

export function receptorPicture(spec) {
  const { strokes } = spec;
  const count = spec.parameters.receptors_shown;
  const naloxone = spec.ligands.find((one) => one.kind === "antagonist");
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const title = svg("title", { id: titleId });
  const desc = svg("desc", { id: descId });
  const scene = svg("g");
  const gauges = svg("g");
  const floating = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    title, desc, scene, floating, gauges);
  let [width, ligand, receptors, state, order] = [0, null, [], null, fillingOrder(count)];

  const rows = () => (width >= 560 ? 1 : 2);
  const stretch = STRETCH.above + MEMBRANE + STRETCH.below + ARCH;
  const gaugeTop = () => rows() * stretch + 16;

  function membrane(row, across) {
    const top = row * stretch + STRETCH.above;
    const curve = (y) => `M0,${y + ARCH}Q${width / 2},${y - ARCH} ${width},${y + ARCH}`;
    const parts = [
      svg("path", { d: `${curve(top)}V${top + MEMBRANE + STRETCH.below}H0Z`, class: "as-inside" }),
      svg("path", { d: curve(top), class: "as-lipids" }), svg("path", { d: curve(top + MEMBRANE), class: "as-lipids" }),
    ];
    for (let place = 0; place < across; place += 1) {
      const x = (place + 0.5) * (width / across);
      const bend = ARCH * (2 * ((x - width / 2) / width) ** 2 * 2);
      const one = receptor(strokes, ligand, naloxone);
      one.node.setAttribute("transform", `translate(${x.toFixed(1)} ${(top + bend).toFixed(1)})`);
      receptors.push(one);
      parts.push(one.node);
    }
    return parts;
  }

  function build() {
    receptors = [];
    const across = count / rows();
    const parts = Array.from({ length: rows() }, (_, row) => membrane(row, across)).flat();
    const inside = label("inside the nerve cell", 8, rows() * stretch - 8, "muted");
    inside.classList.add("as-on-colour");
    scene.replaceChildren(...parts, label("outside the cell", 0, 14, "muted"),
      inside);
    const height = gaugeTop() + 104;
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
  }

  /** Free ones drift above the membrane: more of them where more has arrived. */
  function drift() {
    const parts = [];
    const places = rows() === 1 ? 20 : 10;
    const pitch = (width - 140) / places;
    for (let row = 0; row < rows(); row += 1) {
      for (let index = 0; index < places; index += 1) {
        const second = index % 2 === 1;
        if (Math.floor(index / 2) >= (second ? state.naloxoneShare : state.share) * (places / 2)) continue;
        const x = 135 + pitch * (((index * 7 + row * 3) % places) + 0.5);
        const y = row * stretch + 11 + ((index * 0.41) % 1) * 20;
        parts.push(svg("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
          shape(strokes, second ? naloxone.stroke : ligand.stroke, 7)));
      }
    }
    floating.replaceChildren(...parts);
  }

  function gauge() {
    const { effect, ceiling, breathingWords } = state;
    const left = 84;
    const top = gaugeTop();
    const long = width - left - 2;
    const colour = `var(--as-${strokes[ligand.stroke].token})`;
    const parts = [
      label("Effect", 0, top + 17, "ink", "start", 600),
      svg("rect", { x: left, y: top, width: long, height: 24, rx: 4, class: "as-gauge" }),
      svg("rect", { x: left, y: top, width: long * effect, height: 24, rx: 4, fill: colour }),
    ];
    if (ceiling > 0 && ceiling < 1) {
      const at = left + long * ceiling;
      parts.push(svg("line", { x1: at, x2: at, y1: top - 4, y2: top + 28, class: "as-ceiling" }));
      parts.push(label("plateau", at + 6, top + 17, strokes[ligand.stroke].token, "start", 600));
    }
    const percent = `${whole(effect * 100)} %`;
    const inside = long * effect > textWidth(percent, 600) + 16;
    const text = label(percent, left + (inside ? long * effect - 8 : long * effect + 8), top + 17, inside ? "paper" : "ink", inside ? "end" : "start", 600);
    if (inside) text.classList.add("as-on-colour");
    parts.push(text, label("Breathing", 0, top + 61, "ink", "start", 600),
      svg("path", { d: breathPath(left, width - 2, top + 56, 15, state.breathing), class: "as-breath" }),
      label(breathingWords, Math.max(0, Math.min(left, width - 2 - textWidth(breathingWords))), top + 98, "ink"));
    gauges.replaceChildren(...parts);
  }

  function hold() {
    const held = whole(state.held);
    const byNaloxone = whole(state.held_by_naloxone);
    order.forEach((place, index) => {
      if (index < held) receptors[place].hold(1);
      else receptors[place].hold(index >= count - byNaloxone ? 2 : 0);
    });
  }

  function draw() {
    if (!width || !state) return;
    drift();
    hold();
    gauge();
  }

  return {
    node,
    caption: "Receptors on a nerve cell",
    resize(next) {
      width = Math.max(280, Math.round(next));
      if (ligand) build();
      draw();
    },
    draw(next, words) {
      if (ligand !== next.ligand) {
        ligand = next.ligand;
        title.textContent = `A nerve cell's receptors, and ${ligand.word.toLowerCase()}`;
        if (width) build();
      }
      state = next;
      desc.textContent = words;
      draw();
    },
  };
}
