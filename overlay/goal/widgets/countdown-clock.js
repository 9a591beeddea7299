/**
 * The time until the goal's deadline. It writes once a second while there is one and it can be seen, and
 * else does nothing.
 */

import { whole } from "../../shared/format.js";
import { counted, fill } from "../../shared/words.js";
import { inner, make, write, writePhrase } from "../elements.js";
import { fit } from "../fit.js";
import { CLOCK } from "../motion.js";
import { clockOf, timeLeft, untilNextSecond } from "../time-left.js";
import { LEAST } from "../words-plan.js";

/** @typedef {import("../../shared/view.js").View} View */

/** In the last so many milliseconds it warms. */
const SOON = 60_000;
const DIGIT = 0.62;
/** From how many times as wide as high on it is better read on one line. */
const FLAT = 6.5;

export class CountdownClock extends HTMLElement {
  #mark = make("span", "mark");
  #label = make("bdi", "title");
  #days = make("bdi", "days");
  #digits = make("bdi", "raised");
  #head = make("div", "card-head", [this.#mark, this.#label]);
  #time = make("div", "time", [this.#days, this.#digits]);
  #face = make("div", "face", [this.#head, this.#time]);
  /** @type {View | null} */
  #drawn = null;
  /** What the sizes were made for. */
  #fitted = "";
  /** @type {unknown} */
  #timer = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add("bar", "widget");
    this.dataset.form = "card";
    this.append(make("div", "plate", [make("div", "glow")]), this.#face);
  }

  disconnectedCallback() {
    CLOCK.clearTimeout(this.#timer);
  }

  /** @param {View} view @param {{ isShown: boolean }} how */
  show(view, { isShown }) {
    CLOCK.clearTimeout(this.#timer);
    this.#drawn = view;
    if (view.deadline === null) return false;
    this.dir = view.direction;
    this.toggleAttribute("data-rehearsal", view.rehearsal);
    write(this.#mark, view.rehearsal ? view.words.rehearsal_short : "");
    this.#tick(view, view.deadline, isShown);
    return true;
  }

  measure() {
    this.#fitted = "";
    const { deadline = null } = this.#drawn ?? {};
    if (this.#drawn !== null && deadline !== null) this.#write(this.#drawn, deadline);
  }

  /** @param {View} view @param {number} deadline @param {boolean} isShown */
  #tick(view, deadline, isShown) {
    const isOver = this.#write(view, deadline);
    if (isOver || !isShown) return;
    const wait = untilNextSecond(deadline, Date.now());
    this.#timer = CLOCK.setTimeout(() => this.#tick(view, deadline, isShown), wait);
  }

  /** @param {View} view @param {number} deadline @returns {boolean} Whether the time is up. */
  #write(view, deadline) {
    const { words, locale, language } = view;
    const left = timeLeft(deadline, Date.now());
    const days = fill(counted(words, "days", left.days, language), { n: whole(left.days, locale) });
    const clock = left.isOver ? words.countdown_over : clockOf(left, locale);
    this.dataset.phase = deadline - Date.now() < SOON ? "near" : "moving";
    this.toggleAttribute("data-over", left.isOver);
    writePhrase(this.#days, left.days > 0 ? days : []);
    write(this.#digits, clock);
    const shape = JSON.stringify([clock.length, left.days > 0, left.isOver, words, view.rehearsal]);
    if (shape !== this.#fitted && this.offsetWidth > 0) {
      this.#fitted = shape;
      this.#fit(words.countdown, clock.length, left.isOver);
    }
    return left.isOver;
  }

  /** @param {string} label @param {number} length @param {boolean} isOver */
  #fit(label, length, isOver) {
    const { width, height } = inner(this.#face);
    const isLine = height < LEAST * 3.1 || width > height * FLAT;
    this.toggleAttribute("data-line", isLine);
    const days = this.#days.textContent?.length ?? 0;
    const wide = width / (DIGIT * (length + days * 0.55 + 0.5));
    const room = isLine ? height / 1.2 : (height - LEAST * 1.6) / 1.25;
    const most = Math.max(
      LEAST,
      Math.floor(Math.min(wide * (isLine && !isOver ? 0.62 : 0.97), room)),
    );
    const beside = Math.min(most * 0.5, height * 0.6);
    const above = Math.min(most * 0.4, (height - most * 1.1) / 1.3);
    const head = Math.max(LEAST, Math.floor(isLine ? beside : above));
    this.style.setProperty("--raised-size", `${most}px`);
    this.style.setProperty("--title-size", `${head}px`);
    this.#head.hidden = isOver;
    fit(this.#label, label);
    for (let size = most; size > LEAST && this.#isTooWide(); size = Math.floor(size * 0.93)) {
      this.style.setProperty("--raised-size", `${Math.max(LEAST, size)}px`);
    }
  }

  #isTooWide() {
    return this.#time.scrollWidth > this.#time.clientWidth;
  }
}

customElements.define("countdown-clock", CountdownClock);
