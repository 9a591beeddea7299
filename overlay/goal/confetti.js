/**
 * What flies when a target is reached. Each piece flies once, in its theme's own way, and is gone.
 */

import { make } from "./elements.js";
import { flightOf } from "./gestures.js";

const COLOURS = 5;

/**
 * Where confetti starts, how high it may go and how deep it falls, in the shower's own pixels.
 * @typedef {object} Field
 * @property {number} left
 * @property {number} width
 * @property {number} from
 * @property {number} peak
 * @property {number} ground
 * @property {1 | -1} way Where a line begins and ends.
 * @property {number} near How much bigger than they are those pieces get that fly the nearest.
 */

/** @typedef {import("./gestures.js").Flight} Flight */

/**
 * @param {HTMLElement} shower
 * @param {Field} field
 * @param {number} count
 * @param {number} [delay] In milliseconds.
 */
export function toss(shower, field, count, delay = 0) {
  const flight = flightOf(shower);
  const pieces = Array.from({ length: count }, (_, index) => {
    const piece = make("i", "confetti");
    piece.dataset.colour = String(index % COLOURS);
    return piece;
  });
  shower.append(...pieces);
  pieces.forEach((piece, index) => {
    const motion = fly(piece, field, flight, (index + Math.random()) / count, delay);
    motion.onfinish = motion.oncancel = () => piece.remove();
  });
}

/**
 * @param {HTMLElement} piece
 * @param {Field} field
 * @param {Flight} flight
 * @param {number} place From 0 to 1, along the bar.
 * @param {number} delay
 */
function fly(piece, field, flight, place, delay) {
  const size = 1 + Math.random() ** 2 * (field.near - 1);
  const frames = WAYS[flight.kind](field, place, flight.turn).map((frame) => scaled(frame, size));
  return piece.animate(frames, {
    duration: flight.duration * (0.8 + Math.random() * 0.45),
    delay: delay + Math.random() * 260,
    easing: flight.easing,
    fill: "backwards",
  });
}

/** @type {Record<Flight["kind"], (field: Field, place: number, turn: number) => Keyframe[]>} */
const WAYS = {
  /** Up, and down again, turning. */
  toss({ left, width, from, peak, ground }, place, turn) {
    const x = left + width * place;
    const drift = off(0.07) * Math.max(width, 600);
    const top = peak + (from - peak) * Math.random() * 0.7;
    const turns = turned(turn);
    const rise = { offset: 0.34, easing: "cubic-bezier(0.5, 0, 0.9, 0.6)" };
    return [
      { ...at(x, from, 0), opacity: 1, easing: "cubic-bezier(0.1, 0.6, 0.4, 1)" },
      { ...at(x + drift * 0.6, top, turns * 0.4), opacity: 1, ...rise },
      { opacity: 1, offset: 0.82 },
      { ...at(x + drift, ground, turns), opacity: 0 },
    ];
  },

  /** Down from above, swaying. */
  fall({ left, width, peak, ground }, place, turn) {
    const x = left + width * place;
    const sway = off(0.05) * Math.max(width, 400);
    const turns = turned(turn);
    const start = peak - (ground - peak) * (0.1 + Math.random() * 0.25);
    const deep = ground - start;
    return [
      { ...at(x, start, 0), opacity: 1 },
      { ...at(x + sway, start + deep * 0.36, turns * 0.4), opacity: 1, easing: "ease-in-out" },
      { ...at(x - sway, start + deep * 0.74, turns * 0.7), opacity: 1, easing: "ease-in-out" },
      { ...at(x + sway * 0.4, ground, turns), opacity: 0 },
    ];
  },

  /** Up from below, and up out of sight; where there is more room under the bar, from there. */
  rise({ left, width, from: middle, peak, ground }, place, turn) {
    const from = ground - middle > middle - peak ? ground : middle;
    const x = left + width * place;
    const sway = off(0.025) * Math.max(width, 400);
    const high = Math.max(from, ground) - peak;
    const end = peak - high * 0.1 + high * Math.random() * 0.4;
    const turns = turned(turn);
    return [
      { ...at(x, from, 0), opacity: 0 },
      { ...at(x + sway, from + (end - from) * 0.3, turns * 0.3), opacity: 1, offset: 0.25 },
      { ...at(x - sway, from + (end - from) * 0.72, turns * 0.7), opacity: 1, offset: 0.72 },
      { ...at(x + sway * 0.5, end, turns), opacity: 0 },
    ];
  },

  /** Out from the middle to all sides, and down. */
  burst({ left, width, from, peak, ground }, place, turn) {
    const middle = left + width / 2;
    const angle = Math.PI * (0.04 + 0.92 * place);
    const force = 0.35 + Math.random() * 0.65;
    const x = middle - Math.cos(angle) * (width * 0.62) * force;
    const y = from - Math.sin(angle) * (from - peak) * force;
    const turns = turned(turn);
    const up = { offset: 0.36, easing: "cubic-bezier(0.5, 0, 0.9, 0.7)" };
    return [
      { ...at(middle, from, 0), opacity: 1, easing: "cubic-bezier(0.1, 0.8, 0.3, 1)" },
      { ...at(x, y, turns * 0.5), opacity: 1, ...up },
      { opacity: 1, offset: 0.8 },
      { ...at(x + (x - middle) * 0.12, y + (ground - y) * 0.9, turns), opacity: 0 },
    ];
  },

  /** Along the bar from its start to its end and beyond. */
  slide({ left, width, peak, ground, way }, place, turn) {
    const y = peak + (Math.min(ground, peak + (ground - peak) * 0.72) - peak) * place;
    const start = way > 0 ? left - width * 0.12 : left + width * 1.12;
    const reach = way * width * (0.55 + Math.random() * 0.75);
    const turns = turned(turn);
    return [
      { ...at(start, y, 0), opacity: 0, easing: "cubic-bezier(0.05, 0.9, 0.2, 1)" },
      { opacity: 1, offset: 0.06 },
      { ...at(start + reach, y, turns * 0.2), opacity: 1, offset: 0.6, easing: "ease-in" },
      { ...at(start + reach * 1.3, y, turns), opacity: 0 },
    ];
  },
};

/** @param {Keyframe} frame @param {number} size @returns {Keyframe} */
function scaled(frame, size) {
  const { transform } = frame;
  return transform ? { ...frame, transform: `${transform} scale(${size.toFixed(2)})` } : frame;
}

/** Up to so far from the middle, to either side. @param {number} share */
function off(share) {
  return (Math.random() - 0.5) * 2 * share;
}

/** @param {number} most In degrees. */
function turned(most) {
  return (Math.random() < 0.5 ? -1 : 1) * most * (0.6 + Math.random() * 0.8);
}

/** @param {number} x @param {number} y @param {number} degrees @returns {Keyframe} */
function at(x, y, degrees) {
  const tilt = `rotate(${degrees.toFixed(0)}deg) rotateX(${(degrees * 1.7).toFixed(0)}deg)`;
  return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) ${tilt}` };
}
