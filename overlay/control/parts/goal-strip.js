// The open goals, on top: one fills the width, several lie side by side.

import { el, keyed } from "../dom.js";
import { foretold, paces } from "../forecast.js";
import { boardOf, isOwner } from "../state.js";
import { words } from "../words.js";
import { GoalCard } from "./goal-card.js";

/** @typedef {import("../state.js").State} State */

export class GoalStrip extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.cards = el("div", { class: "goal-cards", role: "group", "aria-label": words.goals });
    this.why = el("p", { class: "quiet" });
    this.make = el(
      "button",
      { class: "button main", type: "button", on: { click: () => acts.openDoor("goals") } },
      words.newGoal,
    );
    this.none = el(
      "div",
      { class: "goal-none" },
      el("div", {}, el("p", { class: "strong" }, words.noGoal), this.why),
      this.make,
    );
  }

  connectedCallback() {
    this.append(this.cards, this.none);
  }

  /** @param {State} state */
  update(state) {
    const goals = boardOf(state)?.goals ?? [];
    this.none.hidden = goals.length > 0 || state.frame === null;
    this.cards.hidden = goals.length === 0;
    this.cards.dataset.many = String(goals.length > 1);
    // Several may need to be scrolled through, also without a finger.
    this.cards.tabIndex = goals.length > 1 ? 0 : -1;
    this.make.hidden = !isOwner(state);
    this.why.textContent = isOwner(state) ? words.noGoalOwner : words.noGoalModerator;
    const known = state.rehearsing ? null : paces(state);
    keyed(
      this.cards,
      goals,
      (goal) => goal.id,
      () => new GoalCard(),
      (card, goal) => card.update(goal, state.catalogue, foretold(goal, known)),
    );
  }
}

customElements.define("goal-strip", GoalStrip);
