/**
 * The milestones as a ladder: passed ones lit, the next one marked, the target on top.
 */

import { compact, whole } from "../../shared/format.js";
import { inner, make, write } from "../elements.js";
import { fit } from "../fit.js";
import { formOf } from "../forms.js";
import { GoalPicture } from "../goal-picture.js";
import { OVERSHOOT, play } from "../motion.js";
import { stepsWithRoom } from "../steps-plan.js";
import { LEAST } from "../words-plan.js";

/** @typedef {import("../../shared/view.js").View} View */
/** @typedef {import("../../shared/view.js").Step} Step */

/** The height of a step, and its width on a line, as multiples of the size of its text. */
const STEP = 1.9;
const WIDE = 9;
/** From this width on steps have room beside the words, in pixels. */
const WIDE_ENOUGH = 560;

export class GoalLadder extends GoalPicture {
  #steps = make("div", "steps");
  #room = 1;

  parts() {
    return [this.words, this.#steps];
  }

  resize() {
    const { width, height } = inner(this.face);
    const flat = formOf(width, height);
    const form = flat === "wide" && width < WIDE_ENOUGH ? "tall" : flat;
    this.dataset.form = form;
    const share = { line: 1, wide: 0.54, tall: 1 }[form];
    const most = form === "tall" ? height * 0.62 : height;
    const size = Math.max(LEAST, Math.floor(Math.min((width * share) / 15, most / (5 * STEP))));
    const across = Math.floor((width * 0.62) / (LEAST * WIDE));
    this.#room = Math.max(1, form === "line" ? across : Math.floor(most / (size * STEP)));
    this.style.setProperty("--step-size", `${form === "line" ? LEAST : size}px`);
  }

  fillEnd() {
    const next = this.#steps.querySelector("[data-next]") ?? this.#steps;
    const { left, top, height } = next.getBoundingClientRect();
    return { x: left + height / 2, y: top + height / 2 };
  }

  /** @param {View} view @param {View | null} before @param {boolean} still */
  drawProgress(view, before, still) {
    const steps = stepsWithRoom(view.steps, this.#room);
    this.style.setProperty("--count", String(steps.length));
    while (this.#steps.childElementCount > steps.length) this.#steps.lastElementChild?.remove();
    while (this.#steps.childElementCount < steps.length) this.#steps.append(makeStep());
    steps.forEach((step, index) => {
      const element = /** @type {HTMLElement} */ (this.#steps.children[index]);
      const wasLit = element.hasAttribute("data-lit");
      element.toggleAttribute("data-lit", step.lit);
      element.toggleAttribute("data-next", step.isNext);
      writeStep(element, step, view.locale);
      if (step.lit && !wasLit && !still && before !== null) light(element);
    });
  }

  /** @param {View} view */
  place(view) {
    for (const step of this.#steps.children) {
      const [, label] = /** @type {HTMLElement[]} */ ([...step.children]);
      if (label) fit(label, label.dataset.text ?? "");
    }
    super.place(view);
  }
}

/** @returns {HTMLElement} */
function makeStep() {
  return make("div", "step", [make("i", "knot"), make("bdi", "label"), make("span", "at")]);
}

/** @param {HTMLElement} element @param {Step} step @param {string} locale */
function writeStep(element, { at, label }, locale) {
  const [, text, number] = /** @type {HTMLElement[]} */ ([...element.children]);
  if (!text || !number) return;
  const written = whole(at, locale);
  write(number, written.length > 7 ? compact(at, locale) : written);
  if (text.dataset.text === label) return;
  text.dataset.text = label;
  text.textContent = label;
}

/** @param {HTMLElement} step */
function light(step) {
  const knot = step.firstElementChild;
  const pop = [{ transform: "none" }, { transform: "scale(1.6)" }, { transform: "none" }];
  if (knot !== null) play(knot, pop, { duration: 460, easing: OVERSHOOT });
}

customElements.define("goal-ladder", GoalLadder);
