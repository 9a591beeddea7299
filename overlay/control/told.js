// What the server says, as the page shows it: in its language where that has the words, else in English
// and marked as such.

import { el, SERVER_SAYS } from "./dom.js";
import { fromServer } from "./from-server.js";
import { phrase, say } from "./say.js";
import { serverWords } from "./words.js";

/** @typedef {import("./from-server.js").Found} Found */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} props
 * @param {string} sentence
 * @returns {HTMLElementTagNameMap[T]}
 */
export function told(tag, props, sentence) {
  const found = fromServer(sentence, serverWords);
  if (!found) return el(tag, { ...props, ...SERVER_SAYS }, sentence);
  return el(tag, props, phrase(found.word, filled(found)));
}

/** The same as plain text, for labels and within other words. @param {string} sentence */
export function toldText(sentence) {
  const found = fromServer(sentence, serverWords);
  return found ? say(found.word, filled(found)) : sentence;
}

/** Whether the page's language has words for it. @param {string} sentence */
export const isKnown = (sentence) => fromServer(sentence, serverWords) !== null;

/** @param {Found} found @returns {Record<string, string | number>} */
function filled({ blanks }) {
  return Object.fromEntries(
    Object.entries(blanks).map(([name, value]) => [
      name,
      typeof value === "object" ? say(value.word, filled(value)) : value,
    ]),
  );
}
