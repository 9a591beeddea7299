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
 * @property {number | null} deadline In milliseconds since 1970.
 * @property {number} run
 */

/** @typedef {{ gifter: string, coins: number }} TopGifter */

/**
 * @typedef {object} State
 * @property {number} seq
 * @property {string} ledger
 * @property {boolean} rehearsal
 * @property {Goal[]} goals
 * @property {TopGifter[]} top The most coins first.
 * @property {Gift[]} recent Newest first.
 * @property {Gift[]} shoutouts Who waits to be thanked, newest first.
 */

/**
 * @typedef {object} Gift
 * @property {string} id
 * @property {string | null} gifter `null`: anonymous.
 * @property {string | null} gift `null`: free coins.
 * @property {number} count Absolute, of the whole streak so far.
 * @property {number} coins Absolute likewise.
 * @property {string | null} [platform] Without one: entered by hand, of none in particular.
 */

/** @typedef {{ seq: number, goal: string, title: string, target: number, rung: number }} Reached */
/** @typedef {{ seq: number, ledger: string, gifts: Gift[], reached: Reached[] }} Gifts */

/** @typedef {Record<string, unknown>} Fields */

/**
 * @param {Fields} frame
 * @returns {State | null}
 */
export function readState({ seq, ledger, rehearsal, goals, top, recent, shoutouts }) {
  if (!isWhole(seq) || !isText(ledger) || !Array.isArray(goals)) return null;
  const read = readAll(goals, readGoal);
  const lists = [readAll(top, readTop), readAll(recent, readGift), readAll(shoutouts, readGift)];
  const [readTops, readRecent, readShoutouts] = /** @type {[TopGifter[], Gift[], Gift[]]} */ (
    lists
  );
  if (read === null || lists.includes(null)) return null;
  return {
    ...{ seq, ledger, rehearsal: rehearsal === true, goals: read },
    ...{ top: readTops, recent: readRecent, shoutouts: readShoutouts },
  };
}

/** @param {Fields} gifter @returns {TopGifter | null} */
function readTop({ gifter, coins }) {
  return isText(gifter) && isWhole(coins) ? { gifter, coins } : null;
}

/** @param {Fields} goal @returns {Goal | null} */
function readGoal({ id, title, unit, raised, target, rung, reached, milestones, deadline, run }) {
  if (!isText(id) || !isText(title) || !isText(unit)) return null;
  if (!isWhole(raised) || !isWhole(target) || target === 0 || !isWhole(rung)) return null;
  const read = readAll(milestones, readMilestone);
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
    deadline: readTime(deadline),
    run: isWhole(run) ? run : 1,
  };
}

/** @param {unknown} time */
function readTime(time) {
  const read = typeof time === "string" ? Date.parse(time) : NaN;
  return Number.isNaN(read) ? null : read;
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
  const readGiftList = readAll(gifts, readGift);
  const readRungs = readAll(reached, readReached);
  return readGiftList && readRungs && { seq, ledger, gifts: readGiftList, reached: readRungs };
}

/** @param {Fields} gift @returns {Gift | null} */
function readGift({ id, gifter, gift, count, coins, platform }) {
  if (!isText(id) || !isWhole(count) || !isWhole(coins)) return null;
  const names = { gifter: textOrNull(gifter), gift: textOrNull(gift) };
  return { id, ...names, count, coins, platform: textOrNull(platform) };
}

/** @param {Fields} rung @returns {Reached | null} */
function readReached({ seq, goal, title, target, rung }) {
  if (!isWhole(seq) || !isText(goal) || !isText(title)) return null;
  if (!isWhole(target) || target === 0 || !isWhole(rung)) return null;
  return { seq, goal, title, target, rung };
}

/**
 * @template T
 * @param {unknown} list What is no list is an empty one.
 * @param {(fields: Fields) => T | null} read
 * @returns {T[] | null} `null` if one of them is malformed.
 */
function readAll(list, read) {
  /** @type {T[]} */
  const all = [];
  for (const one of Array.isArray(list) ? list : []) {
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
