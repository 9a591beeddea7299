// The pace of the evening as the page shows it, and when a goal will be reached.

import { HOUR, TEN, estimate, lastHour, pace } from "./pace.js";
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
  const { minutes } = told.recap;
  const of = { minutes, now, fresh: frame.totals.coins - told.coins };
  return {
    ten: pace({ ...of, span: TEN }),
    hour: pace({ ...of, span: HOUR }),
    bars: lastHour(of),
  };
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
