// The tolerance cycle: days of daily use, days since the last use; what the usual amount does now.

import { chartView } from "./chart.js";
import { diagram, onceAFrame, slider, watch } from "./diagram.js";
import { sentences, written } from "./describe.js";
import { effect_of_amount, receptor_drive } from "./models.js";
import { cycleFacts, stateAt, toleranceCourse } from "./tolerance_course.js";

const POINTS = 80;

function amountCurve(axis, fold, p) {
  const ratio = axis.high / axis.low;
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const amount = axis.low * ratio ** (index / POINTS);
    return [amount, effect_of_amount(amount, fold, p)];
  });
}

function amountData(spec, facts) {
  const p = spec.parameters;
  const axis = spec.charts[0].x;
  return {
    usual: 1, without: amountCurve(axis, 1, p), now: amountCurve(axis, facts.fold, p),
    shift: [1 / p.peak_level, facts.fold / p.peak_level, p.intrinsic_activity / 2],
    "usual-without": [1, facts.usual_effect_without_tolerance], "usual-now": [1, facts.usual_effect],
    labels: { shift: sentences(spec.arrow_words, facts)[0].text },
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
    if (before === hours && hours > 0 && hours <= course.lastUse) band.push([day(hours), drive(previous), drive(state)]);
  });
  const now = stateAt(course.rows, course.lastUse + today * 24);
  return {
    use: [-facts.days_of_use, 0], "drive-use": band, fast: line(until, 1), slow: line(until, 2),
    drive: until.filter(([hours], index) => hours >= course.lastUse && until[index + 1]?.[0] !== hours).map(([hours, state]) => [day(hours), drive(state)]),
    "fast-later": line(later, 1), "slow-later": line(later, 2), today,
    gap: facts.withdrawal >= p.withdrawal_mild_from ? [today, facts.drive, facts.balance_point] : null,
    "fast-today": [today, now[1]], "slow-today": [today, now[2]],
  };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const settings = () => [model.get("days_of_use"), model.get("days_after")];
  let [daysOfUse, daysAfter] = settings();
  let facts = null;
  const draw = onceAFrame(paint);
  const use = slider({ label: "Days of daily use", least: 1, most: p.most_days_of_use, onInput: (days) => { daysOfUse = days; draw(); } });
  const after = slider({ label: "Days since the last use", most: p.most_days_after, onInput: (days) => { daysAfter = days; draw(); } });
  const views = spec.charts.map((chart) => chartView(chart, spec.strokes));
  const number = (value) => written(value, "one_decimal");
  const percent = (value) => written(value, "percent");

  const frame = diagram({
    host, name: "tolerance-cycle", spec, controls: [use.node, after.node], views,
    numbers: () => ({ caption: "The numbers in the picture", head: ["What", "On the day of the last use", "Now"], rows: [
      ["Amount for half the effect, times that without tolerance", number(facts.fold_at_last_use), number(facts.fold)],
      ["Effect of the usual amount (without tolerance " + percent(facts.usual_effect_without_tolerance) + ")",
        percent(effect_of_amount(1, facts.fold_at_last_use, p)), percent(facts.usual_effect)],
      ["Tolerance that is left", "100 %", percent(facts.tolerance_kept)],
      ["Balance point (fast adaptation)", percent(facts.balance_at_last_use), percent(facts.balance_point)],
      ["Opioid at the receptors", percent(facts.drive_at_last_use), percent(facts.drive)],
      ["Gap that is felt as withdrawal", percent(0), percent(facts.withdrawal)],
    ] }),
    call: () => `tolerance_cycle(days_of_use=${daysOfUse}, days_after=${daysAfter})`,
    reset: () => { [daysOfUse, daysAfter] = settings(); paint(); },
  });

  function paint() {
    const course = toleranceCourse(daysOfUse, p.most_days_after, p);
    const atLastUse = stateAt(course.rows, course.lastUse);
    facts = { ...cycleFacts(daysOfUse, daysAfter, course, p), balance_at_last_use: atLastUse[1],
      drive_at_last_use: receptor_drive(atLastUse[0], p) };
    use.set(daysOfUse);
    use.say(written(daysOfUse, "days"), `${written(daysOfUse, "days")} of daily use`);
    after.set(daysAfter);
    after.say(written(daysAfter, "days"), `${written(daysAfter, "days")} since the last use`);
    const said = sentences(spec.sentences, facts);
    const text = said.map((one) => one.text).join(" ");
    views[0].draw(amountData(spec, facts), text);
    views[1].draw(daysData(course, facts, p), text);
    frame.say(said);
  }

  const follow = () => { [daysOfUse, daysAfter] = settings(); paint(); };
  const unwatch = watch(model, ["days_of_use", "days_after"], follow);
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
