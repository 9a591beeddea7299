/**
 * The bar standing upright: the same track, turned, so that every theme's fill climbs as it is.
 */

import { inner, make } from "../elements.js";
import { towerStand } from "../forms.js";
import { createTrack } from "../goal-track.js";
import { GoalWidget } from "../goal-widget.js";
import { fitWords } from "../words-fit.js";

/** @typedef {import("../../shared/view.js").View} View */

export class GoalTower extends GoalWidget {
  #track = createTrack();
  #shaft = make("div", "shaft", [this.#track.element]);
  #words = make("div", "words", [this.headline, this.amount, this.detail]);
  #face = make("div", "face", [this.#shaft, this.#words]);

  build() {
    this.dataset.form = "tall";
    this.plate.append(make("div", "glow"), make("div", "sweep"));
    this.append(this.plate, this.#face);
  }

  resize() {
    const { width, height } = inner(this.#face);
    const { form, picture } = towerStand(width, height);
    this.dataset.form = form;
    this.style.setProperty("--picture", `${picture.width}px`);
    this.style.setProperty("--picture-height", `${picture.height}px`);
  }

  fillEnd() {
    const { left, bottom, width, height } = this.#shaft.getBoundingClientRect();
    return { x: left + width / 2, y: bottom - height * (this.drawn?.ratio ?? 0) };
  }

  /** @param {View} view @param {View | null} before @param {boolean} still */
  drawProgress(view, before, still) {
    this.style.setProperty("--ratio", String(view.ratio));
    this.#track.draw(view, before, still);
  }

  /** @param {View} view */
  place(view) {
    fitWords(this, this.#words, view);
  }
}

customElements.define("goal-tower", GoalTower);
