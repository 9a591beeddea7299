// Puts words together: numbers and plurals as the reader's language has them, every name in its own
// <bdi>.

import { language, locale } from "./language.js";

/** Forms by a number, as `Intl.PluralRules` names them. @typedef {Partial<Record<string, string>> & { other: string }} Forms */
/** @typedef {string | Forms} Word */
/** @typedef {Record<string, string | number | null | undefined>} Blanks */

const plural = new Intl.PluralRules(language);
const grouped = new Intl.NumberFormat(locale);
const plain = new Intl.NumberFormat(locale, { useGrouping: false });
const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });

/** @param {number} n */
export const number = (n) => grouped.format(n);

/** @param {string} at  RFC 3339 */
export const clock = (at) =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

/** @param {string} at  RFC 3339 */
export const day = (at) =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(new Date(at));

/** @param {number} amount @param {string} currency */
export const money = (amount, currency) =>
  new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = h ? [m, s] : [s];
  return [plain.format(h || m), ...parts.map((part) => two.format(part))].join(":");
}

/** @param {number} bytes */
export function size(bytes) {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const amount = bytes / (unit === "kilobyte" ? 1000 : 1_000_000);
  const style = { style: /** @type {const} */ ("unit"), unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, style).format(amount);
}

/** @param {Word} word @param {Blanks} blanks */
function form(word, blanks) {
  if (typeof word === "string") return word;
  return word[plural.select(Number(blanks.n))] ?? word.other;
}

/** @param {string | number | null | undefined} value */
const shown = (value) => (typeof value === "number" ? number(value) : (value ?? ""));

/**
 * The words as plain text, for labels and for what is read aloud.
 * @param {Word} word
 * @param {Blanks} [blanks]
 */
export function say(word, blanks = {}) {
  return form(word, blanks).replace(/\{(\w+)\}/g, (_, blank) => shown(blanks[blank]));
}

/**
 * The words as nodes. What fills a blank is somebody else's text: it may be right-to-left, or hold
 * control characters, and stays inside its own <bdi>.
 * @param {Word} word
 * @param {Blanks} [blanks]
 * @returns {(string | Node)[]}
 */
export function phrase(word, blanks = {}) {
  return form(word, blanks)
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => {
      if (!part.startsWith("{")) return part;
      const value = blanks[part.slice(1, -1)];
      if (typeof value === "number") return number(value);
      const name = document.createElement("bdi");
      name.textContent = shown(value);
      return name;
    });
}
