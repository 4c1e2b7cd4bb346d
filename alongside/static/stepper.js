// A fixed-step stepper that lands exactly on every event: the twin of alongside/models/stepper.py, in the same order
// of operations. An event is {at, add, inputs}: `add` is added to the state at once, `inputs` replace the inputs.

/** The same jump at `first` and then `every` so much time, as long as it is before `until`. */
export function repeated(first, every, until, add) {
  const count = Math.max(0, Math.ceil((until - first) / every - 1e-9));
  return Array.from({ length: count }, (_, index) => ({ at: first + every * index, add }));
}

/** state + by * slope, part by part; loops, because this is where the time goes. */
function moved(state, by, slope) {
  const made = new Array(state.length);
  for (let i = 0; i < state.length; i += 1) made[i] = state[i] + by * slope[i];
  return made;
}

/** The state one step later (Runge-Kutta, fourth order); `kept`: what is left of a first part that only decays. */
function after(rates, state, inputs, p, step, kept) {
  const at = (by, slope, share) => {
    const made = moved(state, by, slope);
    if (kept) made[0] = state[0] * kept[share];
    return made;
  };
  const k1 = rates(state, inputs, p);
  const k2 = rates(at(step / 2, k1, 0), inputs, p);
  const k3 = rates(at(step / 2, k2, 0), inputs, p);
  const k4 = rates(at(step, k3, 1), inputs, p);
  const sixth = step / 6;
  const made = new Array(state.length);
  for (let i = 0; i < state.length; i += 1) made[i] = state[i] + sixth * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  if (kept) made[0] = state[0] * kept[1];
  return made;
}

/** Rows [time, state] from 0 to `until`; an event gives two rows, just before and just after it. Where `firstDecays` is
 *  above 0 the first part of the state only decays at that rate between events, and is taken exactly. */
export function steps(rates, start, inputs, p, events, until, step, firstDecays = 0) {
  let time = 0;
  let state = [...start];
  let present = inputs;
  const rows = [[time, state]];
  const planned = events.filter((event) => event.at <= until).sort((a, b) => a.at - b.at);
  for (const event of [...planned, { at: until }]) {
    const from = time;
    const count = Math.max(event.at > from ? 1 : 0, Math.ceil((event.at - from) / step - 1e-9));
    const length = (event.at - from) / Math.max(1, count);
    const kept = firstDecays ? [Math.exp((-firstDecays * length) / 2), Math.exp(-firstDecays * length)] : null;
    for (let index = 1; index <= count; index += 1) {
      state = after(rates, state, present, p, length, kept);
      time = index === count ? event.at : from + ((event.at - from) * index) / count;
      rows.push([time, state]);
    }
    if (event.add) {
      state = state.map((s, i) => s + event.add[i]);
      rows.push([time, state]);
    }
    present = event.inputs ?? present;
  }
  return rows;
}
