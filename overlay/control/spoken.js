// A gift as one line: for reading aloud, and with every name set apart for the eye.

import { phrase, say } from "./say.js";
import { words } from "./words.js";

/**
 * @typedef {{ gifter: string | null, gift: string | null, count: number, coins: number | null }}
 *   Line
 */

/** @param {Line} line @returns {[import("./say.js").Word, import("./say.js").Blanks]} */
function parts({ gifter, gift, count, coins }) {
  if (gift === null) {
    const word = gifter === null ? words.coinsLineAnonymous : words.coinsLine;
    return [word, { n: coins ?? 0, gifter }];
  }
  const word = gifter === null ? words.giftLineAnonymous : words.giftLine;
  return [word, { count, gift, gifter }];
}

/** @param {Line} line */
export function spoken(line) {
  return say(...parts(line));
}

/** @param {Line} line */
export function drawn(line) {
  return phrase(...parts(line));
}
