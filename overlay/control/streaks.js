// Repeated taps on one gift for one gifter grow one streak: pure, time is given.

/**
 * A gift of the catalogue, or one of a platform that no program can hear.
 * @typedef {{ id: string, name: string, native?: import("./platform-taps.js").Native }} TapGift
 */

/** A streak without a tap for this long is closed; the next tap begins another. */
export const CLOSE_AFTER_MS = 4000;
/** The first tap is reported at once, the rest at most this often. */
export const REPORT_EVERY_MS = 300;

/**
 * @typedef {object} Streak
 * @property {string} key
 * @property {string | null} gifter
 * @property {TapGift} gift
 * @property {boolean} rehearsal
 * @property {number} count
 * @property {number} reported  the count last reported; 0 before the first
 * @property {number} tapped  when, in milliseconds
 * @property {number} sent  when, in milliseconds
 */

/**
 * @param {Streak[]} streaks
 * @param {{ gifter: string | null, gift: TapGift, rehearsal: boolean }}
 *   of
 */
export function find(streaks, of) {
  return streaks.find(
    (s) => s.gifter === of.gifter && s.gift.id === of.gift.id && s.rehearsal === of.rehearsal,
  );
}

/**
 * @param {Streak[]} streaks
 * @param {{ gifter: string | null, gift: TapGift, rehearsal: boolean,
 *   count: number, key: string, now: number }} tap  `key` names the streak this tap begins, if it
 * begins one
 */
export function tapped(streaks, tap) {
  const { gifter, gift, rehearsal, count, key, now } = tap;
  const open = find(streaks, tap);
  if (open) {
    const most = Math.min(open.count + count, 1_000_000);
    return streaks.map((s) => (s === open ? { ...s, count: most, tapped: now } : s));
  }
  const begun = { key, gifter, gift, rehearsal, count, reported: 0, tapped: now, sent: 0 };
  return [...streaks, begun];
}

/** @param {Streak} streak */
const due = (streak) => (streak.reported === 0 ? -Infinity : streak.sent + REPORT_EVERY_MS);

/** Those with something to report now. @param {Streak[]} streaks @param {number} now */
export function toReport(streaks, now) {
  return streaks.filter((s) => s.count > s.reported && due(s) <= now);
}

/** @param {Streak[]} streaks @param {number} now */
export function reported(streaks, now) {
  const ready = new Set(toReport(streaks, now));
  return streaks.map((s) => (ready.has(s) ? { ...s, reported: s.count, sent: now } : s));
}

/**
 * Those still open, or with something left to report.
 * @param {Streak[]} streaks
 * @param {number} now
 */
export function stillOpen(streaks, now) {
  return streaks.filter((s) => s.count > s.reported || now - s.tapped < CLOSE_AFTER_MS);
}

/** A streak that was undone does not grow on. @param {Streak[]} streaks @param {string} key */
export function closed(streaks, key) {
  return streaks.filter((s) => s.key !== key);
}

/** When there is something to do next, in milliseconds; null: never. @param {Streak[]} streaks */
export function nextTime(streaks) {
  const times = streaks.map((s) => (s.count > s.reported ? due(s) : s.tapped + CLOSE_AFTER_MS));
  return times.length ? Math.min(...times) : null;
}
