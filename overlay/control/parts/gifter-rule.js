// One gifter: what they gave, and the rule about them. Every change holds at once.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { phrase, say } from "../say.js";
import { words } from "../words.js";
import { labelled, numberInput, numberOf, problemPlace, textInput, toggle } from "./form.js";

/** @typedef {import("../types.js").Gifter} Gifter */

const W = words.gifter;

export class GifterRule extends HTMLElement {
  /** @param {Gifter} gifter @param {boolean} open */
  constructor(gifter, open) {
    super();
    this.gifter = gifter;
    this.head = el("span", { class: "gifter-head" });
    this.details = el("details", { class: "card", open });
    this.problem = problemPlace();
  }

  connectedCallback() {
    const { name, hidden, budget, in_recap } = this.gifter;
    const named = textInput({
      value: name ?? "",
      on: { change: () => void this.send({ name: named.value.trim() || null }) },
    });
    const limit = numberInput({
      value: budget ?? "",
      on: { change: () => void this.setBudget(limit) },
    });
    fill(
      this.details,
      el("summary", {}, this.head),
      el(
        "div",
        { class: "form" },
        labelled(W.name, named, W.nameHint),
        toggle(W.hidden, hidden, (on) => void this.send({ hidden: on })),
        labelled(W.budget, limit, W.budgetHint),
        toggle(W.recap, in_recap, (on) => void this.send({ in_recap: on }), W.recapDetail),
        this.problem,
      ),
    );
    fill(this, this.details);
    this.draw();
  }

  draw() {
    const { gifter, coins, name, hidden, in_recap, over_budget } = this.gifter;
    const marks = [
      hidden && W.marks.hidden,
      !hidden && name !== null && phrase(W.marks.renamed, { name }),
      in_recap && W.marks.recap,
    ].filter(Boolean);
    const parts = /** @type {(string | Node | (string | Node)[])[]} */ ([
      say(W.line, { n: coins }),
      ...marks,
    ]);
    fill(
      this.head,
      el("bdi", {}, gifter),
      el(
        "span",
        { class: "row-about quiet" },
        parts.map((part) => el("span", {}, part)),
        over_budget && el("span", { class: "over" }, icon("budget"), W.over),
      ),
    );
  }

  /** @param {HTMLInputElement} field */
  async setBudget(field) {
    const budget = field.value.trim() === "" ? null : numberOf(field);
    if (Number.isNaN(budget)) return this.problem.say(W.whole);
    await this.send({ budget });
  }

  /** @param {Partial<Gifter>} change */
  async send(change) {
    const reply = await call("PATCH", "/api/gifters", { key: this.gifter.key, ...change });
    this.problem.say(reply.problem);
    if (!reply.ok) return;
    this.gifter = reply.body;
    this.draw();
  }
}

customElements.define("gifter-rule", GifterRule);
