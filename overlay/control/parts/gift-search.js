// Finds a gift by a few letters. Enter sends the best one, so a desk needs no mouse.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { words } from "../words.js";

/** @typedef {import("../state.js").State} State */

export class GiftSearch extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools @param {() => void} sendBest */
  constructor({ acts }, sendBest) {
    super();
    this.acts = acts;
    this.input = el("input", {
      ...{ id: "gift-search", type: "search", placeholder: words.searchGifts },
      ...{ "aria-label": words.searchGifts, maxLength: 64, autocomplete: "off" },
      ...{ spellcheck: false, autocapitalize: "none", enterKeyHint: "send" },
      on: {
        input: () => acts.search(this.input.value),
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Enter" && this.input.value.trim()) sendBest();
          if (event.key === "Escape") this.empty();
        },
      },
    });
    this.clear = el(
      "button",
      {
        ...{ class: "icon-button in-field", type: "button", "aria-label": words.clearSearch },
        on: { click: () => this.empty() },
      },
      icon("close"),
    );
  }

  connectedCallback() {
    this.append(el("div", { class: "field search" }, icon("search"), this.input, this.clear));
  }

  empty() {
    this.input.value = "";
    this.acts.search("");
    this.input.blur();
  }

  /** @param {State} state */
  update(state) {
    if (this.input.value !== state.query) this.input.value = state.query;
    this.clear.hidden = state.query === "";
  }
}

customElements.define("gift-search", GiftSearch);
