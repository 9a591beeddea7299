/**
 * The bar: title, raised / target, fill, milestones, what is to go, lying.
 */

import { compact, whole } from "../shared/format.js";
import { inner, make, widthOf, write, writePhrase } from "./elements.js";
import { fit } from "./fit.js";
import { createTrack } from "./goal-track.js";
import { GoalWidget } from "./goal-widget.js";

/** @typedef {import("../shared/view.js").View} View */

/** How much of the width the number may take beside the title, and when it has no smaller size. */
const BESIDE = 0.54;
const BESIDE_AT_MOST = 0.74;
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
   * A long number is set smaller, then its target short, and at last alone; with the room that it will need
   * when it has counted up.
   * @param {View} view
   */
  #fitAmount({ raised, target, locale, shows }) {
    this.of.hidden = this.target.hidden = !shows.target;
    const shown = this.raised.textContent ?? "";
    const coming = whole(raised, locale);
    if (shown.length < coming.length) this.raised.textContent = coming;
    write(this.target, whole(target, locale));
    if (this.#shrinkAmount()) return;
    write(this.target, compact(target, locale));
    if (this.#shrinkAmount()) return;
    this.of.hidden = this.target.hidden = true;
    this.#shrinkAmount();
  }

  /** @returns {boolean} Whether it fits. */
  #shrinkAmount() {
    const face = /** @type {HTMLElement} */ (this.amount.parentElement);
    const { offsetTop, offsetHeight } = this.headline;
    const isBeside = this.amount.offsetTop < offsetTop + offsetHeight;
    const { width } = inner(face);
    const room = isBeside ? face.clientWidth * BESIDE : width;
    const parts = [this.raised, this.of, this.target];
    for (let size = 0; size <= SMALLEST_AMOUNT; size += 1) {
      this.amount.dataset.size = String(size);
      if (widthOf(this.amount, parts) <= room) return true;
    }
    return isBeside && widthOf(this.amount, parts) <= width * BESIDE_AT_MOST;
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
