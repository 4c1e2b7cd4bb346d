// One writer for one answer: a queue that survives the kernel, the server and the tab, and says "Saved" only after
// Python has said that the disk has it.

const RESEND_MS = 2500;
const PREFIX = "alongside-unsaved:";
const tab = Math.random().toString(36).slice(2, 10);
const waiting = (globalThis.alongsideWaiting ??= new Map());
let counter = 0;

if (!globalThis.alongsideGuardsLeaving) {
  globalThis.alongsideGuardsLeaving = true;
  globalThis.addEventListener("beforeunload", (event) => {
    if ([...waiting.values()].some((count) => count > 0)) event.preventDefault();
  });
}

/** How many changes anywhere on this page are not on disk yet. */
export function unsavedCount() {
  return [...waiting.values()].reduce((sum, count) => sum + count, 0);
}

function readKept(place) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + place)) ?? [];
  } catch {
    return [];
  }
}

function keep(place, queue) {
  try {
    if (queue.length) localStorage.setItem(PREFIX + place, JSON.stringify(queue));
    else localStorage.removeItem(PREFIX + place);
  } catch {
    // A private window may refuse to keep anything; the queue in memory goes on trying.
  }
}

/**
 * makeSaver(model, onState) -> {change, flush, stop, pending}. onState({saved, reason}) is called whenever it changes;
 * `pending` is the newest answer that was made here before and never reached the disk, or null.
 */
export function makeSaver(model, onState) {
  const place = model.get("place");
  const queue = readKept(place);
  let seen = model.get("saved").revision ?? 0;
  let timer = null;
  let stopped = false;

  function report(reason = "") {
    waiting.set(place, queue.length);
    keep(place, queue);
    onState({ saved: queue.length === 0, reason });
  }

  function send() {
    clearTimeout(timer);
    if (stopped || !queue.length) return;
    timer = setTimeout(send, RESEND_MS);
    try {
      model.send({ type: "answer", seen_revision: seen, ...queue[0] });
    } catch {
      // The connection is down; the timer tries again.
    }
  }

  function receive(message) {
    if (message.type === "saved") {
      const index = queue.findIndex((change) => change.token === message.token);
      seen = Math.max(seen, message.revision);
      if (index < 0) return;
      queue.splice(index, 1);
      report();
      send();
    } else if (message.type === "not-saved" && queue.length && queue[0].token === message.token) {
      report(message.reason);
    }
  }

  model.on("msg:custom", receive);
  if (queue.length) {
    report();
    send();
  }
  return {
    pending: queue.length ? queue[queue.length - 1].answer : null,
    change(answer, draft = false) {
      counter += 1;
      const last = queue[queue.length - 1];
      // Text that is still being typed replaces its own unsent beginning; the first in the queue is already on its way.
      if (queue.length > 1 && last.draft) queue.pop();
      queue.push({ token: `${tab}:${place.slice(0, 4)}${Date.now().toString(36)}${counter}`, answer, draft,
                   at: new Date().toISOString() });
      report();
      if (queue.length === 1) send();
    },
    flush: send,
    /** True for a change of this tab's own making, and while anything of this tab waits to be saved. */
    owns: (token) => queue.length > 0 || String(token ?? "").startsWith(`${tab}:`),
    seen(revision) { seen = Math.max(seen, revision); },
    stop() {
      stopped = true;
      clearTimeout(timer);
      waiting.delete(place);
      model.off("msg:custom", receive);
    },
  };
}
