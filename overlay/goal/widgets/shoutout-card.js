/**
 * Who waits to be thanked: the one who has waited the longest, and how many more.
 */

import { whole } from "../../shared/format.js";
import { fill } from "../../shared/words.js";
import { inner, make, write, writePhrase } from "../elements.js";
import { fit } from "../fit.js";
import { ARRIVE, play, TOAST_IN } from "../motion.js";
import { LEAST } from "../words-plan.js";

/** @typedef {import("../../shared/people.js").People} People */

export class ShoutoutCard extends HTMLElement {
  #heading = make("bdi", "togo");
  #mark = make("span", "mark");
  #who = make("bdi", "title");
  #what = make("bdi", "what");
  #platform = make("bdi", "platform");
  #more = make("bdi", "next");
  #top = make("div", "card-head", [this.#mark, this.#heading, this.#platform, this.#more]);
  #face = make("div", "face", [this.#top, this.#who, this.#what]);
  /** @type {People | null} */
  #drawn = null;
  #shown = "";

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add("bar", "widget");
    this.dataset.form = "card";
    this.append(make("div", "plate", [make("div", "glow")]), this.#face);
  }

  /** @param {People} people @param {{ still: boolean }} how */
  show(people, { still }) {
    this.#drawn = people;
    const row = people.shoutouts[people.shoutouts.length - 1];
    if (row === undefined) return false;
    const shown = JSON.stringify([row, people.shoutouts.length, people.rehearsal, people.words]);
    if (shown === this.#shown) return true;
    const isAnother = JSON.parse(this.#shown || "[{}]")[0].key !== row.key;
    this.#shown = shown;
    this.dir = people.direction;
    this.toggleAttribute("data-rehearsal", people.rehearsal);
    write(this.#mark, people.rehearsal ? people.words.rehearsal_short : "");
    const more = people.shoutouts.length - 1;
    const others = fill(people.words.shoutout_more, { n: whole(more, people.locale) });
    writePhrase(this.#more, more > 0 ? others : []);
    write(this.#heading, people.words.shoutout);
    write(this.#platform, row.mark);
    const worth = row.worth === "" ? [] : [{ text: `  ${row.worth}` }];
    writePhrase(this.#what, [...row.what, ...worth]);
    // Hidden, nothing has a size: it is fitted when it is measured.
    if (this.offsetWidth > 0) this.#fit(row.who.map(({ text }) => text).join(""));
    if (!still && isAnother) this.#come();
    return true;
  }

  measure() {
    this.#shown = "";
    if (this.#drawn !== null) this.show(this.#drawn, { still: true });
  }

  /** @param {string} name */
  #fit(name) {
    const { width, height } = inner(this.#face);
    const size = Math.max(LEAST, Math.floor(Math.min(height / 2.8, width / 8)));
    const small = Math.max(LEAST, Math.floor(size * 0.5));
    const isLine = height < (LEAST * 2 + size) * 1.24;
    this.toggleAttribute("data-line", isLine);
    this.style.setProperty(
      "--title-size",
      `${isLine ? Math.max(LEAST, Math.min(size * 2, height / 1.5)) : size}px`,
    );
    this.style.setProperty("--detail-size", `${small}px`);
    for (const part of [this.#heading, this.#more, this.#what]) part.hidden = false;
    if (this.#top.scrollWidth > this.#top.clientWidth) this.#more.hidden = true;
    if (this.#top.scrollWidth > this.#top.clientWidth) this.#heading.hidden = true;
    if (isLine && width < small * 22) this.#what.hidden = true;
    if (isLine && width < small * 40) this.#more.hidden = true;
    if (this.#what.scrollWidth > this.#what.clientWidth)
      fit(this.#what, this.#what.textContent ?? "");
    fit(this.#who, name);
  }

  #come() {
    const from = { transform: "translateY(24%)", opacity: 0 };
    play(this.#face, [from, { transform: "none", opacity: 1 }], {
      duration: TOAST_IN,
      easing: ARRIVE,
    });
  }
}

customElements.define("shoutout-card", ShoutoutCard);
