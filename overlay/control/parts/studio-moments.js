// Buttons that try every kind of moment on the preview, and say so.

import { el, fill, write } from "../dom.js";
import { MOMENTS } from "../studio/moments.js";
import { words } from "../words.js";
import { button } from "./form.js";

/** @typedef {import("../studio/moments.js").Moment} Moment */

const W = words.studio;

export class StudioMoments extends HTMLElement {
  /** @param {(moment: Moment) => void} play */
  constructor(play) {
    super();
    this.play = play;
    this.note = el("p", { class: "hint", role: "status" });
  }

  connectedCallback() {
    const buttons = MOMENTS.map((moment) => {
      const element = button(W.moment[moment], () => this.play(moment), "moment");
      element.dataset.moment = moment;
      return element;
    });
    const row = el("div", { class: "moments", role: "group", "aria-label": W.moments }, buttons);
    fill(this, row, el("p", { class: "hint quiet moments-hint" }, W.momentsHint), this.note);
  }

  /** @param {keyof typeof W.notes | null} note */
  say(note) {
    write(this.note, note === null ? "" : W.notes[note]);
  }
}

customElements.define("studio-moments", StudioMoments);
