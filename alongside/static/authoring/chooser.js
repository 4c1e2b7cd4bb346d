// What to write: a new question of a kind, or one that is there. Folded away once something is open.
import { el, uniqueId } from "../dom.js";

const PRACTICE = "Practice questions (the key is public)";
const DRAFTS = "Your drafts";

function labelled(words, input, hint) {
  input.id = uniqueId("choice");
  const told = hint ? el("p", { class: "as-muted", id: `${input.id}-hint`, text: hint }) : null;
  if (told) input.setAttribute("aria-describedby", told.id);
  return el("div", { class: "as-choice" }, el("label", { class: "as-label", for: input.id, text: words }), input, told);
}

function fill(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, words]) => el("option", { value, text: words })));
  if (pairs.some(([value]) => value === chosen)) select.value = chosen;
}

export function chooser({ begin, open, again, isSafe }) {
  const kind = el("select");
  const quiz = el("select");
  const objective = el("select");
  const id = el("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const shelf = el("select", { on: { change: fillFiles } });
  const file = el("select");
  const said = el("p", { class: "as-notice", role: "alert", hidden: true });
  const homeQuiz = el("select", { on: { change: () => changed() } });
  const homeLine = el("p", { class: "as-muted", hidden: true });
  const homeChoice = labelled("Where it goes", homeQuiz);
  let told = null;
  let changed = () => {};
  let warned = false;

  function shelfOf(one) { return one.draft ? DRAFTS : one.quiz || PRACTICE; }
  function fillFiles() {
    const listed = told.files.filter((one) => shelfOf(one) === shelf.value);
    fill(file, listed.map((one) => [one.label, one.id]), file.value);
  }
  /** Something unsaved is left behind only by whoever asks twice. */
  function leaving(act) {
    if (isSafe() || warned) {
      warned = false;
      said.hidden = true;
      act();
      return;
    }
    warned = true;
    refused("What you have written is not saved. Save it or keep it as a draft first, or press once more to leave it behind.");
  }
  function refused(words) {
    said.textContent = words;
    said.hidden = false;
  }

  const node = el("details", { class: "as-card as-chooser", open: true },
    el("summary", {}, el("h2", { text: "Choose a question" })), said,
    el("div", { class: "as-chooser-ways" },
      el("form", { class: "as-begin", on: { submit: (event) => {
        event.preventDefault();
        leaving(() => begin({ kind: kind.value, quiz: quiz.value, id: id.value.trim(), objective: objective.value }));
      } } },
        el("h3", { text: "A new one" }),
        labelled("Kind", kind), labelled("Where it goes", quiz), labelled("What it teaches or tests", objective),
        labelled("Its name (id)", id, "Small letters, digits and hyphens: a verb and a thing, such as “answer-first-visit”. "
          + "It stays for good."),
        el("button", { type: "submit", class: "as-button as-main", text: "Begin with an example" })),
      el("form", { class: "as-begin", on: { submit: (event) => {
        event.preventDefault();
        if (file.value) leaving(() => open(file.value));
      } } },
        el("h3", { text: "One that is there" }),
        labelled("From", shelf), labelled("Question", file),
        el("button", { type: "submit", class: "as-button", text: "Open" }),
        el("button", { type: "button", class: "as-quiet", text: "Read the course again", on: { click: () => leaving(again) } }))));

  return {
    node,
    home: el("div", {}, homeLine, homeChoice),
    get quiz() { return homeQuiz.value; },
    get isOpen() { return node.open; },
    onQuiz(act) { changed = act; },
    refused,
    close() { node.open = false; warned = false; said.hidden = true; },
    show(choices) {
      told = choices;
      fill(kind, Object.entries(choices.kinds), kind.value);
      const quizzes = Object.entries(choices.quizzes).map(([name, title]) => [name, `Quiz: ${title}`]);
      fill(quiz, [["", PRACTICE], ...quizzes], quiz.value);
      fill(homeQuiz, [["", PRACTICE], ...quizzes], homeQuiz.value);
      fill(objective, Object.entries(choices.objectives).map(([name, words]) => [name, `${name} ${words}`]), objective.value);
      const shelves = [...new Set(choices.files.map(shelfOf))];
      fill(shelf, shelves.map((name) => [name, choices.quizzes[name] ? `Quiz: ${choices.quizzes[name]}` : name]), shelf.value);
      fillFiles();
    },
    showQuiz(sheet) {
      homeQuiz.value = sheet.quiz;
      homeChoice.hidden = sheet.fixed;
      homeLine.hidden = !sheet.fixed;
      homeLine.textContent = sheet.quiz ? `It belongs to the quiz “${told.quizzes[sheet.quiz] ?? sheet.quiz}”.`
        : "It belongs to the practice questions.";
    },
  };
}
