// Tells when the overlay's source in OBS has another shape than the look is made for, and leads to the
// button that gives it the right one.

import { el, fill } from "../dom.js";
import { say } from "../say.js";
import { misfit, sizeOf } from "../studio/sizes.js";
import { words } from "../words.js";
import { button } from "./form.js";

const W = words.studio;

export class StudioSource extends HTMLElement {
  /** @param {{ onAdd: () => void }} options */
  constructor({ onAdd }) {
    super();
    this.line = el("p", { class: "warn", role: "status" });
    this.add = button(words.obs.add, onAdd);
    this.hidden = true;
  }

  connectedCallback() {
    fill(this, this.line, this.add);
  }

  /**
   * @param {import("../studio/sizes.js").Wanting} overlay
   * @param {readonly import("../types.js").Viewer[]} viewers
   */
  update(overlay, viewers) {
    const source = misfit(overlay, viewers);
    this.hidden = source === null;
    if (source === null) return fill(this.line);
    const wanted = sizeOf("own", overlay.drag_url);
    // Pixels are not grouped.
    const [width, height] = [String(source.width), String(source.height)];
    const [wide, high] = [String(wanted.width), String(wanted.height)];
    const line = say(W.misfit, { width, height, wide, high });
    // A size stays on one line.
    const text = line.replaceAll(" × ", "\u00a0×\u00a0");
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}

customElements.define("studio-source", StudioSource);
