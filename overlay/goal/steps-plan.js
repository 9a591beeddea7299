/**
 * Which steps of the ladder have room. Pure.
 */

/** @typedef {import("../shared/view.js").Step} Step */

/**
 * The next step and the target stay; of the others those around the next one.
 * @param {Step[]} steps Lowest first.
 * @param {number} room How many there is room for, 1 or more.
 * @returns {Step[]} Lowest first.
 */
export function stepsWithRoom(steps, room) {
  if (steps.length <= room) return steps;
  const next = steps.findIndex(({ isNext }) => isNext);
  const last = steps.length - 1;
  const centre = next < 0 ? last : next;
  if (room === 1) return steps.slice(centre, centre + 1);
  const around = room - 1;
  const from = Math.max(0, Math.min(centre - Math.floor(around / 3), last - around));
  return [...steps.slice(from, from + around), ...steps.slice(last)];
}
