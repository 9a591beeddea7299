/**
 * Making a text fit its place: two sizes smaller, then an ellipsis at a word.
 */

/** Sizes in CSS are `data-size` 0, 1 and 2. */
const SMALLEST = 2;
/** Fewer letters than this say nothing: then the text is left out. */
const FEWEST = 3;

/**
 * @param {HTMLElement} element Clips what does not fit; one line, or as many as its height has room for.
 * @param {string} text
 */
export function fit(element, text) {
  element.textContent = text;
  for (let size = 0; size <= SMALLEST; size += 1) {
    element.dataset.size = String(size);
    if (fits(element)) return;
  }
  cut(element, text);
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function cut(element, text) {
  if (longest(element, pieces(text, "word")) === 0) longest(element, pieces(text, "grapheme"));
  const letters = pieces(element.textContent ?? "", "grapheme").length - 1;
  if (letters < FEWEST) element.textContent = "";
}

/**
 * Write as many pieces as fit, found by halving.
 * @param {HTMLElement} element
 * @param {string[]} all
 * @returns {number} How many they were.
 */
function longest(element, all) {
  let fitting = 0;
  let beyond = all.length;
  while (beyond - fitting > 1) {
    const middle = Math.floor((fitting + beyond) / 2);
    element.textContent = shortened(all, middle);
    if (fits(element)) fitting = middle;
    else beyond = middle;
  }
  element.textContent = shortened(all, fitting);
  return fitting;
}

/** @param {string[]} all @param {number} count */
function shortened(all, count) {
  const kept = all.slice(0, count).join("");
  return `${kept.replace(/[\s\p{P}]+$/u, "")}…`;
}

/**
 * Letters of some scripts stand out of their line a little, which is not a line too many.
 * @param {HTMLElement} element
 */
function fits(element) {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  const standsOut = parseFloat(getComputedStyle(element).fontSize) / 2;
  return scrollWidth <= clientWidth && scrollHeight < clientHeight + standsOut;
}

/**
 * @param {string} text
 * @param {"word" | "grapheme"} granularity
 */
function pieces(text, granularity) {
  const segments = new Intl.Segmenter(undefined, { granularity }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}
