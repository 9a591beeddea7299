/**
 * A glass that gifts fall into, until it is full.
 */

import { make } from "../elements.js";
import { jarStand } from "../forms.js";
import { GoalPicture } from "../goal-picture.js";
import { isCalm, play } from "../motion.js";
import { piecesAt, pileIn } from "../pile.js";

/** @typedef {import("../../shared/view.js").View} View */

/** How many pieces fall at once; the others lie there already. */
const FALLING = 12;
/** Milliseconds of a fall from the rim to the bottom, and between two pieces. */
const FALL = 620;
const APART = 45;

export class GoalJar extends GoalPicture {
  #pile = make("div", "pile");
  #glass = make("div", "glass", [
    make("div", "glass-back"),
    make("div", "glass-body", [this.#pile]),
    make("div", "glass-front"),
    make("div", "glass-rim"),
  ]);
  #lying = 0;

  parts() {
    return [this.#glass, this.words];
  }

  /** @param {number} width @param {number} height */
  stand(width, height) {
    return jarStand(width, height);
  }

  resize() {
    super.resize();
    this.#fillPile();
  }

  /** Lay out all pieces that will ever be in it; they are only shown or not. */
  #fillPile() {
    const { clientWidth, clientHeight } = this.#pile;
    if (clientWidth === 0) return;
    const { size, pieces } = pileIn(clientWidth, clientHeight);
    const elements = pieces.map(({ x, y, turn, colour }) => {
      const piece = make("i", "piece");
      piece.dataset.colour = String(colour);
      piece.style.setProperty("--x", `${(x * 100).toFixed(2)}%`);
      piece.style.setProperty("--y", `${(y * 100).toFixed(2)}%`);
      piece.style.setProperty("--turn", `${turn.toFixed(3)}turn`);
      return piece;
    });
    this.#pile.style.setProperty("--piece", `${size * clientWidth}px`);
    this.#pile.replaceChildren(...elements);
    this.#lying = 0;
  }

  fillEnd() {
    const { left, top, width } = this.#glass.getBoundingClientRect();
    return { x: left + width / 2, y: top + 8 };
  }

  /** @param {View} view @param {View | null} before @param {boolean} still */
  drawProgress(view, before, still) {
    const pieces = [...this.#pile.children];
    const lying = piecesAt(view.ratio, pieces.length);
    const fresh = pieces.slice(this.#lying, lying);
    pieces.forEach((piece, index) => piece.toggleAttribute("data-in", index < lying));
    this.#lying = lying;
    if (still || before === null) return;
    fresh.slice(-FALLING).forEach((piece, index) => this.#drop(piece, index));
  }

  /** @param {Element} piece @param {number} index */
  #drop(piece, index) {
    const way = /** @type {HTMLElement} */ (piece).offsetTop + this.#pile.clientHeight * 0.25;
    const timing = { delay: index * APART, fill: /** @type {const} */ ("backwards") };
    if (isCalm()) {
      play(piece, [{ opacity: 0 }, { opacity: 1 }], { duration: FALL, ...timing });
      return;
    }
    const down = {
      transform: "translateY(0)",
      offset: 0.62,
      easing: "cubic-bezier(0, 0.5, 0.5, 1)",
    };
    const bounce = { transform: `translateY(${-way * 0.07}px)`, easing: "ease-in", offset: 0.8 };
    play(
      piece,
      [
        { transform: `translateY(${-way}px)`, easing: "cubic-bezier(0.5, 0, 0.9, 0.6)" },
        down,
        bounce,
        { transform: "translateY(0)" },
      ],
      { duration: FALL, ...timing },
    );
  }
}

customElements.define("goal-jar", GoalJar);
