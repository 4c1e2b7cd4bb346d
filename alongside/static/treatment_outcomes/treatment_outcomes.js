// Treatment outcomes: 1,000 people in treatment, 1,000 out of it; and the ratio of the two rates, if asked for.

import { diagram, watch } from "../diagram/diagram.js";
import { sentences, written } from "../chart/describe.js";
import { el } from "../dom.js";
import { outcomesPicture } from "./outcomes_picture.js";
import { picks } from "../diagram/picks.js";

function render({ model, el: host }) {
  const spec = model.get("spec");
  const settings = () => ({ medicine: model.get("medicine"), cause: model.get("cause"), ratio: model.get("ratio") });
  let { medicine, cause, ratio } = settings();
  const row = () => spec.rows.find((one) => one.medicine === medicine && one.cause === cause);

  const medicines = picks({ legend: "Medicine", options: spec.medicines, onPick: (id) => { medicine = id; paint(); } });
  const causes = picks({ legend: "Died of", options: spec.causes, onPick: (id) => { cause = id; paint(); } });
  const box = el("input", { type: "checkbox", on: { change: () => { ratio = box.checked ? "yes" : "no"; paint(); } } });
  const withRatio = el("label", { class: "as-choice" }, box, el("span", { text: "Show the ratio of the two rates" }));
  const picture = outcomesPicture(spec);
  const rate = (value) => written(value, "one_decimal");

  const frame = diagram({
    host, name: "treatment-outcomes", spec, controls: [medicines.node, causes.node, withRatio], views: [picture],
    numbers: () => ({
      caption: `${row().people} people treated with ${medicine} (Sordo 2017)`,
      head: ["What", "In treatment", "Out of treatment"], rows: [
        [`Of 1,000 people followed for a year, ${row().died}`, rate(row().in_rate), rate(row().out_rate)],
        ["Open figures in the pictures", String(row().in_count), String(row().out_count)],
        ["Fewer of 1,000 in treatment", rate(row().difference), "compared with this"],
        ["Ratio of the rates", "compared with this", row().ratio_words || "none published in the summary"],
        ["Interval of the ratio", "compared with this", row().ratio_words ? `${row().low} to ${row().high}` : "none"],
      ],
    }),
    call: () => `treatment_outcomes(medicine="${medicine}", cause="${cause}", ratio="${ratio}", predict="no")`,
    reset: () => { ({ medicine, cause, ratio } = settings()); paint(); },
  });

  function paint() {
    medicines.set(medicine);
    causes.set(cause);
    box.checked = ratio === "yes";
    const said = sentences(spec.sentences, { ...row(), ratio });
    picture.draw(row(), ratio === "yes", said.map((one) => one.text).join(" "));
    frame.say(said);
  }

  const follow = () => { ({ medicine, cause, ratio } = settings()); paint(); };
  const unwatch = watch(model, ["medicine", "cause", "ratio"], follow);
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
