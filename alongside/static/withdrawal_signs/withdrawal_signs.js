// The body map: signs of withdrawal or of an overdose to touch, how to tell them apart, and a small sort.

import { bodyPicture } from "./body_picture.js";
import { diagram, watch } from "../diagram/diagram.js";
import { sentences } from "../chart/describe.js";
import { el, uniqueId } from "../dom.js";
import { signsSort } from "./signs_sort.js";

function bodySwitch(bodies, onChange) {
  const name = uniqueId("body");
  const radios = bodies.map((body) => el("input", { type: "radio", name, value: body.id,
    on: { change: () => onChange(body.id) } }));
  const node = el("fieldset", { class: "as-body-switch" }, el("legend", { text: "Show the body in" }),
    ...bodies.map((body, index) => el("label", { class: "as-choice" }, radios[index],
      el("span", { text: body.word }))));
  return { node, set: (id) => radios.forEach((radio) => { radio.checked = radio.value === id; }) };
}

/** The comparison as a table; a row that holds general knowledge has a star. */
function comparison(rows, confirm) {
  const table = el("table", { class: "as-apart" },
    el("thead", {}, el("tr", {}, ...["What to look at", "Withdrawal", "Overdose"].map((head) =>
      el("th", { scope: "col", text: head })))),
    el("tbody", {}, ...rows.map((row) => el("tr", { class: row.best ? "as-best-row" : null },
      el("th", { scope: "row" }, row.feature, row.confirm ? " *" : "", row.best
        ? el("span", { class: "as-best-word", text: "best sign" }) : null),
      el("td", { text: row.withdrawal }), el("td", { text: row.overdose })))));
  return { node: el("div", {}, table, el("p", { class: "as-muted", text: confirm })), caption: "How to tell them apart",
    resize() {} };
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  const settings = () => ({ body: model.get("body"), sign: model.get("sign") });
  let { body, sign } = settings();
  const signs = () => spec.bodies.find((one) => one.id === body).signs;

  const which = bodySwitch(spec.bodies, (id) => {
    body = id;
    if (!signs().some((one) => one.id === sign)) sign = spec.present;
    paint();
  });
  const picture = bodyPicture({ bodies: spec.bodies, caption: "Touch a sign",
    onChoose: (id) => { sign = id; paint(); } });
  const sort = signsSort({ spec: spec.sort, caption: "Sort: withdrawal, overdose, or cannot tell from this alone?" });

  const said = (one) => sentences(spec.sentences, { body, sign: one }).filter(({ id }) =>
    ["see", "say", "is-not"].includes(id)).map(({ text }) => text);
  const frame = diagram({
    host, name: "withdrawal-signs", spec, controls: [which.node],
    views: [picture, comparison(spec.comparison, spec.confirm), sort],
    numbers: () => ({ caption: `The signs of ${body} in words`, head: ["Sign", "In words"],
      rows: [["Signs on this body", String(signs().length)], ...signs().map((one) =>
        [one.name, said(one.id).join(" ")])] }),
    call: () => `withdrawal_signs(body="${body}", sign="${sign}")`,
    reset: () => { ({ body, sign } = settings()); sort.reset(); paint(); },
  });
  host.querySelector(".as-card > h3").after(el("p", { class: "as-sentence as-tone-danger as-first-rule" },
    el("span", { class: "as-sign", "aria-hidden": "true", text: "!" }), el("span", { text: spec.urgent })));

  function paint() {
    which.set(body);
    picture.draw(body, sign);
    frame.say(sentences(spec.sentences, { body, sign }));
  }

  const unwatch = watch(model, ["body", "sign"], () => { ({ body, sign } = settings()); paint(); });
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
