// A sample of what a webhook is sent: what stands in it, at which place, and what each thing probably
// is. Pure.

/** @typedef {{ place: string, text: string }} Leaf */
/** @typedef {"gifter" | "amount" | "unit" | "coins" | "gift" | "count" | "id" | "message" | "test" | "when"} Role */

/** More than these would be no list to choose from. */
const MOST = 60;
const DEEPEST = 12;

/** @type {Role[]} */
// prettier-ignore
export const ROLES = [
  "gifter", "amount", "unit", "coins", "gift", "count", "id", "message", "test", "when",
];

/**
 * The texts, numbers and truths in a value, each with its place as a JSON pointer.
 * @param {unknown} value
 * @returns {Leaf[]}
 */
export function leavesOf(value) {
  /** @type {Leaf[]} */
  const leaves = [];
  walk(value, "", DEEPEST, leaves);
  return leaves;
}

/** @param {unknown} value @param {string} place @param {number} deep @param {Leaf[]} leaves */
function walk(value, place, deep, leaves) {
  if (leaves.length >= MOST || deep === 0 || value === null) return;
  if (typeof value === "object") {
    for (const [name, part] of Object.entries(/** @type {object} */ (value))) {
      const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
      walk(part, `${place}/${step}`, deep - 1, leaves);
    }
  } else if (place) leaves.push({ place, text: String(value) });
}

const PEOPLE =
  "gifter|donor|donator|sender|supporter|buyer|customer|user|viewer|author|from|member";
const NAMES = "name|displayname|username|nickname|login";

/** What a thing is called, the surest name first: its own, or with that of what it is in. */
const CALLED = /** @type {[Role, RegExp[]][]} */ ([
  ["coins", [/\.coins$/, /\.points$/]],
  ["amount", [/\.amount$/, /\.(total|sum|price|value)$/, /\.(amount|total|price)\w+$/]],
  ["unit", [/\.currency(code)?$/, /\.unit$/]],
  [
    "gifter",
    [
      new RegExp(`\\.(${PEOPLE})\\.(${NAMES})$`),
      new RegExp(`\\.(${PEOPLE})(${NAMES})?$`),
      new RegExp(`(?<!\\.(gift|item|product|tier|goal|campaign|channel))\\.(${NAMES})$`),
    ],
  ],
  [
    "id",
    [/\.(message|transaction|event|payment|order|tip|donation)id$/, /\.id$/, /\.(uuid|number)$/],
  ],
  [
    "gift",
    [/\.gift(name)?$/, /\.(gift|item|product|tier)\.name$/, /\.(item|product|tier)(name)?$/],
  ],
  ["count", [/\.(count|quantity|qty)$/]],
  ["message", [/\.(message|comment|note|text)$/]],
  ["test", [/\.(is)?(test|rehearsal)$/]],
]);

const NUMERIC = new Set(["amount", "coins", "count"]);

/**
 * What each thing probably is, by its name.
 * @param {Leaf[]} leaves
 * @returns {Partial<Record<Role, string>>} places
 */
export function guessed(leaves) {
  /** @type {Partial<Record<Role, string>>} */
  const places = {};
  const taken = new Set();
  for (const [role, names] of CALLED) {
    // Coins say it all; an amount beside them is something else.
    if ((role === "amount" || role === "unit") && places.coins) continue;
    const fits = (/** @type {RegExp} */ name) =>
      leaves.find(
        (leaf) =>
          !taken.has(leaf.place) &&
          name.test(plainly(leaf.place)) &&
          (!NUMERIC.has(role) || /^-?\d+(\.\d+)?$/.test(leaf.text)),
      );
    const found = names.map(fits).find((leaf) => leaf !== undefined);
    if (!found) continue;
    places[role] = found.place;
    taken.add(found.place);
  }
  return places;
}

/** "/order/Buyer_name" -> ".order.buyername", without places in lists. @param {string} place */
function plainly(place) {
  const parts = place.split("/").filter((part) => !/^\d+$/.test(part));
  return parts.map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, "")).join(".");
}

/**
 * What the form's fields are to say. What nothing was chosen for stands nowhere: "-".
 * @param {Partial<Record<Role, string>>} places
 * @param {Leaf[]} leaves
 * @param {{ unit: string, amountIn: string }} money  `unit`: the currency, where none is in the message
 * @returns {Record<string, string>}
 */
export function fieldsFor(places, leaves, { unit, amountIn }) {
  const { when, ...roles } = places;
  const at = (/** @type {Exclude<Role, "when">} */ role) => roles[role] ?? "-";
  const is = leaves.find((leaf) => leaf.place === when)?.text ?? "";
  return {
    ...{ gifter: at("gifter"), amount: at("amount"), coins: at("coins"), gift: at("gift") },
    ...{ count: at("count"), id: at("id"), message: at("message"), test: at("test") },
    unit: roles.unit ?? (unit.trim() || "-"),
    amount_in: amountIn,
    when_at: when ?? "",
    when_is: when ? is : "",
  };
}
