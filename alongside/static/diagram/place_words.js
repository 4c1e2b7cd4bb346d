// Puts some sentences of a diagram beside the picture that they speak of, instead of among the others.

/** Call it right after frame.say(said): sentences whose id is in `ids` move into `into`. */
export function placeWords(host, said, ids, into) {
  const nodes = [...host.querySelectorAll(".as-layout > .as-words > .as-sentence")];
  if (nodes.length === said.length) into.replaceChildren(...nodes.filter((_, index) => ids.includes(said[index].id)));
}
