// Published windows as bars on the time axis of a chart, each with its hours and its source in words.

import { label, textWidth } from "../chart/chart.js";
import { svg, uniqueId } from "../dom.js";
import { marker } from "../chart/markers.js";

const LINE = 18;
const BAR = 14;

function wrapped(text, room) {
  return text.split(" ").reduce((lines, word) => {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    return textWidth(longer) > room ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, [""]);
}

/** draw(windows, times, description): `times` are part -> hours by the model, or nothing. */
export function windowsPicture({ chart, rows, strokes, daysShown, caption }) {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const live = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, caption), desc, live);
  const look = strokes.withdrawal;
  const ink = `var(--as-${look.token})`;
  let [width, shown, times] = [0, [], {}];

  function bar(one, at, top) {
    const [from, to] = one.hours.map((hours) => at(hours / 24));
    const goesOn = one.hours[1] / 24 > daysShown;
    const end = goesOn ? width - 4 : to;
    const shapes = [svg("rect", { x: from, y: top, width: Math.max(3, end - from), height: BAR, rx: 4, fill: ink,
      "fill-opacity": 0.3, stroke: ink, "stroke-width": 1 })];
    if (goesOn) shapes.push(svg("path", { d: `M${width - 12},${top + 2}l6,5l-6,5`, fill: "none", stroke: ink,
      "stroke-width": 2 }));
    return shapes;
  }

  function paint() {
    if (!width) return;
    const left = Math.max(...chart.y.ticks.map(([, word]) => textWidth(word))) + 12;
    const at = (days) => left + (Math.min(days, daysShown) / daysShown) * (width - 14 - left);
    const parts = [];
    let top = 4;
    for (const [what, word] of rows) {
      const found = shown.filter((one) => one.what === what);
      parts.push(label(word, 0, top + 12, "ink", "start", 600));
      if (textWidth(word, 600) > left - 6) top += LINE + 2;
      const first = top;
      for (const one of found) {
        parts.push(...bar(one, at, top));
        const lines = wrapped(`${one.words} (${one.source})`, width - left);
        parts.push(label(lines.join("\n"), left, top + BAR + 15, "ink"));
        top += BAR + 4 + LINE * lines.length + 8;
      }
      if (times[what]) {
        const x = at(times[what] / 24);
        parts.push(svg("line", { class: "as-upright", x1: x, x2: x, y1: first - 3, y2: first + BAR + 3 }),
          svg("g", { transform: `translate(${x.toFixed(1)} ${first + BAR / 2})` },
            marker(look.marker, 6, { fill: ink, stroke: "var(--as-paper)", "stroke-width": 2 })));
      }
      top += 10;
    }
    node.setAttribute("viewBox", `0 0 ${width} ${top}`);
    node.setAttribute("width", width);
    node.setAttribute("height", top);
    live.replaceChildren(...parts);
  }

  return {
    node,
    caption,
    resize(next) {
      width = Math.max(280, Math.round(next));
      paint();
    },
    draw(windows, byModel, description) {
      [shown, times] = [windows, byModel];
      desc.textContent = description;
      paint();
    },
  };
}
