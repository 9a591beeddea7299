/**
 * Which toasts stand on the screen, and when they go. Pure: time comes in, in milliseconds.
 *
 * A gift that grows keeps its toast. When all places are taken a big gift takes the place of a small
 * one, and all others gather in one crowd ("ana and 41 others sent 380 gifts"). While anybody waits,
 * toasts leave sooner, so that nothing waits for 8 s.
 */

/** @typedef {import("../shared/frames.js").Gift} Gift */

/** Lowest coins of the second, third and fourth tier. */
const TIERS = [100, 1_000, 10_000];
/** How long a toast of each tier stays, and how long after it has grown. */
const STAY = [3_200, 3_800, 5_000, 6_500];
const STAY_GROWN = 2_600;
/** How long it stays at least, even while others wait. */
const STAY_PRESSED = 1_500;
/** Who had to go before so long was hardly read, and waits again. */
const READING = 1_000;
/** From this tier on a gift is never merged into a crowd while a place can be made for it. */
const BIG = 2;
/** How many big gifts may wait, each for a place of its own. */
const BIG_WAITING = 2;
/** A crowd takes in no more after so long; the next one begins to count anew. */
const CROWD_OPEN = 8_000;

/**
 * @typedef {object} Toast
 * @property {string} key
 * @property {number} tier From 0 to 3.
 * @property {Gift | null} gift `null` for a crowd.
 * @property {Crowd | null} crowd
 * @property {number} from When it came, and when it goes.
 * @property {number} until
 */

/**
 * @typedef {object} Crowd
 * @property {number} since When its first gift came.
 * @property {string | null} first The name that stands for all; `null`: nobody gave one.
 * @property {ReadonlySet<string>} gifters
 * @property {ReadonlyMap<string, Gift>} gifts By id.
 */

/**
 * @typedef {object} Manners
 * @property {number} places How many toasts may stand at once.
 * @property {number} pause How long a place stays empty between two.
 * @property {number} longest How long a growing streak may hold its place.
 */

/**
 * @typedef {object} Queue
 * @property {Manners} manners
 * @property {Toast[]} shown Oldest first.
 * @property {Gift[]} big Big gifts that wait.
 * @property {Crowd | null} crowd All others that wait.
 * @property {number} freeFrom When the next toast may come, after the pause.
 */

/** Where toasts have a place of their own. @type {Manners} */
export const STACKED = { places: 3, pause: 0, longest: Infinity };
/** Where a toast takes the place of the title, which wants to be seen as well. @type {Manners} */
export const IN_TURN = { places: 1, pause: 1_800, longest: 8_000 };

/** @param {Manners} manners @returns {Queue} */
export function emptyQueue(manners) {
  return { manners, shown: [], big: [], crowd: null, freeFrom: 0 };
}

/** @param {number} coins */
export function tierOf(coins) {
  return TIERS.filter((least) => coins >= least).length;
}

/**
 * Take in gifts that came together, then let go and let in whoever's time it is.
 * @param {Queue} queue
 * @param {Gift[]} gifts
 * @param {number} now
 */
export function arrive(queue, gifts, now) {
  let next = settle(queue, now);
  const rest = gifts.filter((gift) => {
    const placed = place(next, gift, now);
    next = placed ?? next;
    return placed === null;
  });
  return settle(gather(next, rest, now), now);
}

/**
 * Let go and let in whoever's time it is.
 * @param {Queue} queue
 * @param {number} now
 * @returns {Queue}
 */
export function settle(queue, now) {
  const shown = queue.shown.filter((toast) => leavesAt(queue, toast) > now);
  const freeFrom = shown.length < queue.shown.length ? now + queue.manners.pause : queue.freeFrom;
  return letIn({ ...queue, shown, freeFrom }, now);
}

/**
 * When `settle` will next change anything; `null`: never, unless a gift arrives.
 * @param {Queue} queue
 * @returns {number | null}
 */
export function nextChange(queue) {
  const changes = queue.shown.map((toast) => leavesAt(queue, toast));
  if (isWaiting(queue) && hasPlace(queue)) changes.push(queue.freeFrom);
  return changes.length === 0 ? null : Math.min(...changes);
}

/**
 * @param {Queue} queue
 * @param {Gift} gift
 * @param {number} now
 * @returns {Queue | null} `null`: it goes with the crowd.
 */
function place(queue, gift, now) {
  if (queue.shown.some(({ key }) => key === gift.id)) return grow(queue, gift, now);
  if (queue.shown.some(({ crowd }) => crowd?.gifts.has(gift.id))) return null;
  if (hasPlace(queue) && now >= queue.freeFrom && !isWaiting(queue)) {
    return show(queue, toastOf(gift, now));
  }
  return tierOf(gift.coins) >= BIG ? placeBig(queue, gift, now) : null;
}

/**
 * @param {Queue} queue
 * @param {Gift} gift
 * @param {number} now
 * @returns {Queue}
 */
function grow(queue, gift, now) {
  const shown = queue.shown.map((toast) => {
    if (toast.key !== gift.id) return toast;
    return { ...toast, gift, tier: tierOf(gift.coins), until: prolonged(queue, toast, now) };
  });
  return { ...queue, shown };
}

