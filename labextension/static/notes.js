/* What a page says while a part is not there yet, and when it did not come. Plain sentences, never a traceback. */

const QUIET_MS = 300;

const SAY = {
  waiting: "Getting this part ready…",
  failed: "This part did not start. Nothing you saved is lost.",
  stopped: "This page has stopped running. Nothing you saved is lost.",
  away: "The course does not answer just now. Nothing you saved is lost. This page keeps trying.",
  unreachable:
    "The course is not running any more. Nothing you saved is lost. Start the course again the way you did before, " +
    "then press Try again or reload this page.",
};

function retryButton(onRetry) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "alongside-button";
  button.textContent = "Try again";
  button.setAttribute("data-lm-suppress-shortcuts", "true");
  button.addEventListener("click", onRetry);
  return button;
}

const notes = new WeakMap();

/** The line that stands in one cell's place: nothing, "waiting" after a moment, or "failed" with a button. */
export class CellNote {
  static of(cellNode, onRetry) {
    if (!notes.has(cellNode)) notes.set(cellNode, new CellNote(cellNode, onRetry));
    return notes.get(cellNode);
  }

  constructor(cellNode, onRetry) {
    this.cellNode = cellNode;
    this.onRetry = onRetry;
    this.node = document.createElement("div");
    this.node.className = "alongside-note";
    this.node.tabIndex = -1;
  }

  /** Said after a moment; at once to whoever pressed the button that goes away with it, so that the focus has a place. */
  waiting() {
    if (this.cellNode.classList.contains("alongside-waiting")) return;
    const pressed = this.node.contains(document.activeElement);
    this.clear();
    this.cellNode.classList.add("alongside-waiting");
    if (!pressed) {
      this.timer = setTimeout(() => this.put(SAY.waiting), QUIET_MS);
      return;
    }
    this.put(SAY.waiting);
    this.node.focus({ preventScroll: true });
  }

  failed() {
    this.clear();
    this.cellNode.classList.add("alongside-failed");
    this.node.setAttribute("role", "alert");
    this.put(SAY.failed, retryButton(this.onRetry));
  }

  put(sentence, ...more) {
    const line = document.createElement("p");
    line.textContent = sentence;
    this.node.replaceChildren(line, ...more);
    this.cellNode.append(this.node);
  }

  clear() {
    clearTimeout(this.timer);
    this.cellNode.classList.remove("alongside-waiting", "alongside-failed");
    this.node.removeAttribute("role");
    this.node.remove();
  }
}

/** One sentence for the whole page when its kernel is gone. */
export class PageNotice {
  constructor(panelNode, onRetry) {
    this.node = document.createElement("div");
    this.node.className = "alongside-notice";
    this.node.setAttribute("role", "alert");
    this.panelNode = panelNode;
    this.button = retryButton(onRetry);
  }

  show(reason = "stopped") {
    const line = document.createElement("p");
    line.textContent = SAY[reason];
    this.node.replaceChildren(line, this.button);
    this.panelNode.append(this.node);
  }

  hide() {
    this.node.remove();
  }
}
