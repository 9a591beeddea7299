// "Paste a sample, see the gift": which part of a webhook's message is what, chosen by tapping.

import { call, why } from "../api.js";
import { el, fill, SERVER_SAYS } from "../dom.js";
import { fieldsFor, guessed, leavesOf, ROLES } from "../sample.js";
import { phrase, say } from "../say.js";
import { words } from "../words.js";
import { button, choice, labelled, problemPlace, textInput } from "./form.js";

/** @typedef {import("../sample.js").Role} Role */
/** @typedef {import("../sample.js").Leaf} Leaf */
/** @typedef {import("../types.js").Source} Source */
/** @typedef {import("../types.js").TriedGift} TriedGift */

const W = words.hook;
/** Milliseconds of quiet until what was typed is tried. */
const QUIET = 250;

const EXAMPLE = '{"order":{"number":771,"buyer":{"name":"ana"},"total":4.2,"currency":"EUR"}}';

export class WebhookMap extends HTMLElement {
  /**
   * @param {Source} source
   * @param {(fields: Record<string, string>) => unknown} save
   */
  constructor(source, save) {
    super();
    this.source = source;
    this.save = save;
    this.leaves = /** @type {Leaf[]} */ ([]);
    this.places = /** @type {Partial<Record<Role, string>>} */ ({});
    this.timer = 0;
    this.asked = 0;
    this.sample = el("textarea", {
      ...{ rows: 5, dir: "ltr", spellcheck: false, placeholder: EXAMPLE, maxLength: 65_536 },
      on: { input: () => this.pasted() },
    });
    this.problem = problemPlace();
    this.list = el("div", { class: "sample" });
    this.unit = textInput({ maxLength: 12, on: { input: () => this.later() } });
    this.unitRow = labelled(W.unit, this.unit, W.unitHint);
    this.amountIn = choice([], "", () => this.later());
    this.amountRow = labelled(W.amountIn, this.amountIn);
    this.shown = el("div", { class: "tried", role: "status" });
    this.saving = button(W.save, () => this.save(this.fields()), "main wide");
  }

  connectedCallback() {
    const sample = /** @type {any} */ (this.sample);
    const { amountIn } = this;
    const options = this.field("amount_in")?.choices ?? [];
    fill(amountIn, ...options.map(({ value, label }) => el("option", { value }, label)));
    amountIn.value = this.field("amount_in")?.value ?? "main";
    const unit = this.field("unit")?.value ?? "";
    this.unit.value = /^[/-]/.test(unit) ? "" : unit;
    fill(
      this,
      labelled(W.sample, sample, W.sampleHint),
      this.problem,
      this.list,
      this.unitRow,
      this.amountRow,
      this.shown,
      this.saving,
    );
    this.draw();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  /** @param {Source} source */
  set(source) {
    this.source = source;
    if (this.leaves.length > 0) this.later();
  }

  /** @param {string} name */
  field(name) {
    return this.source.fields?.find((field) => field.name === name);
  }

  pasted() {
    const text = this.sample.value.trim();
    this.leaves = [];
    this.problem.say(null);
    if (text) {
      try {
        this.leaves = leavesOf(JSON.parse(text));
        if (this.leaves.length === 0) this.problem.say(W.nothingIn);
      } catch {
        this.problem.say(W.notJson);
      }
    }
    this.places = this.placed();
    this.draw();
    this.later();
  }

  /** What is kept, where it fits this sample; else what the names of things make us think. */
  placed() {
    const there = new Set(this.leaves.map((leaf) => leaf.place));
    const kept = ROLES.flatMap((role) => {
      const place = this.field(role === "when" ? "when_at" : role)?.value ?? "";
      return there.has(place) ? [[role, place]] : [];
    });
    return { ...guessed(this.leaves), ...Object.fromEntries(kept) };
  }

  fields() {
    const money = { unit: this.unit.value, amountIn: this.amountIn.value };
    return fieldsFor(this.places, this.leaves, money);
  }

  draw() {
    const any = this.leaves.length > 0;
    fill(
      this.list,
      any && el("p", { class: "hint quiet" }, W.tap),
      this.leaves.map((leaf) => this.row(leaf)),
    );
    this.list.hidden = this.saving.hidden = !any;
    this.drawMoney();
  }

  drawMoney() {
    const amount = this.leaves.length > 0 && this.places.amount !== undefined;
    this.unitRow.hidden = !amount || this.places.unit !== undefined;
    this.amountRow.hidden = !amount;
  }

  /** @param {Leaf} leaf */
  row({ place, text }) {
    const is = ROLES.find((role) => this.places[role] === place) ?? "";
    const options = /** @type {[string, string][]} */ ([
      ["", W.roles.none],
      ...ROLES.map((role) => [role, W.roles[role]]),
    ]);
    const role = choice(options, is, (chosen) => this.choose(place, chosen));
    role.setAttribute("aria-label", say(W.what, { place }));
    role.dataset.place = place;
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    return el(
      "div",
      { class: is ? "sample-row used" : "sample-row" },
      el("div", {}, el("bdi", {}, shown), el("code", { class: "quiet", dir: "ltr" }, place)),
      role,
    );
  }

  /** One thing is in one place. @param {string} place @param {string} chosen */
  choose(place, chosen) {
    const others = Object.entries(this.places).filter(
      ([role, at]) => at !== place && role !== chosen,
    );
    this.places = Object.fromEntries(others);
    if (chosen) this.places[/** @type {Role} */ (chosen)] = place;
    this.draw();
    const selects = /** @type {HTMLSelectElement[]} */ ([...this.list.querySelectorAll("select")]);
    selects.find((select) => select.dataset.place === place)?.focus();
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.try(), QUIET);
  }

  async try() {
    const asked = ++this.asked;
    if (this.leaves.length === 0) return fill(this.shown);
    const path = `/api/hooks/${encodeURIComponent(this.source.road)}/try`;
    const reply = await call("POST", path, { body: this.sample.value, fields: this.fields() });
    if (asked !== this.asked) return;
    if (!reply.ok)
      return fill(this.shown, el("p", { class: "warn", ...SERVER_SAYS }, why(reply.problem)));
    const gifts = /** @type {TriedGift[]} */ (reply.body.gifts);
    fill(this.shown, gifts.length > 0 ? gifts.map(triedGift) : el("p", {}, W.noGift));
  }
}

/** @param {TriedGift} gift */
function triedGift(gift) {
  const { gifter, gift: name, count, coins, worth, needs_rate, message, key, rehearsal } = gift;
  const what = name ? phrase(words.leftGifts, { count, gift: name }) : null;
  const money = worth ? `${worth.amount} ${worth.unit}` : null;
  const counts = needs_rate
    ? say(W.needsRate, { unit: worth?.unit ?? name })
    : say(words.coins, { n: coins });
  const rows = /** @type {[string, any][]} */ ([
    [W.roles.gifter, el("bdi", {}, gifter ?? words.anonymous)],
    [W.roles.gift, what],
    [W.worth, money && el("bdi", {}, money)],
    [W.counts, counts],
    [W.roles.message, message && el("bdi", {}, message)],
    [W.told, el("bdi", {}, key)],
    [W.roles.test, rehearsal && W.toRehearsal],
  ]);
  return el(
    "dl",
    {},
    rows.flatMap(([term, said]) => (said ? [el("dt", {}, term), el("dd", {}, said)] : [])),
  );
}

customElements.define("webhook-map", WebhookMap);
