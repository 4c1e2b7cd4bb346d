// The withdrawal clock: an opioid, days of use, the time after the last use; and something that takes the receptors.

import { chartView } from "../chart/chart.js";
import { diagram, onceAFrame, slider, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { el, uniqueId } from "../dom.js";
import { placeWords } from "../diagram/place_words.js";
import { windowsPicture } from "./windows_picture.js";
import { arrivalCourse, gapCourse, stateAtLastUse } from "../models/withdrawal_course.js";

const NONE = "none";
const SETTINGS = ["drug", "beside", "days_of_use", "arrives", "moment"];

function choice({ label, options, onChange }) {
  const id = uniqueId("choice");
  const select = el("select", { id, on: { change: () => onChange(select.value) } },
    ...options.map((one) => el("option", { value: one.id, text: one.word })));
  return { node: el("div", { class: "as-clock-choice" }, el("label", { for: id, text: label }), select), select };
}

function radios({ legend, options, onChange }) {
  const name = uniqueId("radios");
  const inputs = options.map((one) => el("input", { type: "radio", name, value: one.id,
    on: { change: () => onChange(one.id) } }));
  const node = el("fieldset", { class: "as-arrives" }, el("legend", { text: legend }),
    ...options.map((one, index) => el("label", { class: "as-choice" }, inputs[index], el("span", { text: one.word }))));
  return { node, set: (id, off = false) => inputs.forEach((input) => {
    input.checked = input.value === id;
    input.disabled = off;
  }) };
}

/** A function that computes once for each setting and remembers the last few. */
function remembered(compute) {
  const known = new Map();
  return (drug, days) => {
    const key = `${drug} ${days}`;
    if (!known.has(key)) known.set(key, compute(drug, days));
    return known.get(key);
  };
}

/** Everything the clock shows, by settings; the time of use is computed once for each opioid and number of days. */
export function clock(spec) {
  const p = spec.parameters;
  const word = (drug, which = "word") => spec.opioids.find((one) => one.id === drug)[which];
  const course = remembered((drug, days) => gapCourse(days, p.days_shown, p.step_hours, spec.drugs[drug]));
  const last = remembered((drug, days) => stateAtLastUse(days, spec.drugs[drug]));

  /** The gap around the moment, which is hour 0: rows without what arrives, and with it; the twin of _sketch(). */
  function sketch(drug, arrives, moment) {
    const { gaps, widest_hours: widest } = course(drug, p.arrival_days_of_use);
    const at = moment === "early" ? p.early_hours : widest;
    const around = (rows) => rows.filter(([hours]) => hours >= at - p.early_hours && hours <= at + p.hours_after)
      .map(([hours, gap]) => [hours - at, gap]);
    const without = around(gaps);
    if (arrives === NONE) return { without, course: without };
    return { without, course: around(arrivalCourse(last(drug, p.arrival_days_of_use), at, at + p.hours_after,
      p.arrival_step_hours, { ...spec.drugs[drug], ...spec.rivals[arrives] })) };
  }
  const nothing = { felt: 0, onset_hours: 0, peak_hours: 0, end_hours: 0, peak_gap: 0 };
  const times = (one, before) => ({ [`${before}felt`]: one.felt, [`${before}onset_hours`]: one.onset_hours,
    [`${before}onset_days`]: one.onset_hours / 24,
    [`${before}peak_hours`]: one.peak_hours, [`${before}peak_days`]: one.peak_hours / 24,
      [`${before}end_days`]: one.end_hours / 24,
    [`${before}peak_gap`]: one.peak_gap });

  /** {facts, course, other, arrival}: `other` is null where there is none. */
  return (settings) => {
    const { drug, days_of_use: days, arrives, moment } = settings;
    const beside = settings.beside === drug ? NONE : settings.beside;
    const here = course(drug, days);
    const other = beside === NONE ? null : course(beside, days);
    const facts = { drug, beside, arrives, moment, drug_word: word(drug),
      Beside_word: other ? word(beside, "Word") : "", days_of_use: days, ...times(here, ""),
      ...times(other ?? nothing, "beside_") };
    facts.beside_later = facts.beside_onset_hours - facts.onset_hours;
    const arrival = sketch(drug, arrives, moment);
    const now = arrival.course.findLastIndex(([hours]) => hours === 0);
    facts.gap_before = arrival.course[now - 1][1];
    facts.gap_after = arrival.course[now][1];
    facts.gap_later = arrival.course.find(([hours]) => hours === p.later_hours)[1];
    facts.change = facts.gap_after - facts.gap_before;
    return { facts, course: here, other, arrival };
  };
}

/** What both charts draw: {days, arrival}. */
export function clockPoints(spec, { facts, course, other, arrival }) {
  const inDays = (rows) => rows.map(([hours, gap]) => [hours / 24, gap]);
  const shown = spec.drugs[facts.drug].withdrawal_mild_from;
  const days = { gap: inDays(course.gaps), labels: {} };
  if (facts.felt) {
    Object.assign(days, { onset: [facts.onset_days, shown], end: [facts.end_days, shown],
      peak: [facts.peak_days, facts.peak_gap] });
    days.labels.peak = `${facts.drug_word}:\nstrongest`;
  }
  if (other) days.beside = inDays(other.gaps);
  if (facts.beside_felt) {
    days["beside-peak"] = [facts.beside_peak_days, facts.beside_peak_gap];
    days.labels["beside-peak"] = spec.opioids.find((one) => one.id === facts.beside).word;
  }
  if (facts.arrives === NONE) return { days, arrival: { course: arrival.course } };
  return { days, arrival: { ...arrival, arrives: 0, before: [0, facts.gap_before],
    [facts.arrives]: [0, facts.gap_after] } };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const given = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let settings = given();
  let facts = null;
  const shownAt = clock(spec);
  const draw = onceAFrame(paint);
  const change = (name) => (value) => { settings = { ...settings, [name]: value }; draw(); };

  const drug = choice({ label: "Opioid", options: spec.opioids, onChange: change("drug") });
  const beside = choice({ label: "Compare with", options: [{ id: NONE, word: "no other" }, ...spec.opioids],
    onChange: change("beside") });
  const days = slider({ label: "Days of daily use", least: 1, most: p.most_days_of_use,
    onInput: change("days_of_use") });
  const arrives = radios({ legend: "What arrives?", options: spec.arrives, onChange: change("arrives") });
  const moment = radios({ legend: "At which moment?", options: spec.moments, onChange: change("moment") });
  const charts = spec.charts.map((chart) => chartView(chart, spec.strokes));
  const windows = windowsPicture({ chart: spec.charts[0], rows: spec.window_rows, strokes: spec.strokes,
    daysShown: p.days_shown,
    caption: "Published windows (bars), the model (triangles)" });
  const inHours = (found) => `${written(found, "count")} hours`;
  const inDays = (found) => `${written(found / 24, "days")} (${inHours(found)})`;
  const when = (found, felt, said = found < p.two_days_hours ? inHours : inDays) => (felt ? said(found) : "not felt");
  const published = (drug, what) => spec.windows[drug].filter((one) => one.what === what).map((one) =>
    one.words).join("; ");
  const besideRows = () => (facts.beside === NONE ? [] : [
    [`${facts.Beside_word} begins`, when(facts.beside_onset_hours, facts.beside_felt, inHours),
      published(facts.beside, "onset")],
    [`${facts.Beside_word} has eased`, when(facts.beside_end_days * 24, facts.beside_felt, inDays),
      published(facts.beside, "end")]]);
  const arrivalRows = () => (facts.arrives === NONE ? [] : [["just before", "gap_before"],
    ["just after", "gap_after"], ["a while later", "gap_later"]]
    .map(([word, gap]) => [`Gap, ${word}: ${facts.arrives}, ${facts.moment}`, written(facts[gap], "percent"), ""]));

  const frame = diagram({
    host, name: "withdrawal-clock", spec, views: [charts[0], windows, charts[1]],
    controls: [el("div", { class: "as-clock-choices" }, drug.node, beside.node), days.node],
    numbers: () => ({ caption: "The numbers in the picture", head: ["What", "In the model", "Published"], rows: [
      ["Withdrawal begins", when(facts.onset_hours, facts.felt), published(facts.drug, "onset")],
      ["It is strongest", when(facts.peak_hours, facts.felt), published(facts.drug, "peak")],
      ["It has eased", when(facts.end_days * 24, facts.felt, inDays), published(facts.drug, "end")],
      ["Widest gap", written(facts.peak_gap, "percent"), ""],
      ...besideRows(), ...arrivalRows(),
    ] }),
    call: () =>
      `withdrawal_clock(drug="${settings.drug}", beside="${facts.beside}", days_of_use=${settings.days_of_use}, `
      + `arrives="${settings.arrives}", moment="${settings.moment}")`,
    reset: () => { settings = given(); paint(); },
  });
  const arrivalWords = el("div", { class: "as-beside" });
  charts[1].node.before(el("div", { class: "as-controls as-arrival-controls" }, arrives.node, moment.node));
  charts[1].node.after(arrivalWords);

  function paint() {
    const now = shownAt(settings);
    facts = now.facts;
    drug.select.value = settings.drug;
    beside.select.value = facts.beside;
    [...beside.select.options].forEach((option) => { option.disabled = option.value === settings.drug; });
    days.set(settings.days_of_use);
    days.say(written(settings.days_of_use, "days"), `${written(settings.days_of_use, "days")} of daily use`);
    arrives.set(settings.arrives);
    moment.set(settings.moment, settings.arrives === NONE);
    const said = sentences(spec.sentences, facts);
    const text = said.map((one) => one.text).join(" ");
    const points = clockPoints(spec, now);
    charts[0].draw(points.days, text);
    charts[1].draw(points.arrival, text);
    windows.draw(spec.windows[settings.drug], facts.felt ? { onset: facts.onset_hours, peak: facts.peak_hours,
      end: facts.end_days * 24 } : {}, text);
    frame.say(said);
    placeWords(host, said, ["arrival", "arrival-care", "arrival-trial"], arrivalWords);
  }

  const unwatch = watch(model, SETTINGS, () => { settings = given(); paint(); });
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
