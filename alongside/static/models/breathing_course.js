// The course of an opioid, naloxone and breathing: the twin of breathing_course() in alongside/models/breathing.py.

import { breathing_fraction, breathing_rates, breathing_step_seconds } from "./models.js";
import { steps } from "./stepper.js";

const PARTS = 12;
const [PLASMA, SITE, HELD, HELD_BY_NALOXONE, NOSE, NALOXONE_SITE] = [0, 3, 4, 5, 6, 11];
const only = (part, value) => Array.from({ length: PARTS }, (_, at) => (at === part ? value : 0));

/** Moments {minutes, held, heldByNaloxone, breathing, site, naloxoneSite}; amounts are usual ones, sprays minutes. */
export function breathingCourse({ amount, sprays, untilMinutes, p, stepSeconds, arrivingAnHour = 0 }) {
  const events = [...sprays].sort((a, b) => a - b).map((minute) => ({ at: minute * 60, add: only(NOSE, 1) }));
  const arriving = (arrivingAnHour * p.usual_arrives) / 3600;
  const step = stepSeconds ?? breathing_step_seconds(sprays.length, p);
  const start = only(PLASMA, amount * p.usual_arrives);
  const rows = steps(breathing_rates, start, [arriving], p, events, untilMinutes * 60, step);
  return rows.map(([seconds, state]) => ({
    minutes: seconds / 60, held: state[HELD], heldByNaloxone: state[HELD_BY_NALOXONE],
    breathing: breathing_fraction(Math.min(1, Math.max(0, state[HELD])), p),
    site: state[SITE], naloxoneSite: state[NALOXONE_SITE] }));
}

/** [minute, whether it rises] wherever breathing crosses `level`, on a straight line between two moments. */
export function crossingMinutes(moments, level) {
  const found = [];
  for (let at = 1; at < moments.length; at += 1) {
    const [before, after] = [moments[at - 1], moments[at]];
    if (before.breathing < level !== after.breathing < level) {
      const share = (level - before.breathing) / (after.breathing - before.breathing);
      found.push([before.minutes + share * (after.minutes - before.minutes), after.breathing > before.breathing]);
    }
  }
  return found;
}
