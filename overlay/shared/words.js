/**
 * What viewers read: the overlay's words, with the streamer's own in their places. An overlay's
 * `look.words` may replace any of them; what they say is in `languages/`.
 *
 * A word in braces is filled in: `{n}` and `{gifts}` are numbers, `{gifter}` and `{gift}` names.
 */

import { overlay as WORDS } from "../languages/en.js";

export { WORDS };

/** Words with a form for each plural of a language: `coins`, `coins_one`, and `coins_few` where it has one. */
export const COUNTED = Object.freeze(["coins", "days"]);

/** @typedef {keyof typeof WORDS} Word */

/** Longest wording taken from a look, in UTF-16 units. */
const LONGEST = 120;

/**
 * The default words with the streamer's own in their places; anything unknown or not a text is left out.
 * @param {unknown} own
 * @returns {Readonly<Record<Word, string>>}
 */
export function wording(own) {
  if (typeof own !== "object" || own === null) return WORDS;
  const taken = Object.entries(own).filter(
    ([word, text]) => word in WORDS && typeof text === "string" && text.length <= LONGEST,
  );
  return { ...WORDS, ...Object.fromEntries(taken) };
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
