// Keeps the queue on the phone and sends it, one at a time and in order, for as long as it takes.

import * as queues from "./queue.js";

/** @typedef {import("./queue.js").Entry} Entry */

/**
 * Waits between tries while there is no line, in milliseconds; the line coming back ends a wait.
 */
const WAITS = [500, 1000, 2000, 4000, 8000];
/** Each entry has its own place in storage, so that two tabs never overwrite each other's. */
const PLACE = "giftgoal.outbox.";

/**
 * @param {object} options
 * @param {Storage} options.storage
 * @param {(entry: Entry) => Promise<import("./api.js").Reply<any>>} options.send
 * @param {() => string | null} options.person  who is signed in; null: nobody, nothing is sent
 * @param {(queue: Entry[]) => void} options.onChange
 * @param {(entry: Entry, gift: import("./types.js").Gift) => void} options.onSaved
 * @param {() => void} options.onSignedOut
 * @param {() => boolean} [options.online]  false: nothing can have left this phone
 */
export function createOutbox({
  storage,
  send,
  person,
  onChange,
  onSaved,
  onSignedOut,
  online = () => navigator.onLine,
}) {
  let queue = queues.woken(load(storage));
  let busy = false;
  let wanted = false;
  let failures = 0;
  let newest = /** @type {import("./types.js").StateFrame | null} */ (null);
  let timer = 0;

  /** @param {Entry[]} now */
  function become(now) {
    store(storage, queue, now);
    queue = now;
    onChange(queue);
  }

  async function work() {
    wanted = true;
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    // What is asked for while the last answer is being taken in must not be missed.
    while (wanted) {
      wanted = false;
      while (await sendNext());
    }
    busy = false;
  }

  /** @returns {Promise<boolean>} whether to go on with the next */
  async function sendNext() {
    const who = person();
    const entry = who === null ? undefined : queues.next(queue, who);
    if (!entry || who === null) return false;
    become(queues.sending(queue, entry.row, who));
    const sent = queue.find((e) => e.row === entry.row) ?? entry;
    const reply = await send(sent);
    if (reply.ok) return saved(sent, reply.body);
    if (reply.status === 401) return later(false, onSignedOut);
    const again = reply.status === 0 || reply.status === 429 || reply.status >= 500;
    const arrived = reply.status === 0 && online();
    if (again) return later(arrived, () => retry(reply.wait));
    failures = 0;
    become(queues.answered(queue, sent.row, { kind: "refused", problem: reply.problem }));
    return true;

    /** @param {boolean} arrived  or may have @param {() => void} then */
    function later(arrived, then) {
      // That there is no line is said at the top of the page; what the server said, on the row.
      const problem = reply.status >= 500 ? reply.problem : null;
      become(queues.answered(queue, sent.row, { kind: "later", arrived, problem }));
      then();
      return false;
    }
  }

  /** The view that shows a gift often comes before the answer that it was recorded. */
  function settle() {
    const now = newest ? queues.settled(queue, newest) : queue;
    if (now.length !== queue.length) become(now);
  }

  /** @param {Entry} sent @param {import("./types.js").Gift} gift */
  function saved(sent, gift) {
    failures = 0;
    become(queues.answered(queue, sent.row, { kind: "saved", gift }));
    const now = queue.find((e) => e.row === sent.row);
    if (now?.undo && now.state === "saved") voidSaved(now, gift.id);
    else onSaved(sent, gift);
    settle();
    return true;
  }

  /** @param {Entry} entry @param {string} id */
  function voidSaved(entry, id) {
    const made = { row: `mark:${id}`, person: entry.person, now: Date.now() };
    const mark = queues.entry({ ...made, mark: { id, voided: true } });
    become(queues.put(queues.dropped(queue, entry.row), mark));
  }

  /** @param {number | null} wait  seconds, as the server asked for */
  function retry(wait) {
    const own = WAITS[Math.min(failures++, WAITS.length - 1)];
    timer = setTimeout(work, wait ? wait * 1000 : own);
  }

  return {
    queue: () => queue,
    /** Sends what waits, now. */
    kick() {
      failures = 0;
      const who = person();
      const now = who === null ? queue : queues.claimed(queue, who);
      if (now !== queue) become(now);
      void work();
    },
    /** @param {(queue: Entry[]) => Entry[]} change */
    change(change) {
      become(change(queue));
      void work();
    },
    /** @param {import("./types.js").StateFrame} frame */
    settle(frame) {
      newest = frame;
      settle();
    },
  };
}

/** @param {Storage} storage @returns {Entry[]} */
function load(storage) {
  return Object.keys(storage)
    .filter((place) => place.startsWith(PLACE))
    .flatMap((place) => {
      try {
        return [JSON.parse(storage.getItem(place) ?? "")];
      } catch {
        return [];
      }
    });
}

/**
 * @param {Storage} storage
 * @param {Entry[]} before
 * @param {Entry[]} now
 */
function store(storage, before, now) {
  const stays = new Set(now.map((entry) => entry.row));
  for (const entry of before) if (!stays.has(entry.row)) storage.removeItem(PLACE + entry.row);
  for (const entry of now) if (!before.includes(entry)) keep(storage, entry);
}

/** @param {Storage} storage @param {Entry} entry */
function keep(storage, entry) {
  try {
    storage.setItem(PLACE + entry.row, JSON.stringify(entry));
  } catch {
    // A full storage: the entry is still sent, it only would not survive a closed page.
  }
}
