// The practice panel of the withdrawal scale: a person's story, eleven signs to score, a comparison with our key.

import { cowsScale } from "./cows_scale.js";
import { diagram, watch } from "../diagram/diagram.js";
import { sentences } from "../chart/describe.js";
import { el, uniqueId } from "../dom.js";
import { placeWords } from "../diagram/place_words.js";

/** What the sentences use: the page adds up the points and looks up the band; all else was handed over. */
export function cowsFacts(spec, vignette, points, compared) {
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  const bandOf = (total) => spec.bands.findIndex((band) => total >= band.from && total <= band.to);
  const given = Object.values(points);
  const [total, keyTotal] = [sum(given), sum(Object.values(vignette.key).map((one) => one.points))];
  const [place, keyPlace] = [bandOf(total), bandOf(keyTotal)];
  return { name: vignette.name, handover: vignette.handover, most: spec.most, total, scored: given.length,
    open: spec.items.length - given.length,
    band_word: spec.bands[place].word, key_total: keyTotal, key_word: spec.bands[keyPlace].word,
      bands_apart: Math.abs(place - keyPlace),
    compared: compared ? 1 : 0 };
}

function people(vignettes, onChoose) {
  const name = uniqueId("person");
  const radios = vignettes.map((one) => el("input", { type: "radio", name, value: one.id,
    on: { change: () => onChoose(one.id) } }));
  const node = el("fieldset", { class: "as-people" }, el("legend", { text: "Whom do you meet?" }),
    ...vignettes.map((one, index) => el("label", { class: "as-choice" }, radios[index],
      el("span", { text: one.name }))));
  return { node, set: (id) => radios.forEach((radio) => { radio.checked = radio.value === id; }) };
}

/** One sign: a fieldset of its steps. */
function signFields(item, number, onPoints) {
  const name = uniqueId(item.id);
  const radios = item.options.map(([points]) => el("input", { type: "radio", name, value: points,
    on: { change: () => onPoints(points) } }));
  const legend = el("legend", { text: `${number}. ${item.name}` });
  const node = el("fieldset", { class: "as-sign-fields", "data-item": item.id }, legend,
    ...item.options.map(([points, words], index) => el("label", { class: "as-choice" }, radios[index],
      el("span", {}, words, el("span", { class: "as-points", text: points === 1 ? "1 point" : `${points} points` })))));
  return { node, first: radios[0], clear: () => radios.forEach((radio) => { radio.checked = false; }) };
}

function comparison(spec, vignette, points) {
  return el("table", { class: "as-key" },
    el("thead", {}, el("tr", {}, ...["Sign", "You", "Our key", "Why"].map((head) =>
      el("th", { scope: "col", text: head })))),
    el("tbody", {}, ...spec.items.map((item) => {
      const { points: key, why } = vignette.key[item.id];
      const differs = points[item.id] !== key;
      return el("tr", {}, el("th", { scope: "row", text: item.name }),
        el("td", {}, el("span", { class: "as-cell-name", text: "You: " }), String(points[item.id])),
        el("td", {}, el("span", { class: "as-cell-name", text: "Our key: " }), String(key), differs
          ? el("strong", { text: " differs" }) : ""), el("td", { text: why }));
    })));
}

function render({ model, el: host }) {
  const spec = model.get("spec");
  let [who, points, compared, facts] = [model.get("vignette"), {}, false, null];
  const vignette = () => spec.vignettes.find((one) => one.id === who);
  const nameOf = (item) => item.name.split(/ in the | of the | that | while |, /)[0];

  const choose = people(spec.vignettes, (id) => { who = id; clear(); });
  const story = el("div", { class: "as-story" });
  const again = el("div", { class: "as-story-again" });
  const running = el("strong");
  const missing = el("p", { role: "status" });
  const fields = spec.items.map((item, index) => signFields(item, index + 1, (given) => {
    points = { ...points, [item.id]: given };
    paint();
  }));
  const compare = el("button", { type: "button", class: "as-button as-main", text: "Compare with our key",
    on: { click: () => {
    const open = spec.items.findIndex((item) => !(item.id in points));
    if (open >= 0) {
      missing.textContent = `Still open: ${spec.items.filter((item) => !(item.id in points)).map(nameOf).join("; ")}.`;
      fields[open].first.focus();
      return;
    }
    compared = true;
    paint();
    verdict.focus();
  } } });
  const verdict = el("div", { class: "as-beside", tabindex: "-1" });
  const keyTable = el("div");
  const later = el("p", { class: "as-muted",
    text: "When all eleven signs are scored: what our key gives for each, and why." });
  const result = el("div", {}, verdict, keyTable);
  const form = { caption: "Eleven signs", resize() {}, node: el("div", { class: "as-cows-form" },
    el("div", { class: "as-running" }, el("p", {}, running), el("details", {},
      el("summary", { text: "Read the story again" }), again)),
    el("div", { class: "as-all-signs" }, ...fields.map((one) => one.node)), el("div", { class: "as-row" }, compare),
      missing) };
  const scale = cowsScale({ bands: spec.bands, most: spec.most, strokes: spec.strokes,
    caption: "The bands of the scale" });

  const frame = diagram({
    host, name: "cows-practice", spec, controls: [choose.node, story],
    views: [scale, form, { node: result, caption: "You and our key", resize() {} }],
    numbers: () => ({ caption: `Points for ${vignette().name}`, head: ["Sign", "You", ...(compared ? ["Our key"] : [])],
      rows: [...spec.items.map((item) => [item.name, String(points[item.id] ?? "open"),
        ...(compared ? [String(vignette().key[item.id].points)] : [])]),
        ["Total", String(facts.total), ...(compared ? [String(facts.key_total)] : [])]] }),
    call: () => `cows_practice(vignette="${who}")`,
    reset: () => { who = model.get("vignette"); clear(); },
  });

  function clear() {
    [points, compared] = [{}, false];
    fields.forEach((one) => one.clear());
    missing.textContent = "";
    paint();
  }

  function paint() {
    facts = cowsFacts(spec, vignette(), points, compared);
    if (!facts.open) missing.textContent = "";
    choose.set(who);
    const told = () => vignette().story.map((text) => el("p", { text }));
    story.replaceChildren(...told());
    again.replaceChildren(...told());
    const signs = `${facts.scored} of ${spec.items.length} signs`;
    const total = `${facts.total} of ${facts.most}${facts.open ? " so far" : ""}, ${facts.band_word}`;
    running.textContent = `${facts.name}: ${facts.scored ? total : "nothing scored yet"} (${signs})`;
    const said = sentences(spec.sentences, facts);
    keyTable.replaceChildren(compared ? comparison(spec, vignette(), points) : later);
    scale.draw(facts.total, compared ? facts.key_total : null, said.map((one) => one.text).join(" "));
    frame.say(said);
    placeWords(host, said, ["compared", "key", "handover"], verdict);
  }

  const unwatch = watch(model, ["vignette"], () => { who = model.get("vignette"); clear(); });
  paint();
  return () => {
    unwatch();
    frame.stop();
  };
}

export default { render };
