// Where gifts are entered, under the thumb: from whom, how many, which.

import { el, write } from "../dom.js";
import { nameOf } from "../platform-taps.js";
import { say } from "../say.js";
import { words } from "../words.js";
import { CoinsForm } from "./coins-form.js";
import { GiftGrid } from "./gift-grid.js";
import { GifterField } from "./gifter-field.js";
import { QuantityPicker } from "./quantity-picker.js";
import { GiftSearch } from "./gift-search.js";
import { PlatformGrid } from "./platform-grid.js";

/** @typedef {import("../state.js").State} State */

export class GiftPad extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.gifter = new GifterField(tools);
    this.quantity = new QuantityPicker(tools);
    this.coins = new CoinsForm(tools, () => this.showCoins(false));
    this.grid = new GiftGrid(tools, (name) => this.showCoins(true, name));
    this.platform = new PlatformGrid(tools);
    this.tapsAre = el("p", { class: "taps-are" });
    this.search = new GiftSearch(tools, () => this.grid.sendBest());
    this.query = "";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", words.enter);
  }

  connectedCallback() {
    this.coins.hidden = true;
    const hint = el("p", { class: "desk-hint quiet" }, words.deskHint);
    const choose = el("div", { class: "pad-row" }, this.quantity, this.search, this.tapsAre);
    this.append(this.gifter, choose, this.grid, this.platform, this.coins, hint);
    const focused = () => this.search.contains(document.activeElement);
    // On a narrow phone the search takes the whole row for as long as somebody searches.
    for (const type of ["focusin", "focusout", "input"]) {
      this.addEventListener(type, () => this.showSearching(focused()));
    }
  }

  /** @param {boolean} focused */
  showSearching(focused) {
    this.toggleAttribute("data-searching", focused || this.query !== "");
  }

  /** @param {boolean} shown @param {string} [name] */
  showCoins(shown, name = "") {
    this.coins.hidden = !shown;
    this.toggleAttribute("data-coins", shown);
    if (shown) this.coins.open(name);
    else this.grid.focusCoins();
  }

  /** @param {State} state */
  update(state) {
    this.query = state.query;
    this.showSearching(this.search.contains(document.activeElement));
    const { tapping } = state;
    this.toggleAttribute("data-tapping", tapping !== null);
    this.grid.hidden = this.search.hidden = tapping !== null;
    this.tapsAre.hidden = tapping === null;
    if (tapping) write(this.tapsAre, say(words.tapsAre, { platform: nameOf(tapping) }));
    const parts = [this.gifter, this.quantity, this.search, this.grid, this.platform, this.coins];
    for (const part of parts) part.update(state);
  }
}

customElements.define("gift-pad", GiftPad);
