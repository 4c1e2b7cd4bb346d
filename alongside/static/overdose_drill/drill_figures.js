// The people of the drill, in few lines and with calm faces, of different ages and dress: lying, kneeling, standing.

import { svg } from "../dom.js";

export const FLOOR = 204;
const HEAD = 17;
const LIMB = { leg: 18, arm: 12, body: 32 };
const HAND = 6.5;

// Each part is a colour that lies, with a strength, over another. Pale, mid and shade stay light and dark in both themes.
const LOOKS = {
  helper: { skin: ["agonist", 0.55, "mid"], top: ["accent", 0.7], bottom: ["shade", 0.55, "mid"], hair: ["shade", 0.85] },
  man: { skin: ["agonist", 0.3], top: ["breath", 0.6], bottom: ["mid", 0.7], hair: ["line", 0.7] },
  mina: { skin: ["agonist", 0.45], top: ["withdrawal", 0.55], bottom: ["antagonist", 0.45], hair: ["agonist", 0.7, "shade"] },
  woman: { skin: ["agonist", 0.4], top: ["partial", 0.5], bottom: ["partial", 0.5], hair: ["withdrawal", 0.6] },
  mate: { skin: ["agonist", 0.75, "mid"], top: ["antagonist", 0.5], bottom: ["mid", 0.6], hair: ["shade", 0.8] },
  crew: { skin: ["agonist", 0.25], top: ["antagonist", 0.75], bottom: ["antagonist", 0.75], hair: ["partial", 0.7] },
};

export const token = (name) => `var(--as-${name})`;
const round = { "stroke-linecap": "round", "stroke-linejoin": "round" };

/** `make(colour)` in a soft mixture: the colour lies over another with this strength. */
export const tint = (make, over, strength, under = "pale") =>
  svg("g", {}, make(token(under)), svg("g", { opacity: strength }, make(token(over))));

export const disc = ([cx, cy], r) => (colour) => svg("circle", { cx, cy, r, fill: colour });

export const stroke = (d, width = 2, colour = "ink") =>
  svg("path", { d, fill: "none", stroke: token(colour), "stroke-width": width, ...round });

export const limb = (points, width) => (colour) =>
  svg("polyline", { points: points.map(String).join(" "), fill: "none", stroke: colour, "stroke-width": width, ...round });

/** Hair, or the woman's headscarf, as one shape around a head. */
function hairOf([x, y], who) {
  const scarf = who === "woman";
  const [wide, low, high] = scarf ? [HEAD + 3, HEAD, HEAD + 6] : [HEAD + 1, 2, HEAD + 5];
  const half = (side) => `${x + side * (wide + 1)},${y - high}`;
  const d = `M${x - wide},${y + low}Q${half(-1)} ${x},${y - high + 1}Q${half(1)} ${x + wide},${y + low}Z`;
  return (colour) => svg("path", { d, fill: colour });
}

/** A head around its middle; `look` is where it turns to: "left", "right", "front", or "up" for somebody on the back. */
function head([x, y], who, look, asleep = false) {
  const { skin, hair } = LOOKS[who];
  const turned = { left: -6, right: 6, up: 0, front: 0 }[look];
  const eye = (px) => (asleep ? stroke(`M${px - 3},${y - 1}q3,2.5 6,0`, 1.6, "shade")
    : svg("circle", { cx: px, cy: y - 1, r: 1.8, fill: token("shade") }));
  const bun = who === "helper" ? tint(disc([x - turned * 1.6, y - HEAD - 3], 7), ...hair) : null;
  return svg("g", look === "up" ? { transform: `rotate(-90 ${x} ${y})` } : {}, bun, tint(hairOf([x, y], who), ...hair),
    tint(disc([x, y + 1], HEAD - 2), ...skin), eye(x + turned - 5), eye(x + turned + 5),
    stroke(`M${x + turned - 4},${y + 8}q4,2 8,0`, 1.6, "shade"));
}

/** Legs, body and arms; each list of points is one limb, and an arm ends in a hand. */
function body(who, { torso, legs, arms, width = LIMB.body }) {
  const { skin, top, bottom } = LOOKS[who];
  const arm = (one) => [tint(limb(one, LIMB.arm), ...top), tint(disc(one[one.length - 1], HAND), ...skin)];
  return [...legs.map((one) => tint(limb(one, LIMB.leg), ...bottom)), tint(limb(torso, width), ...top), ...arms.flatMap(arm)];
}

/** The person: on the back and not to be woken, on the side, or awake and sitting up. */
export const LYING = {
  back: (who) => [
    ...body(who, { torso: [[214, 184], [296, 184]], legs: [[[306, 186], [444, 190]], [[306, 190], [442, 196]]],
      arms: [[[222, 192], [262, 196], [296, 197]]] }),
    head([184, 180], who, "up", true)],
  side: (who) => [
    ...body(who, { torso: [[220, 182], [292, 186]], legs: [[[304, 190], [440, 196]], [[302, 184], [352, 166], [388, 192]]],
      arms: [[[224, 186], [200, 198], [176, 198]]] }),
    head([190, 178], who, "front", true)],
  awake: (who) => [
    ...body(who, { torso: [[268, 140], [276, 184]], legs: [[[282, 190], [352, 168], [404, 196]], [[282, 194], [428, 197]]],
      arms: [[[262, 144], [248, 172], [270, 184]]], width: 34 }),
    head([264, 108], who, "left")],
};

/** The helper: coming closer, kneeling with a hand on the person, or bent over them to breathe for them. */
export const HELPER = {
  standing: () => [
    ...body("helper", { torso: [[92, 108], [92, 146]], legs: [[[88, 152], [84, FLOOR - 6]], [[98, 152], [104, FLOOR - 6]]],
      arms: [[[94, 112], [116, 128], [134, 120]]], width: 30 }),
    head([92, 78], "helper", "right")],
  kneeling: () => [
    ...body("helper", { torso: [[150, 132], [146, 170]], legs: [[[148, 176], [168, 192], [120, 198]]],
      arms: [[[154, 138], [184, 158], [216, 172]]], width: 30 }),
    head([156, 103], "helper", "right")],
  bent: () => [
    ...body("helper", { torso: [[152, 142], [128, 172]], legs: [[[130, 178], [152, 194], [104, 199]]],
      arms: [[[156, 148], [170, 172], [196, 190]]], width: 30 }),
    head([174, 134], "helper", "right", true)],
};

/** Somebody who stands by. */
export const bystander = (who, x) => [
  ...body(who, { torso: [[x, 92], [x, 140]], legs: [[[x - 6, 146], [x - 8, FLOOR - 6]], [[x + 6, 146], [x + 8, FLOOR - 6]]],
    arms: [[[x - 10, 98], [x - 18, 124], [x - 12, 142]], [[x + 10, 98], [x + 16, 124], [x + 12, 142]]] }),
  head([x, 62], who, "left")];

/** A paramedic who kneels, with a bag. */
export const paramedic = () => [
  ...body("crew", { torso: [[420, 138], [428, 172]], legs: [[[426, 178], [402, 194], [452, 199]]],
    arms: [[[414, 144], [386, 164], [350, 178]]] }),
  limb([[407, 156], [434, 152]], 5)(token("partial")), head([412, 106], "crew", "left"),
  svg("rect", { x: 464, y: FLOOR - 34, width: 44, height: 30, rx: 6, fill: token("accent") }), stroke(`M476,${FLOOR - 34}v-7h20v7`)];
