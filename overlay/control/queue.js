// What was entered and is not yet known to be recorded: pure. The outbox keeps it and sends it.

/** @typedef {import("./types.js").Gift} Gift */
/** @typedef {import("./types.js").GiftSent} GiftSent */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").StateFrame} StateFrame */

/**
 * `waiting` to be sent, `sending`, `saved`; or a person is asked: `asking` (count it too?),
 * `choosing` (which of several gifts?), `refused` (drop it, or mend it elsewhere).
 * @typedef {"waiting" | "sending" | "saved" | "asking" | "choosing" | "refused"} EntryState
 */

/**
 * A recorded gift to void or restore.
 * @typedef {{ id: string, voided: boolean }} Mark
 */

/**
 * @typedef {object} Entry
 * @property {string} row  the same for as long as the row is on screen; a streak's key
 * @property {string} person  who entered it: idempotency keys belong to a person
 * @property {number} made  milliseconds since 1970, orders the queue
 * @property {EntryState} state
 * @property {number} tries  those that may have arrived
 * @property {Problem | null} problem  why it was refused, or has to wait
 * @property {GiftSent | null} body  a gift to record
 * @property {number | null} grown  a streak's count that arrived while an earlier one was being
 *   sent
 * @property {boolean} undo  void it as soon as it has an id
 * @property {Gift | null} gift  the gift as recorded
 * @property {Mark | null} mark
 * @property {import("./platform-taps.js").Native} [native]  what one piece of it is worth
 */

/**
 * What became of what was sent; `arrived`: or may have, without an answer.
 * @typedef {{ kind: "saved", gift: Gift }
 *   | { kind: "refused", problem: Problem }
 *   | { kind: "later", arrived: boolean, problem: Problem | null }} Answer
 */

/** @param {Entry} entry */
export const countOf = (entry) => entry.grown ?? entry.body?.count ?? 1;

/**
 * The idempotency key of what an entry would send now. A streak's reports differ only in their
 * absolute count, so the count makes the key; a report refused and sent again with a person's
 * answer recorded nothing, so it keeps it.
 * @param {Entry} entry
 */
export const keyOf = (entry) =>
  entry.body?.streak ? `${entry.row}.${entry.body.count}` : entry.row;

/**
 * @param {{ row: string, person: string, now: number, body?: GiftSent, mark?: Mark,
 *   native?: import("./platform-taps.js").Native }} made
 * @returns {Entry}
 */
export function entry({ row, person, now, body, mark, native }) {
  return {
    ...{ row, person, made: now, state: "waiting", tries: 0, problem: null },
    ...{ body: body ?? null, grown: null, undo: false, gift: null, mark: mark ?? null },
    ...(native ? { native } : {}),
  };
}

/**
 * @param {Entry[]} queue
 * @param {string} row
 * @param {(found: Entry) => Entry | null} change  null takes it out
 */
function at(queue, row, change) {
  return queue.flatMap((found) => (found.row === row ? (change(found) ?? []) : found));
}

/**
 * Adds an entry, or, where its row is here already, takes over what is newer: a streak's higher
 * count, the other mark.
 * @param {Entry[]} queue
 * @param {Entry} made
 */
export function put(queue, made) {
  if (!queue.some((found) => found.row === made.row)) return [...queue, made];
  return at(queue, made.row, (found) => (made.mark ? remarked(found, made) : grown(found, made)));
}

/** @param {Entry} found @param {Entry} made @returns {Entry} */
function remarked(found, made) {
  return found.state === "sending" ? { ...found, mark: made.mark, grown: 1 } : made;
}

/** @param {Entry} found @param {Entry} made @returns {Entry} */
function grown(found, made) {
  const count = Math.max(countOf(found), countOf(made));
  if (found.state === "sending") return { ...found, grown: count };
  const body = found.body && { ...found.body, count };
  return { ...found, body, grown: null, state: found.state === "saved" ? "waiting" : found.state };
}

/**
 * The next to send, oldest first. One that another person of this phone already tried is not sent
 * unasked: it may have been counted under that person's key.
 * @param {Entry[]} queue
 * @param {string} person
 */
export function next(queue, person) {
  return queue.find(
    (found) => found.state === "waiting" && (found.tries === 0 || found.person === person),
  );
}

/**
 * @param {Entry[]} queue
 * @param {string} row
 * @param {string} person  who is signed in: an untried entry becomes theirs
 */
export function sending(queue, row, person) {
  return at(queue, row, (found) => ({
    ...found,
    person,
    state: "sending",
    tries: found.tries + 1,
  }));
}

/**
 * @param {Entry[]} queue
 * @param {string} row
 * @param {Answer} answer
 */
