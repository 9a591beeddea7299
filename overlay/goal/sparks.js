/**
 * The few sparks that travel from a toast to the end of the fill.
 */

import { make } from "./elements.js";
import { isCalm, play } from "./motion.js";

/** How many of each tier, and at most on the screen. */
const COUNT = [3, 5, 8, 12];
const MOST = 24;

/** @typedef {{ x: number, y: number }} Point */

/**
 * @param {HTMLElement} layer Over the whole page.
 * @param {Point} from
 * @param {Point} to
 * @param {number} tier From 0 to 3.
 */
export function sparkle(layer, from, to, tier) {
  if (isCalm()) return;
  const room = MOST - layer.querySelectorAll(".spark").length;
  const count = Math.min(COUNT[tier] ?? 0, room);
  for (let index = 0; index < count; index += 1) fly(layer, from, to, index);
}

/** @param {HTMLElement} layer @param {Point} from @param {Point} to @param {number} index */
function fly(layer, from, to, index) {
  const spark = make("i", "spark");
  layer.append(spark);
  const bend = { x: (Math.random() - 0.5) * 60, y: -12 - Math.random() * 40 };
  const middle = { x: (from.x + to.x) / 2 + bend.x, y: (from.y + to.y) / 2 + bend.y };
  const flight = play(
    spark,
    [
      { transform: at(from, 0.4), opacity: 0 },
      { transform: at(between(from, middle, 0.4), 1), opacity: 1, offset: 0.2 },
      { transform: at(middle, 1), opacity: 1, offset: 0.5 },
      { transform: at(between(middle, to, 0.8), 0.8), opacity: 1, offset: 0.85 },
      { transform: at(to, 0.2), opacity: 0 },
    ],
    {
      duration: 560 + Math.random() * 120,
      delay: index * 45,
      easing: "ease-in",
      fill: "backwards",
    },
  );
  flight.onfinish = flight.oncancel = () => spark.remove();
}

/** @param {Point} point @param {number} scale */
function at({ x, y }, scale) {
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${scale})`;
}

/** @param {Point} from @param {Point} to @param {number} part */
function between(from, to, part) {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
