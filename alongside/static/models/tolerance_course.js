// The course of daily use and of a break: the twin of tolerance_course() in alongside/models/tolerance.py.

import { added_by_a_use, cycle_facts, tolerance_after } from "./models.js";
import { repeated, steps } from "./stepper.js";

/** Rows [hours, [level, fast, slow]] and the hour of the last use; every number comes from `p`. */
export function toleranceCourse(daysOfUse, daysAfter, p) {
  const uses = repeated(0, p.interval_hours, daysOfUse * 24, [added_by_a_use(p), 0, 0]);
  const lastUse = uses[uses.length - 1].at;
  const until = lastUse + daysAfter * 24;
  const rows = steps(null, [0, 0, 0], [], p, uses, until, p.step_hours, tolerance_after);
  return { lastUse, rows };
}

/** The state at an hour that a step landed on, after whatever happened at that hour. */
export function stateAt(rows, hours) {
  let found = rows[0][1];
  for (const [time, state] of rows) {
    if (time > hours + 1e-9) break;
    found = state;
  }
  return found;
}

/** The numbers behind the words at these settings; an amount of 1 is the usual amount. */
export function cycleFacts(daysOfUse, daysAfter, amount, course, p) {
  const now = stateAt(course.rows, course.lastUse + daysAfter * 24);
  return cycle_facts(daysOfUse, daysAfter, amount, stateAt(course.rows, course.lastUse), now, p);
}
