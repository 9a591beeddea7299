/**
 * What every widget that shows the goal has in common: title, raised / target, what is to go, and how one
 * goal turns over to the next. It draws a view and decides nothing; what fills up is a widget's own.
 */

import { whole } from "../shared/format.js";
import { createCounter } from "./counter.js";
import { make, write, writePhrase } from "./elements.js";
import { ARRIVE, CLOCK, isCalm, LEAVE, play, TURN_IN, TURN_OUT } from "./motion.js";

/** @typedef {import("../shared/view.js").View} View */

export class GoalWidget extends HTMLElement {
  /** Where toasts stand that take the title's place. */
  headline = make("div", "headline");
  detail = make("div", "detail");
  /** The ground, on which nothing is written. */
  plate = make("div", "plate");
  heading = make("bdi", "title");
  amount = make("div", "amount");
  raised = make("span", "raised");
  of = make("span", "of", ["/"]);
  target = make("span", "target");
  togo = make("bdi", "togo");
  /** @type {View | null} What is drawn. */
  drawn = null;
  #mark = make("span", "mark");
  /** @type {View | null} What will be, when the widget has turned over. */
  #coming = null;
  /** @type {unknown} */
  #turning = null;
  /** What the texts were placed for. */
  #placed = "";
  #counter = createCounter((number) => this.#writeRaised(number), CLOCK);

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add("bar", "widget");
    this.headline.append(this.#mark, make("i", "seal"), this.heading);
    this.amount.append(this.raised, this.of, this.target);
    this.detail.append(this.togo);
    this.build();
  }

  /** Put the parts together. */
  build() {}

  /**
   * Draw how far it is.
   * @param {View} _view
   * @param {View | null} _before
   * @param {boolean} _still Without motion.
   */
  drawProgress(_view, _before, _still) {}

  /** Give every text its size and place. @param {View} _view */
  place(_view) {}

  /** The widget has another size: what depends on nothing else. */
  resize() {}

  /**
   * Where gifts fly to, in the page.
   * @returns {{ x: number, y: number }}
   */
  fillEnd() {
    const { left, top, width, height } = this.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /**
   * @param {View} view
   * @param {{ still: boolean }} how Still: the present at once, without motion.
   */
  show(view, { still }) {
    if (still) {
      this.#stopTurning();
      this.#withoutMotion(() => this.#draw(view, true));
    } else if (this.#turning !== null) {
      this.#coming = view;
    } else if (this.drawn !== null && this.drawn.rung !== view.rung) {
      this.#turnOver(view);
    } else {
      this.#draw(view, this.drawn === null);
    }
  }

  /** The source has another size or shape. */
  measure() {
    this.#placed = "";
    this.resize();
    const { drawn } = this;
    if (drawn === null) return;
    this.#withoutMotion(() => this.drawProgress(drawn, drawn, true));
    this.#placeOnce(drawn);
  }

  /** @param {View} view @param {boolean} still */
  #draw(view, still) {
    const before = this.drawn;
    this.drawn = view;
    this.dir = view.direction;
    this.dataset.phase = view.phase;
    this.toggleAttribute("data-rehearsal", view.rehearsal);
    write(this.#mark, view.rehearsal ? this.#markWords(view) : "");
    writePhrase(this.togo, view.togo);
    this.drawProgress(view, before, still);
    if (still || isCalm() || before?.locale !== view.locale) this.#counter.jumpTo(view.raised);
    else this.#counter.countTo(view.raised);
    this.#placeOnce(view);
  }

  /** @param {View} view */
  #markWords({ words }) {
    const isSlim = document.documentElement.dataset.shape === "slim";
    return isSlim || this.dataset.form !== undefined ? words.rehearsal_short : words.rehearsal;
  }

  /** @param {number} number */
  #writeRaised(number) {
    const view = this.drawn;
    if (view !== null) write(this.raised, this.written(number, view));
  }

  /** The number as this widget has room for. @param {number} number @param {View} view */
  written(number, view) {
    return whole(number, view.locale);
  }

  /** If anything has changed that matters to it. @param {View} view */
  #placeOnce(view) {
    const { title, target, phase, next, rehearsal, togo, shows, steps } = view;
    const length = whole(view.raised, view.locale).length;
    const width = togo.reduce((sum, { text }) => sum + text.length, 0);
    const parts = [title, target, phase, next, rehearsal, shows, steps, length, width];
    const placed = JSON.stringify(parts);
    if (placed === this.#placed) return;
    this.#placed = placed;
    this.amount.hidden = !shows.number;
    this.of.hidden = this.target.hidden = !shows.target;
    this.place(view);
  }

  /** @param {View} view */
  #turnOver(view) {
    this.#coming = view;
    const away = { transform: "perspective(600px) rotateX(-88deg)", opacity: 0 };
    play(this, [{ transform: "none", opacity: 1 }, away], {
      duration: TURN_OUT,
      easing: LEAVE,
      fill: "forwards",
    });
    this.#turning = setTimeout(() => {
      const coming = this.#coming ?? view;
      this.#stopTurning();
      this.#withoutMotion(() => this.#draw({ ...coming, ratio: 0 }, true));
      this.#draw(coming, false);
      const from = { transform: "perspective(600px) rotateX(80deg)", opacity: 0 };
      play(this, [from, { transform: "none", opacity: 1 }], { duration: TURN_IN, easing: ARRIVE });
    }, TURN_OUT);
  }

  #stopTurning() {
    if (this.#turning !== null) clearTimeout(Number(this.#turning));
    this.#turning = null;
    this.#coming = null;
    for (const animation of this.getAnimations()) animation.cancel();
  }

  /** @param {() => void} draw */
  #withoutMotion(draw) {
    this.toggleAttribute("data-still", true);
    draw();
    void this.offsetWidth;
    this.toggleAttribute("data-still", false);
  }
}
