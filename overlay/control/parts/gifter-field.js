// From whom: a field, and the last names as chips. It keeps its name until it is changed, as a
// streak does.

import { el, keyed } from "../dom.js";
import { icon } from "../icons.js";
import { TAPPED } from "../platform-taps.js";
import { plain } from "../search.js";
import { budgets, giftersToOffer } from "../state.js";
import { words } from "../words.js";
import { PlatformChip } from "./platform-chip.js";

/** @typedef {import("../state.js").State} State */

export class GifterField extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.offered = /** @type {string[]} */ ([]);
    this.input = el("input", {
      ...{ id: "gifter", type: "text", maxLength: 64, placeholder: words.anonymous },
      ...{ autocomplete: "off", spellcheck: false, autocapitalize: "none", enterKeyHint: "done" },
      on: {
        input: () => acts.pickGifter(this.input.value),
        keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && this.input.blur(),
      },
    });
    this.clear = el(
      "button",
      {
        ...{ class: "icon-button in-field", type: "button", "aria-label": words.clearGifter },
        on: { click: () => this.pick("") },
      },
      icon("close"),
    );
    this.chips = el("div", { class: "chips", role: "group", "aria-label": words.lastGifters });
    this.platforms = Object.keys(TAPPED).map((platform) => new PlatformChip(platform, acts));
    // The row keeps its place while it is empty: the buttons below must never move.
    this.none = el("p", { class: "chips-none quiet" }, words.noGifters);
  }

  connectedCallback() {
    const label = el("label", { class: "field-name", for: "gifter" }, words.from);
    const field = el("div", { class: "field gifter" }, label, this.input, this.clear);
    this.append(el("div", { class: "gifter-row" }, field, this.platforms), this.none, this.chips);
  }

  /** @param {string} name */
  pick(name) {
    navigator.vibrate?.(8);
    this.acts.pickGifter(name);
    this.input.value = name;
    this.chips.scrollTo({ left: 0 });
  }

  /** @param {State} state */
  update(state) {
    if (this.input.value !== state.gifter) this.input.value = state.gifter;
    this.clear.hidden = state.gifter === "";
    for (const chip of this.platforms) chip.update(state);
    this.offer(state);
    const { isOver } = budgets(state);
    keyed(
      this.chips,
      this.offered,
      String,
      (name) => this.makeChip(name),
      (chip, name) => {
        chip.setAttribute("aria-pressed", String(name === state.gifter.trim()));
        const [, mark] = /** @type {Iterable<HTMLElement>} */ (chip.children);
        mark.hidden = !isOver(name);
      },
    );
    this.none.hidden = this.offered.length > 0;
  }

  /**
   * Chips never move under a thumb: known names stay where they are, new ones come in front.
   * @param {State} state
   */
  offer(state) {
    const names = giftersToOffer(state);
    const picked = names.includes(state.gifter.trim());
    const typed = picked || !this.input.matches(":focus") ? "" : plain(state.gifter);
    const fitting = names.filter((name) => plain(name).startsWith(typed));
    const stays = this.offered.filter((name) => fitting.includes(name));
    this.offered = [...fitting.filter((name) => !stays.includes(name)), ...stays];
  }

  /** @param {string} name */
  makeChip(name) {
    const chip = el("button", {
      class: "chip",
      type: "button",
      on: { click: () => this.pick(name) },
    });
    const mark = el("span", { class: "over", title: words.evening.over }, icon("budget"));
    mark.append(el("span", { class: "spoken-only" }, words.evening.over));
    chip.append(el("bdi", {}, name), mark);
    return chip;
  }
}

customElements.define("gifter-field", GifterField);
