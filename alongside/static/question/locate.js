// Point at a place in a picture. The same places stand below as a list, for keyboard and screen reader.
import { el, svg, uniqueId } from "../dom.js";
import { chooseOne } from "./choose.js";

function drawing(picture) {
  const parsed = new DOMParser().parseFromString(picture.svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'),
                                                 "image/svg+xml").documentElement;
  const node = document.importNode(parsed, true);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", picture.alt);
  return node;
}

/** The label in the list, with the number that stands in the picture unless the label says it already. */
function listed(label, number) {
  return new RegExp(`\\b${number}\\b`).test(label) ? label : `${number}. ${label}`;
}

export function locate(item, answer, onChange) {
  let chosen = answer?.spot;
  const picture = drawing(item.picture);
  const rings = item.spots.map((spot, index) => svg("g", { class: "as-spot", on: { click: () => pick(spot.id) } },
    svg("circle", { cx: spot.x, cy: spot.y, r: Math.max(spot.r, 18) }),
    svg("text", { x: spot.x, y: spot.y - Math.max(spot.r, 18) - 6, "text-anchor": "middle", text: `${index + 1}` })));
  picture.append(...rings);
  const list = chooseOne({ options: item.spots.map((spot, index) => ({ id: spot.id, text: listed(spot.label, index + 1) })) },
                         { choice: chosen }, ({ choice }) => pick(choice));

  function mark() {
    rings.forEach((ring, index) => ring.classList.toggle("as-chosen", item.spots[index].id === chosen));
    list.show({ choice: chosen });
  }
  function pick(id) {
    chosen = id;
    mark();
    onChange({ spot: id });
  }

  mark();
  const caption = uniqueId("picture");
  return {
    node: el("div", {}, el("figure", { class: "as-picture", "aria-labelledby": caption }, picture,
      el("figcaption", { id: caption, class: "as-muted", text: "Point at a place in the picture, or choose it from the list." })),
      list.node),
    focus: list.focus,
    show(next) { chosen = next?.spot; mark(); },
  };
}
