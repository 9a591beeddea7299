// The pace of the evening as the page shows it, and when a goal will be reached.

import { HOUR, MINUTE, TEN, estimate, lastHour, pace } from "./pace.js";
import { number, say } from "./say.js";
import { words } from "./words.js";

/** @typedef {import("./state.js").State} State */

const W = words.evening;

/**
 * What came since the server last told the evening is in the live total already.
 * @param {State} state
 * @returns {{ ten: number, hour: number, bars: number[] } | null}  null: not told yet
 */
export function paces({ told, frame, now }) {
  if (!told || !frame) return null;
  const { minutes, until } = told.recap;
  const fresh = frame.totals.coins - told.coins - late(frame.recent, Date.parse(until));
  const of = { minutes, now, fresh };
  return {
    ten: pace({ ...of, span: TEN }),
    hour: pace({ ...of, span: HOUR }),
    bars: lastHour(of),
  };
}

/**
 * Coins that have come since then, but were given earlier: a phone was offline, a table was read in.
 * @param {import("./types.js").Gift[]} recent @param {number} since
 */
function late(recent, since) {
  const isLate = (/** @type {import("./types.js").Gift} */ { at, given_at, voided }) =>
    !voided && given_at && Date.parse(at) > since && Date.parse(given_at) < since - MINUTE;
  return recent.filter(isLate).reduce((sum, { coins }) => sum + coins, 0);
}

/**
 * "in about 20 to 35 minutes", for a goal that counts coins; empty: nobody can say.
 * @param {import("./types.js").Goal} goal
 * @param {{ ten: number, hour: number } | null} known
 */
export function foretold(goal, known) {
  if (!known || goal.gift !== null || goal.now.reached) return "";
  const found = estimate(goal.now.missing, [known.ten, known.hour]);
  if (found === null) return "";
  if (found === "far") return W.farShort;
  return say(W.when, { time: range(found.from, found.to) });
}

/** "20 to 35 minutes" @param {number} from  minutes @param {number} to  minutes */
function range(from, to) {
  if (from === to) return span(from);
  const first = to < 60 ? number(from) : span(from);
  return say(W.range, { from: first, to: span(to) });
}

/** @param {number} minutes */
function span(minutes) {
  if (minutes < 60) return say(W.minutes, { n: minutes });
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest ? say(W.hours, { hours, minutes: rest }) : say(W.wholeHours, { hours });
}
