// The bar of a page: the way on, "Need help now?" in the same corner always, words and sources that open in place.
import { el, uniqueId } from "../dom.js";
import { helpContent, helpCountries } from "./help_now.js";

const OPENERS = { word: (model, id) => entryOfWord(model, id), source: (model, id) => entryOfSource(model, id) };

function entryOfWord(model, id) {
  const word = model.get("words")[id];
  return word ? { head: word.term, text: word.meaning } : null;
}

function entryOfSource(model, id) {
  const text = (model.get("facts").sources ?? {})[id];
  return text ? { head: `Source ${id}`, text } : null;
}

function panelOf(host) {
  return host.closest(".jp-NotebookPanel") ?? host.closest("[data-as-page]") ?? document.body;
}

function closeOnEscape(node, close) {
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}

function makeHelp(model, panel) {
  const id = uniqueId("help");
  const box = el("div", { id, class: "as-help-box as-part", role: "dialog", "aria-label": "Need help now?", hidden: true, tabindex: -1 });
  const button = el("button", { type: "button", class: "as-help-button", "aria-expanded": "false", "aria-controls": id,
                                text: "Need help now?", on: { click: () => toggle(box.hidden) } });
  const bar = panel.querySelector(".alongside-bar");
  const corner = el("div", { class: bar ? "as-help as-help-in-bar" : "as-help" }, button);

  function toggle(open) {
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) box.focus();
    else button.focus();
  }
  function fill() {
    const choose = helpCountries(model.get("help"), model.get("country"), (country) => tellCountry(model, country));
    box.replaceChildren(...helpContent(model.get("help")[model.get("country")]), choose,
      el("button", { type: "button", class: "as-button", text: "Close", on: { click: () => toggle(false) } }));
  }
  closeOnEscape(box, () => toggle(false));
  fill();
  if (bar) bar.append(corner);
  else panel.prepend(corner);
  panel.append(box);
  return { fill, remove: () => [corner, box].forEach((node) => node.remove()) };
}

function tellCountry(model, country) {
  document.dispatchEvent(new CustomEvent("alongside:country", { detail: country }));
  model.send({ type: "country", country });
}

function makeAsk(model) {
  const choose = helpCountries(model.get("help"), "", (country) => tellCountry(model, country));
  return el("section", { class: "as-card as-ask", "aria-label": "Where are you?" },
    el("p", {}, el("strong", { text: "Where are you? " }),
      "“Need help now?” is in the corner of every page. Say where you are and it shows numbers that work there."), choose,
    el("p", { class: "as-muted", text: "You can change this at any time in “Need help now?”. It stays on this computer." }));
}

function makeNote(panel) {
  let opener = null;
  const head = el("strong");
  const text = el("p");
  const close = el("button", { type: "button", class: "as-quiet", text: "Close", on: { click: hide } });
  const note = el("aside", { class: "as-pop as-part", role: "dialog", "aria-label": "Explanation", tabindex: -1, hidden: true },
                  el("p", {}, head), text, close);

  function hide() {
    note.hidden = true;
    opener?.focus();
  }
  closeOnEscape(note, hide);
  panel.append(note);
  return {
    node: note,
    show(entry, link) {
      opener = link;
      head.textContent = entry.head;
      text.textContent = entry.text;
      (link.closest(".jp-Cell, section, main") ?? panel).append(note);
      note.hidden = false;
      const around = (note.offsetParent ?? panel).getBoundingClientRect();
      const at = link.getBoundingClientRect();
      note.style.top = `${at.bottom - around.top + 6}px`;
      note.style.left = `${Math.max(8, Math.min(at.left - around.left, around.width - note.offsetWidth - 8))}px`;
      note.focus({ preventScroll: true });
    },
  };
}

function link(entry, words, css) {
  return entry ? el("a", { class: css, href: entry.href, text: `${words}${entry.title}` }) : null;
}

function allPages(contents) {
  return el("details", { class: "as-contents" }, el("summary", { text: "All pages" }),
    el("ol", {}, ...contents.map((entry) => el("li", {}, entry.here
      ? el("strong", { "aria-current": "page", text: entry.title })
      : el("a", { href: entry.href, text: entry.title })))));
}

function render({ model, el: host }) {
  const panel = panelOf(host);
  panel.classList.add("as-page-panel");
  const facts = model.get("facts");
  const help = makeHelp(model, panel);
  const note = makeNote(panel);
  const asking = el("div");
  const said = el("p", { class: "as-muted", role: "status" });
  host.append(el("div", { class: "as-part as-bar" },
    el("nav", { class: "as-row as-way", "aria-label": "Pages" },
      link(facts.previous, "← ", "as-way-back"), link(facts.next, "Next: ", "as-way-on")),
    allPages(model.get("contents")), asking, said));

  function drawCountry() {
    asking.replaceChildren(...(model.get("country") ? [] : [makeAsk(model)]));
    help.fill();
  }
  function countryChosen(event) {
    if (model.get("country") === event.detail) return;
    model.set("country", event.detail);
    drawCountry();
  }
  function opened(event) {
    const target = event.target.closest?.("a[href]");
    if (!target || !panel.contains(target)) return;
    const found = /#(word|source)-([\w-]+)$/.exec(target.getAttribute("href"));
    const entry = found && OPENERS[found[1]](model, found[2]);
    if (!entry) return;
    event.preventDefault();
    event.stopPropagation();
    note.show(entry, target);
  }
  function received(message) {
    if (message.type === "not-kept") said.textContent = `Your country is set for now but not saved: ${message.reason}`;
  }

  drawCountry();
  model.on("change:country", drawCountry);
  model.on("msg:custom", received);
  document.addEventListener("alongside:country", countryChosen);
  document.addEventListener("click", opened, true);
  return () => {
    help.remove();
    note.node.remove();
    model.off("change:country", drawCountry);
    model.off("msg:custom", received);
    document.removeEventListener("alongside:country", countryChosen);
    document.removeEventListener("click", opened, true);
  };
}

export default { render };
