/**
 * The bar: title, raised / target, fill, milestones, what is to go. It draws a view and decides nothing.
 */

import { compact, whole } from "../shared/format.js";
import { createCounter } from "./counter.js";
import { make, write, writePhrase } from "./elements.js";
import { fit } from "./fit.js";
import { ARRIVE, CLOCK, FILL, isCalm, LEAVE, play, TURN_IN, TURN_OUT } from "./motion.js";

/** @typedef {import("../shared/view.js").View} View */

/** How much of the width the number may take beside the title, and under it. */
const AMOUNT_BESIDE = 0.5;
const AMOUNT_ALONE = 0.86;
/** Sizes in CSS are `data-size` 0 to 3. */
const SMALLEST_AMOUNT = 3;

export class GoalBar extends HTMLElement {
  /** Where toasts stand that take the title's place. */
  headline = make("div", "headline");
  detail = make("div", "detail");
  /** The ground, on which nothing is written. */
  plate = make("div", "plate");
  #mark = make("span", "mark");
  #title = make("bdi", "title");
  #amount = make("div", "amount");
  #raised = make("span", "raised");
  #target = make("span", "target");
  #togo = make("bdi", "togo");
  #label = make("bdi", "label");
  #next = make("span", "next", [this.#label]);
  #fill = make("div", "fill", [make("div", "paint"), make("div", "warmth"), make("div", "edge")]);
  #ticks = make("div", "ticks");
  #track = make("div", "track", [this.#fill, this.#ticks]);
  /** @type {View | null} What is drawn. */
  #drawn = null;
  /** @type {View | null} What will be, when the bar has turned over. */
  #coming = null;
  /** @type {unknown} */
  #turning = null;
  /** What the title's and the label's places were measured for. */
  #measured = "";
  #counter = createCounter((number) => this.#writeRaised(number), CLOCK);

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.headline.append(this.#mark, make("i", "seal"), this.#title);
    this.#amount.append(this.#raised, make("span", "of", ["/"]), this.#target);
    this.detail.append(this.#togo, this.#next);
    this.plate.append(make("div", "glow"), this.#track, make("div", "sweep"));
    this.append(this.plate, make("div", "face", [this.headline, this.#amount, this.detail]));
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
    } else if (this.#drawn !== null && this.#drawn.rung !== view.rung) {
      this.#turnOver(view);
    } else {
      this.#draw(view, this.#drawn === null);
    }
  }

  /** The source has another size or shape. */
  measure() {
    this.#measured = "";
    if (this.#drawn !== null) this.#place(this.#drawn);
  }

  /**
   * Where the fill ends, or will when it has come to rest, in the page.
   * @returns {{ x: number, y: number }}
   */
  fillEnd() {
    const { left, right, width, top, height } = this.#track.getBoundingClientRect();
    const { ratio, direction } = this.#drawn ?? { ratio: 0, direction: "ltr" };
    const x = direction === "rtl" ? right - width * ratio : left + width * ratio;
    return { x, y: top + height / 2 };
  }

  /** @param {View} view @param {boolean} still */
  #draw(view, still) {
    const before = this.#drawn;
    this.#drawn = view;
    this.dir = view.direction;
    this.dataset.phase = view.phase;
    this.toggleAttribute("data-rehearsal", view.rehearsal);
    this.style.setProperty("--ratio", String(view.ratio));
    if (isCalm() && !still && before?.ratio !== view.ratio) {
      play(this.#fill, [{ opacity: 0.3 }, { opacity: 1 }], { duration: FILL });
    }
    write(this.#mark, view.rehearsal ? this.#markWords(view) : "");
    writePhrase(this.#togo, view.togo);
    this.#next.hidden = view.next === null;
    writePhrase(this.#label, view.next?.label ?? []);
    this.#drawTicks(view);
    if (still || isCalm() || before?.locale !== view.locale) this.#counter.jumpTo(view.raised);
    else this.#counter.countTo(view.raised);
    this.#place(view);
  }

  /** @param {View} view */
  #markWords({ words }) {
    const isSlim = document.documentElement.dataset.shape === "slim";
    return isSlim ? words.rehearsal_short : words.rehearsal;
  }

  /** @param {View} view */
  #drawTicks({ ticks }) {
    while (this.#ticks.childElementCount > ticks.length) this.#ticks.lastElementChild?.remove();
    while (this.#ticks.childElementCount < ticks.length) this.#ticks.append(make("i", "tick"));
    ticks.forEach(({ at, lit }, index) => {
      const tick = /** @type {HTMLElement} */ (this.#ticks.children[index]);
      tick.style.setProperty("--at", String(at));
      tick.toggleAttribute("data-lit", lit);
    });
  }

  /** @param {number} number */
  #writeRaised(number) {
    const view = this.#drawn;
    if (view !== null) write(this.#raised, whole(number, view.locale));
  }

  /**
   * Fit number and title and put the milestone's label over its tick, if anything has changed that matters.
   * @param {View} view
   */
  #place(view) {
    const raised = whole(view.raised, view.locale);
    const { title, target, phase, next, rehearsal, togo } = view;
    const width = togo.reduce((sum, { text }) => sum + text.length, 0);
    const parts = [title, target, phase, next, rehearsal, raised.length, width];
    const measured = JSON.stringify(parts);
    if (measured === this.#measured) return;
    this.#measured = measured;
    this.#fitAmount(view);
    fit(this.#title, title);
    this.#placeLabel(view);
  }

  /**
   * A long number is set smaller, and at last its target short, with the room that it will need when it
   * has counted up.
   * @param {View} view
   */
  #fitAmount({ raised, target, locale }) {
    const shown = this.#raised.textContent ?? "";
    const coming = whole(raised, locale);
    if (shown.length < coming.length) this.#raised.textContent = coming;
    write(this.#target, whole(target, locale));
    if (!this.#shrinkAmount()) write(this.#target, compact(target, locale));
    this.#raised.textContent = shown;
  }

  /** @returns {boolean} Whether it fits. */
  #shrinkAmount() {
    const face = /** @type {HTMLElement} */ (this.#amount.parentElement);
    const { offsetTop, offsetHeight } = this.headline;
    const isBeside = this.#amount.offsetTop < offsetTop + offsetHeight;
    const room = face.clientWidth * (isBeside ? AMOUNT_BESIDE : AMOUNT_ALONE);
    for (let size = 0; size <= SMALLEST_AMOUNT; size += 1) {
      this.#amount.dataset.size = String(size);
      if (this.#raised.offsetWidth + this.#target.offsetWidth <= room) return true;
    }
    const inside = face.getBoundingClientRect();
    const padding = parseFloat(getComputedStyle(face).paddingLeft);
    const ends = [this.#raised, this.#target].map((part) => part.getBoundingClientRect());
    return ends.every(
      ({ left, right }) => left >= inside.left + padding && right <= inside.right - padding,
    );
  }

  /** @param {View} view */
  #placeLabel({ next, direction }) {
    if (next === null) return;
    const row = this.detail.getBoundingClientRect();
    const track = this.#track.getBoundingClientRect();
    const label = this.#next.getBoundingClientRect().width;
    const togo = this.#togo.getBoundingClientRect().width;
    const before = direction === "rtl" ? track.right - row.right : row.left - track.left;
    const centred = track.width * next.at - before - label / 2;
    const start = Math.min(Math.max(centred, togo + 24), row.width - label);
    this.#next.style.setProperty("--start", `${Math.round(start)}px`);
    this.#next.toggleAttribute("data-hidden", start < togo + 12);
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

customElements.define("goal-bar", GoalBar);
