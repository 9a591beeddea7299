/**
 * The languages that there are, each a file of words in `languages/`. A page loads the one it needs, and
 * English for what that lacks.
 */

import * as english from "../languages/en.js";

/** @typedef {typeof import("../languages/en.js")} Words */

/** What `Intl.PluralRules` calls the plurals of all languages. */
const PLURALS = ["zero", "one", "two", "few", "many", "other"];

/**
 * Each language by its BCP 47 tag, with its own name for itself. Where there is no telling, the first
 * is spoken.
 * @type {Readonly<Record<string, { name: string, direction: "ltr" | "rtl" }>>}
 */
export const LANGUAGES = Object.freeze({
  en: { name: "English", direction: "ltr" },
  es: { name: "Español", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  "pt-BR": { name: "Português (Brasil)", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  ja: { name: "日本語", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
});

/**
 * The language for a wish like "de-AT" or "pt"; null: it is not spoken here.
 * @param {string} wish A BCP 47 tag.
 */
function spokenFor(wish) {
  const tags = Object.keys(LANGUAGES);
  const base = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  const exactly = tags.find((tag) => tag.toLowerCase() === wish.toLowerCase());
  return exactly ?? tags.find((tag) => base(tag) === base(wish)) ?? null;
}

/**
 * The language to speak: the first wish that is spoken here, with the wish's own manner of numbers and
 * dates ("de-AT"); else English, with the numbers and dates that the device is used to.
 * @param {readonly string[]} wishes BCP 47 tags, the dearest first.
 * @returns {{ language: string, locale: string }}
 */
export function agreed(wishes) {
  for (const wish of wishes) {
    const language = spokenFor(wish);
    if (language !== null) return { language, locale: wish };
  }
  return { language: "en", locale: wishes[0] ?? "en" };
}

/** @param {string} language */
export function directionOf(language) {
  return LANGUAGES[language]?.direction ?? "ltr";
}

/**
 * A language's words, with English where it has none: a file that is half done or does not come costs
 * words, never the page.
 * @param {string} language
 * @returns {Promise<Words>}
 */
export async function wordsIn(language) {
  if (language === "en" || !Object.hasOwn(LANGUAGES, language)) return english;
  try {
    return completed(await import(`../languages/${language}.js`), english);
  } catch {
    return english;
  }
}

/**
 * What is given, and the rest as it is in the whole. Forms of a word belong together: they are taken as
 * they are.
 * @template T
 * @param {any} given
 * @param {T} whole
 * @returns {T}
 */
function completed(given, whole) {
  const isGroup = typeof whole === "object" && whole !== null && !isForms(whole);
  if (!isGroup || typeof given !== "object") return given ?? whole;
  const all = Object.entries(whole).map(([key, text]) => [key, completed(given[key], text)]);
  return { ...given, ...Object.fromEntries(all) };
}

/** @param {object} node Whether it is one word in several forms: "other" and what a plural may be called. */
export function isForms(node) {
  return "other" in node && Object.keys(node).every((key) => PLURALS.includes(key));
}
