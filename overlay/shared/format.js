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
  let format = formats.get(locale);
  if (format === undefined) {
    format = numberFormat(locale);
    formats.set(locale, format);
  }
  return format.format(number);
}

/** @param {string} locale */
function numberFormat(locale) {
  const options = { maximumFractionDigits: 0 };
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
