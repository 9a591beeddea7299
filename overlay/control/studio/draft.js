// A look in the making: what it is now, what it was before, and what the server has of it.

import { corrected, edited, isSame, redone, startOf, undone } from "./history.js";
import { createSaver } from "./saving.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {import("./saving.js").Reply} Reply */
/** @typedef {import("../types.js").Problem} Problem */

/**
 * @param {object} options
 * @param {Look} options.look
 * @param {(change: Partial<Look>) => Promise<Reply>} options.send
 * @param {(saving: import("./saving.js").Saving) => void} options.onSaving
 * @param {import("../../shared/connection.js").Timers} options.timers
 */
export function createDraft({ look, send, onSaving, timers }) {
  let history = startOf(look);
  /** @type {((look: Look) => void)[]} */
  const shows = [];

  function show() {
    for (const each of shows) each(history.now);
  }

  const saver = createSaver({
    ...{ saved: look, send, onSaving, timers },
    onCorrected(now) {
      history = corrected(history, now);
      show();
    },
  });

  /** @param {typeof history} next */
  function go(next) {
    const isAnother = !isSame(next.now, history.now);
    history = next;
    if (!isAnother) return;
    show();
    saver.want(history.now);
  }

  return {
    look: () => history.now,
    /** @param {Partial<Look>} change @param {string} [tag] */
    edit(change, tag = "") {
      go(edited(history, { ...history.now, ...change }, { tag, at: timers.now() }));
    },
    undo: () => go(undone(history)),
    redo: () => go(redone(history)),
    canUndo: () => history.past.length > 0,
    canRedo: () => history.future.length > 0,
    /** @param {(look: Look) => void} each */
    onLook(each) {
      shows.push(each);
      each(history.now);
    },
    /**
     * Take a look over as a whole, if the server takes it.
     * @param {Partial<Look>} other
     * @returns {Promise<Problem | null>}
     */
    async take(other) {
      const reply = await send(other);
      if (!reply.ok) return reply.problem;
      history = edited(history, reply.body.look, { tag: "", at: timers.now() });
      saver.know(history.now);
      show();
      return null;
    },
    /** Send at once what is not sent yet. */
    flush: () => saver.flush(),
  };
}
