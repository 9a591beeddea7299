// Every kind of moment, as steps of what an overlay hears. Pure: nobody gave, nothing is counted.
//
// A step makes news of the board before it. How far a gift moves the goal is made up, so that one press
// neither reaches it nor goes unseen, whatever its target is.

import { giftOf, NAMES } from "./board.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("../../shared/frames.js").Gift} Gift */
/** @typedef {import("../../shared/frames.js").Reached} Reached */
/** @typedef {"line" | "lineBack"} Note */
/**
 * @typedef {object} News
 * @property {Board} board
 * @property {Gift[]} [gifts]
 * @property {Reached[]} [reached]
 * @property {"lost" | "open"} [line]
 * @property {Note} [note]
 */
/** @typedef {{ after: number, make: (board: Board) => News }} Step  `after`: milliseconds from the press */
/** @typedef {typeof MOMENTS[number]} Moment */

// prettier-ignore
export const MOMENTS = /** @type {const} */ ([
  "small", "medium", "big", "huge", "streak", "flood", "near", "reached", "next", "shoutout",
  "countdown", "line", "empty", "rehearsal", "present",
]);

/** A gift of each tier, and what share of the way it goes. */
const TIERS = {
  small: { gift: "Rose", coins: 1, share: 0.02 },
  medium: { gift: "Corgi", coins: 299, share: 0.05 },
  big: { gift: "Galaxy", coins: 1_000, share: 0.09 },
  huge: { gift: "Lion", coins: 29_999, share: 0.16 },
};
/** Until the picture that a moment starts from has been seen, in milliseconds. */
const SEEN = 450;
/** A gift that would come nearer than this starts again from there. */
const NEAREST = 0.97;
const BACK = 0.4;
/** How many coins a streak ends with, and how many gifts a flood has. */
const STREAK = 12;
const FLOOD = 100;
const LINE_LOST = 3_500;
const RUNNING_LOW = 12_000;

/**
 * @param {Moment} moment
 * @param {{ first: Board, now: number, press: number }} at  `first`: as the preview began; `now`: in
 *   milliseconds since 1970; `press`: a number of its own
 * @returns {Step[]}
 */
export function stepsOf(moment, { first, now, press }) {
  switch (moment) {
    case "small":
    case "medium":
    case "big":
    case "huge":
      return [
        { after: 0, make: (board) => gifted(board, [gift(moment, press)], TIERS[moment].share) },
      ];
    case "streak":
      return streak(press);
    case "flood":
      return flood(press);
    case "near":
      return [cutTo(0.86, press), { after: SEEN, make: (board) => nearing(board, press) }];
    case "reached":
      return [cutTo(0.93, press), { after: SEEN, make: (board) => reaching(board, press, false) }];
    case "next":
      return [cutTo(0.93, press), { after: SEEN, make: (board) => reaching(board, press, true) }];
    case "shoutout":
      return [{ after: 0, make: (board) => thanked(board, press) }];
    case "countdown":
      return [{ after: 0, make: (board) => runningLow(board, now) }];
    case "line":
      return lineLost(press);
    case "empty":
      return [{ after: 0, make: (board) => ({ board: emptied(board, press) }) }];
    case "rehearsal":
      return rehearsal(press);
    case "present":
      return [{ after: 0, make: () => ({ board: { ...first, ledger: ledgerOf(press) } }) }];
  }
}

/** @param {keyof typeof TIERS} tier @param {number} press */
function gift(tier, press) {
  const { gift, coins } = TIERS[tier];
  return giftOf({ id: `${tier}-${press}`, gifter: nameAt(press), gift, coins });
}

/** @param {number} n */
function nameAt(n) {
  return NAMES[n % NAMES.length] ?? null;
}

/** Another one each time, so that no picture before leads to it. @param {number} press */
function ledgerOf(press) {
  return `preview-${press + 1}`;
}

/** @param {Board} board @param {Partial<Board["goal"]>} goal @returns {Board} */
function withGoal(board, goal) {
  return { ...board, seq: board.seq + 1, goal: { ...board.goal, ...goal } };
}

/**
 * @param {Board} board
 * @param {Gift[]} gifts
 * @param {number} share  of the way to the target
 * @returns {News}
 */
function gifted(board, gifts, share) {
  const { raised, target } = board.goal;
  const more = Math.max(1, Math.round(target * share));
  const isTooNear = raised + more > target * NEAREST;
  const from = isTooNear ? Math.round(target * BACK) : raised;
  const moved = withGoal(board, { raised: from + more, reached: false });
  return { board: { ...moved, ...lists(board, gifts) }, gifts };
}

