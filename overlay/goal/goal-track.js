/**
 * The track with its fill and its milestones, as the bar has it lying and the tower standing.
 */

import { make } from "./elements.js";
import { FILL, isCalm, play } from "./motion.js";

/** @typedef {import("../shared/view.js").View} View */

export function createTrack() {
  const parts = [make("div", "paint"), make("div", "warmth"), make("div", "edge")];
  const fill = make("div", "fill", parts);
  const ticks = make("div", "ticks");
  const element = make("div", "track", [fill, ticks]);

  return {
    element,
    /** @param {View} view @param {View | null} before @param {boolean} still */
    draw(view, before, still) {
      if (isCalm() && !still && before?.ratio !== view.ratio) {
        play(fill, [{ opacity: 0.3 }, { opacity: 1 }], { duration: FILL });
      }
      drawTicks(ticks, view);
    },
  };
}

/** @param {HTMLElement} ticks @param {View} view */
function drawTicks(ticks, view) {
  while (ticks.childElementCount > view.ticks.length) ticks.lastElementChild?.remove();
  while (ticks.childElementCount < view.ticks.length) ticks.append(make("i", "tick"));
  view.ticks.forEach(({ at, lit }, index) => {
    const tick = /** @type {HTMLElement} */ (ticks.children[index]);
    tick.style.setProperty("--at", String(at));
    tick.toggleAttribute("data-lit", lit);
  });
}
