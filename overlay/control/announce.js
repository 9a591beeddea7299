// Says what happened to those who cannot see it. A streak is said once, when it rests.

import { el, write } from "./dom.js";

/**
 * Reports of a growing streak come about three a second: what is said waits for the last, in
 * milliseconds.
 */
const REST = 900;

/** @param {HTMLElement} body */
export function createAnnouncer(body) {
  const region = el("p", { class: "spoken-only", role: "status", "aria-live": "polite" });
  body.append(region);
  let timer = 0;
  return (/** @type {string} */ text) => {
    clearTimeout(timer);
    timer = setTimeout(() => write(region, text), REST);
  };
}
