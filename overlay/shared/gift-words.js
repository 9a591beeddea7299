/**
 * A gift in words. Pure.
 */

import { gain, whole } from "./format.js";
import { counted, fill } from "./words.js";

/** @typedef {import("./frames.js").Gift} Gift */
/** @typedef {Readonly<Record<import("./words.js").Word, string>>} Words */

/**
 * What was given: "Rose ×5", "50 coins".
 * @param {Gift} gift
 * @param {{ words: Words, locale: string, language: string }} speech
 */
export function giftWords({ gift, count, coins }, { words, locale, language }) {
  if (gift === null) {
    return fill(counted(words, "coins", coins, language), { n: whole(coins, locale) });
  }
  const values = { n: whole(count, locale) };
  return fill(count === 1 ? words.gift : words.gift_many, values, { gift });
}

/** What it moves the goal by; free coins have said so already. @param {Gift} gift @param {string} locale */
export function giftWorth({ gift, coins }, locale) {
  return gift !== null && coins > 0 ? gain(coins, locale) : "";
}
