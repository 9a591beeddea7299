// How loud and how lively an overlay is: calm, and what is heard.

import { el, fill } from "../dom.js";
import { rangeField, switchField } from "../studio/fields.js";
import { words } from "../words.js";
import { toggle } from "./form.js";

/** @typedef {import("../types.js").Look["sounds"]} Sounds */

const W = words.studio;

export class StudioSound extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
  }

  connectedCallback() {
    const { desk } = this;
    const volume = rangeField(desk, "sounds", {
      ...{ label: W.volume, range: [0, 100], unit: W.percent },
      read: (look) => look.sounds.volume,
      write: (value) => this.changed({ volume: value ?? 0 }),
    });
    const tiers = Object.values(W.tiers).map((label, n) =>
      this.switch(
        label,
        ({ tiers }) => tiers[n] !== false,
        (on, { tiers }) => ({ tiers: tiers.map((is, at) => (at === n ? on : is)) }),
      ),
    );
    const reached = this.switch(
      W.reachedSound,
      (sounds) => sounds.reached,
      (on) => ({ reached: on }),
    );
    const heard = el("div", { class: "form" }, volume, tiers, reached);
    desk.onLook(({ sounds }) => (heard.hidden = !sounds.on));
    const on = this.switch(
      W.sounds,
      (sounds) => sounds.on,
      (is) => ({ on: is }),
      W.soundsDetail,
    );
    fill(this, switchField(desk, "calm", words.overlay.calm, W.calmDetail), on, heard);
  }

  /**
   * @param {string} label
   * @param {(sounds: Sounds) => boolean} read
   * @param {(on: boolean, sounds: Sounds) => Partial<Sounds>} written
   * @param {string} [detail]
   */
  switch(label, read, written, detail) {
    const change = (/** @type {boolean} */ on) =>
      this.desk.edit(this.changed(written(on, this.desk.look().sounds)));
    const field = toggle(label, false, change, detail);
    field.dataset.option = "sounds";
    this.desk.onLook(({ sounds }) => (field.input.checked = read(sounds)));
    return field;
  }

  /** @param {Partial<Sounds>} change */
  changed(change) {
    return { sounds: { ...this.desk.look().sounds, ...change } };
  }
}

customElements.define("studio-sound", StudioSound);
