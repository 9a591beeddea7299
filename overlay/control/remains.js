// What is left to the target, said in gifts and in money: pure.

/** @typedef {import("./types.js").CatalogueGift} CatalogueGift */
/** @typedef {import("./types.js").Package} Package */

/**
 * A small and a big gift that would fill what is missing: the cheapest favourite, and the dearest
 * favourite that fits.
 * @param {number} missing  coins
 * @param {CatalogueGift[]} gifts
 * @returns {{ name: string, count: number }[]}
 */
export function inGifts(missing, gifts) {
  const favourites = gifts.filter((gift) => gift.favourite);
  const priced = (favourites.length ? favourites : gifts).filter((gift) => gift.coins > 0);
  if (missing <= 0 || !priced.length) return [];
  const small = priced.reduce((a, b) => (b.coins < a.coins ? b : a));
  const fitting = priced.filter((gift) => gift.coins <= missing && gift.coins >= small.coins * 10);
  const big = fitting.reduce((a, b) => (b.coins > a.coins ? b : a), fitting[0] ?? small);
  const both = big === small ? [small] : [small, big];
  return both.map(({ name, coins }) => ({ name, count: Math.ceil(missing / coins) }));
}

/**
 * What a viewer would pay at most for the coins that are missing: the largest packages first, the
 * smallest that covers the rest last. Prices are counted in hundredths, never as fractions.
 * @param {number} missing  coins
 * @param {Package[]} packages  of one currency
 * @returns {{ amount: number, currency: string } | null}  amount in whole units of the currency
 */
export function inMoney(missing, packages) {
  const sorted = [...packages].sort((a, b) => a.coins - b.coins);
  if (missing <= 0 || !sorted.length) return null;
  const largest = sorted[sorted.length - 1];
  const whole = Math.floor(missing / largest.coins);
  const rest = missing - whole * largest.coins;
  const last = rest > 0 ? sorted.find((pack) => pack.coins >= rest) : undefined;
  const cents = whole * hundredths(largest.price) + (last ? hundredths(last.price) : 0);
  return { amount: cents / 100, currency: largest.currency };
}

/** @param {string} price */
const hundredths = (price) => Math.round(Number(price) * 100);
