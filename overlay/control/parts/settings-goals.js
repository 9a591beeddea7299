// The goals: set, edit, start over, close.

import { call } from "../api.js";
import { el, fill, keyed } from "../dom.js";
import { number, phrase, say } from "../say.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { button, problemPlace } from "./form.js";
import { GoalForm } from "./goal-form.js";

/** @typedef {import("../types.js").Goal} Goal */
/** @typedef {import("../search.js").Named} Named */
/** @typedef {import("../types.js").Gift} Gift */
/** @typedef {import("../state.js").State} State */

export class SettingsGoals extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.gifts = /** @type {Named[]} */ ([]);
    this.goals = el("div", { class: "cards" });
    this.none = el("p", { class: "quiet" }, words.goal.none);
    this.place = el("div");
    this.make = button(words.newGoal, () => this.create(), "main wide");
  }

  connectedCallback() {
    fill(this, this.goals, this.none, this.place);
    this.rest();
  }

  rest() {
    fill(this.place, this.make);
  }

  create() {
    const form = new GoalForm({
      goal: null,
      gifts: () => this.gifts,
      send: (sent) => call("POST", "/api/goals", sent),
      done: () => this.rest(),
    });
    fill(this.place, form);
    form.start();
  }

  /** @param {State} state */
  opened(state) {
    if (state.frame && state.frame.goals.length === 0) this.create();
  }

  /** @param {State} state */
  update(state) {
    const goals = state.frame?.goals ?? [];
    this.gifts = [...state.catalogue.gifts, ...seen(state.frame?.recent ?? [])];
    this.none.hidden = goals.length > 0;
    this.make.classList.toggle("main", goals.length === 0);
    keyed(
      this.goals,
      goals,
      (goal) => goal.id,
      () => new GoalSettings(() => this.gifts),
      (element, goal) => element.update(goal),
    );
  }
}

/** Gifts that came, of a platform that no catalogue lists. @param {Gift[]} recent @returns {Named[]} */
function seen(recent) {
  return recent.flatMap(({ gift }) => (gift ? [{ name: gift, favourite: false }] : []));
}

class GoalSettings extends HTMLElement {
  /** @param {() => Named[]} gifts  that are known */
  constructor(gifts) {
    super();
    this.gifts = gifts;
    this.goal = /** @type {Goal | null} */ (null);
    this.head = el("div", { class: "card-head" });
    this.place = el("div");
    this.problem = problemPlace();
  }

  connectedCallback() {
    this.classList.add("card");
    fill(this, this.head, this.place, this.problem);
    this.rest();
  }

  /** @param {Goal} goal */
  update(goal) {
    const before = this.goal;
    this.goal = goal;
    if (JSON.stringify(before) === JSON.stringify(goal)) return;
    const sums = el(
      "p",
      { class: "quiet" },
      `${number(goal.raised)} ${say(words.ofTarget, { target: goal.now.target })}`,
      goal.run > 1 ? ` · ${say(words.goal.allTime, { n: goal.all_time })}` : "",
    );
    fill(this.head, el("h3", {}, el("bdi", {}, goal.title)), sums);
  }

  rest() {
    const reset = new AskInPlace({
      label: words.goal.reset,
      question: () =>
        phrase(words.goal.resetAsk, { title: this.goal?.title, raised: this.goal?.raised }),
      yes: words.goal.resetYes,
      act: () => this.ask("POST", "/reset"),
    });
    const close = new AskInPlace({
      label: words.goal.close,
      question: () => phrase(words.goal.closeAsk, { title: this.goal?.title }),
      yes: words.goal.closeYes,
      act: () => this.ask("DELETE", ""),
    });
    fill(
      this.place,
      el(
        "div",
        { class: "buttons even" },
        button(words.edit, () => this.edit()),
        reset,
        close,
      ),
    );
  }

  edit() {
    const form = new GoalForm({
      goal: this.goal,
      gifts: this.gifts,
      send: (sent) => call("PATCH", `/api/goals/${this.goal?.id}`, sent),
      done: () => this.rest(),
    });
    fill(this.place, form);
    form.start();
  }

  /** @param {"POST" | "DELETE"} method @param {string} rest */
  async ask(method, rest) {
    const reply = await call(method, `/api/goals/${this.goal?.id}${rest}`);
    this.problem.say(reply.problem);
  }
}

customElements.define("goal-settings", GoalSettings);
customElements.define("settings-goals", SettingsGoals);
