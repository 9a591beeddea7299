/**
 * What viewers read: the overlay's words, with the streamer's own in their places. An overlay's
 * `look.words` may replace any of them; what they say is in `languages/`.
 *
 * A word in braces is filled in: `{n}` and `{gifts}` are numbers, `{gifter}` and `{gift}` names.
 */

import { overlay as WORDS } from "../languages/en.js";
import { wordsIn } from "./languages.js";

export { WORDS };

/** Words with a form for each plural of a language: `coins`, `coins_one`, and `coins_few` where it has one. */
export const COUNTED = Object.freeze(["coins", "days"]);

/** @typedef {keyof typeof WORDS} Word */

/**
 * A language and its words. It may have further forms of the counted ones.
 * @typedef {object} Vocabulary
 * @property {string} language
 * @property {Readonly<Record<Word, string>>} words
 */

/** What every overlay speaks that asks for nothing else. @type {Readonly<Vocabulary>} */
export const ENGLISH = Object.freeze({ language: "en", words: WORDS });

/** @param {string} language @returns {Promise<Vocabulary>} */
export async function vocabularyOf(language) {
  const { overlay } = await wordsIn(language);
  return overlay === WORDS ? ENGLISH : { language, words: overlay };
}

/** Longest wording taken from a look, in UTF-16 units. */
const LONGEST = 120;

/**
 * A language's words with the streamer's own in their places; anything unknown or not a text is left out.
 * @param {unknown} own
 * @param {Vocabulary} [vocabulary]
 * @returns {Readonly<Record<Word, string>>}
 */
export function wording(own, { words } = ENGLISH) {
  if (typeof own !== "object" || own === null) return words;
  const taken = Object.entries(own).filter(
    ([word, text]) => word in words && typeof text === "string" && text.length <= LONGEST,
  );
  return { ...words, ...Object.fromEntries(taken) };
}

/** @type {Map<string, Intl.PluralRules>} */
const plurals = new Map();

/**
 * The form of a counted word that a number asks for.
 * @param {Readonly<Record<string, string>>} words
 * @param {"coins" | "days"} word
 * @param {number} n
 * @param {string} language One of those that there are.
 */
export function counted(words, word, n, language) {
  const rules = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, rules);
  return words[`${word}_${rules.select(n)}`] ?? words[word] ?? "";
}

/**
 * A piece of a phrase; `name` marks what somebody else wrote, which must not disturb its surroundings.
 * @typedef {{ text: string, name?: true }} Piece
 */

/**
 * Fill in a phrase. A brace without a value stays as it is written.
 * @param {string} phrase
 * @param {Record<string, string>} values Numbers, already grouped.
 * @param {Record<string, string>} [names] Untrusted texts.
 * @returns {Piece[]}
 */
export function fill(phrase, values, names = {}) {
  return phrase
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const key = piece.slice(1, -1);
      if (piece.startsWith("{") && Object.hasOwn(names, key)) {
        return { text: names[key] ?? "", name: true };
      }
      return { text: Object.hasOwn(values, key) ? (values[key] ?? "") : piece };
    });
}
