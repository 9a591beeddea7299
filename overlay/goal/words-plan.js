/**
 * How big the words of a widget are in the room that is left for them. Pure; lengths are CSS pixels.
 *
 * What must be read first is the number, then the title, then the rest: where there is no room for all at
 * a size that can be read, the rest goes first.
 */

/** The smallest size that viewers can read. */
export const LEAST = 20;
/** The smallest number that still leads. */
const LEAST_NUMBER = 26;
/** From the size of a text to the height of its line, and how wide its digits are. */
const LINE = 1.24;
const DIGIT = 0.62;
/** From how many times as wide as high on all is better read on one line. */
const FLAT = 6.5;
/** How much bigger the number must get for the target to leave its side. */
const WORTH_A_LINE = 1.25;
/** How big the target is beside the number. */
const TARGET = 0.5;

/**
 * @typedef {object} Room
 * @property {number} width
 * @property {number} height
 * @property {boolean} title Whether there is a title, from here to `detail`.
 * @property {boolean} number
 * @property {boolean} detail
 * @property {number} digits How many characters the number has.
 * @property {number} behind How many the target and its slash have; 0 without.
 */

/**
 * Sizes of type; 0: there is no room for it.
 * @typedef {object} Plan
 * @property {boolean} row Whether title and number stand on one line.
 * @property {boolean} split Whether the target stands under the number.
 * @property {number} lines Of the title.
 * @property {number} title
 * @property {number} number
 * @property {number} target
 * @property {number} detail
 */

/** @param {Room} room @returns {Plan} */
export function planWords(room) {
  const least = LEAST * LINE;
  const wanted = [room.title && least, room.number && LEAST_NUMBER * LINE, room.detail && least];
  const needed = wanted.reduce((/** @type {number} */ sum, height) => sum + Number(height), 0);
  if (room.detail && needed > room.height) return planWords({ ...room, detail: false });
  const isFlat = room.width > room.height * FLAT;
  if (room.title && room.number && (needed > room.height || isFlat)) return planRow(room);
  return planStack(room);
}

/** One line: the title, and the number at its end. @param {Room} room @returns {Plan} */
function planRow({ width, height, digits, behind }) {
  const wide = (width * 0.5) / (DIGIT * (digits + behind * TARGET));
  const number = bounded(Math.min(height / 1.15, wide), LEAST);
  const target = behind > 0 ? Math.max(LEAST, number * 0.56) : 0;
  const title = bounded(Math.min(height / LINE, number * 0.66), LEAST);
  return { row: true, split: false, lines: 1, title, number, target, detail: 0 };
}

/** One line under the other. @param {Room} room @returns {Plan} */
function planStack({ width, height, title, number, detail, digits, behind }) {
  const shares = (title ? 1 * LINE : 0) + (number ? 2.1 * LINE : 0) + (detail ? 0.72 * LINE : 0);
  const base = Math.min(height / Math.max(1, shares * 1.04), width / 8);
  const titleSize = title ? bounded(base, LEAST) : 0;
  const detailSize = detail ? bounded(base * 0.72, LEAST) : 0;
  const left = height - (titleSize + detailSize) * LINE;
  const most = Math.min(left / LINE, base * 3);
  const beside = Math.min(most, (width * 0.97) / (DIGIT * (digits + behind * TARGET)));
  const above = Math.min(most / (1 + TARGET), (width * 0.97) / (DIGIT * digits));
  const fitsUnder = behind * DIGIT * LEAST <= width;
  const split = number && behind > 0 && above > beside * WORTH_A_LINE && fitsUnder;
  if (number && behind > 0 && !split && beside < LEAST) {
    return planStack({ ...{ width, height, title, number, detail, digits }, behind: 0 });
  }
  const numberSize = number ? bounded(split ? above : beside, LEAST) : 0;
  const targetSize = behind > 0 ? Math.max(LEAST, numberSize * TARGET) : 0;
  const spare = left - (numberSize + (split ? targetSize : 0)) * LINE;
  return {
    ...{ row: false, split, lines: title && spare > titleSize * LINE ? 2 : 1 },
    title: titleSize,
    number: numberSize,
    target: targetSize,
    detail: detailSize,
  };
}

/** @param {number} size @param {number} least */
function bounded(size, least) {
  return Math.max(least, Math.floor(size));
}
