// Save, keep as a draft, put into the course; what became of it, and what stands on disk when it is not what it was.
import { el, uniqueId } from "../dom.js";

function difference(line) {
  const sign = line.startsWith("+") ? "as-line-yours" : line.startsWith("-") ? "as-line-there" : "";
  return el("span", { class: sign, text: `${line}\n` });
}

export function savePanel({ save, draft, put }) {
  const said = el("div", { class: "as-said", role: "status" });
  const saveButton = el("button", { type: "button", class: "as-button as-main", text: "Save", on: { click: save } });
  const draftButton = el("button", { type: "button", class: "as-button", text: "Keep as a draft", on: { click: draft } });
  const state = el("span", { class: "as-muted" });
  const lesson = el("select", { id: uniqueId("place"), on: { change: fillHeadings } });
  const heading = el("select", { id: uniqueId("place") });
  const where = el("div", { class: "as-asked-in" },
    el("div", { class: "as-choice" }, el("label", { class: "as-label", for: lesson.id, text: "Lesson that asks it" }), lesson),
    el("div", { class: "as-choice" }, el("label", { class: "as-label", for: heading.id, text: "At the end of the part" }), heading));
  const about = el("p", {});
  const putButton = el("button", { type: "button", class: "as-button as-main", text: "Put it into the course", on: { click: begin } });
  const busy = el("progress", { "aria-label": "Building the course", hidden: true });
  const done = el("p", { class: "as-said", role: "status" });
  const lines = el("pre", { class: "as-lines", tabindex: "0", "aria-label": "What the build said", hidden: true });
  const course = el("section", { class: "as-card as-course", "aria-label": "Put it into the course", hidden: true },
    el("h3", { text: "Put it into the course" }), about, where, el("div", { class: "as-row" }, putButton, busy), done, lines);
  let listed = [];
  let unsaved = false;

  function fillHeadings() {
    const names = listed.find((one) => one.lesson === lesson.value)?.headings ?? [];
    heading.replaceChildren(...names.map((name) => el("option", { value: name, text: name })));
    // Before the closing parts, which every lesson has; the author may choose another.
    const closing = names.indexOf("Key points");
    heading.value = names[closing > 0 ? closing - 1 : names.length - 1] ?? "";
  }
  /** A button that cannot be pressed now keeps its place and the focus; pressing it then does nothing. */
  function allow(now) { putButton.setAttribute("aria-disabled", String(!now)); }
  function begin() {
    if (putButton.getAttribute("aria-disabled") === "true") return;
    lines.replaceChildren();
    lines.hidden = false;
    busy.hidden = false;
    allow(false);
    done.textContent = "Building the course. This can take half a minute.";
    put({ lesson: lesson.value, heading: heading.value });
  }

  return {
    node: el("div", { class: "as-keep" }, el("div", { class: "as-row" }, saveButton, draftButton, state), said),
    course,
    save,
    places(next) {
      listed = next;
      const chosen = lesson.value;
      lesson.replaceChildren(...next.map((one) => el("option", { value: one.lesson, text: one.lesson.replaceAll("_", " ") })));
      if (next.some((one) => one.lesson === chosen)) lesson.value = chosen;
      fillHeadings();
    },
    dirty(now) {
      unsaved = now;
      state.textContent = now ? "Not saved yet" : "";
      allow(!now && busy.hidden);
      if (now) course.hidden = busy.hidden;
    },
    clear() {
      said.replaceChildren();
      lines.hidden = true;
      done.textContent = "";
      course.hidden = true;
    },
    show(told) {
      if (told.state !== "sound" || !told.saved || told.comments.some((one) => !one.hint) || unsaved) return;
      course.hidden = false;
      where.hidden = told.placed || Boolean(told.heading);
      about.textContent = told.placed ? "Learners meet this question already. Building the course brings them the new text."
        : told.heading ? "It becomes the last question of its quiz. That changes what the quiz is worth for everybody, so do it "
          + "between groups and not while one is answering."
          : "Choose where learners meet it. The course is built then.";
    },
    told({ words }) {
      said.replaceChildren(el("p", { text: words }));
    },
    refused({ words, differences }) {
      said.replaceChildren(el("p", { class: "as-notice", text: words }), ...(differences?.length ? [
        el("p", { class: "as-muted", text: "Lines with - stand on disk, lines with + are yours:" }),
        el("pre", { class: "as-lines", tabindex: "0", "aria-label": "What differs" }, ...differences.map(difference))] : []));
    },
    line(words) { lines.append(`${words}\n`); },
    placed(words) {
      busy.hidden = true;
      allow(!unsaved);
      done.textContent = words;
    },
  };
}
