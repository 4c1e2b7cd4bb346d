// What the checks say of the text: what has to be mended first, then what is worth a look, each with its field and line.
import { el } from "../dom.js";

const STATES = {
  broken: "The text cannot be read at one place:",
  unclear: "Not a whole question yet:",
  sound: "To mend before it can be saved:",
};

function count(many, one, more) { return many === 1 ? `1 ${one}` : `${many} ${more}`; }

export function commentList(goTo) {
  const status = el("p", { class: "as-comments-count", role: "status" });
  const list = el("div", { class: "as-comments-list" });

  function entry(comment) {
    const place = comment.line ? el("button", { type: "button", class: "as-quiet as-comment-line",
      text: comment.column ? `Line ${comment.line}, column ${comment.column}` : `Line ${comment.line}`,
      on: { click: () => goTo(comment.line) } }) : null;
    return el("li", { class: comment.hint ? "as-comment as-comment-hint" : "as-comment" },
      el("span", { class: "as-comment-field", text: comment.field }), place, el("p", { text: comment.words }));
  }
  function group(head, comments) {
    return comments.length ? [el("h3", { text: head }), el("ul", { class: "as-comments" }, ...comments.map(entry))] : [];
  }

  return {
    node: el("section", { "aria-label": "What the checks say" }, status, list),
    show({ state, comments }) {
      const mend = comments.filter((one) => !one.hint);
      const look = comments.filter((one) => one.hint);
      const words = mend.length || look.length
        ? [mend.length ? `${count(mend.length, "thing", "things")} to mend` : "✓ Nothing to mend",
           look.length ? `${count(look.length, "thing", "things")} to look at` : ""].filter(Boolean).join(", ")
        : "✓ The checks find nothing to mend and nothing to look at";
      if (status.textContent !== words) status.textContent = words;
      status.classList.toggle("as-comments-mend", mend.length > 0);
      list.replaceChildren(...group(STATES[state], mend), ...group("Worth a look:", look));
    },
  };
}
