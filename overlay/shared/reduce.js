/**
 * From frames to what the page knows. Pure: the numbers come from the server, nothing is added up here.
 */

import { readGifts, readState } from "./frames.js";
import { readLook } from "./look.js";
import { ENGLISH } from "./words.js";

/** @typedef {import("./frames.js").Gift} Gift */
/** @typedef {import("./frames.js").Reached} Reached */
/** @typedef {import("./frames.js").State} State */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./words.js").Vocabulary} Vocabulary */

/**
 * @typedef {object} Model
 * @property {State | null} state The newest view; `null` before the first.
 * @property {Look | null} look `null` before the first.
 * @property {Readonly<Vocabulary>} vocabulary What the look's language says.
 * @property {boolean} fresh Whether the next state is believed whatever its seq: the first of a line is
 *   the present, even where a restored backup has fallen behind.
 * @property {number | null} celebrated The seq up to which everything was celebrated or is too old to be.
 * @property {ReadonlyMap<string, number>} counts Gift ids and rungs celebrated last, with their counts.
 */

/**
 * Something to celebrate now.
 * @typedef {{ type: "gift", gift: Gift } | { type: "reached", reached: Reached }} Moment
 */

/** How many gifts are remembered as celebrated; a minute's worth of them can come a second time. */
const REMEMBERED = 1_000;

/** @type {Readonly<Model>} */
export const NOTHING_YET = Object.freeze({
  state: null,
  look: null,
  vocabulary: ENGLISH,
  fresh: true,
  celebrated: null,
  counts: new Map(),
});

/**
 * @param {Model} model
 * @param {import("./connection.js").Frame} frame
 * @param {Vocabulary} [vocabulary] That of the language which a look asks for.
 * @returns {{ model: Model, moments: Moment[] }}
 */
export function reduce(model, frame, vocabulary = ENGLISH) {
  if (frame.type === "state") return { model: withState(model, readState(frame)), moments: [] };
  if (frame.type === "gifts") return celebrate(model, readGifts(frame));
  if (frame.type === "look") {
    return { model: { ...model, look: readLook(frame.look), vocabulary }, moments: [] };
  }
  return { model, moments: [] };
}

/**
 * The line broke: what the next one says first is the present.
 * @param {Model} model
 * @returns {Model}
 */
export function afterBreak(model) {
  return { ...model, fresh: true };
}

/**
 * @param {Model} model
 * @param {State | null} state
 * @returns {Model}
 */
function withState(model, state) {
  if (state === null) return model;
  if (state.ledger !== model.state?.ledger) {
    const { look, vocabulary } = model;
    return { ...NOTHING_YET, look, vocabulary, state, fresh: false, celebrated: state.seq };
  }
  if (!model.fresh && state.seq < model.state.seq) return model;
  return { ...model, state, fresh: false };
}

/**
 * @param {Model} model
 * @param {import("./frames.js").Gifts | null} frame
 * @returns {{ model: Model, moments: Moment[] }}
 */
function celebrate(model, frame) {
  const unknown = frame === null || frame.ledger !== model.state?.ledger;
  if (unknown || frame.seq < (model.celebrated ?? 0)) return { model, moments: [] };
  const counts = new Map(model.counts);
  /** @type {Moment[]} */
  const moments = [];
  for (const gift of frame.gifts) {
    if (grew(counts, gift.id, gift.count)) moments.push({ type: "gift", gift });
  }
  for (const reached of frame.reached) {
    const rung = `${reached.goal}/${reached.rung}/${reached.seq}`;
    if (grew(counts, rung, 1)) moments.push({ type: "reached", reached });
  }
  forget(counts);
  return { model: { ...model, counts, celebrated: frame.seq }, moments };
}

/**
 * @param {Map<string, number>} counts
 * @param {string} key
 * @param {number} count
 */
function grew(counts, key, count) {
  if (count <= (counts.get(key) ?? 0)) return false;
  counts.delete(key);
  counts.set(key, count);
  return true;
}

/** @param {Map<string, number>} counts In the order in which they were celebrated. */
function forget(counts) {
  for (const key of counts.keys()) {
    if (counts.size <= REMEMBERED) return;
    counts.delete(key);
  }
}
