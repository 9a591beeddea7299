// The gifters, and what the streamer wants for each: another name on air, none at all, a budget, a
// place in the recap.

import { call } from "../api.js";
import { el, fill, keyed } from "../dom.js";
import { say } from "../say.js";
import { words } from "../words.js";
import { problemPlace } from "./form.js";
import { GifterRule } from "./gifter-rule.js";

/** @typedef {import("../types.js").Gifter} Gifter */

const W = words.gifter;
/** A search waits until typing rests this long, in milliseconds. */
const REST = 250;

export class SettingsGifters extends HTMLElement {
  constructor() {
    super();
    this.list = el("div", { class: "cards" });
    this.none = el("p", { class: "quiet", hidden: true });
    this.problem = problemPlace();
    this.timer = 0;
    this.input = el("input", {
      ...{ type: "search", maxLength: 64, placeholder: W.search, "aria-label": W.search },
      ...{ autocomplete: "off", autocapitalize: "none", dir: "auto" },
      on: { input: () => this.later() },
    });
  }

  connectedCallback() {
    fill(this, this.input, this.problem, this.none, this.list);
  }

  /** @param {import("../state.js").State} state */
  opened(state) {
    this.input.value = state.about;
    void this.load(state.about);
  }

  update() {}

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), REST);
  }

  /** @param {string} [about]  whose rule to open */
  async load(about) {
    const query = this.input.value.trim();
    const reply = await call("GET", `/api/gifters?search=${encodeURIComponent(query)}`);
    this.problem.say(reply.problem);
    if (!reply.ok || query !== this.input.value.trim()) return;
    const gifters = /** @type {Gifter[]} */ (reply.body.gifters);
    this.none.hidden = gifters.length > 0;
    fill(this.none, query ? say(W.notFound, { query }) : W.none);
    keyed(
      this.list,
      gifters,
      (gifter) => gifter.key,
      (gifter) => new GifterRule(gifter, about !== undefined && gifter.gifter === about),
      () => {},
    );
  }
}

customElements.define("settings-gifters", SettingsGifters);
