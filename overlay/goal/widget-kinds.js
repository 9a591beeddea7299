/**
 * Every kind of widget by its element, and what it is given to draw.
 */

import { CountdownClock } from "./widgets/countdown-clock.js";
import { GiftTicker } from "./widgets/gift-ticker.js";
import { GoalBar } from "./goal-bar.js";
import { GoalJar } from "./widgets/goal-jar.js";
import { GoalLadder } from "./widgets/goal-ladder.js";
import { GoalRing } from "./widgets/goal-ring.js";
import { GoalText } from "./widgets/goal-text.js";
import { GoalTower } from "./widgets/goal-tower.js";
import { RecentGifts, TopGifters } from "./widgets/people-list.js";
import { ShoutoutCard } from "./widgets/shoutout-card.js";

/** @typedef {import("../shared/look.js").Kind} Kind */
/** @typedef {import("../shared/view.js").View} View */
/** @typedef {import("../shared/people.js").People} People */

/**
 * What is seen now, for every widget the same.
 * @typedef {object} Seen
 * @property {View | null} goal `null`: there is none.
 * @property {People | null} people
 */

/** @typedef {{ still: boolean, isShown: boolean }} How Still: without motion. */

/**
 * Something that stands on the page and draws what is seen.
 * @typedef {object} Standing
 * @property {HTMLElement} element
 * @property {import("./goal-widget.js").GoalWidget | null} goal The element, if it shows how far the goal is.
 * @property {(seen: Seen, how: How) => boolean} show Whether there is anything to see of it.
 * @property {() => void} measure
 */

/** @param {Kind} kind @param {boolean} vertical Whether a bar stands. @returns {Standing} */
export function makeWidget(kind, vertical) {
  const standing = standingOf(kind, vertical);
  standing.element.dataset.kind = kind === "bar" && vertical ? "tower" : kind;
  return standing;
}

/** @param {Kind} kind @param {boolean} vertical @returns {Standing} */
function standingOf(kind, vertical) {
  switch (kind) {
    case "bar":
      return ofGoal(vertical ? new GoalTower() : new GoalBar());
    case "ring":
      return ofGoal(new GoalRing());
    case "text":
      return ofGoal(new GoalText());
    case "jar":
      return ofGoal(new GoalJar());
    case "ladder":
      return ofGoal(new GoalLadder());
    case "countdown":
      return other(new CountdownClock(), ({ goal }) => goal);
    case "ticker":
      return other(new GiftTicker(), ({ goal }) => goal);
    case "top":
      return other(new TopGifters(), ({ people }) => people);
    case "recent":
      return other(new RecentGifts(), ({ people }) => people);
    case "shoutout":
      return other(new ShoutoutCard(), ({ people }) => people);
  }
}

/** @param {import("./goal-widget.js").GoalWidget} element @returns {Standing} */
function ofGoal(element) {
  return {
    element,
    goal: element,
    show({ goal }, how) {
      if (goal !== null) element.show(goal, how);
      return goal !== null;
    },
    measure: () => element.measure(),
  };
}

/**
 * @template Part
 * @param {HTMLElement & { show(part: Part, how: How): boolean, measure(): void }} element
 * @param {(seen: Seen) => Part | null} partOf
 * @returns {Standing}
 */
function other(element, partOf) {
  return {
    element,
    goal: null,
    show(seen, how) {
      const part = partOf(seen);
      return part !== null && element.show(part, how);
    },
    measure: () => element.measure(),
  };
}
