/**
 * What an overlay is told of its own looks. Pure: a look never fails as a whole, for what is missing or
 * malformed in it is plain.
 */

/** @typedef {"bar" | "ring" | "text" | "jar" | "ladder" | "countdown" | "top" | "recent" | "shoutout" | "ticker"} Kind */

/** Every kind of widget. @type {readonly Kind[]} */
export const KINDS = Object.freeze([
  .../** @type {const} */ (["bar", "ring", "text", "jar", "ladder"]),
  .../** @type {const} */ (["countdown", "top", "recent", "shoutout", "ticker"]),
]);

/** Where on a canvas a widget stands. */
export const PLACES = Object.freeze([
  ...["top-left", "top", "top-right", "left", "centre", "right"],
  ...["bottom-left", "bottom", "bottom-right"],
]);

/** How many widgets may stand on one canvas. */
const MOST_WIDGETS = 8;

/** @typedef {{ kind: Kind, place: string }} Place */

/**
 * @typedef {object} Sounds
 * @property {boolean} on
 * @property {number} volume From 0 to 1.
 * @property {boolean[]} tiers Whether gifts of each tier are heard.
 * @property {boolean} reached Whether a reached target is.
 */

/**
 * @typedef {object} Look
 * @property {Kind} widget
 * @property {Place[]} widgets Several on one canvas; empty: the one of `widget` fills it all.
 * @property {boolean} vertical
 * @property {string} theme
 * @property {string | null} goal
 * @property {boolean} title Which parts show, from here to `toasts`.
 * @property {boolean} number
 * @property {boolean} target
 * @property {boolean} togo
 * @property {boolean} milestones
 * @property {boolean} toasts
 * @property {boolean} platforms Whether each gift tells which platform it came by.
 * @property {boolean} calm
 * @property {string | null} accent `#rrggbb`, as all colours here.
 * @property {string | null} second Where a fill ends.
 * @property {string | null} ground
 * @property {number} groundOpacity From 0 to 1; counts for a `ground` alone.
 * @property {string | null} font The name of a stack, or of a file.
 * @property {number | null} corner In pixels of the design, as `thickness`.
 * @property {number | null} thickness
 * @property {string} locale Of numbers.
 * @property {string} language Of the overlay's words.
 * @property {unknown} words
 * @property {Sounds} sounds
 * @property {{ name: string, coins: number } | null} tickerGift
 */

/** @type {Readonly<Look>} */
export const PLAIN_LOOK = Object.freeze({
  ...{ widget: /** @type {Kind} */ ("bar"), widgets: [], vertical: false },
  ...{ theme: "clean", goal: null },
  ...{ title: true, number: true, target: true, togo: true, milestones: true, toasts: true },
  platforms: false,
  ...{ calm: false, accent: null, second: null, ground: null, groundOpacity: 0.84 },
  ...{ font: null, corner: null, thickness: null, locale: "en", language: "en" },
  words: {},
  sounds: { on: false, volume: 0.6, tiers: [true, true, true, true], reached: true },
  tickerGift: null,
});

/** @typedef {Record<string, unknown>} Fields */

/**
 * @param {unknown} given
 * @returns {Look}
 */
export function readLook(given) {
  if (typeof given !== "object" || given === null) return PLAIN_LOOK;
  const look = /** @type {Fields} */ (given);
  return {
    widget: isKind(look.widget) ? look.widget : "bar",
    widgets: readWidgets(look.widgets),
    vertical: look.direction === "vertical",
    theme: matching(look.theme, /^[a-z][a-z0-9-]{0,31}$/) ?? "clean",
    goal: matching(look.goal, /./),
    ...readParts(look),
    platforms: look.platforms === true,
    calm: look.calm === true,
    ...readColours(look),
    font: matching(look.font, /^[A-Za-z0-9][A-Za-z0-9_-]*(\.(woff2|woff|ttf|otf))?$/),
    corner: between(look.corner, 0, 60),
    thickness: between(look.thickness, 4, 60),
    locale: matching(look.locale, /./) ?? "en",
    language: matching(look.language, /^[A-Za-z0-9-]+$/) ?? "en",
    words: look.words ?? {},
    sounds: readSounds(look.sounds),
    tickerGift: readGift(look.ticker_gift),
  };
}

/** @param {Fields} look */
function readParts({ title, number, target, togo, milestones, toasts }) {
  return {
    title: title !== false,
    number: number !== false,
    target: target !== false,
    togo: togo !== false,
    milestones: milestones !== false,
    toasts: toasts !== false,
  };
}

/** @param {Fields} look */
function readColours({ accent, second, ground, ground_opacity: opacity }) {
  const COLOUR = /^#[0-9a-f]{6}$/i;
  return {
    accent: matching(accent, COLOUR),
    second: matching(second, COLOUR),
    ground: matching(ground, COLOUR),
    groundOpacity: (between(opacity, 0, 100) ?? 84) / 100,
  };
}

/** @param {unknown} list @returns {Place[]} */
function readWidgets(list) {
  const good = (Array.isArray(list) ? list : []).filter((one) => isKind(one?.kind));
  return good.slice(0, MOST_WIDGETS).map(({ kind, place }) => ({
    kind,
    place: PLACES.includes(place) ? place : "bottom",
  }));
}

/** @param {unknown} given @returns {Sounds} */
function readSounds(given) {
  if (typeof given !== "object" || given === null) return PLAIN_LOOK.sounds;
  const { on, volume, tiers, reached } = /** @type {Fields} */ (given);
  const heard = Array.isArray(tiers) ? tiers : [];
  return {
    on: on === true,
    volume: (between(volume, 0, 100) ?? 60) / 100,
    tiers: PLAIN_LOOK.sounds.tiers.map((_, tier) => heard[tier] !== false),
    reached: reached !== false,
  };
}

/** @param {unknown} given */
function readGift(given) {
  if (typeof given !== "object" || given === null) return null;
  const { name, coins } = /** @type {Fields} */ (given);
  const price = between(coins, 1, Number.MAX_SAFE_INTEGER);
  return typeof name === "string" && name !== "" && price !== null ? { name, coins: price } : null;
}

/** @param {unknown} value @returns {value is Kind} */
function isKind(value) {
  return KINDS.includes(/** @type {Kind} */ (value));
}

/** @param {unknown} value @param {RegExp} pattern */
function matching(value, pattern) {
  return typeof value === "string" && pattern.test(value) ? value : null;
}

/** @param {unknown} value @param {number} least @param {number} most */
function between(value, least, most) {
  const isNumber = typeof value === "number" && value >= least && value <= most;
  return isNumber ? value : null;
}