/** @param {Board} board @param {Gift[]} gifts */
function lists(board, gifts) {
  const ids = new Set(gifts.map(({ id }) => id));
  const known = board.recent.filter(({ id }) => !ids.has(id));
  const top = new Map(board.top.map(({ gifter, coins }) => [gifter, coins]));
  for (const { gifter, coins } of gifts) {
    if (gifter) top.set(gifter, (top.get(gifter) ?? 0) + coins);
  }
  const sorted = [...top].sort(([, a], [, b]) => b - a).slice(0, 10);
  return {
    recent: [...[...gifts].reverse(), ...known].slice(0, 10),
    top: sorted.map(([gifter, coins]) => ({ gifter, coins })),
  };
}

/** @param {number} press @returns {Step[]} */
function streak(press) {
  return Array.from({ length: STREAK }, (_, n) => ({
    after: n * 300,
    make: (board) => {
      const grown = { id: `streak-${press}`, gifter: nameAt(press), gift: "Rose" };
      return gifted(board, [giftOf({ ...grown, count: n + 1, coins: n + 1 })], 0.006);
    },
  }));
}

/** Five at a time, from many. @param {number} press @returns {Step[]} */
function flood(press) {
  const atOnce = 5;
  return Array.from({ length: FLOOD / atOnce }, (_, n) => ({
    after: n * 100,
    make: (board) => {
      const gifts = Array.from({ length: atOnce }, (_, m) => {
        const number = n * atOnce + m;
        const name = `${nameAt(number) ?? ""}${number < NAMES.length ? "" : number}`;
        const what = number % 9 ? { gift: "Rose", coins: 1 } : { gift: "Doughnut", coins: 30 };
        return giftOf({ id: `flood-${press}-${number}`, gifter: name, ...what });
      });
      return gifted(board, gifts, 0.01);
    },
  }));
}

/** @param {number} share @param {number} press @returns {Step} */
function cutTo(share, press) {
  return {
    after: 0,
    make: (board) => {
      const raised = Math.floor(board.goal.target * share);
      const cut = withGoal(board, { raised, reached: false });
      return { board: { ...cut, ledger: ledgerOf(press), rehearsal: false } };
    },
  };
}

/** @param {Board} board @param {number} press @returns {News} */
function nearing(board, press) {
  const raised = Math.floor(board.goal.target * 0.95);
  const gifts = [gift("medium", press)];
  return { board: { ...withGoal(board, { raised }), ...lists(board, gifts) }, gifts };
}

/** @param {Board} board @param {number} press @param {boolean} goesOn @returns {News} */
function reaching(board, press, goesOn) {
  const { id, title, target, rung } = board.goal;
  const raised = Math.round(target * 1.02);
  const after = goesOn ? { ...board.next, rung: rung + 1, milestones: [] } : { reached: true };
  const moved = withGoal(board, { raised, ...after });
  const gifts = [gift("big", press)];
  const reached = [{ seq: moved.seq, goal: id, title, target, rung }];
  return { board: { ...moved, ...lists(board, gifts) }, gifts, reached };
}

/** @param {Board} board @param {number} press @returns {News} */
function thanked(board, press) {
  const waits = { ...gift("big", press), gifter: nameAt(press) };
  return { board: { ...board, seq: board.seq + 1, shoutouts: [waits] } };
}

/** @param {Board} board @param {number} now @returns {News} */
function runningLow(board, now) {
  const deadline = new Date(now + RUNNING_LOW).toISOString();
  return { board: withGoal(board, { deadline }) };
}

/** @param {number} press @returns {Step[]} */
function lineLost(press) {
  return [
    { after: 0, make: (board) => ({ board, line: "lost", note: "line" }) },
    {
      after: LINE_LOST,
      make: (board) => ({
        ...gifted(board, [gift("small", press), gift("medium", press + 1)], 0.06),
        ...{ line: "open", note: "lineBack" },
      }),
    },
  ];
}

/** @param {Board} board @param {number} press @returns {Board} */
function emptied(board, press) {
  const nothing = { top: [], recent: [], shoutouts: [] };
  const empty = withGoal(board, { raised: 0, reached: false });
  return { ...empty, ...nothing, ledger: ledgerOf(press) };
}

/** @param {number} press @returns {Step[]} */
function rehearsal(press) {
  return [
    { after: 0, make: (board) => ({ board: { ...board, seq: board.seq + 1, rehearsal: true } }) },
    { after: SEEN, make: (board) => gifted(board, [gift("medium", press)], TIERS.medium.share) },
  ];
}
