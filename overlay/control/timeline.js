// The evening as a line: coins over time, and a dot where something was reached. Pure geometry.

/** @typedef {import("./types.js").Recap} Recap */
/** @typedef {{ x: number, y: number }} Point */

/** A minute in milliseconds: coins are told by the minute. */
const MINUTE = 60_000;

/**
 * @param {Pick<Recap, "since" | "until" | "coins" | "minutes" | "passed">} evening
 * @param {{ width: number, height: number, edge: number }} size  `edge`: free space all around
 */
export function timeline(evening, { width, height, edge }) {
  const since = Date.parse(evening.since);
  const until = Math.max(Date.parse(evening.until), since + MINUTE);
  const total = evening.minutes.reduce((sum, minute) => sum + minute.coins, 0);
  const x = (/** @type {number} */ at) =>
    edge + (Math.min(1, Math.max(0, (at - since) / (until - since))) || 0) * (width - 2 * edge);
  const y = (/** @type {number} */ coins) =>
    height - edge - (total > 0 ? coins / total : 0) * (height - 2 * edge);

  const points = [{ x: x(since), y: y(0) }];
  let sum = 0;
  for (const { at, coins } of evening.minutes) {
    const began = Date.parse(at);
    points.push({ x: x(began), y: y(sum) });
    sum += coins;
    points.push({ x: x(began + MINUTE), y: y(sum) });
  }
  points.push({ x: x(until), y: y(sum) });
  const marks = together(
    evening.passed.map(({ at }) => x(Date.parse(at))),
    edge * 2,
  ).map(({ x, label }) => ({ x, y: heightAt(points, x), label }));
  return { points, marks, ground: y(0) };
}

/**
 * Numbers for what was reached; what lies too close to be told apart shares a mark, "2–4".
 * @param {number[]} places  in order
 * @param {number} gap
 */
function together(places, gap) {
  const groups = /** @type {{ x: number, first: number, last: number }[]} */ ([]);
  places.forEach((x, i) => {
    const group = groups[groups.length - 1];
    if (group && x - group.x < gap) group.last = i + 1;
    else groups.push({ x, first: i + 1, last: i + 1 });
  });
  return groups.map(({ x, first, last }) => ({
    x,
    label: first === last ? `${first}` : `${first}–${last}`,
  }));
}

/** How long a quiet end is still part of an evening, in milliseconds. */
const QUIET = 10 * MINUTE;

/**
 * The evening without the long quiet after its last gift: it is told the next day, too.
 * @param {Recap} evening
 * @returns {Recap}
 */
export function trimmed(evening) {
  const last = evening.minutes[evening.minutes.length - 1];
  if (!last) return evening;
  const end = Math.min(Date.parse(evening.until), Date.parse(last.at) + QUIET);
  return { ...evening, until: new Date(end).toISOString() };
}

/** How high the line is at an x; between two points it is straight. @param {Point[]} points @param {number} x */
function heightAt(points, x) {
  const next = points.findIndex((point) => point.x >= x);
  if (next <= 0) return points[Math.max(0, next)].y;
  const [a, b] = [points[next - 1], points[next]];
  return b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

/** @param {Point[]} points  a path as SVG writes it */
export function pathOf(points) {
  return points.map(({ x, y }, i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
}

/** @param {number} n */
const round = (n) => Math.round(n * 10) / 10;

/** The minute in which most came; null: nothing came. @param {import("./types.js").Minute[]} minutes */
export function bestMinute(minutes) {
  return minutes.reduce(
    (best, minute) => (minute.coins > (best?.coins ?? 0) ? minute : best),
    /** @type {import("./types.js").Minute | null} */ (null),
  );
}
