// Turns taps into streaks, and streaks into reports, at the right times. At rest it has no timer.

import * as pure from "./streaks.js";

/**
 * @param {object} options
 * @param {() => number} options.now  milliseconds
 * @param {() => string} options.newKey
 * @param {(streaks: pure.Streak[]) => void} options.onChange
 * @param {(streak: pure.Streak) => void} options.onReport
 */
export function createTaps({ now, newKey, onChange, onReport }) {
  let streaks = /** @type {pure.Streak[]} */ ([]);
  let timer = 0;

  function tick() {
    clearTimeout(timer);
    const time = now();
    const due = pure.toReport(streaks, time);
    streaks = pure.stillOpen(pure.reported(streaks, time), time);
    onChange(streaks);
    due.forEach(onReport);
    const then = pure.nextTime(streaks);
    if (then !== null) timer = setTimeout(tick, Math.max(0, then - now()));
  }

  return {
    /**
     * @param {{ gifter: string | null, gift: pure.Streak["gift"], rehearsal: boolean, count: number
     *   }} tap
     */
    tap(tap) {
      streaks = pure.tapped(streaks, { ...tap, key: newKey(), now: now() });
      tick();
    },
    /** @param {string} key */
    close(key) {
      streaks = pure.closed(streaks, key);
      tick();
    },
    closeAll() {
      streaks.filter((streak) => streak.count > streak.reported).forEach(onReport);
      streaks = [];
      tick();
    },
  };
}
