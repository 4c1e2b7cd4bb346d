// The overdose drill: two scenes, four options at a time, with or without a clock; beside it a published simulation.

import { chartView } from "../chart/chart.js";
import { diagram, slider, watch } from "../diagram/diagram.js";
import { sentences } from "../chart/describe.js";
import { el } from "../dom.js";
import { START, actionsOf, after, clockWords, situation } from "./drill_course.js";
import { drillPanel } from "./drill_panel.js";
import { drillScene } from "./drill_scene.js";
import { drillWords } from "./drill_words.js";
import { picks } from "../diagram/picks.js";

const SETTINGS = ["scene", "timed", "delay"];

function delayData(spec, delay) {
  const [data, labels] = [{}, {}];
  spec.delays.forEach(({ minutes, percent }, index) => {
    const name = minutes === delay ? "chosen" : `after-${index}`;
    data[name] = [spec.delays.length - index, percent, null, null];
    labels[name] = minutes === delay ? `${percent}, chosen` : String(percent);
  });
  const without = spec.without_percent;
  return { ...data, without: [0, without, null, null], labels: { ...labels, without: String(without) } };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const { drill, labels } = spec;
  const given = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let settings = given();
  let run = START;

  const begin = (change) => { settings = { ...settings, ...change }; run = START; paint({ fresh: true }); };
  const scenes = drill.scenes.map(({ id, title }) => ({ id, text: title }));
  const scene = picks({ legend: "Where", options: scenes, onPick: (id) => begin({ scene: id }) });
  const timed = picks({ legend: "How", options: spec.timings, onPick: (id) => begin({ timed: id }) });
  const picture = drillScene();
  const panel = drillPanel({ drill, onAgain: () => { begin({}); panel.focus(); }, onChoose: (id, seconds) => {
    run = after(drill, settings.scene, run, id, seconds);
    paint();
    panel.focus();
  } });
  const delay = slider({ label: labels.first_spray, most: spec.delays.length - 1, onInput: (at) => {
    settings = { ...settings, delay: spec.delays[at].minutes };
    paint();
  } });
  const told = el("div", { class: "as-drill-delay-words" });
  const simulation = { node: el("div", {}, delay.node, told), caption: labels.simulation, resize() {} };
  const chart = chartView(spec.charts.delay, spec.strokes);

  const at = (action) => run.done.find(([id]) => id === action)?.[1];
  const frame = diagram({
    host, name: "overdose-drill", spec, controls: [el("div", { class: "as-drill-picks" }, scene.node, timed.node)],
    views: [picture, panel, simulation, chart],
    numbers: () => ({ caption: "The critical actions and the simulation", head: ["What", "Number"], rows: [
      ...actionsOf(drill, settings.scene).map(({ id, text }) =>
        [text, at(id) === undefined ? "not yet" : clockWords(at(id))]),
      ...spec.delays.map(({ words, percent }) =>
        [`Simulation: heart stopped, first spray after ${words}`, `${percent} of 100`]),
      ["Simulation: heart stopped, no spray", `${spec.without_percent} of 100`]] }),
    call: () => `overdose_drill(scene="${settings.scene}", timed="${settings.timed}", delay=${settings.delay})`,
    reset: () => begin(given()),
  });

  function paint({ fresh = false } = {}) {
    const now = situation(drill, settings.scene, run);
    const words = drillWords(spec, settings.scene, run);
    scene.set(settings.scene);
    timed.set(settings.timed);
    const where = drill.scenes.find((one) => one.id === settings.scene);
    const text = words.map((one) => one.text).join(" ");
    picture.draw({ scene: where, pose: now.pose, breaths: now.breaths, label: labels.person }, text);
    panel.show({ scene: settings.scene, run, timed: settings.timed === "yes" }, { fresh });
    const step = spec.delays.findIndex(({ minutes }) => minutes === settings.delay);
    const { words: minutes, percent } = spec.delays[step];
    const said = sentences(spec.delay_sentences, { minutes_words: minutes, percent, without: spec.without_percent });
    delay.set(step);
    delay.say(minutes, `${minutes}: heart stopped in ${percent} of 100 simulated people`);
    told.replaceChildren(...said.map(({ text, tone }) => el("p", { class: `as-tone-${tone}`, text })));
    chart.draw(delayData(spec, settings.delay), said.map((one) => one.text).join(" "));
    frame.say(words);
  }

  const unwatch = watch(model, SETTINGS, () => begin(given()));
  paint({ fresh: true });
  return () => {
    unwatch();
    panel.stop();
    frame.stop();
  };
}

export default { render };