export function answered(queue, row, answer) {
  return at(queue, row, (found) => {
    if (answer.kind === "later") {
      const tries = answer.arrived ? found.tries : found.tries - 1;
      return { ...caughtUp(found), tries, problem: answer.problem, state: "waiting" };
    }
    if (answer.kind === "refused") return refused(caughtUp(found), answer.problem);
    if (found.mark) return found.grown === null ? null : { ...caughtUp(found), state: "waiting" };
    const state = found.grown === null ? "saved" : "waiting";
    return { ...caughtUp(found), state, problem: null, gift: answer.gift };
  });
}

/** @param {Entry} found @returns {Entry} */
function caughtUp(found) {
  if (found.grown === null) return found;
  return { ...found, body: found.body && { ...found.body, count: found.grown }, grown: null };
}

/** @param {Entry} found @param {Problem} problem @returns {Entry | null} */
function refused(found, problem) {
  // Undone while it was on its way, and it never arrived: nothing is left to ask about.
  if (found.undo) return null;
  const state = /** @type {const} */ ({
    "urn:giftgoal:possible-duplicate": "asking",
    "urn:giftgoal:ambiguous-gift": "choosing",
  })[problem.type];
  return { ...found, problem, tries: 0, state: state ?? "refused" };
}

/** What another person of this phone tried to send; only people know whether it arrived. */
export const ELSEWHERE = "urn:giftgoal:elsewhere";

/**
 * Asks about what somebody else already tried to send from this phone.
 * @param {Entry[]} queue
 * @param {string} person  who is signed in now
 * @returns {Entry[]}
 */
export function claimed(queue, person) {
  const foreign = (/** @type {Entry} */ found) =>
    found.state === "waiting" && found.tries > 0 && found.person !== person;
  if (!queue.some(foreign)) return queue;
  const problem = { type: ELSEWHERE, title: "", status: 409 };
  return queue.map((found) => (foreign(found) ? { ...found, state: "asking", problem } : found));
}

/** "Yes, count it too." @param {Entry[]} queue @param {string} row */
export function confirmed(queue, row) {
  return at(queue, row, (found) => ({
    ...found,
    body: found.body && { ...found.body, confirm: true },
    state: "waiting",
    tries: 0,
    problem: null,
  }));
}

/** @param {Entry[]} queue @param {string} row @param {{ id: string, name: string }} choice */
export function chosen(queue, row, choice) {
  return at(queue, row, (found) => ({
    ...found,
    body: found.body && { ...found.body, gift: choice.name, gift_id: choice.id },
    state: "waiting",
    problem: null,
  }));
}

/** @param {Entry[]} queue @param {string} row */
export function dropped(queue, row) {
  return at(queue, row, () => null);
}

/**
 * Takes back what was entered. What never left the phone just goes; what may have arrived is sent
 * to the end, so that its id is known, and then voided.
 * @param {Entry[]} queue
 * @param {string} row
 */
export function undone(queue, row) {
  return at(queue, row, (found) => {
    return found.tries > 0 || found.gift ? { ...found, undo: true } : null;
  });
}

/**
 * Takes back the taking back: what just went comes again, what was to be voided is not.
 * @param {Entry[]} queue
 * @param {Entry} before  as it was
 */
export function redone(queue, before) {
  const again = { ...before, state: /** @type {const} */ ("waiting") };
  if (!queue.some((found) => found.row === before.row)) return [...queue, again];
  return at(queue, before.row, (found) => ({ ...found, undo: false }));
}

/**
 * What the server's view now shows needs no row of its own. Recorded ones that must be voided stay
 * until that is done.
 * @param {Entry[]} queue
 * @param {StateFrame} frame
 */
export function settled(queue, frame) {
  return queue.filter(
    (found) => !(found.state === "saved" && !found.undo && (found.gift?.seq ?? 0) <= frame.seq),
  );
}

/**
 * After a reload: whatever was on its way may or may not have arrived, so it is sent again under
 * the same key.
 * @param {Entry[]} queue
 */
export function woken(queue) {
  return queue.flatMap(reopened).sort((a, b) => a.made - b.made);
}

/** @param {Entry} found @returns {Entry[]} */
function reopened(found) {
  if (found.state === "sending") return [{ ...caughtUp(found), state: "waiting" }];
  if (found.state !== "saved") return [found];
  // Recorded: the server shows it. What was to be undone still is.
  const { gift, undo, person, made } = found;
  if (!gift || !undo) return [];
  return [
    entry({ row: `mark:${gift.id}`, person, now: made, mark: { id: gift.id, voided: true } }),
  ];
}

/** How many are kept on this phone and not yet counted. @param {Entry[]} queue */
export const kept = (queue) => queue.filter((found) => found.state !== "saved").length;

/** Whether a person must answer before anything happens with it. @param {Entry} entry */
export const isQuestion = ({ state }) =>
  state === "asking" || state === "choosing" || state === "refused";
