// How the overdose drill runs: the twin of alongside/charts/drill_course.py. The drill itself is data (spec.drill).

const OFFERED = 4;
export const START = { at: 0, done: [], tried: [], clock: 0, last: "" };

const ofScene = (entries, scene) => entries.filter((one) => !one.scenes || one.scenes.includes(scene));
const names = (run) => run.done.map(([action]) => action);
const fits = (entry, done) =>
  (entry.done ?? []).every((one) => done.includes(one)) && !(entry.not ?? []).some((one) => done.includes(one));

export const momentsOf = (drill, scene) => ofScene(drill.moments, scene);
export const actionsOf = (drill, scene) => ofScene(drill.actions, scene);

/** What is seen now: text, pose, breaths; at the end, the ending. */
export function situation(drill, scene, run) {
  const moment = momentsOf(drill, scene)[run.at];
  return moment ? ofScene(moment.situation, scene).find((one) => fits(one, names(run))) : drill.ending;
}

/** The options of this moment, also those that were tried; none at the end. */
export function offered(drill, scene, run) {
  const moment = momentsOf(drill, scene)[run.at];
  if (!moment) return [];
  const done = names(run);
  const options = ofScene(moment.options, scene);
  const helping = options.filter((one) => one.does && !one.does.every((action) => done.includes(action)));
  const others = options.filter((one) => !one.does && fits(one, done));
  const chosen = [...helping, ...others].slice(0, OFFERED);
  return options.filter((one) => chosen.includes(one));
}

/** The run after a choice; so many seconds of thinking passed before it. */
export function after(drill, scene, run, optionId, thinkingSeconds = 0) {
  const moments = momentsOf(drill, scene);
  const moment = moments[run.at];
  const option = offered(drill, scene, run).find((one) => one.id === optionId);
  const begins = run.clock + thinkingSeconds;
  let clock = begins + option.seconds;
  if (!option.does) return { ...run, tried: [...run.tried, [moment.id, optionId]], clock, last: optionId };
  const before = names(run);
  const added = option.does.filter((action) => !before.includes(action));
  const done = [...run.done, ...added.map((action) => [action, begins])];
  const at = Object.fromEntries(done);
  if (!moment.until.every((action) => action in at)) return { ...run, done, clock, last: optionId };
  const wait = moments[run.at + 1]?.not_before;
  if (wait) clock = Math.max(clock, at[wait.after] + wait.seconds);
  return { ...run, at: run.at + 1, done, clock, last: optionId };
}

/** The option that was chosen last, or null. */
export function chosenOption(drill, scene, run) {
  return momentsOf(drill, scene).flatMap((one) => one.options).find((one) => one.id === run.last) ?? null;
}

/** [rule, whether it was kept] for a run that has ended. */
export function keptRules(drill, run) {
  const at = Object.fromEntries(run.done);
  const took = (rule) => Math.max(...rule.to.map((action) => at[action])) - at[rule.from];
  return drill.rules.map((rule) => [rule, took(rule) <= rule.within_seconds]);
}

/** The counts of a run, for the words at its end. */
export function debriefFacts(drill, scene, run) {
  const missed = new Set(run.tried.map(([moment]) => moment)).size;
  const moments = momentsOf(drill, scene).length;
  const critical = actionsOf(drill, scene).filter((one) => one.critical).length;
  return { done: run.done.length, critical, moments, missed, first: moments - missed };
}

/** The scene's clock, such as "3 min 20 s". */
export function clockWords(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
