// One run of the naloxone race and what is told of it: the twin of alongside/charts/naloxone_race.py.

import { breathingCourse, crossingMinutes } from "../models/breathing_course.js";

const NEVER = -1;
const SPRAY_HEIGHT = 1.12;
const NAMED_AT = 0.8;

/** The minutes of the sprays; "none" is no spray, and without a first there is no second. */
export function sprayMinutes(spray, secondAfter) {
  if (spray === "none") return [];
  return secondAfter === "none" ? [spray] : [spray, spray + secondAfter];
}

/** One moment for every step of the drawing, what comes after an event rather than before. */
function drawn(moments, everySeconds) {
  const every = everySeconds / 60;
  const found = [];
  for (const one of moments) {
    const step = Math.round(one.minutes / every);
    if (Math.abs(one.minutes / every - step) < 1e-6) found[step] = one;
  }
  return found;
}

/** Runs with what was asked before kept at hand, so that only a changed setting costs time. */
export function runs(spec) {
  const p = spec.parameters;
  const kept = { without: [null, null], race: [null, null] };
  const once = (name, key, make) => {
    if (kept[name][0] !== key) kept[name] = [key, make()];
    return kept[name][1];
  };
  const finished = (asked) => {
    const moments = breathingCourse(asked);
    return { moments, shown: drawn(moments, p.drawn_every_seconds), crossings: crossingMinutes(moments, p.too_slow_below) };
  };

  return function run({ opioid, amount, arrives, tolerance, spray, second_after: secondAfter }) {
    const sprays = sprayMinutes(spray, secondAfter);
    const arrival = [opioid, amount, arrives, tolerance];
    const asked = { amount, untilMinutes: p.until_minutes, p: spec.models[opioid][tolerance],
      arrivingAnHour: arrives === "keeps-arriving" ? amount * p.keeps_arriving_an_hour : 0 };
    const without = once("without", arrival.join(), () => finished({ ...asked, sprays: [], stepSeconds: p.quiet_step_seconds }));
    if (!sprays.length) return { sprays, race: without, without };
    return { sprays, race: once("race", [...arrival, ...sprays].join(), () => finished({ ...asked, sprays })), without };
  };
}

function turns({ sprays, race: { crossings } }) {
  const next = (rises, minute) => crossings.find(([at, up]) => up === rises && at > minute)?.[0] ?? NEVER;
  const first = sprays.length ? sprays[0] : NEVER;
  const recovers = next(true, first);
  const slowsAgain = sprays.length && recovers !== NEVER ? next(false, recovers) : NEVER;
  return { slow_from: next(false, NEVER), recovers, slows_again: slowsAgain,
    back_again: slowsAgain !== NEVER ? next(true, slowsAgain) : NEVER,
    again_after: slowsAgain !== NEVER ? slowsAgain - first : NEVER };
}

/** The numbers behind the words. */
export function raceFacts(spec, settings, run) {
  const now = run.race.shown[Math.round((settings.minute * 60) / spec.parameters.drawn_every_seconds)];
  return { opioid: settings.opioid, sprays: run.sprays.length, first: run.sprays.length ? run.sprays[0] : NEVER,
    minute: settings.minute, held: now.held, held_by_naloxone: now.heldByNaloxone, breathing: now.breathing,
    breathing_at_end: run.race.moments[run.race.moments.length - 1].breathing, ...turns(run) };
}

/** Points by chart and mark, as naloxone_race_points() in Python. */
export function racePoints(spec, facts, { sprays, race, without }) {
  const { until_minutes: until, too_slow_below: line } = spec.parameters;
  const part = (shown, name) => shown.map((one) => [one.minutes, one[name]]);
  const spray = (at) => (sprays.length > at && sprays[at] <= until ? [sprays[at], SPRAY_HEIGHT] : null);
  const some = sprays.length > 0;
  const named = without.shown[Math.round(NAMED_AT * (without.shown.length - 1))];
  return {
    receptors: { now: facts.minute, opioid: part(race.shown, "held"),
      naloxone: some ? part(race.shown, "heldByNaloxone") : null,
      "opioid-now": [facts.minute, facts.held], "naloxone-now": some ? [facts.minute, facts.held_by_naloxone] : null },
    breathing: { zone: [[0, 0, line], [until, 0, line]], now: facts.minute,
      without: some ? part(without.shown, "breathing") : null,
      breathing: part(race.shown, "breathing"), first: spray(0), second: spray(1),
      recovers: some && facts.recovers !== NEVER ? [facts.recovers, line] : null,
      "slows-again": facts.slows_again !== NEVER ? [facts.slows_again, line] : null,
      "breathing-now": [facts.minute, facts.breathing],
      "without-named": some ? [named.minutes, named.breathing] : null },
  };
}
