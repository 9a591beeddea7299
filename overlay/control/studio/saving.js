// Brings a look to the server: soon, one request after the other, and always what is wanted last.

import { isSame } from "./history.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {{ ok: boolean, status: number, problem: Problem | null, body: any }} Reply */
/**
 * @typedef {{ name: "saved" } | { name: "unsaved" } | { name: "failed", problem: Problem }
 *   | { name: "refused", problem: Problem }} Saving
 */
/** @typedef {Pick<import("../../shared/connection.js").Timers, "setTimeout" | "clearTimeout">} Timers */

/** Milliseconds that edits are gathered for, and until it is tried again after a failure. */
const GATHER = 150;
const AGAIN = 4_000;

/**
 * @param {object} options
 * @param {Look} options.saved  what the server has
 * @param {(change: Partial<Look>) => Promise<Reply>} options.send
 * @param {(saving: Saving) => void} options.onSaving
 * @param {(look: Look) => void} options.onCorrected  what the server made of it, where that is another
 * @param {Timers} options.timers
 */
export function createSaver({ saved, send, onSaving, onCorrected, timers }) {
  let wanted = saved;
  let isSending = false;
  /** @type {unknown} */
  let timer = null;

  /** @param {number} wait */
  function soon(wait) {
    timers.clearTimeout(timer);
    timer = timers.setTimeout(() => void flush(), wait);
  }

  async function flush() {
    timers.clearTimeout(timer);
    const change = difference(saved, wanted);
    if (isSending || change === null) return;
    isSending = true;
    const reply = await send(change);
    isSending = false;
    hear(reply, change);
  }

  /** @param {Reply} reply @param {Partial<Look>} change */
  function hear(reply, change) {
    if (reply.ok) {
      saved = reply.body.look;
      take(change);
    } else if (isForGood(reply.status)) {
      take(change);
      onSaving({ name: "refused", problem: /** @type {Problem} */ (reply.problem) });
      if (difference(saved, wanted) !== null) soon(GATHER);
      return;
    } else {
      soon(AGAIN);
      return onSaving({ name: "failed", problem: /** @type {Problem} */ (reply.problem) });
    }
    if (difference(saved, wanted) === null) onSaving({ name: "saved" });
    else void flush();
  }

  /** Of what was sent, what nobody has changed since becomes what the server has. @param {Partial<Look>} change */
  function take(change) {
    const settled = Object.keys(change).filter((option) =>
      isSame(at(change, option), at(wanted, option)),
    );
    const next = {
      ...wanted,
      ...Object.fromEntries(settled.map((name) => [name, at(saved, name)])),
    };
    if (isSame(next, wanted)) return;
    wanted = next;
    onCorrected(next);
  }

  return {
    /** @param {Look} look */
    want(look) {
      wanted = look;
      if (difference(saved, wanted) === null && !isSending) {
        timers.clearTimeout(timer);
        return onSaving({ name: "saved" });
      }
      onSaving({ name: "unsaved" });
      soon(GATHER);
    },
    /** What was brought there by another way. @param {Look} look */
    know(look) {
      saved = look;
      wanted = look;
    },
    flush,
  };
}

/** A refusal, rather than no line or a server that is busy. @param {number} status */
function isForGood(status) {
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

/** @param {Look} saved @param {Look} wanted @returns {Partial<Look> | null} */
function difference(saved, wanted) {
  const options = Object.keys(wanted).filter((name) => !isSame(at(saved, name), at(wanted, name)));
  if (options.length === 0) return null;
  return Object.fromEntries(options.map((name) => [name, at(wanted, name)]));
}

/** @param {Partial<Look>} look @param {string} option @returns {unknown} */
function at(look, option) {
  return /** @type {Record<string, unknown>} */ (look)[option];
}
