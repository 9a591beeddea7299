/**
 * How many rows of a list have room, and how big they are. Pure; lengths are CSS pixels.
 */

import { LEAST } from "./words-plan.js";

/** The height of a row and of the heading over the rows, as multiples of the size of a row's text. */
const ROW = 1.72;
const HEAD = 1.95;
/** The width that a row wants beside another one, likewise. */
const WIDE = 10;
/** How many rows a list has at least where it is high enough to choose. */
const FEW = 4;
/** How big the text of a row is where there is room for it, as a share of the width of a column. */
const SHARE = 1 / 15;

/**
 * @typedef {object} Rows
 * @property {number} size Of the text.
 * @property {number} columns
 * @property {number} rows In each column.
 * @property {boolean} head Whether there is room for the heading, at the top or at the start.
 * @property {boolean} isLine Whether all stand on one line, the heading too.
 */

/**
 * @param {number} width
 * @param {number} height
 * @param {number} most
 * @returns {Rows}
 */
export function planRows(width, height, most) {
  if (height < LEAST * (ROW + HEAD) + 6) return planLine(width, height, most);
  const wide = width > height * 2.2 && width > 2 * LEAST * WIDE;
  const columns = wide ? Math.min(3, Math.floor(width / (LEAST * WIDE))) : 1;
  const fair = Math.min((width / columns) * SHARE, height / (HEAD + FEW * ROW));
  const size = Math.max(LEAST, Math.floor(Math.max(fair, height / (HEAD + most * ROW))));
  const bounded = Math.max(LEAST, Math.min(size, Math.floor((width / columns) * SHARE * 1.3)));
  const rows = Math.max(1, Math.floor((height - HEAD * bounded) / (ROW * bounded)));
  return {
    ...{ size: bounded, columns, head: true, isLine: false },
    rows: Math.min(rows, Math.ceil(most / columns)),
  };
}

/** @param {number} width @param {number} height @param {number} most @returns {Rows} */
function planLine(width, height, most) {
  const size = Math.max(LEAST, Math.min(28, Math.floor(height / 1.7)));
  const head = width >= size * (WIDE + 8);
  const left = head ? width - size * 8 : width;
  const columns = Math.max(1, Math.min(most, Math.floor(left / (size * WIDE))));
  return { size, columns, rows: 1, head, isLine: true };
}
