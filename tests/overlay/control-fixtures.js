// The messages of tests/wire, which the server's tests read as well.

import { readFileSync } from "node:fs";
import { START, reduce } from "../../overlay/control/state.js";

/** @param {string} name @returns {any} */
export function wire(name) {
  const file = new URL(`../wire/control-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The page as noor sees it, signed in and live. */
export function live() {
  const signedIn = reduce(START, { type: "session", session: wire("session") });
  return reduce(signedIn, { type: "frame", frame: wire("state") });
}
