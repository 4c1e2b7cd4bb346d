/* Runs the course's own cells on opening and whenever the kernel is new, without a click, a scroll or a lost focus. */

import { courseCells, shownParts } from "./cells.js";
import { CellNote, PageNotice } from "./notes.js";

const SLOW_START_SECONDS = 120;
const SETTLE_SECONDS = 1.5;
const AWAY_SECONDS = 4;
const ASK_AGAIN_SECONDS = 1;
const RESTART_SECONDS = 60;

export class Runner {
  constructor(app, panel, context, view, { CodeCell, Dialog }) {
    Object.assign(this, { app, panel, context, view, CodeCell, Dialog });
    this.session = context.sessionContext;
    this.notice = new PageNotice(panel.node, () => this.tryAgain());
    this.round = 0;
    this.ask = 0;
    this.suspect = false;
    this.running = false;
    this.ranIn = null;
  }

  start() {
    this.session.kernelChanged.connect((_, { newValue }) => newValue && this.check());
    this.session.sessionChanged.connect((_, { newValue }) => newValue || this.stopped());
    this.session.statusChanged.connect((_, status) => this.onStatus(status));
    this.session.connectionStatusChanged.connect((_, status) => this.onConnection(status));
    this.session.iopubMessage.connect((_, { header, content }) => {
      if (header.msg_type === "shutdown_reply" && content.restart) this.awaitNewKernel();
    });
    if (this.view) this.app.serviceManager.connectionFailure.connect(() => this.closeDialogs());
    const onWake = () => document.visibilityState === "visible" && this.wake();
    document.addEventListener("visibilitychange", onWake);
    this.panel.disposed.connect(() => document.removeEventListener("visibilitychange", onWake));
    this.silenceRestartDialog();
    this.showWaiting();
    this.session.ready.then(() => (this.kernel ? this.check() : this.stopped()));
  }

  get kernel() {
    return this.session.session?.kernel ?? null;
  }

  /** JupyterLab tells of a crashed kernel in a dialog; on a course page it comes back by itself, so none is needed. */
  silenceRestartDialog() {
    const slot = this.panel._onSessionStatusChanged;
    if (this.view && slot) this.session.statusChanged.disconnect(slot, this.panel);
  }

  onConnection(status) {
    clearTimeout(this.away);
    if (status === "connected") this.check();
    else if (status === "disconnected") this.notice.show();
    else this.away = setTimeout(() => this.kernel?.connectionStatus === "connecting" && this.notice.show("away"), AWAY_SECONDS * 1000);
  }

  /** A kernel restarted from elsewhere says "starting" and nothing more, so that is the moment to ask it. */
  onStatus(status) {
    if (["restarting", "autorestarting"].includes(status)) this.awaitNewKernel();
    else if (status === "dead") this.notice.show();
    else if (status === "starting" || (status === "idle" && this.suspect)) this.check();
  }

