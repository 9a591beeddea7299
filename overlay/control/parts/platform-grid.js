// One tap a gift, for a platform whose gifts no program can hear: in its own unit, with what that
// comes to in coins.

import { call } from "../api.js";
import { el, keyed } from "../dom.js";
import { coinsOf, TAPPED } from "../platform-taps.js";
import { money, number, say } from "../say.js";
import { find } from "../streaks.js";
import { words } from "../words.js";
import { GiftButton } from "./gift-button.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../platform-taps.js").NativeGift} NativeGift */

export class PlatformGrid extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.rates = /** @type {Record<string, string>} */ ({});
    this.asked = /** @type {unknown} */ (null);
    this.gifts = el("div", { class: "gift-buttons", role: "group", "aria-label": words.gifts });
  }

  connectedCallback() {
    this.append(this.gifts);
  }

  /** @param {State} state */
  update(state) {
    const { tapping, gifter, rehearsing, streaks, line } = state;
    this.hidden = tapping === null;
    if (tapping === null) return;
    if (line === "open" && this.asked !== tapping) void this.load(tapping);
    const of = { gifter: gifter.trim() || null, rehearsal: rehearsing };
    keyed(
      this.gifts,
      [...(TAPPED[tapping] ?? [])],
      (gift) => `${gift.id} ${coinsOf(gift.native, this.rates)}`,
      (gift) => this.makeButton(gift),
      (button, gift) => button.update(find(streaks, { ...of, gift })?.count ?? 0, gift.native.each),
    );
    this.state = state;
  }

  /** Rates are asked for once, as the mode begins. @param {string} tapping */
  async load(tapping) {
    this.asked = tapping;
    const reply = await call("GET", "/api/rates");
    if (!reply.ok) return;
    const { rates } = /** @type {import("../types.js").Rates} */ (reply.body);
    this.rates = Object.fromEntries(
      rates.flatMap(({ unit, rate }) => (rate ? [[unit, rate]] : [])),
    );
    if (this.state) this.update(this.state);
  }

  /** @param {NativeGift} gift */
  makeButton(gift) {
    const { each, amount, unit } = gift.native;
    const isMoney = /^[A-Z]{3}$/.test(unit);
    const coins = coinsOf(gift.native, this.rates);
    return new GiftButton(gift, () => this.acts.tap(gift), {
      face: el(
        "span",
        { class: "gift-amount", "data-unit": isMoney ? "money" : "pieces" },
        isMoney ? money(Number(amount), unit) : number(each),
      ),
      worth: coins === null ? words.noRateYet : say(words.coins, { n: coins }),
    });
  }
}

customElements.define("platform-grid", PlatformGrid);
