/**
 * What is to go, counted in one gift: "3 × Galaxy to go".
 */

import { inner, make, write, writePhrase } from "../elements.js";
import { OVERSHOOT, play } from "../motion.js";
import { LEAST } from "../words-plan.js";

/** @typedef {import("../../shared/view.js").View} View */

export class GiftTicker extends HTMLElement {
  #mark = make("span", "mark");
  #phrase = make("bdi", "ticker");
  #line = make("div", "ticker-line", [this.#mark, this.#phrase]);
  #face = make("div", "face", [this.#line]);
  /** @type {View | null} */
  #drawn = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add("bar", "widget");
    this.dataset.form = "card";
    this.append(make("div", "plate", [make("div", "glow")]), this.#face);
  }

  /** @param {View} view @param {{ still: boolean }} how */
  show(view, { still }) {
    this.#drawn = view;
    this.dir = view.direction;
    this.dataset.phase = view.phase;
    this.toggleAttribute("data-rehearsal", view.rehearsal);
    const mark = write(this.#mark, view.rehearsal ? view.words.rehearsal_short : "");
    const news = writePhrase(this.#phrase, view.ticker);
    if ((news || mark) && this.offsetWidth > 0) this.#fit();
    if (news && !still) {
      const pop = [{ transform: "none" }, { transform: "scale(1.05)" }, { transform: "none" }];
      play(this.#phrase, pop, { duration: 260, easing: OVERSHOOT });
    }
    return true;
  }

  measure() {
    if (this.#drawn === null) return;
    this.show(this.#drawn, { still: true });
    this.#fit();
  }

  /** As big as the box allows: on one line, or broken at words where that is bigger. */
  #fit() {
    const { width, height } = inner(this.#face);
    const fits = () =>
      this.#line.scrollWidth <= this.#line.clientWidth + 1 && this.#line.offsetHeight <= height;
    this.style.setProperty(
      "--wrap",
      height > LEAST * 3 && width < height * 5 ? "normal" : "nowrap",
    );
    let [least, most] = [
      LEAST,
      Math.max(LEAST, Math.floor(Math.min(height / 1.2, width / 4, 220))),
    ];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      this.style.setProperty("--title-size", `${middle}px`);
      if (fits()) least = middle;
      else most = middle - 1;
    }
    this.style.setProperty("--title-size", `${least}px`);
    this.toggleAttribute("data-tight", !fits());
  }
}

customElements.define("gift-ticker", GiftTicker);
