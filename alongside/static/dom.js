// Small helpers to build a page by hand: elements, unique ids, focus that Jupyter leaves alone.

const FOCUSABLE = new Set(["A", "BUTTON", "INPUT", "SELECT", "SUMMARY", "TEXTAREA"]);
let made = 0;

export function uniqueId(prefix) {
  made += 1;
  return `as-${prefix}-${made}-${Math.random().toString(36).slice(2, 7)}`;
}

/** Keep JupyterLab's cell shortcuts (arrows, dd) away from an element; on a parent it would do nothing. */
export function guard(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  return node;
}

function setProperty(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "text") node.textContent = value;
  else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  else if (name === "value") node.value = value;
  else if (name === "checked" || name === "disabled") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

function build(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) setProperty(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** el("button", {class: "as-button", text: "Check", on: {click: check}}, ...children) */
export function el(tag, properties = {}, ...children) {
  const node = build(document.createElement(tag), properties, children);
  if (FOCUSABLE.has(node.tagName) || node.hasAttribute("tabindex")) guard(node);
  return node;
}

export function svg(tag, properties = {}, ...children) {
  const node = build(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
  if (node.hasAttribute("tabindex")) guard(node);
  return node;
}

/** Gives `parent` these children; one that is as it was stays, so that the browser lays out only what changed. */
export function renew(parent, nodes) {
  nodes.forEach((node, index) => {
    const old = parent.childNodes[index];
    if (!old) parent.append(node);
    else if (!old.isEqualNode(node)) old.replaceWith(node);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}

/** Inline text of an item or a note: only **bold** is known; everything else stays text. */
export function inline(text) {
  return String(text).split(/\*\*(.+?)\*\*/).map((part, index) =>
    index % 2 ? el("strong", { text: part }) : document.createTextNode(part));
}

/** Lines of somebody's words; a line that opens with a bold name is a new turn, others go on with the one before. */
function turns(lines) {
  return lines.map((line) => line.replace(/^>\s?/, "")).reduce((made, line) => {
    if (!made.length || line.startsWith("**")) return [...made, line];
    return [...made.slice(0, -1), `${made[made.length - 1]} ${line}`];
  }, []);
}

/** Paragraphs of an item's stem: blank lines part them; lines that start with "> " are somebody's words; "- " a list. */
export function prose(text) {
  return String(text).trim().split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n").map((line) => line.trim());
    if (lines.every((line) => line.startsWith(">"))) {
      return el("blockquote", {}, ...turns(lines).map((turn) => el("p", {}, ...inline(turn))));
    }
    if (lines.every((line) => line.startsWith("- "))) {
      return el("ul", {}, ...lines.map((line) => el("li", {}, ...inline(line.slice(2)))));
    }
    return el("p", {}, ...inline(lines.join(" ")));
  });
}
