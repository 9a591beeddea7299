// An overlay's look as a file, to keep or to give away. Pure. Neither the key nor the goal is in it: the one
// is a secret, the other means nothing elsewhere.

/** @typedef {import("../types.js").Look} Look */

/** What a file is recognised by. */
const KIND = "look";
const VERSION = 1;
/** Longest file that is read, in UTF-16 units: a look with every text at its longest is half of that. */
const LONGEST = 65_536;

/** @typedef {"json" | "look" | "newer" | "large"} Wrong */

/**
 * @param {string} name  of the overlay
 * @param {Look} look
 * @returns {{ file: string, text: string }}
 */
export function lookFile(name, look) {
  const { goal: _, ...rest } = look;
  const whole = { giftgoal: KIND, version: VERSION, name, look: rest };
  return { file: `${plainName(name)}.look.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
}

/**
 * What a file says. Whether its options are allowed is the server's to say.
 * @param {string} text
 * @returns {{ look: Partial<Look>, wrong: null } | { look: null, wrong: Wrong }}
 */
export function readLookFile(text) {
  if (text.length > LONGEST) return { look: null, wrong: "large" };
  const said = parsed(text);
  if (said === undefined) return { look: null, wrong: "json" };
  if (!isObject(said) || said["giftgoal"] !== KIND || !isObject(said["look"])) {
    return { look: null, wrong: "look" };
  }
  if (said["version"] !== VERSION) return { look: null, wrong: "newer" };
  const { goal: _, ...look } = said["look"];
  return { look, wrong: null };
}

/** @param {string} text @returns {unknown} `undefined`: not JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A name that every file system takes. @param {string} name */
function plainName(name) {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 40) || "overlay";
}
