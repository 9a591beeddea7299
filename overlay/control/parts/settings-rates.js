// What money and other platforms' units are worth in coins. Nothing is guessed: what has no rate
// stands on top.

import { call } from "../api.js";
import { decimalOf } from "../digits.js";
import { el, fill, SERVER_SAYS, write } from "../dom.js";
import { phrase, say } from "../say.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { button, labelled, problemPlace, textInput } from "./form.js";

/** @typedef {import("../types.js").Rates} Rates */

const W = words.rate;

export class SettingsRates extends HTMLElement {
  constructor() {
    super();
    this.needed = el("div", { class: "card form" });
    this.used = el("div", { class: "card form" });
    this.offers = el("div", { class: "form" });
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
    this.unit = textInput({ maxLength: 80, autocapitalize: "characters" });
    this.rate = textInput({ maxLength: 17, inputMode: "decimal", dir: "ltr" });
    this.rates = /** @type {Rates | null} */ (null);
  }

  connectedCallback() {
    this.unit.addEventListener("input", () => this.drawOffers());
    const own = el(
      "div",
      { class: "card form" },
      el("h3", {}, W.own),
      labelled(W.unit, this.unit, W.unitHint),
      this.offers,
      labelled(W.coins, this.rate, W.coinsHint),
      el(
        "div",
        { class: "buttons" },
        button(W.now, () => void this.setOwn(false)),
        button(W.recount, () => void this.setOwn(true), "main"),
      ),
    );
    fill(this, this.problem, this.said, this.needed, own, this.used);
  }

  opened() {
    void this.load();
  }

  update() {}

  async load() {
    const reply = await call("GET", "/api/rates");
    if (!reply.ok) return this.problem.say(reply.problem);
    this.rates = /** @type {Rates} */ (reply.body);
    this.drawNeeded(this.rates);
    this.drawUsed(this.rates);
    this.drawOffers();
  }

  /** @param {Rates} rates */
  drawNeeded({ needed, offered }) {
    const rows = needed.map(({ unit, gifts, newest }) => {
      const offer = offered.find((one) => one.unit === unit);
      const use = offer
        ? button(
            say(W.use, { rate: offer.rate, unit }),
            () => void this.set(unit, offer.rate, true),
            "main",
          )
        : button(W.own, () => this.start(unit));
      const line = el("p", { class: "strong" }, lineOf(unit, gifts, newest));
      return el("div", { class: "form" }, line, offer && told(offer), use);
    });
    fill(
      this.needed,
      el("h3", {}, W.needed),
      rows.length ? rows : el("p", { class: "quiet" }, W.neededNone),
    );
  }

  /** @param {Rates} rates */
  drawUsed({ rates }) {
    const rows = rates.flatMap(({ unit, rate, set_in }) => {
      if (rate === null) return [];
      const line = el("p", {}, phrase(W.line, { unit, rate }));
      if (set_in === "settings") line.append(" ", el("span", { class: "quiet" }, W.fromFile));
      const forget = new AskInPlace({
        label: W.forget,
        question: () => phrase(W.forgetAsk, { unit }),
        yes: W.forget,
        act: () => this.set(unit, null, false),
      });
      return [el("div", { class: "side-by-side" }, line, set_in === "here" && forget)];
    });
    fill(
      this.used,
      el("h3", {}, W.used),
      rows.length ? rows : el("p", { class: "quiet" }, W.usedNone),
    );
  }

  /** A rate to start from, where there is one for the unit that is typed. */
  drawOffers() {
    const unit = this.unit.value.trim().toUpperCase();
    const offer = this.rates?.offered.find((one) => one.unit === unit);
    const take = () => (this.rate.value = offer?.rate ?? "");
    fill(
      this.offers,
      offer && told(offer),
      offer && button(say(W.takeOver, { rate: offer.rate }), take),
    );
    this.offers.hidden = !offer;
  }

  /** @param {string} unit */
  start(unit) {
    this.unit.value = unit;
    this.drawOffers();
    this.rate.focus();
  }

  /** @param {boolean} recount */
  async setOwn(recount) {
    const rate = decimalOf(this.rate.value);
    if (!/^\d{1,7}(\.\d{1,9})?$/.test(rate)) return this.problem.say(W.invalid);
    if (await this.set(this.unit.value.trim(), rate, recount)) this.rate.value = "";
  }

  /** @param {string} unit @param {string | null} rate @param {boolean} recount */
  async set(unit, rate, recount) {
    write(this.said, "");
    const path = `/api/rates/${encodeURIComponent(unit)}`;
    const reply = await call("PUT", path, { rate, recount }, { patience: 60_000 });
    this.problem.say(reply.problem);
    if (reply.ok && rate !== null) fill(this.said, ...done(reply.body));
    await this.load();
    return reply.ok;
  }
}

/** @param {Rates["offered"][number]} offer */
function told({ says, source, date }) {
  const line = { class: "hint quiet", ...SERVER_SAYS };
  return el("p", line, says, " ", el("span", {}, say(W.from, { source, date })));
}

/**
 * A gift that came without its price has a unit of its own, which says nothing to people.
 * @param {string} unit @param {number} n @param {{ gift: string | null }[]} newest
 */
function lineOf(unit, n, newest) {
  const gift = unit.startsWith("GIFT-") ? newest[0]?.gift : null;
  return gift ? phrase(W.neededGift, { n, gift }) : phrase(W.neededLine, { n, unit });
}

/** @param {{ unit: string, rate: string, recounted: number }} set */
function done({ unit, rate, recounted }) {
  const line = phrase(W.set, { unit, rate });
  return recounted ? [...line, ". ", say(W.recounted, { n: recounted })] : line;
}

customElements.define("settings-rates", SettingsRates);