  /** The new kernel's "starting" is lost when it speaks before the server listens again; so it is asked until it answers. */
  async awaitNewKernel() {
    this.suspect = true;
    const before = this.ranIn;
    const waiting = (this.waiting = {});
    for (let seconds = 0; seconds < RESTART_SECONDS; seconds += ASK_AGAIN_SECONDS) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_SECONDS * 1000));
      if (this.ranIn !== before || this.waiting !== waiting || this.panel.isDisposed) return;
      this.check();
    }
  }

  /** Runs the cells unless this very kernel process holds what the page shows. The latest question counts. */
  async check() {
    const kernel = this.kernel;
    if (!kernel) return;
    const ask = ++this.ask;
    this.suspect = false;
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.notice.show(), SLOW_START_SECONDS * 1000);
    // Rejected when the kernel goes away meanwhile; its next status brings us back here.
    const reply = await kernel.requestCommInfo({ target_name: "jupyter.widget" }).catch(() => null);
    if (!reply || ask !== this.ask || this.panel.isDisposed) return;
    clearTimeout(this.slow);
    this.notice.hide();
    const cells = courseCells(this.panel.content);
    const alive = (cell) => shownParts(cell).some((id) => id in (reply.content.comms ?? {}));
    const askedBefore = this.ranIn === reply.header.session;
    if (askedBefore && this.running) return;
    if (askedBefore ? cells.some(alive) : cells.every(alive)) return this.settle(cells.filter(alive));
    this.ranIn = reply.header.session;
    this.run(cells);
  }

  /** These parts are there: whatever was said of them meanwhile goes. */
  settle(cells) {
    for (const cell of cells) this.note(cell).clear();
  }

  stopped() {
    this.notice.show();
    this.closeDialogs();
  }

  /** What Jupyter tells a programmer in a dialog (no connection, no kernel, a traceback) our notice tells the learner. */
  closeDialogs() {
    if (!this.view?.calm || !this.panel.isVisible) return;
    setTimeout(() => this.Dialog.tracker.forEach((dialog) => dialog.reject()));
  }

  async run(cells) {
    const round = ++this.round;
    this.running = true;
    const { model } = this.context;
    const wasDirty = model.dirty;
    const place = rememberPlace(this.panel.node);
    for (const cell of cells) cell.node.style.minHeight = `${cell.node.offsetHeight}px`;
    await Promise.all(cells.map((cell) => this.runCell(cell, round)));
    if (this.panel.isDisposed || round !== this.round) return;
    this.running = false;
    model.dirty = wasDirty;
    await place.restore();
    setTimeout(() => {
      if (round === this.round) for (const cell of cells) cell.node.style.minHeight = "";
    }, SETTLE_SECONDS * 1000);
  }

  async runCell(cell, round) {
    const note = this.note(cell);
    note.waiting();
    try {
      // The tag keeps one failing part from stopping the ones after it.
      const tags = { tags: ["alongside", "raises-exception"] };
      const reply = await this.CodeCell.execute(cell, this.session, tags);
      const shown = reply?.content.status === "ok" && shownParts(cell).length > 0;
      if (round === this.round) shown ? note.clear() : note.failed();
    } catch {
      // Cancelled: the kernel went away. The next round runs this cell, the page's notice speaks when there is none.
    }
  }

  note(cell) {
    return CellNote.of(cell.node, () => this.tryAgain());
  }

  showWaiting() {
    for (const cell of courseCells(this.panel.content)) if (!shownParts(cell).length) this.note(cell).waiting();
  }

  /** After sleep Jupyter may have given up waiting for the connection. */
  wake() {
    if (this.kernel?.connectionStatus === "disconnected") this.kernel.reconnect().catch(() => {});
  }

  async tryAgain() {
    this.notice.hide();
    this.showWaiting();
    try {
      // Fails where no server answers; a server that was started anew lets Jupyter forget the session it does not know.
      await this.app.serviceManager.sessions.refreshRunning();
      if (!this.kernel) await this.session.startKernel();
      else if (this.kernel.connectionStatus === "disconnected") await this.kernel.reconnect();
      else await this.session.restartKernel();
      if (!this.kernel) throw new Error("no kernel");
    } catch {
      this.notice.show("unreachable");
    }
  }
}

const CONTROL = "input, button, select, textarea, summary, a[href], [tabindex='0']";

/** Where the reader is: the scroll position, and the focused control by its data-as-focus key (or the part tried again). */
function rememberPlace(root) {
  const scroller = root.querySelector(".jp-WindowedPanel-outer");
  const top = scroller?.scrollTop ?? 0;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest("[data-as-focus]")?.dataset.asFocus;
  const part = focused?.closest(".alongside-note") ? focused.closest(".jp-Cell") : null;
  const find = () =>
    part?.querySelector(`.jp-OutputArea-output :is(${CONTROL})`) ??
    (key && root.querySelector(`[data-as-focus="${CSS.escape(key)}"]`));
  const moved = () => !document.activeElement?.matches("body, .jp-Cell, .alongside-note, .alongside-note *, .jp-Notebook-footer");
  return {
    async restore() {
      if (scroller && top) scroller.scrollTop = top;
      for (let frames = 0; (key || part) && frames < 600 && !moved(); frames += 1) {
        const again = find();
        if (again) return again.focus({ preventScroll: true });
        await new Promise(requestAnimationFrame);
      }
    },
  };
}
