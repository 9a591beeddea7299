/**
 * How the pieces lie in the jar: row upon row from the bottom, each row in the gaps of the one below, a
 * little out of line as things that fell. Pure; lengths are shares of the jar's width and height.
 */

/** How many lie in a row of an even number. */
const ACROSS = 7;
/** How far a piece may lie out of line, as a share of its size. */
const LOOSE = 0.09;

/**
 * @typedef {object} Piece
 * @property {number} x Its centre, from 0 to 1 from the left.
 * @property {number} y From 0 to 1 from the top.
 * @property {number} turn In turns.
 * @property {number} colour From 0 to 2.
 */

/** @typedef {{ size: number, pieces: Piece[] }} Pile The size is a share of the jar's width. */

/**
 * @param {number} width In any unit, as `height`.
 * @param {number} height
 * @returns {Pile} Its pieces in the order in which they fall: the lowest first.
 */
export function pileIn(width, height) {
  const size = 1 / ACROSS;
  const down = size * (width / height);
  const step = down * 0.88;
  const rows = Math.max(1, Math.floor((1 - down) / step) + 1);
  const chance = seeded(7);
  /** @type {Piece[]} */
  const pieces = [];
  for (let row = 0; row < rows; row += 1) {
    const isShifted = row % 2 === 1;
    const count = isShifted ? ACROSS - 1 : ACROSS;
    const order = shuffled(count, chance);
    for (const column of order) {
      const loose = () => (chance() - 0.5) * 2 * LOOSE;
      const x = (column + (isShifted ? 1 : 0.5)) * size + loose() * size * (isShifted ? 1 : 0);
      const y = 1 - down / 2 - row * step;
      pieces.push({ x, y, turn: chance(), colour: Math.floor(chance() * 3) });
    }
  }
  return { size, pieces };
}

/**
 * How many pieces lie in the jar: one from the first coin on, all only when the target is reached.
 * @param {number} ratio From 0 to 1.
 * @param {number} all
 */
export function piecesAt(ratio, all) {
  if (ratio <= 0) return 0;
  if (ratio >= 1) return all;
  return Math.min(all - 1, Math.max(1, Math.round(ratio * all)));
}

/** @param {number} count @param {() => number} chance */
function shuffled(count, chance) {
  const order = Array.from({ length: count }, (_, index) => ({ index, at: chance() }));
  return order.sort((a, b) => a.at - b.at).map(({ index }) => index);
}

/** The same numbers every time, so that a jar looks the same after a reload. @param {number} seed */
function seeded(seed) {
  let last = seed;
  return () => {
    last = (last * 16_807) % 2_147_483_647;
    return last / 2_147_483_647;
  };
}
