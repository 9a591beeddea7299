// What a person can do on the control page. Each act changes the queue, the streaks or what is
// shown, at once.

import { serverNow } from "./api.js";
import { newKey } from "./dom.js";
import { nameOf } from "./platform-taps.js";
import * as queues from "./queue.js";
import { say } from "./say.js";
import { toFront } from "./state.js";
import { lastOwn } from "./rows.js";
import { spoken } from "./spoken.js";
import { words } from "./words.js";

/** @typedef {import("./types.js").GiftSent} GiftSent */
/** @typedef {import("./rows.js").Row} Row */

const MOST_GIFTERS = 24;
const MOST_LATELY = 24;
const MOST_COUNT = 1_000_000;
/** How long what was undone is offered again, in milliseconds. */
const OFFERED = 7000;

/**
 * @param {object} tools
 * @param {import("./store.js").Store} tools.store
 * @param {ReturnType<typeof import("./outbox.js").createOutbox>} tools.outbox
 * @param {ReturnType<typeof import("./taps.js").createTaps>} tools.taps
 * @param {ReturnType<typeof import("./memory.js").createList>} tools.gifters
 * @param {ReturnType<typeof import("./memory.js").createList>} tools.lately
 * @param {{ write(tapping: string | null): void }} tools.tappingNote
 * @param {(text: string) => void} tools.announce
 */
