/**
 * A clock that stands still until a test lets time pass.
 */
export function createClock() {
  let time = 1_000;
  let made = 0;
  /** @type {Map<number, { at: number, call: () => void }>} */
  const waiting = new Map();
  const due = () => [...waiting].sort(([, a], [, b]) => a.at - b.at)[0];
  return {
    now: () => time,
    /** @param {() => void} call @param {number} wait */
    setTimeout(call, wait) {
      made += 1;
      waiting.set(made, { at: time + wait, call });
      return made;
    },
    /** @param {number} timer */
    clearTimeout: (timer) => void waiting.delete(timer),
    /** How many timers run. */
    running: () => waiting.size,
    /** @param {number} milliseconds */
    pass(milliseconds) {
      const end = time + milliseconds;
      for (let next = due(); next && next[1].at <= end; next = due()) {
        waiting.delete(next[0]);
        time = next[1].at;
        next[1].call();
      }
      time = end;
    },
  };
}
