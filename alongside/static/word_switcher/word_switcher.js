// The word switcher: mark what you would think of Walt, switch the words, mark again; then compare,
// and see what a study found.

import { diagram, watch } from "../diagram/diagram.js";
import { sentences } from "../chart/describe.js";
import { el, guard } from "../dom.js";
import { marksForm } from "./marks_form.js";
import { marksPlot } from "./marks_plot.js";
import { picks } from "../diagram/picks.js";
import { walt } from "./walt_portrait.js";
import { studyView, wordsView } from "./word_tables.js";

/** The facts of the sentences: `marked` are the versions whose marks count, `blame` the lines that ask about blame. */
export function switcherFacts(labels, marks, marked, open, blame) {
  const both = marked.length === 2;
  const pairs = both ? marks["person-first"].map((first, index) => [first, marks.old[index]]) : [];
  return {
    labels, open: open ? "yes" : "no", marked: marked.length,
    moved: pairs.filter(([first, old]) => first !== old).length,
    blame_more_with_old: blame.reduce((sum, index) => sum + (both ? pairs[index][1] - pairs[index][0] : 0), 0),
  };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const blame = spec.lines.flatMap((line, index) => (line.blame ? [index] : []));
  let [labels, marks, kept, open] = [];
  function begin() {
    labels = model.get("labels");
    marks = Object.fromEntries(spec.versions.map(({ id }) => [id, spec.lines.map(() => null)]));
    kept = [];
    open = !spec.rate_first;
  }
  begin();
  const markWords = (version, index) => String(marks[version][index] ?? "not marked");
  const complete = (version) => marks[version].every(Boolean);
  const marked = () => (spec.rate_first && !open ? kept : spec.versions.map(({ id }) => id).filter(complete));

  const which = picks({ legend: "The same note in", options: spec.versions, onPick: (id) => {
    labels = id;
    paint();
  } });
  const changing = spec.parts.map((part) => (part.same ? document.createTextNode(part.same) : el("mark")));
  const story = el("p", { class: "as-version" }, ...changing);
  const form = marksForm({ ...spec, onMark: (index, step) => {
    marks[labels][index] = step;
    paint();
  } });
  const keep = el("button", { type: "button", class: "as-button as-main", on: { click: keepMarks } });
  const look = el("button", { type: "button", class: "as-quiet", text: "Look without marking", on: { click: () => {
    open = true;
    paint();
    which.focus();
  } } });
  const buttons = el("div", { class: "as-row" }, keep, look);
  const plot = marksPlot(spec);
  const card = el("div", { class: "as-note-card" }, walt(), story);
  const note = {
    caption: spec.caption, node: el("div", {}, card, form.node, buttons), resize: (room) => plot.resize(room),
  };
  const views = [note, plot, studyView(spec), wordsView(spec)];

  const frame = diagram({
    host, name: "word-switcher", spec, controls: [which.node], views,
    numbers: () => ({
      caption: `Your marks: ${spec.steps.scale}`,
      head: ["Line", ...spec.versions.map(({ word }) => word)],
      rows: spec.lines.map((line, index) => [line.text, ...spec.versions.map(({ id }) => markWords(id, index))]),
    }),
    call: () => `word_switcher(labels="${labels}", predict="no")`,
    reset: () => { begin(); paint(); },
  });
  const later = views.slice(1).map((view) => view.node.parentElement);
  guard(later[0]).setAttribute("tabindex", "-1");

  function keepMarks() {
    kept = [...kept, labels];
    open = spec.versions.every(({ id }) => kept.includes(id));
    paint();
    if (open) later[0].focus();
    else which.focus();
  }

  function paint() {
    const switching = open || kept.length > 0;
    which.set(labels);
    which.node.hidden = !switching;
    changing.forEach((node, index) => { node.textContent = spec.parts[index].same ?? spec.parts[index][labels]; });
    story.classList.toggle("as-changed", switching);
    form.set(marks[labels]);
    keep.textContent = kept.length ? "Compare my marks" : "Keep my marks";
    keep.disabled = !complete(labels);
    keep.hidden = kept.includes(labels);
    buttons.hidden = open;
    later.forEach((part) => { part.hidden = !open; });
    const said = sentences(spec.sentences, switcherFacts(labels, marks, marked(), open, blame));
    plot.draw(marks, said.map((one) => one.text).join(" "));
    frame.say(said);
  }

  const follow = () => { begin(); paint(); };
  const unwatch = watch(model, ["labels"], follow);
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