export function createActs({ store, outbox, taps, gifters, lately, tappingNote, announce }) {
  const state = () => store.get();
  const gifter = () => state().gifter.trim() || null;

  /**
   * @param {string} row
   * @param {GiftSent} body
   * @param {import("./platform-taps.js").Native} [native]
   */
  function enter(row, body, native) {
    const { session, line, rehearsing } = state();
    const late = line === "lost" ? { at: serverNow().toISOString() } : {};
    const whole = { ...body, ...late, ...(rehearsing ? { rehearsal: true } : {}) };
    const made = { row, person: session?.person.id ?? "", now: Date.now(), body: whole, native };
    outbox.change((queue) => queues.put(queue, queues.entry(made)));
  }

  /** @param {string} [id]  the gift's, where the catalogue has it */
  function remember(id) {
    const name = gifter();
    const news = { gifters: state().gifters, lately: state().lately };
    if (name) news.gifters = toFront(news.gifters, name, MOST_GIFTERS);
    if (id) news.lately = toFront(news.lately, id, MOST_LATELY);
    gifters.write(news.gifters);
    lately.write(news.lately);
    store.tell({ type: "memory", ...news });
  }

  /** @param {string} id @param {boolean} voided */
  function mark(id, voided) {
    const made = { row: `mark:${id}`, person: state().session?.person.id ?? "", now: Date.now() };
    outbox.change((queue) => queues.put(queue, queues.entry({ ...made, mark: { id, voided } })));
  }

  let offering = 0;

  /** @param {import("./state.js").Undone | null} undone */
  function offer(undone) {
    clearTimeout(offering);
    store.tell({ type: "undone", undone });
    if (undone) offering = setTimeout(() => offer(null), OFFERED);
  }

  const acts = {
    /** @param {import("./streaks.js").TapGift} gift @param {number} [count] */
    tap(gift, count = state().quantity) {
      navigator.vibrate?.(8);
      const of = { gifter: gifter(), gift, rehearsal: state().rehearsing };
      taps.tap({ ...of, count: Math.min(count * (gift.native?.each ?? 1), MOST_COUNT) });
      remember(gift.native ? undefined : gift.id);
    },

    /** @param {import("./streaks.js").Streak} streak */
    report(streak) {
      const { key, gift, count, gifter } = streak;
      const said = { gifter, gift: gift.name, count, streak: key };
      if (gift.native) enter(key, said, gift.native);
      else enter(key, { ...said, gift_id: gift.id });
    },

    /** @param {number} coins @param {string} name  what it was; empty: free coins */
    coins(coins, name) {
      navigator.vibrate?.(8);
      // A streak of one: by its key the page knows it again when the server tells of it.
      const key = newKey();
      const { tapping } = state();
      const from = tapping === null ? {} : { platform: tapping };
      const one = { gifter: gifter(), coins, count: 1, streak: key, ...from };
      enter(key, name ? { ...one, gift: name } : one);
      remember();
    },

    /** @param {Row} row */
    undo(row) {
      navigator.vibrate?.(8);
      taps.close(row.key);
      const entry = outbox.queue().find((found) => found.row === row.entry);
      offer({ row, entry: entry?.body ? entry : null });
      if (row.id && entry?.state !== "sending") {
        if (entry) outbox.change((queue) => queues.dropped(queue, entry.row));
        mark(row.id, true);
      } else if (entry) {
        outbox.change((queue) => queues.undone(queue, entry.row));
      }
      announce(`${words.undone}: ${spoken(row)}`);
    },

    undoLast() {
      const row = lastOwn(state());
      if (row) acts.undo(row);
    },

    /** @param {Row} row */
    restore(row) {
      navigator.vibrate?.(8);
      if (row.id) mark(row.id, false);
      announce(`${words.restored}: ${spoken(row)}`);
      if (state().undone?.row.key === row.key) offer(null);
    },

    /** Takes back the last undo, wherever the gift has got to since. */
    restoreUndone() {
      const { undone } = state();
      if (!undone) return;
      const { row, entry } = undone;
      const known = Object.entries(state().rows).find(([, key]) => key === row.key)?.[0];
      const id = row.id ?? known ?? null;
      if (entry && entry.state !== "saved") {
        outbox.change((queue) => queues.redone(queue, entry));
      }
      acts.restore({ ...row, id });
    },

    /** @param {Row} row */
    confirm(row) {
      if (row.entry) outbox.change((queue) => queues.confirmed(queue, row.entry ?? ""));
    },

    /** @param {Row} row @param {{ id: string, name: string }} choice */
    choose(row, choice) {
      if (row.entry) outbox.change((queue) => queues.chosen(queue, row.entry ?? "", choice));
    },

    /** @param {Row} row */
    drop(row) {
      if (!row.entry) return;
      taps.close(row.key);
      outbox.change((queue) => queues.dropped(queue, row.entry ?? ""));
    },

    /** @param {string} name */
    pickGifter(name) {
      store.tell({ type: "gifter", gifter: name.slice(0, 64) });
    },

    /** @param {number} quantity */
    setQuantity(quantity) {
      const whole = Math.max(1, Math.min(MOST_COUNT, Math.floor(quantity) || 1));
      store.tell({ type: "quantity", quantity: whole });
    },

    /**
     * Says of which platform the taps are, until it is said otherwise.
     * @param {string | null} tapping  null: gifts of the catalogue
     */
    tapOn(tapping) {
      navigator.vibrate?.(8);
      taps.closeAll();
      tappingNote.write(tapping);
      store.tell({ type: "tapping", tapping });
      if (tapping) announce(say(words.tapsAre, { platform: nameOf(tapping) }));
    },

    /** @param {string} query */
    search(query) {
      store.tell({ type: "query", query });
    },

    /** @param {boolean} rehearsing */
    rehearse(rehearsing) {
      taps.closeAll();
      store.tell({ type: "rehearsing", rehearsing });
    },

    /**
     * The settings are a place in the browser's history, so a phone's back button leaves them.
     * @param {string} door
     * @param {string} [about]  whom or what to show there
     */
    openDoor(door, about = "") {
      if (door === "recap") location.hash = "recap";
      else location.hash = ["settings", door, encodeURIComponent(about)].filter(Boolean).join("/");
    },

    closeDoor() {
      location.hash = "";
    },

    /** Forgets the names and the gifts used on this device. */
    forget() {
      gifters.write([]);
      lately.write([]);
      store.tell({ type: "memory", gifters: [], lately: [] });
    },

    /** @param {string} text */
    announce,

    /** @param {import("./types.js").Gift} gift */
    announceSaved(gift) {
      announce(`${words.saved}: ${say("{line}", { line: spoken(gift) })}`);
    },
  };
  return acts;
}

/** @typedef {ReturnType<typeof createActs>} Acts */
