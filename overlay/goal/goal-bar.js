/**
 * The bar: title, raised / target, fill, milestones, what is to go, lying.
 */

import { compact, whole } from "../shared/format.js";
import { make, write, writePhrase } from "./elements.js";
import { fit } from "./fit.js";
import { createTrack } from "./goal-track.js";
import { GoalWidget } from "./goal-widget.js";

/** @typedef {import("../shared/view.js").View} View */

/** How much of the width the number may take beside the title, and under it. */
const AMOUNT_BESIDE = 0.5;
const AMOUNT_ALONE = 0.86;
/** Sizes in CSS are `data-size` 0 to 3. */
const SMALLEST_AMOUNT = 3;

export class GoalBar extends GoalWidget {
  #label = make("bdi", "label");
  #next = make("span", "next", [this.#label]);
  #track = createTrack();

  build() {
    this.detail.append(this.#next);
    this.plate.append(make("div", "glow"), this.#track.element, make("div", "sweep"));
    this.append(this.plate, make("div", "face", [this.headline, this.amount, this.detail]));
  }

  fillEnd() {
    const { left, right, width, top, height } = this.#track.element.getBoundingClientRect();
    const { ratio, direction } = this.drawn ?? { ratio: 0, direction: "ltr" };
    const x = direction === "rtl" ? right - width * ratio : left + width * ratio;
    return { x, y: top + height / 2 };
  }

  /** @param {View} view @param {View | null} before @param {boolean} still */
  drawProgress(view, before, still) {
    this.style.setProperty("--ratio", String(view.ratio));
    this.#track.draw(view, before, still);
    this.#next.hidden = view.next === null;
    writePhrase(this.#label, view.next?.label ?? []);
  }

  /** @param {View} view */
  place(view) {
    const shown = this.raised.textContent;
    this.#fitAmount(view);
    fit(this.heading, view.title);
    this.#placeLabel(view);
    this.raised.textContent = shown;
  }

  /**
   * A long number is set smaller, and at last its target short, with the room that it will need when it
   * has counted up.
   * @param {View} view
   */
  #fitAmount({ raised, target, locale }) {
    const shown = this.raised.textContent ?? "";
    const coming = whole(raised, locale);
    if (shown.length < coming.length) this.raised.textContent = coming;
    write(this.target, whole(target, locale));
    if (!this.#shrinkAmount()) write(this.target, compact(target, locale));
  }

  /** @returns {boolean} Whether it fits. */
  #shrinkAmount() {
    const face = /** @type {HTMLElement} */ (this.amount.parentElement);
    const { offsetTop, offsetHeight } = this.headline;
    const isBeside = this.amount.offsetTop < offsetTop + offsetHeight;
    const room = face.clientWidth * (isBeside ? AMOUNT_BESIDE : AMOUNT_ALONE);
    for (let size = 0; size <= SMALLEST_AMOUNT; size += 1) {
      this.amount.dataset.size = String(size);
      if (this.raised.offsetWidth + this.target.offsetWidth <= room) return true;
    }
    const inside = face.getBoundingClientRect();
    const padding = parseFloat(getComputedStyle(face).paddingLeft);
    const ends = [this.raised, this.target].map((part) => part.getBoundingClientRect());
    return ends.every(
      ({ left, right }) => left >= inside.left + padding && right <= inside.right - padding,
    );
  }

  /** @param {View} view */
  #placeLabel({ next, direction }) {
    if (next === null) return;
    const row = this.detail.getBoundingClientRect();
    const track = this.#track.element.getBoundingClientRect();
    const label = this.#next.getBoundingClientRect().width;
    const togo = this.togo.getBoundingClientRect().width;
    const before = direction === "rtl" ? track.right - row.right : row.left - track.left;
    const centred = track.width * next.at - before - label / 2;
    const start = Math.min(Math.max(centred, togo + 24), row.width - label);
    this.#next.style.setProperty("--start", `${Math.round(start)}px`);
    this.#next.toggleAttribute("data-hidden", start < togo + 12);
  }
}

customElements.define("goal-bar", GoalBar);
