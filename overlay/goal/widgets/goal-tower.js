/**
 * The bar standing upright: the same track, turned, so that every theme's fill climbs as it is.
 */

import { make } from "../elements.js";
import { towerStand } from "../forms.js";
import { createTrack } from "../goal-track.js";
import { GoalPicture } from "../goal-picture.js";

/** @typedef {import("../../shared/view.js").View} View */

export class GoalTower extends GoalPicture {
  #track = createTrack();
  #shaft = make("div", "shaft", [this.#track.element]);

  parts() {
    return [this.#shaft, this.words];
  }

  /** @param {number} width @param {number} height */
  stand(width, height) {
    return towerStand(width, height);
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
}

customElements.define("goal-tower", GoalTower);
