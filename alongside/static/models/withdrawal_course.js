// The hours after the last use: the twin of withdrawal_times() and precipitated_course() of models/withdrawal.py.

import { drive_beside_rival, precipitated_rates, receptor_drive, withdrawal_gap } from "./models.js";
import { steps } from "./stepper.js";
import { toleranceCourse } from "./tolerance_course.js";

/** Rows [hours since the last use, gap] and when the gap opens, is widest and closes; 0 where it is not felt
  (`widest_hours` counts there as well). */
export function gapCourse(daysOfUse, daysShown, stepHours, p) {
  const { lastUse, rows } = toleranceCourse(daysOfUse, daysShown, { ...p, step_hours: stepHours });
  const gaps = rows.map(([hours, [level, fast]]) => [hours - lastUse, withdrawal_gap(receptor_drive(level, p), fast)])
    .filter(([hours]) => hours >= 0).slice(1);
  const threshold = p.withdrawal_mild_from;
  const top = gaps.reduce((best, one) => (one[1] > best[1] ? one : best));
  const crossings = [];
  for (let index = 1; index < gaps.length; index += 1) {
    const [[from, a], [to, b]] = [gaps[index - 1], gaps[index]];
    if ((a < threshold) !== (b < threshold)) crossings.push(from + ((to - from) * (threshold - a)) / (b - a));
  }
  const felt = crossings.length > 0;
  const eased = gaps[gaps.length - 1][1] < threshold;
  return { gaps, felt: felt ? 1 : 0, onset_hours: felt ? crossings[0] : 0, peak_hours: felt ? top[0] : 0,
    end_hours: felt && eased ? crossings[crossings.length - 1] : 0, peak_gap: top[1], widest_hours: top[0] };
}

/** The state at the last use, from which something that arrives later starts. */
export function stateAtLastUse(daysOfUse, p) {
  const { rows } = toleranceCourse(daysOfUse, 0, p);
  return rows[rows.length - 1][1];
}

/** Rows [hours since the last use, gap] when a rival arrives; the hour of its arrival has two rows. */
export function arrivalCourse(last, arrivesHours, untilHours, stepHours, p) {
  const events = [{ at: arrivesHours, add: [0, 0, p.rival_level] }];
  return steps(precipitated_rates, [last[0], last[1], 0], [], p, events, untilHours, stepHours)
    .map(([hours, [level, fast, rival]]) => [hours, withdrawal_gap(drive_beside_rival(level, rival, p.rival_activity,
      p), fast)]);
}
