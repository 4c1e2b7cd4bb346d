// The molecules of the receptor bench: they drift, take a receptor and let go of it again. How many of each kind hold a
// receptor never changes by this; it comes from the model.

import { svg } from "../dom.js";

const FLIGHT_MS = 140;
const SWAP_EVERY_MS = 900;
const SIZE = { free: 0.7, held: 1, gone: 0 };
const DRIFT = { x: 7, y: 4 };

/** `drawn(kind)` gives the shape of a kind, `onHold(holds)` hears which kind each receptor holds (0 for none). */
export function molecules({ kinds, drawn, onHold }) {
  const node = svg("g");
  let [all, spots, order, homes] = [[], [], [], {}];
  let [clock, sinceSwap, made] = [0, 0, 0];

  const here = () => all.filter((one) => !one.leaving);
  const held = (kind) => here().filter((one) => one.place >= 0 && (!kind || one.kind === kind));
  const free = (kind) => here().filter((one) => one.place < 0 && one.kind === kind);
  const at = (place) => held().find((one) => one.place === place);

  function arrive(kind) {
    made += 1;
    const one = { kind, place: -1, home: freeHome(kind), seed: made * 2.4, size: 0,
      node: svg("g", { class: "as-visitor" }, drawn(kind)) };
    Object.assign(one, homes[kind][one.home]);
    all.push(one);
    node.append(one.node);
  }
  /** A home that no other free one has; where all are taken for a moment, one of them. */
  function freeHome(kind) {
    const taken = new Set(free(kind).map((one) => one.home));
    const found = homes[kind].findIndex((_, index) => !taken.has(index));
    return found < 0 ? made % homes[kind].length : found;
  }
  function partHomes(kind) {
    const taken = new Set();
    for (const one of free(kind)) {
      if (taken.has(one.home)) one.home = freeHome(kind);
      taken.add(one.home);
    }
  }
  function letGo(one) {
    one.home = freeHome(one.kind);
    one.place = -1;
  }
  function take(kind, place) {
    const spot = spots[place];
    const far = (one) => Math.hypot(one.x - spot.x, one.y - spot.y);
    const nearest = free(kind).reduce((best, one) => (best && far(best) <= far(one) ? best : one), null);
    if (nearest) nearest.place = place;
    return nearest;
  }
  /** Another of its kind lands at `place`, and this one drifts off. */
  function relieve(one, place) {
    const next = take(one.kind, place);
    if (next) [one.place, one.home] = [-1, next.home];
    else one.place = place;
  }
  /** What holds a receptor does not stay for good: one lets go, and the next lands where there is a place. */
  function swap() {
    const holding = held();
    if (!holding.length) return;
    made += 1;
    const one = holding[(made * 5) % holding.length];
    const before = one.place;
    const others = order.filter((place) => place !== before);
    const place = others[(made * 3) % others.length];
    const there = at(place);
    if (there && there.kind === one.kind) relieve(one, before);
    else {
      relieve(one, place);
      if (there) relieve(there, before);
    }
    tell();
  }
  function tell() {
    all.forEach((one) => one.node.classList.toggle("as-bound", one.place >= 0));
    onHold(spots.map((_, place) => at(place)?.kind ?? 0));
  }

  function target(one) {
    if (one.place >= 0) return [spots[one.place].x, spots[one.place].y, SIZE.held];
    const home = homes[one.kind][one.home] ?? one;
    const [sway, bob] = [Math.sin(clock / 1100 + one.seed), Math.cos(clock / 800 + 1.7 * one.seed)];
    return [home.x + DRIFT.x * sway, home.y + DRIFT.y * bob, one.leaving ? SIZE.gone : SIZE.free];
  }
  function go(part) {
    for (const one of all) {
      const [x, y, size] = target(one);
      one.x += (x - one.x) * part;
      one.y += (y - one.y) * part;
      one.size += (size - one.size) * part;
      if (one.leaving && one.size < 0.06) one.node.remove();
      else {
        const there = `translate(${one.x.toFixed(1)} ${one.y.toFixed(1)})`;
        one.node.setAttribute("transform", `${there} scale(${one.size.toFixed(2)})`);
      }
    }
    all = all.filter((one) => one.node.parentNode);
  }

  return {
    node,
    /** Where the receptors are, in which order they fill, and where the free ones of each kind drift. */
    place(nextSpots, nextOrder, nextHomes) {
      [spots, order, homes] = [nextSpots, nextOrder, nextHomes];
      all.forEach((one) => { one.home = Math.min(one.home, homes[one.kind].length - 1); });
    },
    /** Another substance comes as this kind. */
    change(kind) {
      here().filter((one) => one.kind === kind).forEach((one) => Object.assign(one, { leaving: true, place: -1 }));
    },
    /** So many hold a receptor and so many are free: {kind: count} each. */
    show(holding, around) {
      kinds.forEach((kind) => held(kind).slice(holding[kind]).forEach(letGo));
      for (const kind of kinds) {
        while (held(kind).length + free(kind).length < holding[kind] + around[kind]) arrive(kind);
        const surplus = held(kind).length + free(kind).length - holding[kind] - around[kind];
        free(kind).slice(0, Math.max(0, surplus)).forEach((one) => { one.leaving = true; });
        while (held(kind).length < holding[kind]) take(kind, order.find((place) => !at(place)));
        partHomes(kind);
      }
      tell();
    },
    move(milliseconds) {
      clock += milliseconds;
      sinceSwap += milliseconds;
      if (sinceSwap > SWAP_EVERY_MS) {
        sinceSwap = 0;
        swap();
      }
      go(1 - Math.exp(-milliseconds / FLIGHT_MS));
    },
    rest() {
      go(1);
    },
  };
}
