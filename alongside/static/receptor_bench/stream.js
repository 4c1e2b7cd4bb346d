// Things that travel a way one after another. At rest they stand on it evenly: as many as set out in the time that one
// takes for it all.

/** `drawn()` makes one of them; `at({part, nth})` says where it is: {x, y, turn} at that part of the way. */
export function stream(layer, drawn) {
  let [all, waiting, made] = [[], 0, 0];

  function add(part) {
    made += 1;
    const one = { part, nth: made, node: drawn() };
    all.push(one);
    layer.append(one.node);
  }
  function put(at) {
    for (const one of all) {
      const { x, y, turn = 0 } = at(one);
      one.node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)})`);
    }
  }

  return {
    count: () => all.length,
    /** Each goes on by `part` of the way; `rate` of them set out in the time for the whole way. */
    move(part, rate, at) {
      all.forEach((one) => { one.part += part; });
      all.filter((one) => one.part >= 1).forEach((one) => one.node.remove());
      all = all.filter((one) => one.part < 1);
      waiting += part * rate;
      for (; waiting >= 1; waiting -= 1) add(0);
      put(at);
    },
    rest(count, at) {
      all.forEach((one) => one.node.remove());
      [all, waiting, made] = [[], 0.5, 0];
      for (let nth = 0; nth < count; nth += 1) add((nth + 0.5) / count);
      put(at);
    },
  };
}
