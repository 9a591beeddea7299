// What was done to a look, so that it can be undone and done again. Pure; times are in milliseconds.

/**
 * @template T
 * @typedef {object} History
 * @property {readonly T[]} past  oldest first
 * @property {T} now
 * @property {readonly T[]} future  the one that was undone last comes first
 * @property {string} tag  what the last edit was about
 * @property {number} at  when it was
 */

/** Edits of one thing that follow each other sooner than this are one: a colour is dragged. */
const ONE_EDIT = 900;
/** How many edits can be undone. */
const MOST = 100;

/** @template T @param {T} now @returns {History<T>} */
export function startOf(now) {
  return { past: [], now, future: [], tag: "", at: -Infinity };
}

/**
 * @template T
 * @param {History<T>} history
 * @param {T} next
 * @param {{ tag: string, at: number }} edit  `tag`: what it is about; empty: an edit of its own
 * @returns {History<T>}
 */
export function edited(history, next, { tag, at }) {
  if (isSame(history.now, next)) return history;
  const goesOn = tag !== "" && tag === history.tag && at - history.at < ONE_EDIT;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST);
  return { past, now: next, future: [], tag, at };
}

/** @template T @param {History<T>} history @returns {History<T>} */
export function undone(history) {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const future = [history.now, ...history.future];
  return { ...startOf(before), past: history.past.slice(0, -1), future };
}

/** @template T @param {History<T>} history @returns {History<T>} */
export function redone(history) {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { ...startOf(next), past: [...history.past, history.now], future };
}

/**
 * What is so now came from elsewhere: it can not be undone, but what was done before can.
 * @template T
 * @param {History<T>} history
 * @param {T} now
 * @returns {History<T>}
 */
export function corrected(history, now) {
  return { ...history, now };
}

/** Both are plain values of JSON. @param {unknown} one @param {unknown} other */
export function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
