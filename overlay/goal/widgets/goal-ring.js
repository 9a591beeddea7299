/**
 * A ring that closes: two halves of it turn behind a window of half the width each, so that nothing is
 * ever drawn anew but only turned.
 */

import { make } from "../elements.js";
import { onSquare, ringStand } from "../forms.js";
import { GoalPicture } from "../goal-picture.js";
import { ARRIVE, FILL, isCalm, play } from "../motion.js";

/** @typedef {import("../../shared/view.js").View} View */

/** Least share that is shown of an empty ring, so that it is seen to wait. */
const LEAST = 0.012;
/** Steps of a turn, fine enough for the two halves to move as one. */
const STEPS = 24;

export class GoalRing extends GoalPicture {
  #halves = [half(), half()];
  #arm = make("div", "arm", [make("i", "arm-end")]);
  #notches = make("div", "notches");
  #ring = make("div", "ring", [
    make("div", "channel"),
    ...this.#halves.map(({ window }) => window),
    this.#notches,
    this.#arm,
  ]);
  #share = 0;

  parts() {
    return [this.#ring, this.words];
  }

  /** @param {number} width @param {number} height */
  stand(width, height) {
    return ringStand(width, height);
  }

  fillEnd() {
    const { left, top, width, height } = this.#ring.getBoundingClientRect();
    const turn = 2 * Math.PI * (this.drawn?.ratio ?? 0);
    const way = this.drawn?.direction === "rtl" ? -1 : 1;
    return {
      x: left + (width / 2) * (1 + 0.9 * way * Math.sin(turn)),
      y: top + (height / 2) * (1 - 0.9 * Math.cos(turn)),
    };
  }

  /** @param {View} view @param {View | null} before @param {boolean} still */
  drawProgress(view, before, still) {
    const from = this.#share;
    this.#share = Math.max(LEAST, view.ratio);
    this.#turn(this.#share);
    this.#drawNotches(view);
    if (still || before === null || from === this.#share) return;
    if (isCalm()) {
      play(this.#ring, [{ opacity: 0.3 }, { opacity: 1 }], { duration: FILL });
      return;
    }
    const timing = { duration: FILL, easing: ARRIVE };
    for (const { element, turnAt } of this.#turns()) {
      const frames = Array.from({ length: STEPS + 1 }, (_, step) => ({
        transform: `rotate(${turnAt(from + ((this.#share - from) * step) / STEPS)}turn)`,
      }));
      play(element, frames, timing);
    }
  }

  /** @param {number} share */
  #turn(share) {
    for (const { element, turnAt } of this.#turns()) {
      element.style.transform = `rotate(${turnAt(share)}turn)`;
    }
  }

  /** What turns, and how far where the ring is closed by a share. */
  #turns() {
    return [
      ...this.#halves.flatMap(({ rotor, paint }, index) => {
        const turnAt = (/** @type {number} */ share) =>
          Math.min(0.5, Math.max(0, share - index / 2)) - 0.5;
        return [
          { element: rotor, turnAt },
          { element: paint, turnAt: (/** @type {number} */ share) => -turnAt(share) },
        ];
      }),
      { element: this.#arm, turnAt: (/** @type {number} */ share) => share },
    ];
  }

  /** @param {View} view */
  #drawNotches({ ticks }) {
    while (this.#notches.childElementCount > ticks.length) this.#notches.lastElementChild?.remove();
    while (this.#notches.childElementCount < ticks.length) this.#notches.append(make("i", "notch"));
    ticks.forEach(({ at, lit }, index) => {
      const notch = /** @type {HTMLElement} */ (this.#notches.children[index]);
      notch.style.setProperty("--at", `${at}turn`);
      const { across, down } = onSquare(at);
      notch.style.setProperty("--across", across.toFixed(4));
      notch.style.setProperty("--down", down.toFixed(4));
      notch.toggleAttribute("data-lit", lit);
    });
  }
}

/** The window stands still, the rotor turns in it, and the paint turns back, so that it stands still as well. */
function half() {
  const paint = make("div", "turned", [make("div", "ring-paint"), make("div", "ring-warmth")]);
  const rotor = make("div", "rotor", [paint]);
  return { window: make("div", "window", [rotor]), rotor, paint };
}

customElements.define("goal-ring", GoalRing);
