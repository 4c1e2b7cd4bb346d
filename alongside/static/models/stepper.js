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

/** The state one step later (Runge-Kutta, fourth order). */
function after(rates, state, inputs, p, step) {
  const k1 = rates(state, inputs, p);
  const k2 = rates(moved(state, step / 2, k1), inputs, p);
  const k3 = rates(moved(state, step / 2, k2), inputs, p);
  const k4 = rates(moved(state, step, k3), inputs, p);
  const sixth = step / 6;
  const made = new Array(state.length);
  for (let i = 0; i < state.length; i += 1) made[i] = state[i] + sixth * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  return made;
}

/** Rows [time, state] from 0 to `until`; an event gives two rows, just before and just after it. `advance`, where a
 *  model has a better way over a step, takes the place of Runge-Kutta on `rates`. */
export function steps(rates, start, inputs, p, events, until, step, advance = null) {
  let time = 0;
  let state = [...start];
  let present = inputs;
  const rows = [[time, state]];
  const planned = events.filter((event) => event.at <= until).sort((a, b) => a.at - b.at);
  for (const event of [...planned, { at: until }]) {
    const from = time;
    const count = Math.max(event.at > from ? 1 : 0, Math.ceil((event.at - from) / step - 1e-9));
    const length = (event.at - from) / Math.max(1, count);
    for (let index = 1; index <= count; index += 1) {
      state = advance ? advance(state, length, p) : after(rates, state, present, p, length);
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
