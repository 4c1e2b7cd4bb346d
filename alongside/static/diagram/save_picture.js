// Saves a diagram as it stands, with its words, as SVG or PNG. All of it happens in the page.

import { svg } from "../dom.js";
import { textWidth } from "../chart/chart.js";

const COPIED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "font-family", "font-size", "font-weight", "text-anchor", "paint-order", "opacity", "transform"];
const MARGIN = 24;
const LINE = 22;

/** A copy of a drawing that needs no style sheet. */
function standalone(drawing) {
  const copy = drawing.cloneNode(true);
  const [from, to] = [[...drawing.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((node, index) => {
    const style = getComputedStyle(node);
    to[index].setAttribute("style", COPIED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
    to[index].removeAttribute("class");
    to[index].removeAttribute("id");
  });
  for (const name of ["role", "aria-labelledby", "aria-describedby", "class"]) copy.removeAttribute(name);
  return copy;
}

function wrapped(text, room) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (textWidth(longer) > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** One SVG: title, drawings below each other, the words, the note. */
export function composed({ title, note, drawings, sentences, host }) {
  const style = getComputedStyle(host);
  const colour = (name) => style.getPropertyValue(`--as-${name}`).trim();
  const width = Math.max(...drawings.map((one) => Number(one.getAttribute("width")))) + 2 * MARGIN;
  const font = style.getPropertyValue("font-family");
  const parts = [];
  let below = MARGIN + 16;
  const write = (text, size, weight, ink) => wrapped(text, width - 2 * MARGIN - 10).forEach((line) => {
    parts.push(svg("text", { x: MARGIN, y: below, "font-family": font, "font-size": size, "font-weight": weight, fill: ink }, line));
    below += LINE;
  });
  write(title, 17, 650, colour("ink"));
  for (const drawing of drawings) {
    const copy = standalone(drawing);
    copy.setAttribute("x", MARGIN);
    copy.setAttribute("y", below);
    parts.push(copy);
    below += Number(drawing.getAttribute("height")) + 16;
  }
  below += 8;
  sentences.forEach((sentence) => write(sentence, 14, 400, colour("ink")));
  below += 6;
  write(note, 14, 400, colour("muted"));
  const all = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: below, viewBox: `0 0 ${width} ${below}` },
    svg("title", {}, title), svg("desc", {}, sentences.join(" ")), svg("rect", { width, height: below, fill: colour("paper") }), ...parts);
  return { text: new XMLSerializer().serializeToString(all), width, height: below };
}

function handOver(blob, fileName) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export async function savePicture({ kind, name, ...picture }) {
  const { text, width, height } = composed(picture);
  if (kind === "svg") {
    handOver(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => handOver(blob, `${name}.png`), "image/png");
}
