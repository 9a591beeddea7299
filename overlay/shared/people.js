/**
 * The lists: who gave the most, who gave last, who waits to be thanked. Pure, in plain values.
 */

import { direction, whole } from "./format.js";
import { giftWords, giftWorth } from "./gift-words.js";
import { PLAIN_LOOK } from "./look.js";
import { platformMark } from "./platform-marks.js";
import { fill, wording } from "./words.js";

/** @typedef {import("./words.js").Piece} Piece */
/** @typedef {import("./frames.js").Gift} Gift */

/**
 * One line of a list.
 * @typedef {object} Row
 * @property {string} key The same as long as it is the same gifter or gift.
 * @property {Piece[]} who
 * @property {Piece[]} what Empty where there is nothing to say beside the worth.
 * @property {string} worth
 * @property {number} coins
 * @property {string} mark The platform's, where the look wants it.
 */

/**
 * @typedef {object} People
 * @property {Row[]} top
 * @property {Row[]} recent
 * @property {Row[]} shoutouts
 * @property {"ltr" | "rtl"} direction
 * @property {boolean} rehearsal
 * @property {string} locale
 * @property {Readonly<Record<import("./words.js").Word, string>>} words
 */

/**
 * @param {import("./reduce.js").Model} model
 * @returns {People | null} `null` before the first state.
 */
export function people({ state, look, vocabulary }) {
  if (state === null) return null;
  const { locale, words: own, platforms } = look ?? PLAIN_LOOK;
  const words = wording(own, vocabulary);
  const { language } = vocabulary;
  /** @param {Gift} gift @returns {Row} */
  const row = (gift) => ({
    key: gift.id,
    who: nameOf(gift.gifter, words),
    what: giftWords(gift, { words, locale, language }),
    worth: giftWorth(gift, locale),
    coins: gift.coins,
    mark: platformMark(gift, platforms),
  });
  return {
    top: state.top.map(({ gifter, coins }) => ({
      ...{ key: gifter, who: nameOf(gifter, words), what: [], worth: whole(coins, locale), coins },
      mark: "",
    })),
    recent: state.recent.map(row),
    shoutouts: state.shoutouts.map(row),
    direction: direction(words.top),
    rehearsal: state.rehearsal,
    locale,
    words,
  };
}

/** @param {string | null} gifter @param {People["words"]} words */
function nameOf(gifter, words) {
  return gifter === null ? [{ text: words.anonymous }] : fill("{gifter}", {}, { gifter });
}
