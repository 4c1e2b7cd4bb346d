// Where what somebody wrote may be about themself: people to talk to, gently. Nothing of it is kept or sent.
import { el } from "../dom.js";
import { helpContent, helpCountries } from "../page/help_now.js";

/** makeCare() -> {node, show(help, country)}; once it has been closed it stays closed on this page. */
export function makeCare() {
  const node = el("section", { class: "as-care as-card", "aria-label": "If this is about you", tabindex: "-1", hidden: true });
  let closed = false;

  function close() {
    closed = true;
    node.hidden = true;
  }
  function fill(help, country) {
    node.replaceChildren(
      el("p", {}, el("strong", { text: "If some of this is about you" })),
      el("p", { text: "What you wrote may belong to the story. If it is about you, you deserve company with it, today. "
                    + "The people below answer. What you wrote is still here, and nobody has been told." }),
      ...helpContent(help[country]),
      helpCountries(help, country, (chosen) => fill(help, chosen)),
      el("button", { type: "button", class: "as-button", text: "Close", on: { click: close } }));
  }
  return {
    node,
    show(help, country) {
      if (closed || !node.hidden) return;
      fill(help, country);
      node.hidden = false;
    },
  };
}
