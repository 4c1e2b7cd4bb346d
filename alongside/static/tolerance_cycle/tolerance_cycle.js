// The tolerance cycle: days of daily use, days since the last use; what an amount does now.

import { chartView } from "../chart/chart.js";
import { diagram, onceAFrame, slider, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { effect_of_amount, receptor_drive } from "../models/models.js";
import { cycleFacts, stateAt, toleranceCourse } from "../models/tolerance_course.js";

const SETTINGS = ["days_of_use", "days_after", "amount"];

function amountCurve(axis, fold, points, p) {
  const ratio = axis.high / axis.low;
  return Array.from({ length: points + 1 }, (_, index) => {
    const amount = axis.low * ratio ** (index / points);
    return [amount, effect_of_amount(amount, fold, p)];
  });
}

function amountData(spec, facts) {
  const p = spec.parameters;
  const curve = (fold) => amountCurve(spec.charts[0].x, fold, spec.curve_points, p);
  return {
    usual: 1, without: curve(1), now: curve(facts.fold),
    shift: [1 / p.peak_level, facts.fold / p.peak_level, p.intrinsic_activity / 2],
    "amount-without": [facts.amount, facts.effect_without_tolerance], "amount-now": [facts.amount, facts.effect],
    labels: Object.fromEntries(sentences(spec.labels, facts).map((one) => [one.id, one.text])),
  };
}

/** Lines of the lower chart; days count from the last use, before it they are negative. */
function daysData(course, facts, p) {
  const day = (hours) => (hours - course.lastUse) / 24;
  const drive = (state) => receptor_drive(state[0], p);
  const today = facts.days_after;
  const until = course.rows.filter(([hours]) => day(hours) <= today + 1e-9);
  const later = course.rows.filter(([hours]) => day(hours) >= today - 1e-9);
  const line = (rows, part) => rows.map(([hours, state]) => [day(hours), state[part]]);
  const band = [];
  course.rows.forEach(([hours, state], index) => {
    const [before, previous] = course.rows[index - 1] ?? [NaN];
    const used = before === hours && hours > 0 && hours <= course.lastUse;
    if (used) band.push([day(hours), drive(previous), drive(state)]);
  });
  const now = stateAt(course.rows, course.lastUse + today * 24);
  return {
    use: [-facts.days_of_use, 0], "drive-use": band, fast: line(until, 1), slow: line(until, 2),
    drive: until.filter(([hours], index) => hours >= course.lastUse && until[index + 1]?.[0] !== hours)
      .map(([hours, state]) => [day(hours), drive(state)]),
    "fast-later": line(later, 1), "slow-later": line(later, 2), today,
    gap: facts.withdrawal >= p.withdrawal_mild_from ? [today, facts.drive, facts.balance_point] : null,
    "fast-today": [today, now[1]], "slow-today": [today, now[2]],
  };
}

const courses = new Map();

/** The course for so many days of use; two of the three sliders leave it as it is. */
function courseOf(daysOfUse, p) {
  const key = JSON.stringify([daysOfUse, p]);
  if (!courses.has(key)) courses.set(key, toleranceCourse(daysOfUse, p.most_days_after, p));
  return courses.get(key);
}

/** Everything shown at these settings: the numbers and words of the sentences, and the points of each chart. */
export function cycleShown(spec, { days_of_use: daysOfUse, days_after: daysAfter, amount }) {
  const p = spec.parameters;
  const course = courseOf(daysOfUse, p);
  const { words } = spec.amounts.find((one) => one.amount === amount);
  const [level, fast] = stateAt(course.rows, course.lastUse);
  const facts = { ...cycleFacts(daysOfUse, daysAfter, amount, course, p), amount_words: words,
    Amount_words: words[0].toUpperCase() + words.slice(1) };
  const drive = receptor_drive(level, p);
  const data = { amount: amountData(spec, facts), days: daysData(course, facts, p) };
  return { facts, last: { balance: fast, drive }, data };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const start = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let [now, shown] = [start(), null];
  const draw = onceAFrame(paint);
  const set = (name, value) => { now[name] = value; draw(); };
  const use = slider({ label: "Days of daily use", least: 1, most: p.most_days_of_use,
    onInput: (days) => set("days_of_use", days) });
  const after = slider({ label: "Days since the last use", most: p.most_days_after,
    onInput: (days) => set("days_after", days) });
  const taken = slider({ label: "Amount taken now", most: spec.amounts.length - 1,
    onInput: (at) => set("amount", spec.amounts[at].amount) });
  const views = spec.charts.map((chart) => chartView(chart, spec.strokes));
  const number = (value) => written(value, "one_decimal");
  const percent = (value) => written(value, "percent");

  const frame = diagram({
    host, name: "tolerance-cycle", spec, controls: [use.node, after.node, taken.node], views,
    numbers: () => {
      const { facts, last } = shown;
      return { caption: "The numbers in the picture", head: ["What", "On the day of the last use", "Now"], rows: [
        ["Amount for half the effect, times that without tolerance",
          number(facts.fold_at_last_use), number(facts.fold)],
        ...(facts.amount < 1 ? [] : [[
          `Effect of ${facts.amount_words} (without tolerance ${percent(facts.effect_without_tolerance)})`,
          percent(facts.effect_at_last_use), percent(facts.effect)]]),
        ...(facts.amount === 1 ? [[`${facts.Amount_words} acts like so many usual amounts on the day of the last use`,
          number(facts.amount), number(facts.acts_like)]] : []),
        ["Tolerance that is left", "100 %", percent(facts.tolerance_kept)],
        ["Balance point (fast adaptation)", percent(last.balance), percent(facts.balance_point)],
        ["Opioid at the receptors", percent(last.drive), percent(facts.drive)],
        ["Gap that is felt as withdrawal", percent(0), percent(facts.withdrawal)],
      ] };
    },
    call: () => `tolerance_cycle(${SETTINGS.map((name) => `${name}=${now[name]}`).join(", ")})`,
    reset: () => { now = start(); paint(); },
  });

  function paint() {
    shown = cycleShown(spec, now);
    const { facts, data } = shown;
    use.set(now.days_of_use);
    use.say(written(now.days_of_use, "days"), `${written(now.days_of_use, "days")} of daily use`);
    after.set(now.days_after);
    after.say(written(now.days_after, "days"), `${written(now.days_after, "days")} since the last use`);
    taken.set(spec.amounts.findIndex((one) => one.amount === now.amount));
    taken.say(facts.amount_words);
    const said = sentences(spec.sentences, facts);
    const text = said.map((one) => one.text).join(" ");
    views.forEach((view, index) => view.draw(data[spec.charts[index].id], text));
    frame.say(said);
  }

  const unwatch = watch(model, SETTINGS, () => { now = start(); paint(); });
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
