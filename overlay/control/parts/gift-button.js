// One gift: tap it, tap it again, or hold it. While a streak grows, its count stands on the button.

import { el, write } from "../dom.js";
import { faceOf } from "../faces.js";
import { onTapOrHold } from "../hold.js";
import { number, say } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../types.js").CatalogueGift} CatalogueGift */

export class GiftButton extends HTMLElement {
  /** @param {CatalogueGift} gift @param {() => void} tap */
  constructor(gift, tap) {
    super();
    this.gift = gift;
    this.streak = el("span", { class: "gift-streak" });
    this.left = el("span", { class: "gift-left" });
    const { text, picture, hue } = faceOf(gift.name);
    this.face = el(
      "span",
      { class: "gift-face", "aria-hidden": "true", "data-picture": picture },
      text,
    );
    this.face.style.setProperty("--hue", String(hue));
    this.button = el(
      "button",
      { class: "gift", type: "button" },
      this.face,
      el("bdi", { class: "gift-name" }, gift.name),
      el("span", { class: "gift-coins" }, say(words.coins, { n: gift.coins })),
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

  /** @param {number} count  of the open streak; 0: there is none */
  update(count) {
    this.dataset.streak = String(count > 0);
    if (count) write(this.streak, `×${number(count)}`);
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

customElements.define("gift-button", GiftButton);
