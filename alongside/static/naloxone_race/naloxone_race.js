// The naloxone race: an opioid, one or two sprays of naloxone, and who holds the receptors for two hours.

import { chartView } from "../chart/chart.js";
import { diagram, onceAFrame, slider, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { el } from "../dom.js";
import { motion } from "../diagram/motion.js";
import { naloxonePicture } from "./naloxone_picture.js";
import { raceFacts, racePoints, runs } from "./naloxone_runs.js";
import { picks } from "../diagram/picks.js";

const SETTINGS = ["opioid", "amount", "arrives", "tolerance", "spray", "second_after", "minute"];
const quoted = (value) => (typeof value === "string" ? `"${value}"` : value);

function render({ model, el: host }) {
  const spec = model.get("spec");
  const p = spec.parameters;
  const run = runs(spec);
  const given = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  let settings = given();
  let [facts, told] = [null, []];
  const draw = onceAFrame(paint);
  const change = (name, value) => { settings = { ...settings, [name]: value }; draw(); };
  const choose = (legend, options, name) => picks({ legend, options, onPick: (id) => change(name, id) });

  const opioid = choose("The opioid", spec.opioids, "opioid");
  const arrives = choose("How it arrives", spec.arrives, "arrives");
  const tolerance = choose("The person has", spec.tolerance, "tolerance");
  const amount = slider({ label: "How much arrives", most: spec.amounts.length - 1,
    onInput: (at) => change("amount", spec.amounts[at][0]) });
  const none = p.latest_first_minute + 1;
  const first = slider({ label: "First spray of naloxone", most: none,
    onInput: (at) => change("spray", at === none ? "none" : at) });
  const second = slider({ label: "Second spray", most: p.most_gap_minutes - p.least_gap_minutes + 1,
    onInput: (at) => change("second_after", at === 0 ? "none" : at + p.least_gap_minutes - 1) });
  const minute = slider({ label: "Minute now", most: p.until_minutes, onInput: (at) => {
    play.rest();
    shownMinute = at;
    change("minute", at);
  } });
  const scrub = el("div", { class: "as-race-minute" }, minute.node);
  const picture = naloxonePicture(spec);
  const charts = { receptors: chartView(spec.charts.receptors, spec.strokes),
    breathing: chartView(spec.charts.breathing, spec.strokes) };

  const number = (value) => (value < 0 ? "–" : written(value, "count"));
  const frame = diagram({
    host, name: "naloxone-race", spec, views: [picture, charts.receptors, charts.breathing],
    controls: [el("div", { class: "as-race-picks" }, opioid.node, arrives.node, tolerance.node),
      el("div", { class: "as-race-sliders" }, amount.node, first.node, second.node), scrub],
    numbers: () => ({ caption: "The numbers in the picture", head: ["What", "Now"], rows: [
      [`Receptors held by the opioid, at minute ${settings.minute}`, written(facts.held, "percent")],
      [`Receptors held by naloxone, at minute ${settings.minute}`, written(facts.held_by_naloxone, "percent")],
      [`Breathing, of usual, at minute ${settings.minute}`, written(facts.breathing, "percent")],
      ["Breathing, of usual, after two hours", written(facts.breathing_at_end, "percent")],
      ["Minute from which breathing is below half of usual", number(facts.slow_from)],
      ["Minute at which it is back above half", number(facts.recovers)],
      ["Minute at which it slows again", number(facts.slows_again)],
      ["Minutes from the first spray until it slows again", number(facts.again_after)],
    ] }),
    call: () => `naloxone_race(${SETTINGS.map((name) => `${name}=${quoted(settings[name])}`).join(", ")})`,
    reset: () => { play.rest(); settings = given(); shownMinute = settings.minute; paint(); },
  });

  let shownMinute = settings.minute;
  const play = motion({ host: scrub, what: "the two hours", atRest: true, onFrame: (passed) => {
    if (passed === 0 && shownMinute >= p.until_minutes) shownMinute = 0;
    shownMinute = Math.min(p.until_minutes, shownMinute + (passed / 1000) * p.played_minutes_a_second);
    settings = { ...settings, minute: Math.floor(shownMinute) };
    paint();
    if (shownMinute >= p.until_minutes) play.rest();
  } });
  scrub.append(play.node);

  function showControls() {
    opioid.set(settings.opioid);
    arrives.set(settings.arrives);
    tolerance.set(settings.tolerance);
    const [spray, gap] = [settings.spray, settings.second_after];
    const step = spec.amounts.findIndex(([value]) => value === settings.amount);
    amount.set(step);
    amount.say(spec.amounts[step][1]);
    first.set(spray === "none" ? none : spray);
    first.say(spray === "none" ? "none" : `minute ${spray}`);
    second.set(gap === "none" ? 0 : gap - p.least_gap_minutes + 1);
    second.input.disabled = spray === "none";
    if (spray === "none") second.say("no first spray");
    else if (gap === "none") second.say("none");
    else second.say(`minute ${spray + gap}`, `minute ${spray + gap}, ${written(gap, "minutes")} after the first`);
    minute.set(settings.minute);
    minute.say(`minute ${settings.minute}`);
  }

  function paint() {
    const now = run(settings);
    facts = raceFacts(spec, settings, now);
    showControls();
    told = sentences(spec.sentences, facts);
    const text = told.map((one) => one.text).join(" ");
    const points = racePoints(spec, facts, now);
    const moment = now.race.shown[Math.round((settings.minute * 60) / p.drawn_every_seconds)];
    const most = (name) => Math.max(1e-9, ...now.race.shown.map((one) => one[name]));
    picture.draw({ held: facts.held, heldByNaloxone: facts.held_by_naloxone, breathing: facts.breathing,
      opioidWaiting: moment.site / most("site"), naloxoneWaiting: moment.naloxoneSite / most("naloxoneSite"),
      words: `${written(facts.breathing, "percent")} of usual` }, text);
    for (const [name, chart] of Object.entries(charts)) chart.draw(points[name], text);
    frame.say(told);
  }

  const follow = () => { settings = given(); shownMinute = settings.minute; paint(); };
  const unwatch = watch(model, SETTINGS, follow);
  paint();
  return () => {
    unwatch();
    play.stop();
    frame.stop();
  };
}

export default { render };
