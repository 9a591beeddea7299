// Plays moments to the preview, and to nothing else: frames as the server would send them, from a board of
// its own.

import { stepsOf } from "./moments.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./moments.js").News} News */
/** @typedef {import("./moments.js").Note} Note */
/** @typedef {import("../../shared/connection.js").Frame} Frame */
/** @typedef {{ frame: Frame } | { line: "lost" | "open" }} Said */
/** @typedef {import("../../shared/connection.js").Timers} Timers */

/** Moments that may be pressed while others go on. */
const BESIDE = new Set(["small", "medium", "big", "huge"]);

/**
 * @param {object} options
 * @param {(said: Said) => void} options.say
 * @param {(note: Note | null) => void} options.onNote
 * @param {Pick<Timers, "setTimeout" | "clearTimeout">} options.timers
 * @param {() => number} options.now  milliseconds since 1970
 */
export function createPlayer({ say, onNote, timers, now }) {
  /** @type {Board | null} */
  let first = null;
  /** @type {Board | null} */
  let board = null;
  let press = 0;
  /** @type {Set<unknown>} */
  const waiting = new Set();

  function stop() {
    for (const timer of waiting) timers.clearTimeout(timer);
    waiting.clear();
  }

  /** @param {import("./moments.js").Step} step */
  function later({ after, make }) {
    if (after === 0) return take(make);
    const timer = timers.setTimeout(() => {
      waiting.delete(timer);
      take(make);
    }, after);
    waiting.add(timer);
  }

  /** @param {import("./moments.js").Step["make"]} make */
  function take(make) {
    if (board === null) return;
    const news = make(board);
    board = news.board;
    if (news.note) onNote(news.note);
    if (news.line === "lost") return say({ line: "lost" });
    if (news.line) say({ line: news.line });
    say({ frame: stateFrame(board) });
    if (news.gifts) say({ frame: giftsFrame(news) });
  }

  return {
    /** Begin anew from there. @param {Board} begin */
    begin(begin) {
      stop();
      first = begin;
      board = { ...begin, ledger: `preview-begin-${(press += 1)}` };
      onNote(null);
      say({ frame: stateFrame(board) });
    },
    /** @param {import("./moments.js").Moment} moment */
    play(moment) {
      if (first === null) return;
      if (!BESIDE.has(moment)) stop();
      onNote(null);
      press += 1;
      for (const step of stepsOf(moment, { first, now: now(), press })) later(step);
    },
    stop,
  };
}

/** @param {Board} board @returns {Frame} */
function stateFrame({ goal, next: _, ...board }) {
  return { type: "state", ...board, goals: [goal] };
}

/** @param {News} news @returns {Frame} */
function giftsFrame({ board: { seq, ledger, rehearsal }, gifts = [], reached = [] }) {
  return { type: "gifts", seq, ledger, rehearsal, gifts, reached };
}
