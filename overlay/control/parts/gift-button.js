// One gift: tap it, tap it again, or hold it. While a streak grows, its count stands on the button.

import { el, write } from "../dom.js";
import { faceOf } from "../faces.js";
import { onTapOrHold } from "../hold.js";
import { number, say } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../types.js").CatalogueGift} CatalogueGift */
/** @typedef {import("../platform-taps.js").NativeGift} NativeGift */
/** @typedef {{ face: HTMLElement, worth: string }} Look */

export class GiftButton extends HTMLElement {
  /**
   * @param {CatalogueGift | NativeGift} gift
   * @param {() => void} tap
   * @param {Look} [look]
   */
  constructor(gift, tap, look = lookOf(/** @type {CatalogueGift} */ (gift))) {
    super();
    this.gift = gift;
    this.streak = el("span", { class: "gift-streak" });
    this.left = el("span", { class: "gift-left" });
    this.button = el(
      "button",
      { class: "gift", type: "button" },
      look.face,
      el("bdi", { class: "gift-name" }, gift.name),
      el("span", { class: "gift-coins" }, look.worth),
      this.streak,
      this.left,
    );
    onTapOrHold(this.button, tap);
    this.count = 0;
    this.update(0);
  }

  connectedCallback() {
    this.append(this.button);
  }

  /**
   * @param {number} count  of the open streak; 0: there is none
   * @param {number} [each]  what a tap adds to it
   */
  update(count, each = 1) {
    this.dataset.streak = String(count > 0);
    if (count) write(this.streak, `×${number(count / each)}`);
    if (count !== this.count) this.restart(count);
    this.count = count;
  }

  /**
   * The count lands with a small bounce, and the line under it starts anew to run out.
   * @param {number} count
   */
  restart(count) {
    if (!count || !this.isConnected) return;
    for (const part of [this.streak, this.left]) {
      for (const motion of part.getAnimations()) motion.currentTime = 0;
    }
  }
}

/** @param {CatalogueGift} gift @returns {Look} */
function lookOf({ name, coins }) {
  const { text, picture, hue } = faceOf(name);
  const shown = { class: "gift-face", "aria-hidden": "true", "data-picture": picture };
  const face = el("span", shown, text);
  face.style.setProperty("--hue", String(hue));
  return { face, worth: say(words.coins, { n: coins }) };
}

customElements.define("gift-button", GiftButton);
