// One goal: its title, how far it is, what is left in coins, in gifts and in money.

import { el, fill, keyed, write } from "../dom.js";
import { inGifts, inMoney } from "../remains.js";
import { clock, day, money, number, phrase, say } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../types.js").Goal} Goal */
/** @typedef {import("../types.js").Catalogue} Catalogue */

export class GoalCard extends HTMLElement {
  constructor() {
    super();
    this.goalTitle = el("h2", { class: "goal-title" });
    this.step = el("span", { class: "goal-step" });
    this.raised = el("strong", { class: "goal-raised" });
    this.target = el("span", { class: "goal-target" });
    this.missing = el("span", { class: "goal-missing" });
    this.fill = el("div", { class: "track-fill" });
    this.ticks = el("div", { class: "track-ticks" });
    this.track = el(
      "div",
      { class: "track", role: "progressbar", "aria-valuemin": "0" },
      el("div", { class: "track-clip" }, this.fill),
      this.ticks,
    );
    this.left = el("p", { class: "goal-left quiet" });
    this.shown = "";
  }

  connectedCallback() {
    this.append(
      el("div", { class: "goal-row" }, this.goalTitle, this.step),
      el(
        "div",
        { class: "goal-row numbers" },
        el("p", {}, this.raised, " ", this.target),
        this.missing,
      ),
      this.track,
      this.left,
    );
  }

  /** @param {Goal} goal @param {Catalogue} catalogue @param {string} when  it will be reached */
  update(goal, catalogue, when) {
    const shown = JSON.stringify([goal, catalogue.gifts.length, when]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.writeNumbers(goal);
    this.drawTrack(goal);
    fill(this.left, ...leftOver(goal, catalogue, when));
  }

  /** @param {Goal} goal */
  writeNumbers({ now, raised, gift }) {
    const unit = gift ?? words.unitCoins;
    fill(this.goalTitle, el("bdi", {}, now.title));
    const step = now.rungs === 0 ? words.rungOf : words.rung;
    write(this.step, now.rungs === 1 ? "" : say(step, { n: now.rung, of: now.rungs }));
    write(this.raised, number(raised));
    fill(this.target, ...phrase(words.ofTarget, { target: now.target }), " ", el("bdi", {}, unit));
    const past = raised - now.target;
    const word = past > 0 ? say(words.past, { n: past }) : words.reached;
    write(this.missing, now.reached ? word : say(words.toGo, { n: now.missing }));
    this.dataset.reached = String(now.reached);
    this.track.setAttribute("aria-valuemax", String(now.target));
    this.track.setAttribute("aria-valuenow", String(Math.min(raised, now.target)));
    const blanks = { title: now.title, raised, target: now.target, unit };
    this.track.setAttribute("aria-label", now.title);
    this.track.setAttribute("aria-valuetext", say(words.progress, blanks));
  }

  /** @param {Goal} goal */
  drawTrack({ now, raised, milestones }) {
    const share = now.target > 0 ? Math.max(0, Math.min(1, raised / now.target)) : 0;
    this.fill.style.setProperty("--share", String(share));
    this.dataset.near = String(share >= 0.9 && !now.reached);
    const within = milestones.filter((milestone) => milestone.at < now.target);
    keyed(
      this.ticks,
      within,
      (milestone) => `${milestone.at}`,
      () => el("i", { class: "tick" }),
      (tick, milestone) => {
        tick.style.setProperty("--at", String(milestone.at / now.target));
        tick.dataset.passed = String(raised >= milestone.at);
      },
    );
  }
}

/**
 * @param {Goal} goal
 * @param {Catalogue} catalogue
 * @param {string} when
 * @returns {(string | Node)[]}
 */
function leftOver({ now, raised, gift, milestones, deadline }, catalogue, when) {
  const parts = /** @type {(string | Node)[][]} */ ([]);
  const next = milestones.find((milestone) => milestone.at > raised);
  if (next) parts.push(phrase(words.nextMilestone, { label: next.label, at: next.at }));
  if (when) parts.push([when]);
  if (deadline) parts.push([say(words.deadline, { at: `${day(deadline)}, ${clock(deadline)}` })]);
  if (gift === null && !now.reached) {
    const price = inMoney(now.missing, catalogue.packages);
    if (price) parts.push([say(words.leftMoney, { money: money(price.amount, price.currency) })]);
    for (const { name, count } of inGifts(now.missing, catalogue.gifts)) {
      parts.push(phrase(words.leftGifts, { count, gift: name }));
    }
  }
  return parts.map((part) => el("span", { class: "left-part" }, part));
}

customElements.define("goal-card", GoalCard);
