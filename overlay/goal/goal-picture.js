/**
 * What the goal's widgets beside the bar have in common: a picture and the words, one beside, above or in
 * the other as the box has room.
 */

import { inner, make } from "./elements.js";
import { GoalWidget } from "./goal-widget.js";
import { fitWords } from "./words-fit.js";

/** @typedef {import("../shared/view.js").View} View */
/** @typedef {import("./forms.js").Stand} Stand */

export class GoalPicture extends GoalWidget {
  words = make("div", "words", [this.headline, this.amount, this.detail]);
  face = make("div", "face");

  build() {
    this.dataset.form = "tall";
    this.plate.append(make("div", "glow"), make("div", "sweep"));
    this.face.append(...this.parts());
    this.append(this.plate, this.face);
  }

  /** What is on the face, in order. @returns {HTMLElement[]} */
  parts() {
    return [this.words];
  }

  /**
   * How it stands in a box; without a picture of a size of its own: `null`.
   * @param {number} _width
   * @param {number} _height
   * @returns {Stand | null}
   */
  stand(_width, _height) {
    return null;
  }

  resize() {
    const { width, height } = inner(this.face);
    const stand = this.stand(width, height);
    if (stand === null) return;
    const { form, picture } = stand;
    this.dataset.form = form;
    this.style.setProperty("--picture", `${picture.width}px`);
    this.style.setProperty("--picture-height", `${picture.height}px`);
  }

  /** @param {View} view */
  place(view) {
    fitWords(this, this.words, view);
  }
}
