// What every diagram has: a frame with its title, controls, pictures, words, numbers on request, and its tools.

import { el, inline, renew, uniqueId } from "../dom.js";
import { prediction } from "./prediction.js";
import { savePicture } from "./save_picture.js";

const SAY_AFTER_MS = 700;

/** A native slider with its label and its value in words: set(position, most), say(words, words for a screen reader). */
export function slider({ label, most, least = 0, onInput }) {
  const id = uniqueId("slider");
  const value = el("output", { for: id, class: "as-slider-value" });
  const input = el("input", { id, type: "range", min: least, max: most, step: 1, on: {
    input: () => onInput(Number(input.value)) } });
  return {
    node: el("div", { class: "as-slider" }, el("div", { class: "as-slider-head" }, el("label", { for: id, text: label }), value), input),
    input,
    set(position, highest = most) {
      if (Number(input.max) !== highest) input.max = highest;
      if (Number(input.value) !== position) input.value = position;
    },
    say(words, inFull = words) {
      value.textContent = words;
      input.setAttribute("aria-valuetext", inFull);
    },
  };
}

function table({ caption, head, rows }) {
  return el("table", { class: "as-table" }, el("caption", { text: caption }),
    el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", { scope: "col", text: cell })))),
    el("tbody", {}, ...rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row", text: first }),
      ...rest.map((cell) => el("td", { text: cell }))))));
}

function sentence({ text, tone }) {
  const sign = tone === "plain" ? null : el("span", { class: "as-sign", "aria-hidden": "true", text: tone === "danger" ? "!" : "i" });
  return el("p", { class: `as-sentence as-tone-${tone}` }, sign, el("span", {}, ...inline(text)));
}

const figure = (view, place) => el("figure", { class: `as-figure as-figure-${place}` }, el("figcaption", { text: view.caption }), view.node);

/** The frame. `views` are charts and pictures ({node, caption, resize}, and rest() where they move: they are saved at
 *  rest); `numbers()` and `call()` are asked when needed.
 *  Where the spec has a prediction, pictures and controls wait for it. */
export function diagram({ host, name, spec, controls, views, numbers, call, reset }) {
  const titleId = uniqueId("diagram");
  const words = el("div", { class: "as-words" });
  const live = el("p", { class: "as-hidden-words", role: "status" });
  const shown = el("div", { class: "as-shown", id: uniqueId("shown") });
  const made = el("p", { class: "as-print-date", text: "Date: ____________________" });
  let [said, timer, open] = ["", 0, null];

  const toggles = { numbers: () => [table(numbers())], call: () => callParts() };
  function show(which) {
    open = open === which ? null : which;
    for (const [key, button] of Object.entries(buttons)) button.setAttribute("aria-expanded", String(open === key));
    shown.replaceChildren(...(open ? toggles[open]() : []));
  }
  function callParts() {
    const id = uniqueId("call");
    const field = el("input", { id, type: "text", readonly: true, value: call(), class: "as-call" });
    const copied = el("span", { class: "as-muted", role: "status" });
    const copy = el("button", { type: "button", class: "as-button", text: "Copy", on: { click: async () => {
      field.select();
      const done = navigator.clipboard ? await navigator.clipboard.writeText(field.value).then(() => true, () => false) : document.execCommand("copy");
      copied.textContent = done ? "Copied." : "The line is marked. Copy it with Ctrl+C.";
    } } });
    return [el("label", { for: id, text: "This line in a lesson opens the diagram with these settings:" }), field,
      el("div", { class: "as-row" }, copy, copied)];
  }
  const buttons = {
    numbers: el("button", { type: "button", class: "as-quiet", text: "Show the numbers", "aria-expanded": "false", "aria-controls": shown.id, on: { click: () => show("numbers") } }),
    call: el("button", { type: "button", class: "as-quiet", text: "Copy settings", "aria-expanded": "false", "aria-controls": shown.id, on: { click: () => show("call") } }),
  };
  function save(kind) {
    views.forEach((view) => view.rest?.());
    return savePicture({ kind, name, title: spec.title, note: spec.note,
      drawings: views.map((view) => view.node).filter((drawing) => drawing instanceof SVGElement),
      sentences: said.split("\n"), host: frame });
  }
  const button = (text, act) => el("button", { type: "button", class: "as-quiet", text, on: { click: act } });
  const tools = el("div", { class: "as-row as-tools" }, button("Reset", reset), buttons.numbers, buttons.call,
    button("Save as SVG", () => save("svg")), button("Save as PNG", () => save("png")));

  const opened = [
    el("div", { class: "as-layout" }, el("div", { class: "as-controls" }, ...controls),
      figure(views[0], 1), words, ...views.slice(1).map((view, index) => figure(view, index + 2)),
      el("p", { class: "as-muted as-note", text: spec.note })),
    tools];
  const guess = prediction(spec.prediction, () => opened.forEach((part) => part.classList.remove("as-waiting")));
  if (guess.asked) opened.forEach((part) => part.classList.add("as-waiting"));
  const frame = el("section", { class: `as-part as-diagram as-${name}`, "aria-labelledby": titleId },
    el("div", { class: "as-card" }, el("h3", { id: titleId, text: spec.title }), guess.node, ...opened, shown, made, live));
  host.replaceChildren(frame);

  const fit = () => views.forEach((view) => {
    const room = view.node.parentElement.clientWidth;
    if (room > 0 && room !== view.room) {
      view.room = room;
      view.resize(room);
    }
  });
  const observer = new ResizeObserver(fit);
  views.forEach((view) => observer.observe(view.node.parentElement));
  fit();

  return {
    /** Show these sentences; a screen reader hears them once, a moment after the last change. */
    say(list) {
      const text = list.map((one) => one.text).join("\n");
      if (text !== said) {
        renew(words, list.map(sentence));
        clearTimeout(timer);
        if (said) timer = setTimeout(() => { live.textContent = text; }, SAY_AFTER_MS);
        said = text;
      }
      if (open === "numbers") shown.replaceChildren(...toggles.numbers());
      if (open === "call") shown.querySelector(".as-call").value = call();
    },
    stop() {
      clearTimeout(timer);
      observer.disconnect();
    },
  };
}

/** Do `act` whenever one of these settings of the model changes; returns a function that ends it. */
export function watch(model, names, act) {
  const events = names.map((name) => `change:${name}`);
  events.forEach((event) => model.on(event, act));
  return () => events.forEach((event) => model.off(event, act));
}

/** Draw at once, then at most once a frame, and always the newest settings in the end. */
export function onceAFrame(draw) {
  let [waiting, again] = [0, false];
  function now() {
    again = false;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      if (again) now();
    });
    draw();
  }
  return () => {
    if (waiting) again = true;
    else now();
  };
}
