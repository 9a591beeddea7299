// One goal's settings as a form. What few goals need waits behind "More".

import { decimalOf } from "../digits.js";
import { el, fill } from "../dom.js";
import { phrase } from "../say.js";
import { named } from "../search.js";
import { words } from "../words.js";
import {
  button,
  choice,
  labelled,
  numberInput,
  numberOf,
  problemPlace,
  textInput,
} from "./form.js";
import { Lines } from "./goal-lines.js";

/** @typedef {import("../search.js").Named} Named */
/** @typedef {import("../types.js").Goal} Goal */
/** @typedef {import("../types.js").GoalSent} GoalSent */
/** @typedef {import("../types.js").OnReach} OnReach */

const W = words.goal;

export class GoalForm extends HTMLElement {
  /**
   * @param {object} options
   * @param {Goal | null} options.goal  null: a new one
   * @param {() => Named[]} options.gifts  that are known
   * @param {(sent: GoalSent) => Promise<import("../api.js").Reply<Goal>>} options.send
   * @param {() => void} options.done
   */
  constructor({ goal, gifts, send, done }) {
    super();
    this.goal = goal;
    this.gifts = gifts;
    this.send = send;
    this.done = done;
    this.problem = problemPlace();
    this.named = textInput({ value: goal?.title ?? "", placeholder: W.titleHint, maxLength: 60 });
    this.target = numberInput({ value: goal?.target ?? "" });
    this.unit = el("span");
    this.offset = numberInput({ value: goal?.offset || "", placeholder: "0" });
    this.counts = choice(
      [
        ["coins", W.countsCoins],
        ["gift", W.countsGift],
      ],
      goal?.gift ? "gift" : "coins",
      () => this.showFitting(),
    );
    this.gift = textInput({
      ...{ value: goal?.gift ?? "", placeholder: W.giftHint },
      on: { input: () => this.showFitting() },
    });
    this.giftDoubt = el("div", { class: "form", "aria-live": "polite" });
    this.deadline = el("input", {
      type: "datetime-local",
      value: localTime(goal?.deadline ?? null),
    });
    this.milestones = new Lines(W.addMilestone, W.milestoneAt, W.milestoneLabel);
    this.ladder = new Lines(W.addRung, W.ladderTarget, W.ladderTitle);
    const rule = goal?.on_reach.rule ?? "stay";
    const rules = ["stay", "step", "factor", "pleasant"].map(
      (name) => /** @type {[string, string]} */ ([name, W[/** @type {OnReach["rule"]} */ (name)]]),
    );
    this.rule = choice(rules, rule, () => this.showFitting());
    this.step = numberInput({ value: goal?.on_reach.step ?? 500, "aria-label": W.step });
    this.factor = el("input", {
      inputMode: "decimal",
      value: goal?.on_reach.factor ?? "1.5",
      "aria-label": W.factor,
    });
  }

  connectedCallback() {
    const { goal } = this;
    this.milestones.set((goal?.milestones ?? []).map((m) => [m.at, m.label]));
    this.ladder.set((goal?.ladder ?? []).map((rung) => [rung.target, rung.title ?? ""]));
    this.giftField = labelled(W.gift, this.gift);
    this.giftField.append(this.giftDoubt);
    const more = el(
      "details",
      { open: goal !== null && usesMore(goal) },
      el("summary", {}, W.more),
      this.moreFields(),
    );
    const buttons = el(
      "div",
      { class: "buttons" },
      button(words.cancel, () => this.done()),
      el("button", { class: "button main", type: "submit" }, goal ? words.save : W.create),
    );
    const form = el(
      "form",
      { class: "card form", noValidate: true, on: { submit: (event) => void this.submit(event) } },
      labelled(W.title, this.named),
      this.targetField(),
      this.group(W.milestones, this.milestones),
      more,
      this.problem,
      goal ? el("p", { class: "hint quiet" }, W.progressStays) : null,
      buttons,
    );
    fill(this, form);
    this.showFitting();
  }

  /** What is to be reached, and of what. */
  targetField() {
    const field = labelled(W.target, this.target);
    field.querySelector("label")?.append(this.unit);
    return field;
  }

