// The language of this page: the one chosen on this device, else the browser's. It is settled while the
// page opens; another choice opens it anew.

import { agreed, directionOf, LANGUAGES } from "../shared/languages.js";
import { openStorage } from "./memory.js";

const PLACE = "giftgoal.language";

/** What was chosen on this device; empty: to follow the browser. */
export function chosen() {
  const kept = openStorage().getItem(PLACE) ?? "";
  return Object.hasOwn(LANGUAGES, kept) ? kept : "";
}

/** @param {string} language  empty: follow the browser */
export function choose(language) {
  const storage = openStorage();
  if (language) storage.setItem(PLACE, language);
  else storage.removeItem(PLACE);
}

/**
 * A choice keeps the browser's own manner of that language: who chose German in Austria counts as there.
 */
function settled() {
  // The tests of Node.js have no page: they read English wherever they run.
  const wishes = globalThis.document ? navigator.languages : [];
  const choice = chosen();
  if (!choice) return agreed(wishes);
  const own = agreed(wishes.filter((wish) => agreed([wish]).language === choice));
  return own.language === choice ? own : { language: choice, locale: choice };
}

export const { language, locale } = settled();

/** @param {HTMLElement} root */
export function speakOn(root) {
  root.lang = language;
  root.dir = directionOf(language);
}
