// Bringing an overlay into OBS, and giving it a new link.

import { el, fill } from "../dom.js";
import { words } from "../words.js";
import { AddToObs } from "./add-to-obs.js";
import { AskInPlace } from "./ask-in-place.js";
import { CopyLink } from "./copy-link.js";

/** @typedef {import("../types.js").Overlay} Overlay */

const W = words.overlay;

export class StudioObs extends HTMLElement {
  /** @param {{ overlay: () => Overlay, rotate: () => unknown }} options */
  constructor({ overlay, rotate }) {
    super();
    this.overlay = overlay;
    this.rotate = rotate;
  }

  connectedCallback() {
    this.draw();
  }

  /** Whoever was led here has the button under the hand. */
  start() {
    this.querySelector("button")?.focus();
  }

  /** The link or the size is another one. */
  draw() {
    const overlay = this.overlay();
    fill(
      this,
      new AddToObs(overlay),
      el("h4", {}, W.url),
      new CopyLink({ label: W.url, url: overlay.url, kind: "" }),
      el("p", { class: "hint quiet" }, W.urlHint),
      el("p", { class: "hint quiet" }, W.secret),
      new AskInPlace({
        label: W.rotate,
        question: () => [W.rotateAsk],
        yes: W.rotateYes,
        act: this.rotate,
      }),
    );
  }
}

customElements.define("studio-obs", StudioObs);
