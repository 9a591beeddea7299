// The board that the preview plays with: the streamer's own goal, and gifters who do not exist. Pure.

/** @typedef {import("../types.js").Goal} Goal */
/** @typedef {import("../../shared/frames.js").Gift} Gift */

/**
 * @typedef {object} ShownGoal  as in a state frame of an overlay
 * @property {string} id
 * @property {string} title
 * @property {string} unit
 * @property {number} raised
 * @property {number} target
 * @property {number} rung
 * @property {boolean} reached
 * @property {{ at: number, label: string }[]} milestones
 * @property {string | null} deadline
 * @property {number} run
 */

/**
 * @typedef {object} Board
 * @property {number} seq
 * @property {string} ledger  another one: nothing leads from the picture before to this one
 * @property {boolean} rehearsal
 * @property {ShownGoal} goal
 * @property {{ title: string, target: number }} next  what comes after the goal
 * @property {{ gifter: string, coins: number }[]} top
 * @property {Gift[]} recent
 * @property {Gift[]} shoutouts
 */

/** @typedef {{ goal: string, next: string, milestone: string, half: string }} Samples */

/** How far a goal is shown that nobody has given to. */
const BEGUN = 0.62;

/** Names of many scripts and lengths, as they come. */
// prettier-ignore
export const NAMES = [
  "ana", "ben", "Zoë", "noor", "小春", "leo", "دانا", "mila", "Kōji", "theo_plays", "지우", "max",
];

/**
 * @param {Goal | null} goal  null: none is open, so one is made up
 * @param {Samples} samples
 * @returns {Board}
 */
export function boardOf(goal, samples) {
  const shown = goal ? ownGoal(goal) : sampleGoal(samples);
  return {
    ...{ seq: 1, ledger: "preview-1", rehearsal: false, goal: shown },
    next: { title: nextTitle(goal, samples), target: nextTarget(goal, shown) },
    top: [900, 640, 410, 260, 120].map((coins, n) => ({ gifter: NAMES[n] ?? "", coins })),
    recent: ["Rose", "Galaxy", "Doughnut", "Rose", "Perfume"].map((gift, n) =>
      giftOf({ id: `seen-${n}`, gifter: NAMES[n] ?? null, gift, ...SEEN[n] }),
    ),
    shoutouts: [giftOf({ id: "thanked", gifter: "ana", gift: "Galaxy", count: 1, coins: 1_000 })],
  };
}

const SEEN = [
  { count: 5, coins: 5, platform: "tiktok" },
  { count: 1, coins: 1_000, platform: "tiktok" },
  { count: 2, coins: 60, platform: "youtube" },
  { count: 12, coins: 12, platform: "tiktok" },
  { count: 1, coins: 20, platform: "twitch" },
];

/**
 * @param {{ id: string, gifter: string | null, gift: string, count?: number, coins?: number,
 *   platform?: string }} gift
 * @returns {Gift}
 */
export function giftOf({ id, gifter, gift, count = 1, coins = 1, platform = "tiktok" }) {
  return { id, gifter, gift, count, coins, platform };
}

/** @param {Goal} goal @returns {ShownGoal} */
function ownGoal({ id, gift, raised, now, milestones, deadline, run }) {
  const { title, target, rung, reached } = now;
  const begun = Math.round(target * BEGUN);
  return {
    ...{ id, title, unit: gift ?? "coins", target, rung, reached, milestones, run },
    raised: raised > 0 ? raised : begun,
    deadline: deadline ?? inHours(2),
  };
}

/** @param {Samples} samples @returns {ShownGoal} */
function sampleGoal({ goal, milestone, half }) {
  const milestones = [
    { at: 5_000, label: half },
    { at: 15_000, label: milestone },
  ];
  return {
    ...{ id: "preview", title: goal, unit: "coins", raised: 12_450, target: 20_000, rung: 1 },
    ...{ reached: false, milestones, deadline: inHours(2), run: 1 },
  };
}

/** Only a countdown shows it. @param {number} hours */
function inHours(hours) {
  return new Date(Date.now() + hours * 3_600_000 - 100_000).toISOString();
}

/** @param {Goal | null} goal @param {Samples} samples */
function nextTitle(goal, samples) {
  if (!goal) return samples.next;
  return goal.ladder[goal.now.rung - 1]?.title ?? goal.title;
}

/** @param {Goal | null} goal @param {ShownGoal} shown */
function nextTarget(goal, shown) {
  return goal?.ladder[goal.now.rung - 1]?.target ?? shown.target * 2;
}
