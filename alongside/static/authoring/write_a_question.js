// The page on which an instructor writes a question: choose, write, see, read the comments, save, put into the course.
import { el, uniqueId } from "../dom.js";
import { chooser } from "./chooser.js";
import { commentList } from "./comment_list.js";
import { itemPreview } from "./item_preview.js";
import { savePanel } from "./save_panel.js";
import { yamlField } from "./yaml_field.js";

const PAUSE_MS = 300;
const LEAVING = "write-a-question";
const waiting = (globalThis.alongsideWaiting ??= new Map());

function render({ model, el: host }) {
  const view = uniqueId("desk");
  const root = el("div", { class: "as-part as-authoring" });
  const work = el("div", { class: "as-desk", hidden: true });
  const heading = el("h2", { class: "as-part-head as-open-now", tabindex: "-1" });
  const trouble = el("div", { role: "alert" });
  let number = 0;
  let answered = 0;
  let inFlight = false;
  let timer = null;
  let saved = true;

  const send = (message) => model.send({ view, ...message });
  const choose = chooser({
    begin: (told) => send({ type: "begin", ...told }),
    open: (label) => send({ type: "open", label }),
    again: () => { wait(); send({ type: "hello", anew: true }); },
    isSafe: () => saved,
  });
  const field = yamlField({ changed: typed, save: () => keep.save() });
  const comments = commentList((line) => field.goTo(line));
  const preview = itemPreview((message) => send(message));
  const keep = savePanel({
    save: () => { flush(); send({ type: "save", text: field.text, quiz: choose.quiz }); },
    draft: () => send({ type: "draft", text: field.text }),
    put: (where) => send({ type: "put", ...where }),
  });
  choose.onQuiz(() => read());

  function wait() {
    trouble.replaceChildren(el("p", { class: "as-muted", text: "Reading the course. This takes a few seconds." }),
      el("progress", { "aria-label": "Reading the course" }));
  }
  function dirty(now) {
    saved = !now;
    waiting.set(LEAVING, now ? 1 : 0);
    keep.dirty(now);
  }
  function typed() {
    dirty(true);
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE_MS);
  }
  /** Asks Python about the text; only the newest text waits while an answer is under way. */
  function read() {
    clearTimeout(timer);
    timer = null;
    if (work.hidden) return;
    number += 1;
    if (inFlight) return;
    inFlight = true;
    send({ type: "typed", number, text: field.text, quiz: choose.quiz });
  }
  function flush() { if (timer) read(); }
  function showSheet(sheet, focus) {
    if (!sheet.started) return;
    work.hidden = false;
    heading.textContent = sheet.started;
    field.show(sheet.text);
    choose.showQuiz(sheet);
    preview.clear();
    keep.clear();
    dirty(!sheet.saved);
    choose.close();
    read();
    if (focus) heading.focus();
  }
  function showReading(told) {
    inFlight = false;
    answered = told.number;
    if (answered === number && !timer) dirty(!told.saved);
    comments.show(told);
    preview.show(told);
    keep.show(told);
    field.help = told.help;
    if (answered < number) read();
  }
  function received(message) {
    if (message.view && message.view !== view) return;
    if (message.type === "desk") {
      trouble.replaceChildren();
      choose.show(message.choices);
      keep.places(message.choices.places);
      if (work.hidden) showSheet(message.sheet, false);
      else read();
    } else if (message.type === "begin" || message.type === "open") showSheet(message.sheet, true);
    else if (message.type === "typed") showReading(message);
    else if (message.type === "save" || message.type === "draft") {
      dirty(false);
      choose.show(message.choices);
      keep.told(message);
      read();
    } else if (message.type === "refused") {
      if (message.number) inFlight = false;
      if (choose.isOpen) choose.refused(message.words);
      else keep.refused(message);
    } else if (message.type === "line") keep.line(message.line);
    else if (message.type === "put") {
      choose.show(message.choices);
      keep.placed(message.words);
      read();
    } else if (message.type === "trouble") {
      trouble.replaceChildren(el("p", { text: message.words }));
      keep.placed("");
    } else preview.receive(message);
  }

  model.on("msg:custom", received);
  work.append(heading,
    el("div", { class: "as-desk-columns" },
      el("div", { class: "as-desk-write" }, choose.home, field.node, keep.node),
      el("div", { class: "as-desk-see" }, comments.node, preview.node)),
    keep.course);
  root.append(trouble, choose.node, work);
  host.append(root);
  wait();
  send({ type: "hello" });
  return () => {
    clearTimeout(timer);
    preview.stop();
    waiting.delete(LEAVING);
    model.off("msg:custom", received);
  };
}

export default { render };
