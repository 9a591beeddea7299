// Platforms whose gifts no program can hear: a person watches there and taps each one. Pure.

import { words } from "./words.js";

/**
 * What one tap stands for: so many pieces (`each`), one of which is worth `amount` of a `unit`.
 * @typedef {{ platform: string, each: number, amount: string, unit: string }} Native
 */
/** @typedef {{ id: string, name: string, native: Native }} NativeGift */

/** @param {string} platform @param {number} each @returns {NativeGift} */
const stars = (platform, each) => ({
  id: `${platform} ${each} stars`,
  name: "Stars",
  native: { platform, each, amount: "1", unit: "stars" },
});

/** @param {string} platform @param {string} amount @returns {NativeGift} */
const badge = (platform, amount) => ({
  id: `${platform} badge ${amount}`,
  name: "Badge",
  native: { platform, each: 1, amount, unit: "USD" },
});

/**
 * The gifts of each such platform. Instagram sells badges at these three prices (its help pages,
 * 2023); stars come in any number, so these are round ones, and 1 for any other.
 * @type {Readonly<Record<string, readonly NativeGift[]>>}
 */
export const TAPPED = Object.freeze({
  instagram: [
    ...[10, 20, 50, 100, 500, 1].map((each) => stars("instagram", each)),
    ...["0.99", "1.99", "4.99"].map((amount) => badge("instagram", amount)),
  ],
});

/** A platform's own name for itself. @param {string} platform */
export const nameOf = (platform) =>
  /** @type {Record<string, string>} */ (words.sources)[platform] ?? platform;

/** A decimal number many times over, exactly. @param {string} amount @param {number} n */
export function times(amount, n) {
  const [whole, part = ""] = amount.split(".");
  const all = String(BigInt(whole + part) * BigInt(n)).padStart(part.length + 1, "0");
  return part ? `${all.slice(0, -part.length)}.${all.slice(-part.length)}` : all;
}

/**
 * What an entry of the queue sends: the worth follows its count, which may have grown since.
 * @param {import("./queue.js").Entry} entry
 */
export function bodyOf({ body, native }) {
  if (!body || !native) return body;
  const { amount, unit, platform } = native;
  return { ...body, platform, worth: { amount: times(amount, body.count ?? 1), unit } };
}

/**
 * What one tap counts for, for the eye; null: its unit has no rate.
 * @param {Native} native
 * @param {Record<string, string>} rates  coins for one, by the unit in capitals
 */
export function coinsOf({ each, amount, unit }, rates) {
  const rate = rates[unit.toUpperCase()];
  return rate === undefined ? null : Math.round(each * Number(amount) * Number(rate) * 10) / 10;
}
