// The receptor bench: choose what arrives and how much; see receptors fill, what effect follows, and the detour to
// dopamine.

import { chartView } from "../chart/chart.js";
import { diagram, onceAFrame, slider, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { el, svg, uniqueId } from "../dom.js";
import { marker } from "../chart/markers.js";
import { motion } from "../diagram/motion.js";
import { amount_at, bench, effect, occupancy, position_of, shared_occupancy } from "../models/models.js";
import { receptorPicture } from "../receptors/receptor_picture.js";
import { synapsePicture } from "./synapse_picture.js";

const SETTINGS = ["arriving", "amount", "naloxone"];

function choices(spec, onChoose) {
  const group = uniqueId("arrives");
  const radios = spec.ligands.map((ligand) => {
    const on = { change: () => onChoose(ligand.id) };
    const radio = el("input", { type: "radio", name: group, value: ligand.id, on });
    const stroke = spec.strokes[ligand.stroke];
    const sign = svg("svg", { width: 26, height: 26, viewBox: "-13 -13 26 26", "aria-hidden": "true" },
      marker(stroke.marker, 9, { fill: `var(--as-${stroke.token})` }));
    return { radio, node: el("label", { class: "as-choice" }, radio, sign,
      el("span", {}, ligand.word, el("span", { class: "as-muted as-hint", text: ligand.hint }))) };
  });
  const node = el("fieldset", { class: "as-choices" }, el("legend", { text: "What arrives?" }),
    ...radios.map((one) => one.node));
  return { node, set: (id) => radios.forEach(({ radio }) => { radio.checked = radio.value === id; }) };
}

function rounded(amount) {
  return Number(amount.toPrecision(2));
}

/** Everything shown at these settings, from the models alone. */
export function benchFacts(spec, ligand, amount, naloxone) {
  return { amount, naloxone, kind: ligand.kind, Name: ligand.Name, name: ligand.name,
    ...bench(amount, ligand.intrinsic_activity, naloxone, spec.parameters) };
}

/** The points of the chart by mark: the twin of receptor_bench_points() in alongside/charts/receptor_bench.py. */
export function benchPoints(spec, ligand, amount, naloxone) {
  const p = spec.parameters;
  const positions = Array.from({ length: p.slider_steps }, (_, index) => amount_at(index + 1, p));
  const alone = (activity) => positions.map((one) => [one, effect(occupancy(one), activity)]);
  const of = (kind) => spec.ligands.find((one) => one.kind === kind);
  const data = { full: alone(of("full").intrinsic_activity), partial: alone(of("partial").intrinsic_activity),
    antagonist: alone(of("antagonist").intrinsic_activity) };
  const activity = ligand.intrinsic_activity;
  data[`now-${ligand.kind}`] = positions.filter((one) => one <= ligand.highest_amount * 1.001)
    .map((one) => [one, effect(shared_occupancy(one, naloxone), activity)]);
  const shown = Math.max(amount, p.lowest_amount);
  data[`point-${ligand.kind}`] = [shown, effect(shared_occupancy(amount, naloxone), activity)];
  return data;
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const settings = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let { arriving, amount, naloxone } = settings();
  const ligand = () => spec.ligands.find((one) => one.id === arriving);
  const step = (one) => Math.min(p.slider_steps, Math.round(position_of(one, p)));
  const highest = () => Math.floor(position_of(ligand().highest_amount, p) + 1e-9);
  const draw = onceAFrame(paint);

  const choice = choices(spec, (id) => { arriving = id; paint(); });
  const amountSlider = slider({ label: "How much", most: p.slider_steps, onInput: (at) => {
    amount = amount_at(at, p);
    draw();
  } });
  const naloxoneSlider = slider({ label: "Naloxone as well", most: p.slider_steps, onInput: (at) => {
    naloxone = amount_at(at, p);
    draw();
  } });
  const sliders = el("div", { class: "as-sliders" }, amountSlider.node, naloxoneSlider.node);
  const picture = receptorPicture(spec);
  const synapse = synapsePicture(spec);
  const chart = chartView(spec.charts.effect, spec.strokes);
  const pictures = [picture, synapse];
  const movement = motion({ host, what: spec.labels.movement,
    onFrame: (milliseconds) => pictures.forEach((one) => one.move(milliseconds)),
    onRest: () => pictures.forEach((one) => one.rest()) });
  let facts = null;
  const inWords = (kind, value) => sentences(spec.amount_words, { kind, amount: value })[0].text;

  const frame = diagram({
    host, name: "receptor-bench", spec, controls: [choice.node, sliders, movement.node],
    views: [picture, synapse, chart],
    numbers: () => ({ caption: "The numbers in the picture", head: ["What", "Now"], rows: [
      ["What arrives", ligand().hint === "made by the body" ? "endorphin" : `${ligand().word} (${ligand().hint})`],
      ["Amount, 1 takes half the receptors when alone", String(rounded(facts.amount))],
      ["Naloxone, 1 takes half the receptors when alone", String(rounded(facts.naloxone))],
      [`Receptors it holds, of ${p.receptors_shown}`, written(facts.held, "count")],
      [`Receptors naloxone holds, of ${p.receptors_shown}`, written(facts.held_by_naloxone, "count")],
      ["Effect, percent of the greatest", written(facts.effect * 100, "count")],
      ["Highest effect it can reach, percent of the greatest", written(facts.ceiling * 100, "count")],
      [`Brake signals, ${p.brake_signals_at_rest} with no opioid`, written(facts.brake_signals, "count")],
      [`Times dopamine is let go, ${p.dopamine_unbraked} with no brake`, written(facts.dopamine, "count")],
    ] }),
    call: () => `receptor_bench(arriving="${arriving}", amount=${rounded(facts.amount)}, `
      + `naloxone=${rounded(facts.naloxone)}, predict="no")`,
    reset: () => { ({ arriving, amount, naloxone } = settings()); paint(); },
  });

  function paint() {
    const now = ligand();
    const position = Math.min(step(amount), highest());
    const besides = now.naloxone_too ? naloxone : 0;
    facts = benchFacts(spec, now, amount_at(position, p), amount_at(step(besides), p));
    choice.set(arriving);
    amountSlider.set(position, highest());
    amountSlider.say(inWords(now.kind, facts.amount));
    naloxoneSlider.set(step(besides));
    naloxoneSlider.say(now.naloxone_too ? inWords("antagonist", facts.naloxone) : "it is what arrives");
    naloxoneSlider.input.disabled = !now.naloxone_too;
    const said = sentences(spec.sentences, facts);
    const text = said.map((one) => one.text).join(" ");
    const state = { ...facts, ligand: now, share: position / p.slider_steps,
      naloxoneShare: step(besides) / p.slider_steps, breathing: 1 - facts.effect,
      breathingWords: said.find((one) => one.id === "breathing").text };
    pictures.forEach((one) => one.draw(state, text));
    chart.draw(benchPoints(spec, now, facts.amount, facts.naloxone), text);
    frame.say(said);
  }

  const follow = () => { ({ arriving, amount, naloxone } = settings()); paint(); };
  const unwatch = watch(model, SETTINGS, follow);
  paint();
  return () => {
    unwatch();
    movement.stop();
    frame.stop();
  };
}

export default { render };
