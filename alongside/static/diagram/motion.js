// Movement that is a subject of its own: it can be paused, rests out of sight, and starts at rest for those who want less motion.

import { el } from "../dom.js";

const LONGEST_STEP_MS = 50;

/** {node, stop, rest}: a pause button for `host`, whose movement is `onFrame(milliseconds since the frame before)`.
 *  With `atRest` it waits to be asked; `rest()` ends the movement where it is. */
export function motion({ host, what, onFrame, onRest = () => {}, atRest = false }) {
  let playing = !atRest && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  let [seen, waiting, before] = [false, 0, 0];
  const button = el("button", { type: "button", class: "as-quiet as-motion", on: { click: () => { playing = !playing; settle(); } } });

  function frame(now) {
    onFrame(Math.min(LONGEST_STEP_MS, before ? now - before : 0));
    before = now;
    if (playing) waiting = requestAnimationFrame(frame);
  }
  function settle() {
    button.textContent = playing ? `Pause ${what}` : `Play ${what}`;
    cancelAnimationFrame(waiting);
    [waiting, before] = [0, 0];
    if (playing && seen) waiting = requestAnimationFrame(frame);
    else onRest();
  }
  const observer = new IntersectionObserver(([entry]) => { seen = entry.isIntersecting; settle(); });
  observer.observe(host);
  settle();
  return {
    node: button,
    rest() { playing = false; settle(); },
    stop() { observer.disconnect(); cancelAnimationFrame(waiting); },
  };
}
