/* Which cells the course may run by itself: nothing but one call of a known name with literal arguments. */

const DIAGRAMS = [
  "receptor_bench", "tolerance_cycle", "lost_tolerance", "word_switcher", "withdrawal_signs", "withdrawal_clock",
  "cows_practice", "treatment_outcomes", "naloxone_race", "overdose_drill", "line_coach",
];
const CALLS = ["page", "question", ...DIAGRAMS, "quiz_item", "hand_in"];

const TEXT = `(?:"[\\w-]*"|'[\\w-]*')`;
const VALUE = `(?:${TEXT}|-?\\d+(?:\\.\\d+)?)`;
const ARGUMENT = `(?:[A-Za-z_]\\w* ?= ?${VALUE}|${TEXT})`;
const CALL = new RegExp(
  `^from alongside import (${CALLS.join("|")})\\n\\1\\((?:${ARGUMENT}(?:, ?${ARGUMENT})*)?\\)$`,
);

/** The teachers' own page, which takes no argument. */
const TEACHERS_CALL = /^from alongside\.authoring import (write_a_question)\n\1\(\)$/;

/** The name a cell's whole source calls, or null when it is anything else. */
export function calledName(source) {
  return (CALL.exec(source) ?? TEACHERS_CALL.exec(source))?.[1] ?? null;
}

/** The course's own cells of a notebook widget, in document order, each marked with the name it calls. */
export function courseCells(notebook) {
  return notebook.widgets.filter((cell) => {
    const tags = cell.model.getMetadata("tags");
    const own = cell.model.type === "code" && Array.isArray(tags) && tags.includes("alongside");
    const name = own ? calledName(cell.model.sharedModel.getSource()) : null;
    if (name) cell.node.dataset.alongside = name;
    return name !== null;
  });
}

/** Ids of the live parts (widget models, which are also their comms) that a cell shows. */
export function shownParts(cell) {
  const outputs = cell.model.outputs;
  return Array.from({ length: outputs.length }, (_, i) => outputs.get(i).data)
    .map((data) => data["application/vnd.jupyter.widget-view+json"]?.model_id)
    .filter(Boolean);
}
