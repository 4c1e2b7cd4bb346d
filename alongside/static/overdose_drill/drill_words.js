// What is told at a point of the drill: the twin of drill_words() in alongside/charts/overdose_drill.py.

import { sentences } from "../chart/describe.js";
import { chosenOption, debriefFacts, keptRules, momentsOf, offered, situation } from "./drill_course.js";

const plain = (id, text) => ({ id, text, tone: "plain" });

function reply(spec, scene, run) {
  const option = chosenOption(spec.drill, scene, run);
  if (!option) return [];
  const text = option.confirm ? `${option.reply} ${spec.labels.confirm}` : option.reply;
  return [{ id: "reply", text, tone: option.does ? "plain" : "care" }];
}

function debrief(spec, scene, run) {
  const { drill, labels } = spec;
  const tried = run.tried.map(([moment]) => moment);
  return [
    ...sentences(spec.debrief_sentences, debriefFacts(drill, scene, run)),
    ...keptRules(drill, run).map(([rule, kept]) => plain(rule.id, kept ? rule.good : rule.later)),
    ...momentsOf(drill, scene).filter((one) => tried.includes(one.id))
      .map((one) => plain("practice", `${labels.practice}${one.practice}.`)),
    { ...plain("class", drill.ending.class), tone: "care" }, plain("care", drill.ending.care),
  ];
}

/** What the last choice did, what is seen now, and the debrief at the end. */
export function drillWords(spec, scene, run) {
  const now = [...reply(spec, scene, run), plain("situation", situation(spec.drill, scene, run).text)];
  return offered(spec.drill, scene, run).length ? now : [...now, ...debrief(spec, scene, run)];
}
