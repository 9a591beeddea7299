/**
 * A number that counts up together with the fill.
 */

/** @typedef {import("../shared/connection.js").Timers} Timers */

/** Milliseconds of the whole way, as the fill takes; steps on it when it is the only one. */
const LASTING = 700;
const STEPS = 20;
/**
 * Milliseconds between two writings while new numbers keep coming, each of which is a step itself. Longer
 * than the page takes between two of them, so that in a flood these are the only steps.
 */
const STEP_OF_FLOOD = 150;

/**
 * @param {(number: number) => void} write
 * @param {Timers} timers
 */
export function createCounter(write, timers) {
  let shown = 0;
  let from = 0;
  let to = 0;
  let startedAt = 0;
  let step = LASTING / STEPS;
  /** @type {unknown} */
  let timer = null;

  function tick() {
    const passed = Math.min(1, (timers.now() - startedAt) / LASTING);
    const next = passed === 1 ? to : Math.round(from + (to - from) * eased(passed));
    if (next !== shown) write(next);
    shown = next;
    timer = shown === to ? null : timers.setTimeout(tick, step);
  }

  return {
    /** @param {number} number */
    countTo(number) {
      if (number === to) return;
      const isFlood = timer !== null;
      timers.clearTimeout(timer);
      if (isFlood) tick();
      timers.clearTimeout(timer);
      from = shown;
      to = number;
      startedAt = timers.now();
      step = isFlood ? STEP_OF_FLOOD : LASTING / STEPS;
      timer = timers.setTimeout(tick, step);
    },
    /** @param {number} number */
    jumpTo(number) {
      timers.clearTimeout(timer);
      timer = null;
      shown = to = number;
      write(number);
    },
  };
}

/** Fast, then slow, about as the fill's curve. @param {number} passed */
function eased(passed) {
  return 1 - (1 - passed) ** 4;
}
