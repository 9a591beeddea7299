/**
 * Numbers and directions for the eye. Pure.
 */

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Group a whole number as the locale does; a locale that the browser refuses falls back to English.
 * @param {number} number
 * @param {string} locale A BCP 47 tag.
 */
export function whole(number, locale) {
  return formatOf(locale, { maximumFractionDigits: 0 }).format(number);
}

/**
 * A number with its plus, on the side where the locale's digits want it.
 * @param {number} number
 * @param {string} locale A BCP 47 tag.
 */
export function gain(number, locale) {
  return formatOf(locale, { maximumFractionDigits: 0, signDisplay: "always" }).format(number);
}

/**
 * A number in few characters, for where there is no room: 20M, 12.5K.
 * @param {number} number
 * @param {string} locale A BCP 47 tag.
 */
export function compact(number, locale) {
  return formatOf(locale, { notation: "compact", maximumFractionDigits: 1 }).format(number);
}

/** @param {string} locale @param {Intl.NumberFormatOptions} options */
function formatOf(locale, options) {
  const key = `${locale} ${options.notation} ${options.signDisplay}`;
  const format = formats.get(key) ?? makeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** @param {string} locale @param {Intl.NumberFormatOptions} options */
function makeFormat(locale, options) {
  try {
    return new Intl.NumberFormat(locale, options);
  } catch {
    return new Intl.NumberFormat("en", options);
  }
}

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The direction of a text by its first letter, as `dir="auto"` finds it.
 * @param {string} text
 * @returns {"ltr" | "rtl"}
 */
export function direction(text) {
  const letter = LETTER.exec(text);
  return letter !== null && RIGHT_TO_LEFT.test(letter[0]) ? "rtl" : "ltr";
}

/**
 * Shorten to so many characters as a reader counts them, so that no emoji is cut in half.
 * @param {string} text
 * @param {number} most
 */
export function shorten(text, most) {
  if (text.length <= most) return text;
  const characters = [...new Intl.Segmenter().segment(text.slice(0, most * 16))];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join("")
    .trimEnd()}…`;
}
