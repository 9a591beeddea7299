// How many at one tap: 1, 5, 10, or any number.

import { wholeOf } from "../digits.js";
import { el } from "../dom.js";
import { number } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../state.js").State} State */

const USUAL = [1, 5, 10];

export class QuantityPicker extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", words.howMany);
    this.buttons = USUAL.map((count) =>
      el(
        "button",
        { class: "segment", type: "button", on: { click: () => acts.setQuantity(count) } },
        number(count),
      ),
    );
    this.custom = el("input", {
      ...{ class: "segment", inputMode: "numeric", maxLength: 7, placeholder: words.customHint },
      ...{ "aria-label": words.custom, autocomplete: "off", enterKeyHint: "done" },
      on: {
        focus: () => this.custom.select(),
        input: () => acts.setQuantity(wholeOf(this.custom.value)),
        keydown: (/** @type {KeyboardEvent} */ event) =>
          event.key === "Enter" && this.custom.blur(),
        blur: () => this.show(this.quantity),
      },
    });
    this.quantity = 1;
  }

  connectedCallback() {
    this.append(...this.buttons, this.custom);
  }

  /** @param {State} state */
  update(state) {
    this.quantity = state.quantity;
    const usual = USUAL.indexOf(state.quantity);
    this.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === usual)));
    this.custom.dataset.chosen = String(usual < 0);
    if (!this.custom.matches(":focus")) this.show(state.quantity);
  }

  /** @param {number} quantity */
  show(quantity) {
    this.custom.value = USUAL.includes(quantity) ? "" : String(quantity);
  }
}

customElements.define("quantity-picker", QuantityPicker);
