// Coins without a gift, or a gift the catalogue does not know: it takes the place of the buttons.

import { wholeOf } from "../digits.js";
import { el, fill, write } from "../dom.js";
import { number, phrase } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../state.js").State} State */

const USUAL = [10, 50, 100, 500, 1000];
const MOST = 1_000_000_000;

export class CoinsForm extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools @param {() => void} onDone */
  constructor({ acts }, onDone) {
    super();
    this.acts = acts;
    this.onDone = onDone;
    this.gifter = /** @type {string | null} */ (null);
    this.heading = el("p", { class: "strong" });
    this.problem = el("p", { class: "field-problem", id: "coins-problem", role: "alert" });
    this.amount = el("input", {
      ...{ id: "coins-amount", inputMode: "numeric", maxLength: 13, autocomplete: "off" },
      ...{ "aria-describedby": "coins-problem", enterKeyHint: "send" },
    });
    this.gift = el("input", {
      ...{ id: "coins-name", type: "text", maxLength: 64, placeholder: words.coinsNameHint },
      ...{ autocomplete: "off", dir: "auto", enterKeyHint: "send" },
    });
  }

  connectedCallback() {
    const usual = USUAL.map((coins) =>
      el(
        "button",
        { class: "chip", type: "button", on: { click: () => this.choose(coins) } },
        number(coins),
      ),
    );
    const form = el(
      "form",
      { noValidate: true, on: { submit: (event) => this.send(event) } },
      this.heading,
      el("label", { for: "coins-amount" }, words.coinsAmount),
      this.amount,
      this.problem,
      el("div", { class: "chips" }, usual),
      el("label", { for: "coins-name" }, words.coinsName),
      this.gift,
      el(
        "div",
        { class: "buttons" },
        el(
          "button",
          { class: "button", type: "button", on: { click: () => this.onDone() } },
          words.cancel,
        ),
        el("button", { class: "button main", type: "submit" }, words.coinsSend),
      ),
    );
    fill(this, form);
  }

  /** @param {string} name */
  open(name) {
    this.amount.value = "";
    this.gift.value = name;
    this.complain("");
    this.amount.focus({ preventScroll: true });
  }

  /** @param {number} coins */
  choose(coins) {
    this.amount.value = String(coins);
    this.complain("");
  }

  /** @param {State} state */
  update(state) {
    const gifter = state.gifter.trim();
    if (gifter === this.gifter) return;
    this.gifter = gifter;
    const word = gifter ? words.coinsTitle : words.coinsTitleAnonymous;
    fill(this.heading, ...phrase(word, { gifter }));
  }

  /** @param {SubmitEvent} event */
  send(event) {
    event.preventDefault();
    const coins = wholeOf(this.amount.value);
    if (!Number.isInteger(coins) || coins < 1 || coins > MOST) {
      this.amount.focus();
      return this.complain(words.coinsInvalid);
    }
    this.acts.coins(coins, this.gift.value.trim());
    this.acts.search("");
    this.onDone();
  }

  /** @param {string} text */
  complain(text) {
    write(this.problem, text);
    this.amount.setAttribute("aria-invalid", String(text !== ""));
  }
}

customElements.define("coins-form", CoinsForm);
