// How fast coins come, and when the goal will be reached at that speed: pure. Times in
// milliseconds.

/** @typedef {import("./types.js").Minute} Minute */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const TEN = 10 * MINUTE;
/** One gift at the very beginning is no pace: at least this long is looked at. */
const LEAST = 5 * MINUTE;
/** Further ahead nothing is foretold. */
const FAR = 12 * HOUR;

/**
 * Coins an hour over the last `span`; of an evening that is younger, over all of it.
 * @param {object} of
 * @param {Minute[]} of.minutes  in order
 * @param {number} of.now
 * @param {number} of.span
 * @param {number} [of.fresh]  coins that came since the minutes were told
 */
export function pace({ minutes, now, span, fresh = 0 }) {
  const began = minutes.length ? Date.parse(minutes[0].at) : now;
  const since = Math.max(now - span, began);
  const within = minutes.filter((minute) => Date.parse(minute.at) + MINUTE > since);
  const coins = within.reduce((sum, minute) => sum + minute.coins, fresh);
  return Math.max(0, Math.round((coins * HOUR) / Math.max(LEAST, now - since)));
}

/**
 * How the last minutes stand to the hour, from 0 to 1: half is as fast, full is twice as fast.
 * @param {number} ten  coins an hour
 * @param {number} hour  coins an hour
 */
export const swing = (ten, hour) => (hour > 0 ? Math.min(1, ten / (2 * hour)) : 0);

/**
 * Coins in each 5 minutes of the last hour, the oldest first.
 * @param {{ minutes: Minute[], now: number, fresh?: number }} of
 */
export function lastHour({ minutes, now, fresh = 0 }) {
  const bars = Array.from({ length: HOUR / LEAST }, () => 0);
  for (const { at, coins } of minutes) {
    const ago = Math.max(0, now - Date.parse(at) - MINUTE);
    if (ago < HOUR) bars[bars.length - 1 - Math.floor(ago / LEAST)] += coins;
  }
  bars[bars.length - 1] = Math.max(0, bars[bars.length - 1] + fresh);
  return bars;
}

/**
 * When what is missing will have come: between the faster and the slower of two paces, in whole
 * minutes, rounded as people say them.
 * @param {number} missing  coins
 * @param {number[]} paces  coins an hour
 * @returns {{ from: number, to: number } | "far" | null}  null: nothing to go by
 */
export function estimate(missing, paces) {
  const known = paces.filter((one) => one > 0);
  if (missing <= 0 || !known.length) return null;
  const times = known.map((one) => (missing / one) * HOUR);
  const soonest = Math.min(...times);
  if (soonest > FAR) return "far";
  return { from: rounded(soonest), to: rounded(Math.min(Math.max(...times), FAR)) };
}

/** @param {number} time */
function rounded(time) {
  const minutes = time / MINUTE;
  const step = minutes < 10 ? 1 : minutes < 90 ? 5 : 15;
  return Math.max(1, Math.round(minutes / step) * step);
}
