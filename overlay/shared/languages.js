/**
 * The languages that there are, each a file of words in `languages/`. A page loads the one it needs.
 */

/** @typedef {typeof import("../languages/en.js")} Words */

/**
 * Each language by its BCP 47 tag, with its own name for itself. Where there is no telling, the first
 * is spoken.
 * @type {Readonly<Record<string, { name: string, direction: "ltr" | "rtl" }>>}
 */
export const LANGUAGES = Object.freeze({
  en: { name: "English", direction: "ltr" },
});

/**
 * The language for a wish like "de-AT" or "pt"; null: it is not spoken here.
 * @param {string} wish A BCP 47 tag.
 */
function spokenFor(wish) {
  const base = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  return Object.keys(LANGUAGES).find((tag) => base(tag) === base(wish)) ?? null;
}

/**
 * The language to speak: the first wish that is spoken here, with the wish's own manner of numbers and
 * dates ("de-AT"); else English.
 * @param {readonly string[]} wishes BCP 47 tags, the dearest first.
 * @returns {{ language: string, locale: string }}
 */
export function agreed(wishes) {
  for (const wish of wishes) {
    const language = spokenFor(wish);
    if (language !== null) return { language, locale: wish };
  }
  return { language: "en", locale: "en" };
}

/** @param {string} language */
export function directionOf(language) {
  return LANGUAGES[language]?.direction ?? "ltr";
}

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
