// "Need help now?": for the learner's country; until it is known, the local emergency number in words.
import { el, uniqueId } from "../dom.js";

const OTHER = "other";

function line(entry) {
  const contact = entry.tel ? el("a", { href: `tel:${entry.tel.replace(/[^\d+]/g, "")}`, text: entry.contact })
                            : el("span", { text: entry.contact });
  return el("li", {}, el("strong", { text: entry.name }), el("br"), contact, el("br"),
            el("span", { class: "as-muted", text: entry.what }));
}

/** helpContent(country or undefined) -> nodes; names no number of any country that was not chosen */
export function helpContent(country) {
  const emergency = country
    ? [`If someone may be dying or in danger: call `, el("a", { href: `tel:${country.emergency}`, text: country.emergency }), " now."]
    : ["If someone may be dying or in danger: call your local emergency number now."];
  const signs = "Signs: will not wake up, and breathing is slow, gurgling or has stopped. Lips may look blue or gray. If you are not sure, act. Call, give naloxone if you have it, breathe for them or do CPR as you were taught, stay.";
  const known = country
    ? [el("ul", {}, ...country.lines.map(line)),
       el("p", { class: "as-muted", text: `Numbers for ${country.name}, last reviewed ${country.reviewed_on}. If one does not work and someone is in danger, call ${country.emergency}.` })]
    : [el("p", { text: "Choose your country to see helplines that work where you are. If it is not listed, your national health service can name one." })];
  return [el("h2", { class: "as-help-head", text: "Need help now?" }), el("p", { class: "as-help-first" }, ...emergency),
          el("p", { text: signs }), ...known];
}

/** A native select of countries; onChoose(code) is called with the chosen one. */
export function helpCountries(countries, chosen, onChoose) {
  const id = uniqueId("country");
  const select = el("select", { id, on: { change: () => { if (select.value) onChoose(select.value); } } },
    el("option", { value: "", text: "Choose…" }),
    ...Object.entries(countries).map(([code, country]) => el("option", { value: code, text: country.name })),
    el("option", { value: OTHER, text: "Another country" }));
  select.value = chosen;
  return el("p", { class: "as-row" }, el("label", { for: id, text: "Your country:" }), select);
}
