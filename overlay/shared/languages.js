/**
 * The languages that there are, each a file of words in `languages/`. A page loads the one it needs.
 */

/** @typedef {typeof import("../languages/en.js")} Words */

/**
 * Each language by its BCP 47 tag, with its own name for itself.
 * @type {Readonly<Record<string, { name: string, direction: "ltr" | "rtl" }>>}
 */
export const LANGUAGES = Object.freeze({
  en: { name: "English", direction: "ltr" },
});

/**
 * A language's words. English where there is no such language, or where its file does not come.
 * @param {string} language
 * @returns {Promise<Words>}
 */
export async function wordsIn(language) {
  const known = Object.hasOwn(LANGUAGES, language) ? language : "en";
  try {
    return await import(`../languages/${known}.js`);
  } catch {
    return import("../languages/en.js");
  }
}
