import { readFileSync } from "node:fs";

/**
 * A frame that both sides of the wire read, with some top-level fields changed.
 * @param {string} name
 * @param {Record<string, unknown>} [changes]
 */
export function frame(name, changes = {}) {
  const file = new URL(`../wire/overlay-${name}.json`, import.meta.url);
  return { ...JSON.parse(readFileSync(file, "utf-8")), ...changes };
}

/**
 * A state frame whose only goal has some fields changed.
 * @param {string} name
 * @param {Record<string, unknown>} changes
 */
export function goal(name, changes) {
  const state = frame(name);
  return { ...state, goals: [{ ...state.goals[0], ...changes }] };
}
