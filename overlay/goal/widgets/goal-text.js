/**
 * The goal in words and numbers alone.
 */

import { make } from "../elements.js";
import { GoalWidget } from "../goal-widget.js";
import { fitWords } from "../words-fit.js";

/** @typedef {import("../../shared/view.js").View} View */

export class GoalText extends GoalWidget {
  #words = make("div", "words", [this.headline, this.amount, this.detail]);

  build() {
    this.dataset.form = "tall";
    this.plate.append(make("div", "glow"), make("div", "sweep"));
    this.append(this.plate, make("div", "face", [this.#words]));
  }

  fillEnd() {
    const { left, top, width, height } = this.amount.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** @param {View} view */
  place(view) {
    fitWords(this, this.#words, view);
  }
}

customElements.define("goal-text", GoalText);
