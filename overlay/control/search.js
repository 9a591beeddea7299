// Finding a gift by a few letters, some of them wrong: pure.

import { plainDigits } from "./digits.js";

/** @typedef {import("./types.js").CatalogueGift} CatalogueGift */
/** @typedef {Pick<CatalogueGift, "name" | "favourite">} Named */

/** Lower case, without accents or punctuation. @param {string} text */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * "5 rose" and "rose 5" are five roses; a number alone is looked for as a name.
 * @param {string} typed
 * @returns {{ text: string, count: number | null }}
 */
export function parsed(typed) {
  const text = plainDigits(typed);
  const found = /^\s*(\d{1,6})\s*[×x*]?\s+(\D.*)$/iu.exec(text);
  if (found && Number(found[1]) > 0) return { text: found[2], count: Number(found[1]) };
  const last = /^(.*\D)\s+[×x*]?(\d{1,6})\s*$/iu.exec(text);
  if (last && Number(last[2]) > 0) return { text: last[1], count: Number(last[2]) };
  return { text, count: null };
}

/**
 * Letters that must be added, dropped, changed or swapped to get from one word to the other; stops
 * counting at `most`.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function typos(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return above[b.length];
}

/** @param {number} length */
const forgiven = (length) => (length < 4 ? 0 : length < 7 ? 1 : 2);

/**
 * How well a name answers a query, both plain: 0 is best, null is not at all.
 * @param {string} name
 * @param {string} query
 */
export function rank(name, query) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = name.split(" ");
  if (words.some((word) => word.startsWith(query))) return 2;
  if (name.replaceAll(" ", "").startsWith(query.replaceAll(" ", ""))) return 3;
  const initials = words.map((word) => word[0]).join("");
  if (query.length > 1 && initials.startsWith(query)) return 4;
  if (query.length > 1 && name.includes(query)) return 5;
  const most = forgiven(query.length);
  const near = [name, ...words].map((word) =>
    Math.min(typos(word, query, most), typos(word.slice(0, query.length), query, most)),
  );
  const fewest = Math.min(...near);
  return most > 0 && fewest <= most ? 5 + fewest : null;
}

/**
 * The gifts that answer a query, best first; equal ones: favourites first, then in the order given.
 * @template {Named} G
 * @param {G[]} gifts
 * @param {string} query
 * @param {number} [most]
 * @returns {G[]}
 */
export function search(gifts, query, most = 30) {
  const wanted = plain(query);
  if (!wanted) return gifts.slice(0, most);
  return gifts
    .map((gift) => ({ gift, rank: rank(plain(gift.name), wanted) }))
    .filter((found) => found.rank !== null)
    .sort(
      (a, b) =>
        Number(a.rank) - Number(b.rank) || Number(b.gift.favourite) - Number(a.gift.favourite),
    )
    .slice(0, most)
    .map((found) => found.gift);
}

/**
 * How a name that somebody typed stands to the gifts there are: one of theirs, near to one, or new.
 * Gifts count by their whole name, in capitals or not.
 * @template {Named} G
 * @param {G[]} gifts
 * @param {string} typed
 * @returns {{ known: boolean, near: G | null }}
 */
export function named(gifts, typed) {
  const wanted = typed.trim().toLowerCase();
  const known = gifts.some((gift) => gift.name.toLowerCase() === wanted);
  const near = known || !plain(typed) ? null : (search(gifts, typed, 1)[0] ?? null);
  return { known, near };
}