/**
 * @param {Queue} queue
 * @param {Gift} gift
 * @param {number} now
 * @returns {Queue | null}
 */
function placeBig(queue, gift, now) {
  if (queue.big.some(({ id }) => id === gift.id)) {
    return { ...queue, big: queue.big.map((other) => (other.id === gift.id ? gift : other)) };
  }
  const smallest = [...queue.shown].sort((a, b) => a.tier - b.tier)[0];
  if (smallest !== undefined && smallest.tier < BIG && queue.big.length === 0) {
    const shown = queue.shown.filter((toast) => toast !== smallest);
    const unread = smallest.gift && now - smallest.from < READING ? [smallest.gift] : [];
    const crowd = joined(queue.crowd, unread, now);
    return show({ ...queue, shown, crowd }, toastOf(gift, now));
  }
  return queue.big.length < BIG_WAITING ? { ...queue, big: [...queue.big, gift] } : null;
}

/**
 * A crowd on the screen takes in what it can; the rest waits as the next one.
 * @param {Queue} queue
 * @param {Gift[]} gifts
 * @param {number} now
 * @returns {Queue}
 */
function gather(queue, gifts, now) {
  const open = queue.shown.find(({ crowd }) => crowd);
  const young = open?.crowd && now - open.crowd.since < CROWD_OPEN;
  const joins = gifts.filter(({ id }) => young || open?.crowd?.gifts.has(id));
  const waits = gifts.filter(({ id }) => !young && !open?.crowd?.gifts.has(id));
  return { ...queue, shown: joinShown(queue, joins, now), crowd: joined(queue.crowd, waits, now) };
}

/** @param {Queue} queue @param {Gift[]} gifts @param {number} now */
function joinShown(queue, gifts, now) {
  return queue.shown.map((toast) => {
    const crowd = toast.crowd && joined(toast.crowd, gifts, now);
    if (crowd === null || gifts.length === 0) return toast;
    const until = prolonged(queue, toast, now);
    return { ...toast, crowd, tier: tierOf(coinsOf(crowd)), until };
  });
}

/**
 * @param {Crowd | null} crowd
 * @param {Gift[]} gifts
 * @param {number} now
 * @returns {Crowd | null}
 */
function joined(crowd, gifts, now) {
  if (gifts.length === 0) return crowd;
  const gifters = new Set(crowd?.gifters);
  const known = new Map(crowd?.gifts);
  for (const gift of gifts) {
    gifters.add(gift.gifter ?? "");
    known.set(gift.id, gift);
  }
  const named = gifts.find(({ gifter }) => gifter !== null)?.gifter ?? null;
  return { since: crowd?.since ?? now, first: crowd?.first ?? named, gifters, gifts: known };
}

/** @param {Queue} queue @param {Toast} toast @param {number} now */
function prolonged(queue, toast, now) {
  return Math.min(Math.max(toast.until, now + STAY_GROWN), toast.from + queue.manners.longest);
}

/** @param {Queue} queue @param {number} now @returns {Queue} */
function letIn(queue, now) {
  if (!isWaiting(queue) || !hasPlace(queue) || now < queue.freeFrom) return queue;
  const [biggest, ...big] = queue.big;
  const toast = biggest ? toastOf(biggest, now) : crowdToast(queue.crowd, now);
  if (toast === null) return queue;
  const left = biggest ? { ...queue, big } : { ...queue, crowd: null };
  return letIn(show(left, toast), now);
}

/** @param {Queue} queue @param {Toast} toast @returns {Queue} */
function show(queue, toast) {
  return { ...queue, shown: [...queue.shown, toast] };
}

/** @param {Gift} gift @param {number} now @returns {Toast} */
function toastOf(gift, now) {
  const tier = tierOf(gift.coins);
  return { key: gift.id, tier, gift, crowd: null, from: now, until: now + (STAY[tier] ?? 0) };
}

/** A crowd of one is simply that gift. @param {Crowd | null} crowd @param {number} now */
function crowdToast(crowd, now) {
  if (crowd === null) return null;
  const [only, another] = crowd.gifts.values();
  if (only !== undefined && another === undefined) return toastOf(only, now);
  const tier = tierOf(coinsOf(crowd));
  const until = now + (STAY[tier] ?? 0);
  return { key: `crowd/${crowd.since}`, tier, gift: null, crowd, from: now, until };
}

/** @param {Queue} queue @param {Toast} toast */
function leavesAt(queue, toast) {
  if (!isWaiting(queue)) return toast.until;
  return Math.min(toast.until, toast.from + STAY_PRESSED);
}

/** @param {Queue} queue */
function hasPlace(queue) {
  return queue.shown.length < queue.manners.places;
}

/** @param {Queue} queue */
function isWaiting(queue) {
  return queue.crowd !== null || queue.big.length > 0;
}

/** @param {Crowd} crowd */
export function coinsOf(crowd) {
  return sum(crowd, ({ coins }) => coins);
}

/** @param {Crowd} crowd */
export function giftsOf(crowd) {
  return sum(crowd, ({ count }) => count);
}

/** @param {Crowd} crowd @param {(gift: Gift) => number} part */
function sum({ gifts }, part) {
  return [...gifts.values()].reduce((total, gift) => total + part(gift), 0);
}
