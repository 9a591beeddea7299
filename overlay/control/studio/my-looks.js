// Looks that the streamer keeps on this device, each under a name.

import { openStorage } from "../memory.js";
import { design } from "./presets.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {{ name: string, look: Partial<Look> }} Kept */

const PLACE = "giftgoal.looks";
const MOST = 24;

/** @returns {Kept[]} */
export function keptLooks() {
  try {
    const list = JSON.parse(openStorage().getItem(PLACE) ?? "[]");
    return Array.isArray(list) ? list.filter(isKept) : [];
  } catch {
    return [];
  }
}

/** One of the same name is replaced. @param {string} name @param {Look} look */
export function keepLook(name, look) {
  const others = keptLooks().filter((kept) => kept.name !== name);
  write([{ name, look: design(look) }, ...others].slice(0, MOST));
}

/** @param {string} name */
export function forgetLook(name) {
  write(keptLooks().filter((kept) => kept.name !== name));
}

/** @param {Kept[]} list */
function write(list) {
  try {
    openStorage().setItem(PLACE, JSON.stringify(list));
  } catch {
    // A full storage costs the kept look, nothing else.
  }
}

/** @param {unknown} value @returns {value is Kept} */
function isKept(value) {
  const kept = /** @type {Partial<Kept> | null} */ (value);
  return typeof kept?.name === "string" && typeof kept.look === "object" && kept.look !== null;
}
