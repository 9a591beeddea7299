/**
 * From what the page knows to what viewers see. Pure, in plain values: no element is known here.
 */

import { direction, shorten, whole } from "./format.js";
import { directionOf } from "./languages.js";
import { PLAIN_LOOK } from "./look.js";
import { fill, wording } from "./words.js";

/** @typedef {import("./frames.js").Goal} Goal */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./reduce.js").Model} Model */
/** @typedef {import("./words.js").Piece} Piece */

/** `near` is the last tenth of the way. @typedef {"empty" | "moving" | "near" | "reached"} Phase */

/**
 * A rung that stays on show while it is celebrated, though the goal has moved on.
 * @typedef {object} Rung
 * @property {string} goal
 * @property {string} title
 * @property {number} target
 * @property {number} rung
 */

/** Where a tick stands, from 0 to 1, and whether it is passed. @typedef {{ at: number, lit: boolean }} Tick */

/**
 * A step of the ladder: a milestone, or the target itself.
 * @typedef {object} Step
 * @property {number} at In the goal's unit.
 * @property {string} label
 * @property {boolean} lit Whether it is passed.
 * @property {boolean} isNext
 */

/**
 * @typedef {object} View
 * @property {string} rung Another one means that the bar turns over.
 * @property {string} title Empty where it is not wanted.
 * @property {"ltr" | "rtl"} direction A title from right to left turns the bar, a language so written always.
 * @property {{ number: boolean, target: boolean }} shows
 * @property {number} raised As it is, also past the target.
 * @property {number} target
 * @property {number} ratio From 0 to 1.
 * @property {Phase} phase
 * @property {Piece[]} togo Empty where it is not wanted.
 * @property {Tick[]} ticks
 * @property {{ at: number, label: Piece[] } | null} next The next milestone.
 * @property {Step[]} steps Of the ladder, lowest first; the last one is the target.
 * @property {Piece[]} ticker What is to go, in the look's gift if it has one.
 * @property {number | null} deadline In milliseconds since 1970.
 * @property {boolean} rehearsal
 * @property {boolean} platforms Whether gifts tell which platform they came by.
 * @property {string} locale
 * @property {string} language
 * @property {Readonly<Record<import("./words.js").Word, string>>} words
 */

const NEAR = 0.9;
const LONGEST_TITLE = 80;

/**
 * The goal that an overlay shows: the one it names, else the first open one.
 * @param {Model} model
 * @returns {Goal | null}
 */
export function shownGoal({ state, look }) {
  const goals = state?.goals ?? [];
  const wanted = look?.goal ?? null;
  return goals.find(({ id }) => wanted === null || id === wanted) ?? null;
}

/**
 * @param {Model} model
 * @param {Rung | null} [held]
 * @returns {View | null} `null`: there is nothing to show.
 */
export function view(model, held = null) {
  const goal = shownGoal(model);
  if (goal === null) return null;
  const look = model.look ?? PLAIN_LOOK;
  const words = wording(look.words, model.vocabulary);
  const { language } = model.vocabulary;
  const rung = held ?? { goal: goal.id, title: goal.title, target: goal.target, rung: goal.rung };
  const ratio = held ? 1 : Math.min(1, goal.raised / rung.target);
  const phase = phaseOf(ratio, held !== null || goal.reached);
  const milestones = look.milestones
    ? goal.milestones.filter(({ at }) => at > 0 && at <= rung.target)
    : [];
  return {
    rung: `${goal.id}/${goal.run}/${rung.rung}`,
    title: look.title ? shorten(rung.title, LONGEST_TITLE) : "",
    direction: directionOf(language) === "rtl" ? "rtl" : direction(rung.title),
    shows: { number: look.number, target: look.target },
    raised: goal.raised,
    target: rung.target,
    ratio,
    phase,
    togo: look.togo ? togo(goal, rung.target, phase, look.locale, words) : [],
    ticks: milestones
      .filter(({ at }) => at < rung.target)
      .map(({ at }) => ({ at: at / rung.target, lit: phase === "reached" || goal.raised >= at })),
    next: phase === "reached" ? null : nextMilestone(milestones, goal.raised, rung.target, words),
    steps: stepsOf(milestones, rung, phase === "reached" ? rung.target : goal.raised),
    ticker: ticker(goal, rung.target, phase, look, words),
    deadline: goal.deadline,
    rehearsal: model.state?.rehearsal ?? false,
    platforms: look.platforms,
    locale: look.locale,
    language,
    words,
  };
}

/**
 * @param {number} ratio
 * @param {boolean} reached
 * @returns {Phase}
 */
function phaseOf(ratio, reached) {
  if (reached || ratio >= 1) return "reached";
  if (ratio >= NEAR) return "near";
  return ratio > 0 ? "moving" : "empty";
}

/**
 * @param {Goal} goal
 * @param {number} target
 * @param {Phase} phase
 * @param {string} locale
 * @param {View["words"]} words
 */
function togo(goal, target, phase, locale, words) {
  if (phase === "reached") return fill(words.reached, {});
  const values = { n: whole(Math.max(0, target - goal.raised), locale) };
  return goal.unit === "coins"
    ? fill(words.togo, values)
    : fill(words.togo_gift, values, { gift: goal.unit });
}

/**
 * @param {import("./frames.js").Milestone[]} milestones
 * @param {number} raised
 * @param {number} target
 * @param {View["words"]} words
 */
function nextMilestone(milestones, raised, target, words) {
  const ahead = milestones.filter(({ at }) => at > raised).sort((a, b) => a.at - b.at)[0];
  if (ahead === undefined || ahead.label === "") return null;
  return { at: ahead.at / target, label: fill(words.next, {}, { label: ahead.label }) };
}

/**
 * @param {import("./frames.js").Milestone[]} milestones
 * @param {Rung} rung
 * @param {number} raised
 * @returns {Step[]}
 */
function stepsOf(milestones, { title, target }, raised) {
  const inside = milestones.filter(({ at }) => at < target);
  const steps = [...inside, { at: target, label: shorten(title, LONGEST_TITLE) }];
  steps.sort((a, b) => a.at - b.at);
  const next = steps.find(({ at }) => at > raised);
  return steps.map((step) => ({ ...step, lit: step.at <= raised, isNext: step === next }));
}

/**
 * @param {Goal} goal
 * @param {number} target
 * @param {Phase} phase
 * @param {Look} look
 * @param {View["words"]} words
 */
function ticker({ unit, raised }, target, phase, { tickerGift, locale }, words) {
  if (phase === "reached") return fill(words.reached, {});
  const missing = Math.max(0, target - raised);
  const gift = unit === "coins" ? tickerGift : { name: unit, coins: 1 };
  if (gift === null) return fill(words.togo, { n: whole(missing, locale) });
  const values = { n: whole(Math.ceil(missing / gift.coins), locale) };
  return fill(words.ticker, values, { gift: gift.name });
}
