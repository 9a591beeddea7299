/**
 * Every word that viewers read, in one place. An overlay's `look.words` may replace any of them.
 *
 * A word in braces is filled in: `{n}` and `{gifts}` are numbers, `{gifter}` and `{gift}` names.
 */

export const WORDS = Object.freeze({
  /** Under the bar: what is missing. */
  togo: "{n} to go",
  /** The same for a goal that counts one gift. */
  togo_gift: "{n} × {gift} to go",
  /** The ticker: how many of the look's gift are missing. */
  ticker: "{n} × {gift} to go",
  /** In the place of "to go" once the last target is reached. */
  reached: "Goal reached",
  /** Beside the next milestone's tick. */
  next: "{label}",
  /** The mark on everything that is only a test; the short one is for bars below 100 px. */
  rehearsal: "rehearsal",
  rehearsal_short: "test",
  /** Who sent a gift without a name. */
  anonymous: "someone",
  /** A toast: one gift, several in a streak, free coins. */
  gift: "{gift}",
  gift_many: "{gift} ×{n}",
  coins: "{n} coins",
  coins_one: "1 coin",
  /** A toast that stands for many. */
  crowd: "{gifter} and {others} others sent {gifts} gifts",
  crowd_two: "{gifter} and 1 other sent {gifts} gifts",
  crowd_one: "{gifter} sent {gifts} gifts",
  /** Over the countdown, and in its place when the time is up. */
  countdown: "ends in",
  countdown_over: "Time is up",
  /** Beside the countdown's number of days. */
  days: "{n} days",
  days_one: "1 day",
  /** Over the lists, and in them while they are empty. */
  top: "Top gifters",
  top_empty: "Nobody yet",
  recent: "Latest gifts",
  recent_empty: "No gifts yet",
  /** On the card of who waits to be thanked. */
  shoutout: "Thank you",
  shoutout_more: "and {n} more",
});

/** @typedef {keyof typeof WORDS} Word */

/** Longest wording taken from a look, in UTF-16 units. */
const LONGEST = 120;

/**
 * The default words with the streamer's own in their places; anything unknown or not a text is left out.
 * @param {unknown} own
 * @returns {Readonly<Record<Word, string>>}
 */
export function wording(own) {
  if (typeof own !== "object" || own === null) return WORDS;
  const taken = Object.entries(own).filter(
    ([word, text]) => word in WORDS && typeof text === "string" && text.length <= LONGEST,
  );
  return { ...WORDS, ...Object.fromEntries(taken) };
}

/**
 * A piece of a phrase; `name` marks what somebody else wrote, which must not disturb its surroundings.
 * @typedef {{ text: string, name?: true }} Piece
 */

/**
 * Fill in a phrase. A brace without a value stays as it is written.
 * @param {string} phrase
 * @param {Record<string, string>} values Numbers, already grouped.
 * @param {Record<string, string>} [names] Untrusted texts.
 * @returns {Piece[]}
 */
export function fill(phrase, values, names = {}) {
  return phrase
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const key = piece.slice(1, -1);
      if (piece.startsWith("{") && Object.hasOwn(names, key)) {
        return { text: names[key] ?? "", name: true };
      }
      return { text: Object.hasOwn(values, key) ? (values[key] ?? "") : piece };
    });
}
