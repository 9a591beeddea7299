/**
 * The time until a deadline, in parts. Pure; times are in milliseconds.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @typedef {{ days: number, hours: number, minutes: number, seconds: number, isOver: boolean }} TimeLeft */

/**
 * Every second that has begun counts, so that it is over when nothing is left.
 * @param {number} deadline
 * @param {number} now
 * @returns {TimeLeft}
 */
export function timeLeft(deadline, now) {
  const left = Math.ceil(Math.max(0, deadline - now) / SECOND) * SECOND;
  return {
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
    seconds: Math.floor((left % MINUTE) / SECOND),
    isOver: left === 0,
  };
}

/** How long it stays true, so that it is written once a second. @param {number} deadline @param {number} now */
export function untilNextSecond(deadline, now) {
  return ((deadline - now) % SECOND) + 1;
}

/**
 * As a clock shows it: `2:03:09`, `03:09` in the last hour. Right to left it stays as it is.
 * @param {TimeLeft} left
 * @param {string} locale For its digits.
 */
export function clockOf({ days, hours, minutes, seconds }, locale) {
  const parts = days > 0 || hours > 0 ? [hours, minutes, seconds] : [minutes, seconds];
  return parts
    .map((part, index) => digits(part, index > 0 || parts.length === 2 ? 2 : 1, locale))
    .join(":");
}

/** @param {number} number @param {number} least @param {string} locale */
function digits(number, least, locale) {
  const options = { minimumIntegerDigits: least, useGrouping: false };
  try {
    return new Intl.NumberFormat(locale, options).format(number);
  } catch {
    return new Intl.NumberFormat("en", options).format(number);
  }
}
