/**
 * What a frame must hold to be believed. Pure: a frame that is malformed is `null`, never an error,
 * for viewers must not see one.
 */

/**
 * @typedef {object} Milestone
 * @property {number} at In the goal's unit.
 * @property {string} label
 */

/**
 * A goal as the rung being climbed: its title and target, and all that was raised.
 * @typedef {object} Goal
 * @property {string} id
 * @property {string} title
 * @property {string} unit `"coins"`, or the name of the gift that is counted.
 * @property {number} raised May pass the target.
 * @property {number} target Above 0.
 * @property {number} rung From 1.
 * @property {boolean} reached Whether the last rung is reached.
 * @property {Milestone[]} milestones
 * @property {number} run
 */

/** @typedef {{ seq: number, ledger: string, rehearsal: boolean, goals: Goal[] }} State */

/**
 * @typedef {object} Gift
 * @property {string} id
 * @property {string | null} gifter `null`: anonymous.
 * @property {string | null} gift `null`: free coins.
 * @property {number} count Absolute, of the whole streak so far.
 * @property {number} coins Absolute likewise.
 */

/** @typedef {{ seq: number, goal: string, title: string, target: number, rung: number }} Reached */
/** @typedef {{ seq: number, ledger: string, gifts: Gift[], reached: Reached[] }} Gifts */

/**
 * @typedef {object} Look
 * @property {string} theme
 * @property {string | null} goal
 * @property {boolean} toasts
 * @property {boolean} milestones
 * @property {boolean} togo
 * @property {boolean} calm
 * @property {string | null} accent `#rrggbb`
 * @property {string} locale
 * @property {unknown} words
 */

/** @type {Readonly<Look>} */
export const PLAIN_LOOK = Object.freeze({
  theme: "clean",
  goal: null,
  toasts: true,
  milestones: true,
  togo: true,
  calm: false,
  accent: null,
  locale: "en",
  words: {},
});

/** @typedef {Record<string, unknown>} Fields */

/**
 * @param {Fields} frame
 * @returns {State | null}
 */
export function readState({ seq, ledger, rehearsal, goals }) {
  if (!isWhole(seq) || !isText(ledger) || !Array.isArray(goals)) return null;
  const read = readAll(goals, readGoal);
  return read && { seq, ledger, rehearsal: rehearsal === true, goals: read };
}

/** @param {Fields} goal @returns {Goal | null} */
function readGoal({ id, title, unit, raised, target, rung, reached, milestones, run }) {
  if (!isText(id) || !isText(title) || !isText(unit)) return null;
  if (!isWhole(raised) || !isWhole(target) || target === 0 || !isWhole(rung)) return null;
  const read = readAll(Array.isArray(milestones) ? milestones : [], readMilestone);
  if (read === null) return null;
  return {
    id,
    title,
    unit,
    raised,
    target,
    rung,
    reached: reached === true,
    milestones: read,
    run: isWhole(run) ? run : 1,
  };
}

/** @param {Fields} milestone @returns {Milestone | null} */
function readMilestone({ at, label }) {
  return isWhole(at) ? { at, label: isText(label) ? label : "" } : null;
}

/**
 * @param {Fields} frame
 * @returns {Gifts | null}
 */
export function readGifts({ seq, ledger, gifts, reached }) {
  if (!isWhole(seq) || !isText(ledger)) return null;
  const readGiftList = readAll(Array.isArray(gifts) ? gifts : [], readGift);
  const readRungs = readAll(Array.isArray(reached) ? reached : [], readReached);
  return readGiftList && readRungs && { seq, ledger, gifts: readGiftList, reached: readRungs };
}

/** @param {Fields} gift @returns {Gift | null} */
function readGift({ id, gifter, gift, count, coins }) {
  if (!isText(id) || !isWhole(count) || !isWhole(coins)) return null;
  return { id, gifter: textOrNull(gifter), gift: textOrNull(gift), count, coins };
}

/** @param {Fields} rung @returns {Reached | null} */
function readReached({ seq, goal, title, target, rung }) {
  if (!isWhole(seq) || !isText(goal) || !isText(title)) return null;
  if (!isWhole(target) || target === 0 || !isWhole(rung)) return null;
  return { seq, goal, title, target, rung };
}

/**
 * A look never fails as a whole: what is missing or malformed is plain.
 * @param {unknown} look
 * @returns {Look}
 */
export function readLook(look) {
  if (typeof look !== "object" || look === null) return PLAIN_LOOK;
  const { theme, goal, toasts, milestones, togo, calm, accent, locale, words } =
    /** @type {Fields} */ (look);
  return {
    theme: typeof theme === "string" && /^[a-z][a-z0-9-]{0,31}$/.test(theme) ? theme : "clean",
    goal: textOrNull(goal),
    toasts: toasts !== false,
    milestones: milestones !== false,
    togo: togo !== false,
    calm: calm === true,
    accent: typeof accent === "string" && /^#[0-9a-f]{6}$/i.test(accent) ? accent : null,
    locale: isText(locale) ? locale : "en",
    words: words ?? {},
  };
}

/**
 * @template T
 * @param {unknown[]} list
 * @param {(fields: Fields) => T | null} read
 * @returns {T[] | null} `null` if one of them is malformed.
 */
function readAll(list, read) {
  /** @type {T[]} */
  const all = [];
  for (const one of list) {
    const good = typeof one === "object" && one !== null ? read(/** @type {Fields} */ (one)) : null;
    if (good === null) return null;
    all.push(good);
  }
  return all;
}

/** @param {unknown} value @returns {value is number} */
function isWhole(value) {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === "string" && value !== "";
}

/** @param {unknown} value */
function textOrNull(value) {
  return isText(value) ? value : null;
}