  moreFields() {
    return el(
      "div",
      { class: "form" },
      labelled(W.counts, this.counts),
      this.giftField,
      labelled(W.offset, this.offset, W.offsetHint),
      this.group(W.ladder, this.ladder),
      el("div", { class: "labelled-pair" }, labelled(W.onReach, this.rule), this.step, this.factor),
      labelled(`${W.deadline} (${W.deadlineHint})`, this.deadline),
    );
  }

  /** @param {string} name @param {HTMLElement} content */
  group(name, content) {
    return el("fieldset", {}, el("legend", {}, name), content);
  }

  showFitting() {
    const ofGift = this.counts.value === "gift";
    if (this.giftField) this.giftField.hidden = !ofGift;
    const unit = ofGift ? this.gift.value.trim() : words.unitCoins;
    fill(this.unit, unit && [" (", el("bdi", {}, unit), ")"]);
    fill(this.giftDoubt, ofGift && unit && this.doubt(unit));
    this.step.hidden = this.rule.value !== "step";
    this.factor.hidden = this.rule.value !== "factor";
  }

  /** What to say of a gift that is not known. @param {string} typed */
  doubt(typed) {
    const { known, near } = named(this.gifts(), typed);
    if (known) return null;
    const take = () => {
      this.gift.value = near?.name ?? typed;
      this.gift.focus();
      this.showFitting();
    };
    return [
      el("p", { class: "hint quiet" }, W.giftOther),
      near && button(el("span", {}, phrase(W.giftMeant, { gift: near.name })), take),
    ];
  }

  /** A new goal begins with its title; one that is edited, with a look. */
  start() {
    if (this.goal) return;
    this.scrollIntoView({ block: "start" });
    this.named.focus({ preventScroll: true });
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const wrong = this.unreadable();
    if (wrong) {
      this.problem.say(wrong.says);
      return wrong.field.focus();
    }
    const reply = await this.send(this.read());
    this.problem.say(reply.problem);
    if (reply.ok) this.done();
  }

  /** The first number that cannot be read, with what would be right. */
  unreadable() {
    const { target, milestones, ladder, offset } = this;
    const isOffset = offset.value.trim() === "" || numberOf(offset) >= 0;
    const places = [
      { field: numberOf(target) >= 1 ? null : target, says: `${W.target}: ${W.whole}` },
      { field: milestones.unreadable(), says: `${W.milestoneAt}: ${W.whole}` },
      { field: isOffset ? null : offset, says: `${W.offset}: ${words.gifter.whole}` },
      { field: ladder.unreadable(), says: `${W.ladderTarget}: ${W.whole}` },
    ];
    for (const { field, says } of places) if (field) return { field, says };
    return null;
  }

  /** @returns {GoalSent} */
  read() {
    const ladder = this.ladder.read().map(([target, title]) => ({ target, title: title || null }));
    return {
      title: this.named.value.trim(),
      target: numberOf(this.target),
      offset: numberOf(this.offset) || 0,
      gift: this.counts.value === "gift" ? this.gift.value.trim() : null,
      milestones: this.milestones.read().map(([at, label]) => ({ at, label })),
      ladder,
      on_reach: this.onReach(),
      deadline: this.deadline.value ? new Date(this.deadline.value).toISOString() : null,
    };
  }

  /** @returns {OnReach} */
  onReach() {
    const rule = /** @type {OnReach["rule"]} */ (this.rule.value);
    if (rule === "step") return { rule, step: numberOf(this.step) };
    if (rule === "factor") return { rule, factor: decimalOf(this.factor.value) };
    return { rule };
  }
}

/** @param {Goal} goal */
function usesMore({ gift, offset, ladder, on_reach, deadline }) {
  return Boolean(gift || offset || ladder.length || deadline || on_reach.rule !== "stay");
}

/** A moment as a date field wants it: local, to the minute. @param {string | null} at */
function localTime(at) {
  if (at === null) return "";
  const moment = new Date(at);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

customElements.define("goal-form", GoalForm);
