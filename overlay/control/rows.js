// The last gifts as rows: what the server knows and what is still on this phone, in one list. Pure.

import { countOf } from "./queue.js";
import { boardOf } from "./state.js";

/** @typedef {import("./types.js").Gift} Gift */
/** @typedef {import("./queue.js").Entry} Entry */

/**
 * @typedef {object} Row
 * @property {string} key
 * @property {string | null} id  the recorded gift's
 * @property {string | null} entry  the queue's row, while there is one
 * @property {string | null} gifter
 * @property {string | null} gift
 * @property {number} count
 * @property {number | null} coins  null: not known yet
 * @property {string} at
 * @property {string} by  the name of who entered it
 * @property {boolean} own  entered by whoever is signed in
 * @property {string} source
 * @property {string | null} platform
 * @property {boolean} voided
 * @property {boolean} needsRate
 * @property {"quiet" | "waiting" | "saved" | "undoing" | "asking" | "choosing" | "refused"} mark
 * @property {import("./types.js").Problem | null} problem
 */

/**
 * Those a person must answer stand first, then what waits, then what is recorded, each newest
 * first.
 * @param {import("./state.js").State} state
 * @returns {Row[]}
 */
export function rowsOf(state) {
  const me = state.session?.person ?? { id: "", name: "" };
  const marks = state.queue.filter((entry) => entry.mark);
  const entries = state.queue.filter(
    (entry) => entry.body && Boolean(entry.body.rehearsal) === state.rehearsing,
  );
  const recorded = (boardOf(state)?.recent ?? []).map((gift) => {
    const entry = entries.find((e) => e.gift?.id === gift.id || e.row === gift.streak_key);
    const row = ofGift(gift, state.rows[gift.id] ?? entry?.row ?? gift.id, me.id, entry);
    return marked(
      row,
      marks.find((m) => m.mark?.id === gift.id),
    );
  });
  const shown = new Set(recorded.map((row) => row.key));
  const own = entries
    .filter((e) => !shown.has(e.row))
    .map((e) => ofEntry(e, me.name))
    .reverse();
  const rows = [...own, ...recorded];
  return [...rows.filter(needsAnswer), ...rows.filter((row) => !needsAnswer(row))];
}

/** @param {Row} row */
export const needsAnswer = (row) => ["asking", "choosing", "refused"].includes(row.mark);

/**
 * @param {Gift} gift
 * @param {string} key
 * @param {string} me
 * @param {Entry} [entry]
 * @returns {Row}
 */
function ofGift(gift, key, me, entry) {
  return {
    ...{ key, id: gift.id, entry: entry?.row ?? null, gifter: gift.gifter, gift: gift.gift },
    ...{ count: Math.max(gift.count, entry ? countOf(entry) : 0), coins: gift.coins, at: gift.at },
    ...{ by: gift.by.name, own: gift.by.id === me && gift.source === "manual" },
    ...{ source: gift.source, platform: gift.platform, needsRate: gift.needs_rate },
    ...{ voided: gift.voided || Boolean(entry?.undo) },
    ...{ mark: entry ? markOf(entry) : "quiet", problem: entry?.problem ?? null },
  };
}

/** @param {Entry} entry @param {string} me @returns {Row} */
function ofEntry(entry, me) {
  const { body, gift } = entry;
  return {
    ...{ key: entry.row, id: gift?.id ?? null, entry: entry.row },
    ...{ gifter: body?.gifter ?? null, gift: body?.gift ?? null, count: countOf(entry) },
    ...{ coins: gift?.coins ?? body?.coins ?? null, at: new Date(entry.made).toISOString() },
    ...{
      by: me,
      own: true,
      source: "manual",
      platform: body?.platform ?? null,
      voided: entry.undo,
      needsRate: gift?.needs_rate ?? false,
    },
    ...{ mark: markOf(entry), problem: entry.problem },
  };
}

/** @param {Entry} entry @returns {Row["mark"]} */
function markOf(entry) {
  if (entry.undo) return "undoing";
  return entry.state === "sending" ? "waiting" : entry.state;
}

/** @param {Row} row @param {Entry} [entry] @returns {Row} */
function marked(row, entry) {
  if (!entry?.mark) return row;
  const mark = entry.state === "refused" ? "refused" : entry.mark.voided ? "undoing" : "waiting";
  return { ...row, entry: entry.row, voided: entry.mark.voided, mark, problem: entry.problem };
}

/**
 * The last gift entered by this person that can still be undone; null: there is none.
 * @param {import("./state.js").State} state
 */
export function lastOwn(state) {
  const own = rowsOf(state).filter((row) => row.own && !row.voided);
  return own.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null;
}
