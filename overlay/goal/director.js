/**
 * Who is on show: the rung that is being climbed, or one that was just reached and is celebrated first.
 *
 * A state and the word that its rung was reached may come in either order, or only the state. So a
 * rung that was climbed stays on show, full, until the bar has filled up; then it is celebrated if
 * that word came, and the bar turns over to the present rung.
 */

/** @typedef {import("../shared/view.js").Rung} Rung */
/** @typedef {import("../shared/connection.js").Timers} Timers */

/** Until a full bar has filled up, in milliseconds. */
const FILLING = 750;
/** How long a celebration lasts when it is alone, and when another waits. */
const CELEBRATION = 5_000;
const CELEBRATION_OF_MANY = 4_000;
/** How many rungs at once are celebrated: the last ones. A whale may climb a hundred. */
const MOST = 2;

/**
 * @typedef {object} Director
 * @property {() => Rung | null} held The rung that is on show although it is reached.
 * @property {(goal: import("../shared/frames.js").Goal | null) => void} follow Hear of the present.
 * @property {(rung: Rung) => void} reached Hear that a rung is to be celebrated.
 * @property {() => void} cut Show the present, and celebrate nothing.
 */

/**
 * @param {object} options
 * @param {() => void} options.onChange Another rung is on show.
 * @param {(rung: Rung, lasting: number) => void} options.celebrate The bar is full: for so many milliseconds.
 * @param {Pick<Timers, "setTimeout" | "clearTimeout">} options.timers
 * @returns {Director}
 */
export function createDirector({ onChange, celebrate, timers }) {
  /** @type {(Rung & { run: number }) | null} */
  let present = null;
  /** @type {Rung | null} */
  let held = null;
  /** @type {Rung[]} */
  let toCelebrate = [];
  /** @type {unknown} */
  let timer = null;

  /** @param {Rung | null} rung */
  function hold(rung) {
    held = rung;
    if (rung !== null) timer = timers.setTimeout(afterFilling, FILLING);
    onChange();
  }

  function afterFilling() {
    const rung = toCelebrate.shift();
    if (rung === undefined) return hold(null);
    if (!isSame(rung, held)) {
      toCelebrate.unshift(rung);
      return hold(rung);
    }
    const lasting = toCelebrate.length > 0 ? CELEBRATION_OF_MANY : CELEBRATION;
    timer = timers.setTimeout(afterCelebration, lasting);
    celebrate(rung, lasting);
  }

  function afterCelebration() {
    hold(toCelebrate[0] ?? null);
  }

  function cut() {
    timers.clearTimeout(timer);
    toCelebrate = [];
    held = null;
  }

  return {
    held: () => held,
    follow(goal) {
      const before = present;
      present = goal && { ...goal, goal: goal.id };
      if (before?.goal !== present?.goal || before?.run !== present?.run) return cut();
      const climbed = before !== null && present !== null && present.rung > before.rung;
      if (climbed && held === null) hold(before);
    },
    reached(rung) {
      if (rung.goal !== present?.goal) return;
      toCelebrate = [...toCelebrate, rung].slice(-MOST);
      if (held === null) hold(rung);
    },
    cut,
  };
}

/** @param {Rung} rung @param {Rung | null} other */
function isSame(rung, other) {
  return rung.goal === other?.goal && rung.rung === other.rung;
}
