// Complete looks to begin with, and those that the streamer keeps.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { sketchOf } from "../studio/look-sketch.js";
import { forgetLook, keepLook, keptLooks } from "../studio/my-looks.js";
import { dressed, PRESETS } from "../studio/presets.js";
import { words } from "../words.js";
import { doorWords } from "./door-row.js";
import { button, labelled, textInput } from "./form.js";

/** @typedef {import("../types.js").Look} Look */

const W = words.studio;
const NAMES = /** @type {import("../studio/presets.js").PresetName[]} */ (Object.keys(PRESETS));

export class StudioLooks extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
    this.mine = el("div", { class: "presets" });
    this.none = el("p", { class: "hint quiet" }, W.mineNone);
    this.named = textInput({
      on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && this.keep() },
    });
  }

  connectedCallback() {
    const presets = NAMES.map((name) =>
      this.card({ name: W.presets[name], detail: W.presetsDetail[name], look: PRESETS[name] }),
    );
    const keep = button(W.keep, () => this.keep());
    fill(
      this,
      el("p", { class: "hint quiet" }, W.presetsHint),
      el("div", { class: "presets" }, presets),
      el("h4", {}, W.mine),
      this.none,
      this.mine,
      el("div", { class: "keep-look" }, labelled(W.keepName, this.named), keep),
    );
    this.list();
  }

  list() {
    const kept = keptLooks();
    this.none.hidden = kept.length > 0;
    const cards = kept.map(({ name, look }) => {
      const forget = el(
        "button",
        {
          ...{ class: "icon-button", type: "button", "aria-label": say(W.forget, { name }) },
          on: { click: () => (forgetLook(name), this.list()) },
        },
        icon("close"),
      );
      return el("div", { class: "my-look" }, this.card({ name, detail: "", look }), forget);
    });
    fill(this.mine, cards);
  }

  /** @param {{ name: string, detail: string, look: Partial<Look> }} preset */
  card({ name, detail, look }) {
    const wear = () => this.desk.edit(dressed(this.desk.look(), look));
    const card = el("button", { class: "preset", type: "button", on: { click: wear } });
    card.append(sketchOf(look), doorWords(el("bdi", {}, name), detail));
    return card;
  }

  keep() {
    const name = this.named.value.trim();
    if (!name) return this.named.focus();
    keepLook(name, this.desk.look());
    this.named.value = "";
    this.list();
  }
}

customElements.define("studio-looks", StudioLooks);
