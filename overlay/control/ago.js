// How long ago something was, in a word: pure.

import { say } from "./say.js";
import { words } from "./words.js";

/** @param {string} at  RFC 3339 @param {number} now  milliseconds */
export function ago(at, now) {
  return spanned(Math.max(0, now - Date.parse(at)));
}

/** @param {string} at  RFC 3339 @param {number} now  milliseconds */
export function until(at, now) {
  return spanned(Math.max(0, Date.parse(at) - now));
}

/** @param {number} span  milliseconds */
function spanned(span) {
  const W = words.source;
  const seconds = Math.round(span / 1000);
  if (seconds < 90) return say(W.seconds, { n: seconds });
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? say(W.minutes, { n: minutes })
    : say(W.hours, { n: Math.round(minutes / 60) });
}
