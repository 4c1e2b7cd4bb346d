// Draws a chart that Python described (alongside/charts/chart.py) and moves it: plain SVG in the page's own pixels.

import { renew, svg, uniqueId } from "../dom.js";
import { LEADER_FROM, boxOf, dotsAlong, freePlace, placeAlong } from "./labels.js";
import { marker } from "./markers.js";

const TEXT = 14;
const LINE = 18;
const ROOMY = 520;
const BAR = 18;
const canvas = document.createElement("canvas").getContext("2d");

export function textWidth(text, weight = 400) {
  canvas.font = `${weight} ${TEXT}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
  return canvas.measureText(text).width;
}

/** The width of the widest of one or more lines. */
const widest = (text, weight = 400) => Math.max(...text.split("\n").map((line) => textWidth(line, weight)));

/** Words in one or more lines (parted by a line break) with a thin halo, so that a line below does not disturb them. */
export function label(text, x, y, colour, anchor = "start", weight = 400) {
  const lines = text.split("\n").map((part, index) => svg("tspan", { x, dy: index ? LINE : 0 }, part));
  return svg("text", { class: "as-plot-text", x, y, fill: `var(--as-${colour})`, "text-anchor": anchor,
    "font-weight": weight }, ...lines);
}

function wrapped(text, room) {
  return text.split(" ").reduce((lines, word) => {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    return lines.length && textWidth(longer, 600) > room ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, []);
}

/** The words in as few lines as the room asks for, each about as long as the others. */
function fitted(text, room) {
  const count = wrapped(text, room).length;
  let narrow = textWidth(text, 600) / count;
  while (narrow < room && wrapped(text, narrow).length > count) narrow += 8;
  return wrapped(text, Math.min(narrow, room)).join("\n");
}

function scale(axis, from, to) {
  const bend = axis.scale === "log" ? Math.log : (value) => value;
  const [low, high] = [bend(axis.low), bend(axis.high)];
  return (value) => from + ((bend(value) - low) / (high - low)) * (to - from);
}

const along = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");

/** One chart. draw(data, words) takes the points of each mark by id; a mark without data is not shown. */
export function chartView(chart, strokes) {
  const [titleId, descId] = [uniqueId("title"), uniqueId("desc")];
  const desc = svg("desc", { id: descId });
  const frame = svg("g");
  const live = svg("g");
  const node = svg("svg", { class: "as-plot", role: "img", "aria-labelledby": titleId, "aria-describedby": descId },
    svg("title", { id: titleId }, chart.title), desc, frame, live);
  const places = {};
  let [width, data, x, y, inner] = [0, null, null, null, null];
  let [shapes, words, boxes, dots, asked, ends] = [[], [], [], [], [], []];

  const endLabels = chart.marks.filter((mark) => mark.kind === "line" && mark.label && !mark.label_at);
  const look = (mark) => strokes[mark.stroke];
  const ink = (mark) => `var(--as-${look(mark).token})`;
  const wordsOf = (mark) => data.labels?.[mark.id] ?? mark.label;
  const bars = chart.marks.some((mark) => mark.kind === "bar");
  const pixels = (points) => points.map(([px, py]) => [x(px), y(py)]);

  function layout() {
    const roomy = width >= ROOMY;
    const left = Math.max(...chart.y.ticks.map(([, word]) => widest(word))) + 12;
    const beside = roomy ? Math.max(-2, ...endLabels.map((mark) => widest(mark.label, 600))) + 16 : 14;
    const right = width - beside;
    const names = chart.x.label.split("|");
    const share = (right - left) / names.length;
    const lines = names.map((name) => fitted(name, names.length > 1 ? share - 8 : width - 4));
    const extra = LINE * (Math.max(...lines.map((line) => line.split("\n").length)) - 1);
    const height = chart.height_px + extra;
    inner = { left, right, top: 28, bottom: chart.height_px - 48, roomy };
    x = scale(chart.x, left, right);
    y = scale(chart.y, inner.bottom, inner.top);
    node.setAttribute("viewBox", `0 0 ${width} ${height}`);
    node.setAttribute("width", width);
    node.setAttribute("height", height);
    frame.replaceChildren(...axes(), ...lines.map((name, index) => {
      const half = widest(name, 600) / 2;
      const middle = Math.min(Math.max(left + share * (index + 0.5), half), width - half - 1);
      return label(name, middle, inner.bottom + 42, "ink", "middle", 600);
    }));
  }

  function axes() {
    const grid = (x1, x2, y1, y2) => svg("line", { class: "as-grid", x1, x2, y1, y2 });
    const parts = [
      svg("line", { class: "as-axis", x1: inner.left, x2: inner.right, y1: inner.bottom, y2: inner.bottom }),
      svg("line", { class: "as-axis", x1: inner.left, x2: inner.left, y1: inner.top, y2: inner.bottom }),
      label(chart.y.label, 0, 14, "ink", "start", 600),
    ];
    for (const [value, word] of chart.y.ticks) {
      if (!bars) parts.push(grid(inner.left, inner.right, y(value), y(value)));
      const first = y(value) + 5 - (LINE / 2) * (word.split("\n").length - 1);
      parts.push(label(word, inner.left - 8, first, bars ? "ink" : "muted", "end"));
    }
    for (const [value, word] of chart.x.ticks) {
      const half = textWidth(word) / 2;
      const middle = Math.min(Math.max(x(value), half), width - half - 1);
      if (bars) parts.push(grid(x(value), x(value), inner.top, inner.bottom));
      parts.push(svg("line", { class: "as-axis", x1: x(value), x2: x(value), y1: inner.bottom, y2: inner.bottom + 5 }));
      parts.push(label(word, middle, inner.bottom + 20, "muted", "middle"));
    }
    return parts;
  }

  /** Words at a set place; later words keep away from them. */
  function write(text, px, py, mark, anchor) {
    words.push(label(text, px, py, look(mark).token, anchor, 600));
    boxes.push(boxOf(text.split("\n").map((line) => textWidth(line, 600)), px, py, anchor));
  }

  function writeBesideLine(mark, points) {
    if (mark.label_at) {
      const [px, py] = points[Math.max(0, points.findIndex(([, height]) => height <= y(mark.label_at[1])))];
      const left = mark.label_side === "left";
      const lower = left ? -6 - LINE * (mark.label.split("\n").length - 1) : 16;
      write(mark.label, px + (left ? -10 : 10), py + lower, mark, left ? "end" : "start");
      return;
    }
    const [px, py] = points[points.length - 1];
    if (inner.roomy) write(mark.label, px + 10, py + 5, mark, "start");
    else ends.push([mark, points]);
  }

  const draw = {
    line(mark, points) {
      const { width: normal, dash } = look(mark);
      const line = pixels(points);
      shapes.push(svg("path", { d: along(line), fill: "none", stroke: ink(mark), "stroke-dasharray": dash || null,
        "stroke-width": mark.weight === "thin" ? 1.5 : normal + (mark.weight === "bold" ? 1 : 0),
        "stroke-linejoin": "round" }));
      dots.push(...dotsAlong(line));
      if (mark.label) writeBesideLine(mark, line);
    },
    band(mark, points) {
      const upper = pixels(points.map(([px, , high]) => [px, high]));
      const lower = pixels(points.map(([px, low]) => [px, low])).reverse();
      const thin = mark.weight === "thin";
      shapes.push(svg("path", { d: `${along([...upper, ...lower])}Z`, fill: ink(mark), "fill-opacity": thin ? 0.12 : 0.3,
        stroke: ink(mark), "stroke-width": thin ? 0.5 : 1 }));
      dots.push(...dotsAlong(upper), ...dotsAlong(lower));
      if (!mark.label) return;
      const [at, height] = [x(mark.label_at[0]), y(mark.label_at[1])];
      const room = at - textWidth(mark.label, 600) - inner.left;
      if (mark.label_side === "left" && room > 4) write(mark.label, at, height, mark, "end");
      else write(mark.label, mark.label_side === "left" ? inner.left + 4 : at, height, mark, "start");
    },
    point(mark, [px, py]) {
      const thin = mark.weight === "thin";
      const open = thin || look(mark).marker === "ring";
      shapes.push(svg("g", { transform: `translate(${x(px).toFixed(1)} ${y(py).toFixed(1)})` },
        marker(look(mark).marker, thin ? 5 : 7, { fill: open ? "var(--as-paper)" : ink(mark),
          stroke: open ? ink(mark) : "var(--as-paper)", "stroke-width": 2 })));
      boxes.push({ left: x(px) - 8, right: x(px) + 8, top: y(py) - 8, bottom: y(py) + 8 });
      if (wordsOf(mark)) asked.push([mark, x(px), y(py)]);
    },
    bar(mark, [at, end, low, high]) {
      const [middle, from, to] = [y(at), x(chart.x.low), x(end)];
      shapes.push(svg("rect", { x: from, width: Math.max(1, to - from), y: middle - BAR / 2, height: BAR,
        fill: ink(mark), "fill-opacity": 0.4, stroke: ink(mark), "stroke-width": 1.5 }));
      const far = high === null ? to : x(high);
      if (high !== null) {
        const ends = [x(low), far].map((px) => `M${px.toFixed(1)},${middle - BAR / 2}v${BAR}`).join("");
        const d = `M${x(low).toFixed(1)},${middle}H${far.toFixed(1)}${ends}`;
        shapes.push(svg("path", { d, fill: "none", stroke: "var(--as-ink)", "stroke-width": 2 }));
      }
      const text = wordsOf(mark);
      const room = width - 1 - far - 8 - widest(text, 600);
      words.push(room >= 0 ? label(text, far + 8, middle + 5, "ink", "start", 600)
        : label(text, width - 1, middle - BAR / 2 - 6, "ink", "end", 600));
    },
    arrow(mark, [from, to, height]) {
      const [a, b, level] = [x(from), x(to), y(height)];
      if (b - a > 10) {
        shapes.push(svg("line", { x1: a, x2: b - 8, y1: level, y2: level, stroke: ink(mark), "stroke-width": 2 }),
          svg("path", { d: `M${b},${level}l-10,-5v10Z`, fill: ink(mark) }));
      }
      const [lx, ly] = inner.roomy ? mark.label_at : mark.label_at_narrow ?? mark.label_at;
      write(wordsOf(mark), x(lx), y(ly), mark, mark.label_side === "left" ? "end" : "start");
    },
    upright(mark, px) {
      const half = textWidth(mark.label, 600) / 2;
      shapes.push(svg("line", { class: "as-upright", x1: x(px), x2: x(px), y1: inner.top, y2: inner.bottom }));
      const clear = textWidth(chart.y.label, 600) + 10 + half;
      const middle = Math.min(Math.max(x(px), clear), width - half - 1);
      if (mark.label) write(mark.label, middle, inner.top - 8, mark, "middle");
    },
    gap(mark, [px, low, high]) {
      const [at, top, bottom] = [x(px), y(high), y(low)];
      shapes.push(svg("line", { x1: at, x2: at, y1: top, y2: bottom, stroke: ink(mark), "stroke-width": 5 }));
      dots.push(...dotsAlong([[at, top], [at, bottom]]));
      asked.push([mark, at, (top + bottom) / 2]);
    },
    span(mark, [from, to]) {
      shapes.push(svg("rect", { x: x(from), width: Math.max(0, x(to) - x(from)), y: inner.top,
        height: inner.bottom - inner.top, class: "as-span" }));
    },
  };

  /** On a narrow chart the name of a line stands over or under it, once it is known what else is there. */
  function placeEnds() {
    const limits = { left: inner.left + 2, top: 0, bottom: inner.bottom + 2 };
    for (const [mark, points] of ends) {
      const place = placeAlong(textWidth(mark.label, 600), points, limits, boxes, dots, mark.label_side === "below");
      boxes.push(place.box);
      words.push(label(mark.label, place.x, place.y, look(mark).token, "end", 600));
    }
  }

  /** Words that go where there is room; a thin line leads from them to what they name when they stand away from it. */
  function placeAsked() {
    const limits = { left: inner.left + 2, right: width - 1, top: inner.top - 8, bottom: inner.bottom };
    for (const [mark, px, py] of asked) {
      const text = wordsOf(mark);
      const widths = text.split("\n").map((line) => textWidth(line, 600));
      const place = freePlace(widths, px, py, limits, boxes, dots, places[mark.id]);
      places[mark.id] = place;
      boxes.push(place.box);
      words.push(label(text, place.x, place.y, look(mark).token, place.anchor, 600));
      if (place.reach >= LEADER_FROM) {
        const to = place.anchor === "end" ? place.x + 3 : place.x - 3;
        shapes.push(svg("line", { x1: px, y1: py, x2: to, y2: place.y - 5, stroke: ink(mark), "stroke-width": 1 }));
      }
    }
  }

  function paint() {
    if (!width || !data) return;
    [shapes, words, boxes, dots, asked, ends] = [[], [], [], [], [], []];
    for (const mark of chart.marks) {
      if (data[mark.id] !== null && data[mark.id] !== undefined) draw[mark.kind](mark, data[mark.id]);
    }
    placeEnds();
    placeAsked();
    renew(live, [...shapes, ...words]);
  }

  return {
    node,
    caption: chart.title,
    resize(next) {
      width = Math.max(280, Math.round(next));
      layout();
      paint();
    },
    draw(next, description) {
      data = next;
      if (desc.textContent !== description) desc.textContent = description;
      paint();
    },
  };
}
