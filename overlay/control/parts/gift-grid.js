// The gifts as buttons. Their order is settled when the page opens: nothing moves under a thumb.

import { el, fill, keyed } from "../dom.js";
import { icon } from "../icons.js";
import { parsed, search } from "../search.js";
import { phrase } from "../say.js";
import { arranged } from "../state.js";
import { find } from "../streaks.js";
import { words } from "../words.js";
import { GiftButton } from "./gift-button.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").CatalogueGift} CatalogueGift */

const MOST_SHOWN = 60;
const MOST_FOUND = 24;
/** Free coins stand in the second row, where they are seen without scrolling. */
const COINS_AT = 5;

export class GiftGrid extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools @param {(name: string) => void} onCoins */
  constructor({ acts }, onCoins) {
    super();
    this.acts = acts;
    this.order = /** @type {CatalogueGift[]} */ ([]);
    this.shown = /** @type {CatalogueGift[]} */ ([]);
    this.catalogue = /** @type {State["catalogue"] | null} */ (null);
    this.count = /** @type {number | null} */ (null);
    this.gifts = el("div", { class: "gift-buttons", role: "group", "aria-label": words.gifts });
    this.coins = el(
      "button",
      { class: "gift coins", type: "button", on: { click: () => onCoins("") } },
      el("span", { class: "gift-face" }, icon("coin")),
      el("span", { class: "gift-name" }, words.freeCoins),
      el("span", { class: "gift-coins" }, words.freeCoinsHint),
    );
    this.query = "";
    this.noneWords = el("p");
    this.none = el(
      "div",
      { class: "gift-none" },
      this.noneWords,
      el(
        "button",
        { class: "button", type: "button", on: { click: () => onCoins(this.query) } },
        words.countAs,
      ),
    );
    this.empty = el("p", { class: "gift-none quiet" }, words.noCatalogue);
  }

  connectedCallback() {
    this.append(this.gifts, this.none, this.empty);
  }

  /** @param {State} state */
  update(state) {
    if (this.catalogue !== state.catalogue) {
      this.catalogue = state.catalogue;
      this.order = arranged(state.catalogue.gifts, state.lately);
    }
    const { text, count } = parsed(state.query);
    this.count = count;
    if (text !== this.query) this.scrollTo({ top: 0 });
    this.query = text.trim();
    this.shown = this.query
      ? search(this.order, this.query, MOST_FOUND)
      : this.order.slice(0, MOST_SHOWN);
    this.draw(state);
    this.none.hidden = !this.query || this.shown.length > 0;
    this.empty.hidden = this.order.length > 0;
    if (!this.none.hidden)
      fill(this.noneWords, ...phrase(words.nothingFound, { query: this.query }));
  }

  /** @param {State} state */
  draw(state) {
    const of = { gifter: state.gifter.trim() || null, rehearsal: state.rehearsing };
    const tiles = /** @type {(CatalogueGift | null)[]} */ ([...this.shown]);
    if (!this.query) tiles.splice(COINS_AT, 0, null);
    keyed(
      this.gifts,
      tiles,
      (gift) => (gift ? `${gift.id} ${gift.coins} ${gift.name}` : "coins"),
      (gift) => (gift ? this.makeButton(gift) : this.coins),
      (button, gift) => {
        if (!gift || !(button instanceof GiftButton)) return;
        button.update(find(state.streaks, { ...of, gift })?.count ?? 0);
        button.dataset.best = String(this.query !== "" && gift === this.shown[0]);
      },
    );
  }

  /** @param {CatalogueGift} gift @returns {HTMLElement} */
  makeButton(gift) {
    return new GiftButton(gift, () => this.acts.tap(gift, this.count ?? undefined));
  }

  /** Sends the first gift found, and is ready for the next search. */
  sendBest() {
    const best = this.shown[0];
    if (!best) return;
    this.acts.tap(best, this.count ?? undefined);
    this.acts.search("");
  }

  focusCoins() {
    this.coins.focus({ preventScroll: true });
  }
}

customElements.define("gift-grid", GiftGrid);
