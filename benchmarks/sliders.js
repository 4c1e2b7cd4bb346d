// Times a notebook's picture in the page, the same way for every tool. After layout and before paint of each frame it
// looks at what is drawn; where that differs from the frame before, it notes the time just after that frame.
window.bench = (() => {
  const outputs = () => document.querySelector(".jp-Cell-outputWrapper");
  const handle = () => outputs().querySelector(".as-controls input[type=range]") ?? outputs().querySelector(".noUi-handle");
  let [arrived, keyAt, shown, frames] = [0, 0, [], 0];
  const changes = [];

  function pixels(canvas) {
    const context = canvas.width && canvas.getContext("2d");
    if (!context) return "";
    const words = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    let sum = 0;
    for (let i = 0; i < words.length; i += 1) sum = (Math.imul(sum, 31) + words[i]) | 0;
    return sum;
  }
  function picture() {
    const area = outputs();
    if (!area) return [];
    return Array.from(area.querySelectorAll("svg path, img, canvas"), (node) => {
      if (node.tagName === "IMG") return node.complete && node.naturalWidth ? node.src : "";
      return node.tagName === "CANVAS" ? pixels(node) : node.getAttribute("d");
    });
  }
  /** Part by part and without one long text of all, so that looking costs the frame as little as it can. */
  function look() {
    const now = picture();
    if (!now.some(Boolean) || (now.length === shown.length && now.every((one, at) => one === shown[at]))) return;
    shown = now;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => changes.push(performance.now());
    port2.postMessage(0);
  }

  const probe = document.createElement("div");
  probe.style.cssText = "position:fixed;left:0;top:0;width:1px;height:1px;contain:strict;opacity:0;pointer-events:none";
  document.body.append(probe);
  new ResizeObserver(look).observe(probe);
  const tick = () => {
    frames += 1;
    probe.style.width = `${1 + (frames % 2)}px`;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  addEventListener("keydown", (event) => { keyAt = event.timeStamp; }, true);
  const arrival = new MutationObserver(() => {
    if (!outputs()?.querySelector(".jp-OutputArea-output")) return;
    arrived = performance.now();
    arrival.disconnect();
  });
  arrival.observe(document.body, { childList: true, subtree: true });

  const until = (holds, atMost) => new Promise((done) => {
    const from = performance.now();
    const check = () => (holds() || performance.now() - from > atMost ? done() : setTimeout(check, 5));
    check();
  });
  const still = (ms, atMost) => until(() => performance.now() - (changes.at(-1) ?? 0) > ms, atMost);

  /** Move the slider one step from a script; a native slider does not listen to keys that a script makes. */
  function nudge(slider, way) {
    if (slider.tagName === "INPUT") {
      slider.value = Number(slider.value) + way;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      slider.dispatchEvent(new KeyboardEvent("keydown", { key: way > 0 ? "ArrowRight" : "ArrowLeft", bubbles: true, cancelable: true }));
    }
  }
  const place = (slider) => Number(slider.value ?? slider.getAttribute("aria-valuenow"));

  return {
    /** Milliseconds from the output's arrival in the page to the first painted picture. */
    async firstPaint() {
      await until(() => changes.length && arrived, 60000);
      return changes[0] - arrived;
    },
    ready: () => Boolean(outputs() && handle() && shown.length),
    /** Notebook 7 takes the arrow keys from a stock slider; the peers get the mark with which ours keeps them. */
    focus() {
      handle().setAttribute("data-lm-suppress-shortcuts", "true");
      handle().focus();
    },
    mark: () => changes.length,
    /** Milliseconds from the key that was pressed to the first frame with another picture, once all is still again. */
    async step(mark, rest) {
      await until(() => changes.length > mark, 10000);
      const ms = changes.length > mark ? changes[mark] - keyAt : null;
      await still(rest, 10000);
      return ms;
    },
    /** Move the slider at every frame for so long; the pictures painted meanwhile, and how long the last one took. */
    async drag(ms) {
      const slider = handle();
      const [from, first, frame] = [performance.now(), changes.length, frames];
      let way = 1;
      await new Promise((done) => {
        const move = () => {
          if (performance.now() - from >= ms) { done(); return; }
          if (place(slider) >= 30) way = -1;
          if (place(slider) <= 1) way = 1;
          nudge(slider, way);
          requestAnimationFrame(move);
        };
        requestAnimationFrame(move);
      });
      const released = performance.now();
      const painted = changes.length - first;
      const moved = frames - frame;
      await still(1500, 30000);
      return { painted, frames: moved, seconds: (released - from) / 1000, late: Math.max(0, changes.at(-1) - released), at: place(slider) };
    },
    picture: () => shown.join("|"),
  };
})();
