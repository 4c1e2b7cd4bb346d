/* The learner's view of a course notebook: a page to read. Code, prompts, menus and notebook shortcuts stay away until
   somebody presses "Show the code"; then everything is as Jupyter made it. */

const GUARD = "data-lm-suppress-shortcuts";
const NARROW_PX = 760;

/** Notebook 7 shows a header and menus around its one document; JupyterLab's shell has neither method. */
function hideChrome(app, hidden) {
  const { shell } = app;
  if (!shell.collapseTop || !shell.menu) return;
  hidden ? shell.collapseTop() : shell.expandTop();
  shell.menu.setHidden(hidden);
}

export class LearnerView {
  constructor(app, panel, context, about, Widget) {
    Object.assign(this, { app, panel, context });
    this.bar = new Widget({ node: this.buildBar(about) });
    this.bar.addClass("alongside-bar");
    panel.contentHeader.addWidget(this.bar);
    panel.addClass("alongside-page");
    this.guardKeyboard();
    this.guardPointer();
    this.forgetOwnChanges();
    for (const cell of panel.content.widgets) {
      cell.node.classList.toggle("alongside-hidden", Boolean(cell.model.getMetadata("tags")?.includes("alongside-hidden")));
    }
    const tabStops = new MutationObserver(() => {
      this.leaveCellsUnfocusable();
      if (this.calm) this.nameNoCells();
    });
    tabStops.observe(panel.content.node, { attributes: true, attributeFilter: ["tabindex", "aria-label", "role"], subtree: true });
    panel.disposed.connect(() => tabStops.disconnect());
    this.makeRoom();
    this.set(true);
  }

  buildBar(about) {
    const node = document.createElement("div");
    const title = document.createElement("span");
    title.className = "alongside-bar-title";
    title.textContent = about.title ?? readable(this.context.path);
    this.codeButton = barButton("Show the code", () => this.set(!this.calm));
    const inLab = !this.app.shell.collapseTop;
    const command = inLab ? "jupyter-notebook:open-notebook" : "jupyter-notebook:open-lab";
    const other = barButton(inLab ? "Open as a page" : "Open in JupyterLab", () => this.app.commands.execute(command));
    other.classList.add("alongside-bar-other");
    other.hidden = !this.app.commands.hasCommand(command);
    node.append(title, other, this.codeButton);
    return node;
  }

  /** calm: the learner's view; otherwise the notebook as Jupyter shows it. */
  set(calm) {
    this.calm = calm;
    if (!calm) this.editedByHand = true;
    else if (this.editedByHand) this.editedByHand = this.context.model.dirty;
    this.panel.toggleClass("alongside-calm", calm);
    this.panel.toolbar.setHidden(calm);
    hideChrome(this.app, calm);
    this.codeButton.textContent = calm ? "Show the code" : "Hide the code";
    const { content } = this.panel;
    if (calm) content.mode = "command";
    else if (content.activeCell) content.activeCell.node.tabIndex = 0;
    this.leaveCellsUnfocusable();
    this.nameNoCells();
    this.scrollByKeyboard();
  }

  /** The part that scrolls can have the focus, so that arrow and page keys move it as on any web page. */
  scrollByKeyboard() {
    const scroller = this.panel.content.node.querySelector(".jp-WindowedPanel-outer");
    if (this.calm) scroller?.setAttribute("tabindex", "0");
    else scroller?.removeAttribute("tabindex");
  }

  /** To a screen reader this is a page, not a feed of "Markdown Cell Content"; with the code, Jupyter's names are back. */
  nameNoCells() {
    const cells = this.panel.content.widgets.map(({ node }) => node);
    for (const node of [this.panel.content.node.querySelector(".jp-WindowedPanel-viewport"), ...cells]) {
      if (!node) continue;
      for (const name of ["role", "aria-label"]) {
        const kept = `alongside-${name}`;
        if (this.calm && node.hasAttribute(name)) {
          node.setAttribute(kept, node.getAttribute(name));
          node.removeAttribute(name);
        } else if (!this.calm && node.hasAttribute(kept)) {
          node.setAttribute(name, node.getAttribute(kept));
          node.removeAttribute(kept);
        }
      }
    }
  }

  /** On a phone, or zoomed in, JupyterLab's side bar would leave no room for the page. */
  makeRoom() {
    const narrow = window.matchMedia(`(max-width: ${NARROW_PX}px)`);
    const collapse = () => narrow.matches && this.panel.isVisible && this.app.shell.collapseLeft?.();
    narrow.addEventListener("change", collapse);
    this.panel.disposed.connect(() => narrow.removeEventListener("change", collapse));
    if (narrow.matches) this.app.shell.collapseLeft?.();
  }

  /** Lumino looks for the guard on the focused element itself, so each target gets it just before the key arrives. */
  guardKeyboard() {
    const onKey = (event) => {
      const { target } = event;
      if (!(target instanceof Element) || !this.panel.node.contains(target)) return;
      if (this.calm && !target.hasAttribute(GUARD)) {
        target.setAttribute(GUARD, "true");
        target.dataset.alongsideGuard = "";
      } else if (!this.calm && "alongsideGuard" in target.dataset) {
        target.removeAttribute(GUARD);
        delete target.dataset.alongsideGuard;
      }
      if (event.key === "Tab") this.panel.addClass("alongside-tabbing");
      // Answers save themselves and a page has nothing else to save; the browser's own "save page" would only puzzle.
      if (this.calm && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") event.preventDefault();
    };
    window.addEventListener("keydown", onKey, true);
    this.panel.disposed.connect(() => window.removeEventListener("keydown", onKey, true));
  }

  /** No double click opens the text for editing, no menu offers to delete a cell; the browser's own menu does come. */
  guardPointer() {
    const stop = (event) => {
      if (this.calm && (event.type === "contextmenu" || event.target.closest(".jp-MarkdownCell"))) event.stopPropagation();
    };
    this.panel.node.addEventListener("dblclick", stop, true);
    this.panel.node.addEventListener("contextmenu", stop, true);
    this.panel.node.addEventListener("pointerdown", () => this.panel.removeClass("alongside-tabbing"), true);
  }

  /** In the learner's view nobody can edit, so a change is always ours and never worth a question about saving. */
  forgetOwnChanges() {
    const { model } = this.context;
    const forget = () => {
      if (this.calm && !this.editedByHand && model.dirty && !model.isDisposed) model.dirty = false;
    };
    // After the change's own transaction: a change made inside it would be overtaken by it.
    model.stateChanged.connect(() => queueMicrotask(forget));
    setTimeout(forget);
  }

  /** A reader tabs from control to control, not from cell to cell; the text as a whole is one stop, to scroll it. */
  leaveCellsUnfocusable() {
    if (this.calm) for (const { node } of this.panel.content.widgets) if (node.tabIndex !== -1) node.tabIndex = -1;
  }
}

function barButton(label, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "alongside-bar-button";
  button.textContent = label;
  button.setAttribute(GUARD, "true");
  button.addEventListener("click", onClick);
  return button;
}

/** "lessons/03_tolerance_and_dependence.ipynb" -> "Tolerance and dependence". */
function readable(path) {
  const name = path.split("/").pop().replace(/\.ipynb$/, "").replace(/^\d+_/, "").replace(/[_-]+/g, " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}
