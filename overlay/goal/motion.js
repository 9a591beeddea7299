/**
 * How things move: curves, times, and the few ways of moving. Transform and opacity only, and nothing
 * that goes on by itself.
 */

/** @typedef {import("../shared/connection.js").Timers} Timers */

export const ARRIVE = "cubic-bezier(0.22, 1, 0.36, 1)";
export const LEAVE = "cubic-bezier(0.4, 0, 1, 1)";
export const OVERSHOOT = "cubic-bezier(0.34, 1.4, 0.5, 1)";

/** Milliseconds. */
export const TICK = 160;
export const TOAST_IN = 320;
export const TOAST_OUT = 220;
export const FILL = 700;
export const TURN_OUT = 220;
export const TURN_IN = 420;

/** The clock of the page. @type {Timers} */
export const CLOCK = {
  setTimeout: (call, wait) => setTimeout(call, wait),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => performance.now(),
};

/**
 * Whether only fades are wanted, by the look or by the viewer's system.
 */
export function isCalm() {
  return document.documentElement.hasAttribute("data-calm");
}

/**
 * Play keyframes once; in calm, only what they do to the opacity.
 * @param {Element} element
 * @param {Keyframe[]} keyframes
 * @param {KeyframeAnimationOptions} options
 */
export function play(element, keyframes, options) {
  const frames = isCalm()
    ? keyframes.map(({ opacity = 1, offset }) => fade(opacity, offset))
    : keyframes;
  return element.animate(frames, options);
}

/** @param {Keyframe["opacity"]} opacity @param {number | null | undefined} offset @returns {Keyframe} */
function fade(opacity, offset) {
  return offset === undefined ? { opacity } : { opacity, offset };
}

/**
 * A call that is made at once, and then at most once in so many milliseconds, the last time at the end.
 * @param {() => void} call
 * @param {number} interval
 * @param {Timers} timers
 */
export function atMostEvery(interval, call, timers) {
  let last = -Infinity;
  /** @type {unknown} */
  let timer = null;
  function run() {
    timer = null;
    last = timers.now();
    call();
  }
  return () => {
    if (timer !== null) return;
    const wait = last + interval - timers.now();
    if (wait <= 0) run();
    else timer = timers.setTimeout(run, wait);
  };
}
