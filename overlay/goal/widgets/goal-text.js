/**
 * The goal in words and numbers alone.
 */

import { GoalPicture } from "../goal-picture.js";

export class GoalText extends GoalPicture {
  fillEnd() {
    const { left, top, width, height } = this.amount.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }
}

customElements.define("goal-text", GoalText);
