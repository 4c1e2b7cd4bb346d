// Lost tolerance: stop, wait, return. The usual amount against what the body is used to, and published bars beside it.

import { chartView } from "../chart/chart.js";
import { diagram, onceAFrame, slider, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { el } from "../dom.js";
import { motion } from "../diagram/motion.js";
import { cycle_facts } from "../models/models.js";
import { toleranceCourse } from "../models/tolerance_course.js";

const SETTINGS = ["days_of_use", "days_without"];

/** [days since the last use, facts] for every step from the last use on. */
export function courseFacts(daysOfUse, p) {
  const { lastUse, rows } = toleranceCourse(daysOfUse, p.most_days_without, p);
  const later = rows.filter(([hours]) => hours >= lastUse).slice(1);
  const [, atLastUse] = later[0];
  return later.map(([hours, state]) => {
    const day = (hours - lastUse) / 24;
    return [day, cycle_facts(daysOfUse, day, 1, atLastUse, state, p)];
  });
}

/** The points of every chart `day` days after the last use; `day` may lie between two days while they run. */
export function lostPoints(spec, rows, day) {
  const p = spec.parameters;
  const until = rows.filter(([one]) => one <= day + 1e-9);
  const [, now] = until[until.length - 1];
  const line = (part, name) => part.map(([one, facts]) => [one, facts[name]]);
  const level = (value) => [[0, value], [p.most_days_without, value]];
  return {
    amount: { lead: until.map(([one, facts]) => [one, Math.min(1, facts.used_to), 1]),
      "used-all": line(rows, "used_to"), usual: level(1), used: line(until, "used_to"),
      today: day, "usual-today": [day, 1], "used-today": [day, now.used_to],
      gap: now.stronger >= p.shift_shown_from ? [day, now.used_to, 1] : null,
      labels: Object.fromEntries(sentences(spec.labels, now).map((one) => [one.id, one.text])) },
    effect: { "last-day": level(now.effect_at_last_use), "effect-all": line(rows, "effect"),
      "kept-all": line(rows, "tolerance_kept"), effect: line(until, "effect"), kept: line(until, "tolerance_kept"),
      today: day, "effect-today": [day, now.effect], "kept-today": [day, now.tolerance_kept], labels: {} },
    ...spec.published,
  };
}

/** The numbers behind the words on a whole day. */
export function lostFacts(rows, day) {
  const [, facts] = rows.filter(([one]) => one <= day + 1e-9).pop();
  return { ...facts, days_after: day };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const start = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let [now, facts, rows, rowsOf] = [start(), null, [], 0];
  let running = null;
  const draw = onceAFrame(paint);
  const use = slider({ label: "Days of daily use before", least: p.least_days_of_use, most: p.most_days_of_use,
    onInput: (days) => { now.days_of_use = days; draw(); } });
  const without = slider({ label: "Days without", most: p.most_days_without,
    onInput: (days) => { player.rest(); now.days_without = days; draw(); } });
  const views = spec.charts.map((chart) => chartView(chart, spec.strokes));
  const player = motion({ host: views[0].node, what: "the days", atRest: true, onFrame: run, onRest: settle });
  const number = (value) => `${written(value, "one_decimal")} times`;
  const percent = (value) => written(value, "percent");

  /** One frame of the running days; at the end they rest, and from the end they start again. */
  function run(milliseconds) {
    const from = running ?? (now.days_without >= p.most_days_without ? 0 : now.days_without);
    running = Math.min(p.most_days_without, from + (p.days_a_second * milliseconds) / 1000);
    now.days_without = Math.floor(running + 1e-9);
    if (running >= p.most_days_without) player.rest();
    else paint();
  }
  function settle() {
    if (running === null) return;
    running = null;
    paint();
  }

  const frame = diagram({
    host, name: "lost-tolerance", spec, controls: [use.node, el("div", {}, without.node, player.node)], views,
    numbers: () => ({ caption: "The numbers in the picture", head: ["What", "Number"], rows: [
      ["The usual amount now acts like, against the day of the last use (teaching model)", number(facts.acts_like)],
      ["Effect of the usual amount on the day of the last use (teaching model)", percent(facts.effect_at_last_use)],
      ["Effect of the usual amount now (teaching model)", percent(facts.effect)],
      ["Tolerance that is left (teaching model)", percent(facts.tolerance_kept)],
      ...spec.published_rows,
    ] }),
    call: () => `lost_tolerance(${SETTINGS.map((name) => `${name}=${now[name]}`).join(", ")})`,
    reset: () => { player.rest(); now = start(); paint(); },
  });

  function paint() {
    if (rowsOf !== now.days_of_use) [rows, rowsOf] = [courseFacts(now.days_of_use, p), now.days_of_use];
    facts = lostFacts(rows, now.days_without);
    const data = lostPoints(spec, rows, running ?? now.days_without);
    use.set(now.days_of_use);
    use.say(written(now.days_of_use, "days"), `${written(now.days_of_use, "days")} of daily use`);
    without.set(now.days_without);
    without.say(written(now.days_without, "days"), `${written(now.days_without, "days")} without`);
    const said = sentences(spec.sentences, facts);
    const text = said.map((one) => one.text).join(" ");
    views.forEach((view, index) => view.draw(data[spec.charts[index].id], text));
    frame.say(said);
  }

  const unwatch = watch(model, SETTINGS, () => { player.rest(); now = start(); paint(); });
  paint();
  return () => {
    unwatch();
    player.stop();
    frame.stop();
  };
}

export default { render };
