/**
 * How a theme moves: read from its custom properties, so that a theme is style alone. What is missing or
 * means nothing there is plain.
 */

import { ARRIVE, LEAVE, TOAST_IN, TOAST_OUT } from "./motion.js";

/** Where nothing has moved, in the form that any other transform can be led to and from. */
export const STILL = "matrix(1, 0, 0, 1, 0, 0)";

/**
 * @typedef {object} Gesture
 * @property {string} transform Where it comes from, or goes to.
 * @property {string} easing
 * @property {number} duration In milliseconds.
 */

/** @param {Element} element Comes. @returns {Gesture} */
export function coming(element) {
  return gesture(element, ["--toast-from", "--toast-curve", "--toast-time"], {
    ...{ transform: "translateY(60%)", easing: ARRIVE, duration: TOAST_IN },
  });
}

/** @param {Element} element Goes. @returns {Gesture} */
export function going(element) {
  return gesture(element, ["--toast-to", "--toast-leave", "--toast-out-time"], {
    ...{ transform: "translateY(-60%)", easing: LEAVE, duration: TOAST_OUT },
  });
}

/** @param {Element} element The words of a celebration. @returns {Gesture} */
export function cheering(element) {
  return gesture(element, ["--cheer-from", "--cheer-curve", "--cheer-time"], {
    ...{ transform: "translateY(70%)", easing: ARRIVE, duration: 480 },
  });
}

/**
 * @param {Element} element
 * @param {[string, string, string]} names Of the transform, the curve and the time.
 * @param {Gesture} plain
 * @returns {Gesture}
 */
function gesture(element, [from, curve, time], plain) {
  const style = getComputedStyle(element);
  const transform = valid("transform", style.getPropertyValue(from)) ?? plain.transform;
  const isMirrored = style.direction === "rtl" && transform !== "none";
  return {
    transform: isMirrored ? `scaleX(-1) ${transform} scaleX(-1)` : transform,
    easing: valid("animation-timing-function", style.getPropertyValue(curve)) ?? plain.easing,
    duration: milliseconds(style.getPropertyValue(time)) ?? plain.duration,
  };
}

/**
 * How much bigger a number gets for a moment when it is news.
 * @param {Element} element
 */
export function popOf(element) {
  return within(getComputedStyle(element).getPropertyValue("--toast-pop"), 1, 2) ?? 1.12;
}

/** What confetti can do. */
const FLIGHTS = /** @type {const} */ (["toss", "fall", "rise", "burst", "slide"]);

/**
 * @typedef {object} Flight
 * @property {(typeof FLIGHTS)[number]} kind
 * @property {number} turn How far a piece turns at most, in degrees.
 * @property {string} easing
 * @property {number} duration In milliseconds.
 */

/** @param {Element} element @returns {Flight} */
export function flightOf(element) {
  const style = getComputedStyle(element);
  const kind = style.getPropertyValue("--flight").trim();
  return {
    kind: FLIGHTS.find((flight) => flight === kind) ?? "toss",
    turn: within(style.getPropertyValue("--flight-turn").replace("deg", ""), 0, 3_600) ?? 500,
    easing:
      valid("animation-timing-function", style.getPropertyValue("--flight-curve")) ?? "linear",
    duration: milliseconds(style.getPropertyValue("--flight-time")) ?? 2_000,
  };
}

/** @param {string} property @param {string} written */
function valid(property, written) {
  const value = written.trim();
  return value !== "" && CSS.supports(property, value) ? value : null;
}

/** Up to three seconds: nothing here may go on. @param {string} written */
function milliseconds(written) {
  const [, number = "", unit] = /^\s*([\d.]+)(ms|s)\s*$/.exec(written) ?? [];
  return number === ""
    ? null
    : within(String(Number(number) * (unit === "s" ? 1_000 : 1)), 0, 3_000);
}

/** @param {string} written @param {number} least @param {number} most */
function within(written, least, most) {
  const number = written.trim() === "" ? NaN : Number(written);
  return number >= least ? Math.min(number, most) : null;
}
