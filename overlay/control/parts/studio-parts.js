// Which parts of an overlay show.

import { fill } from "../dom.js";
import { switchField } from "../studio/fields.js";
import { words } from "../words.js";

const W = words.studio;
const { togo, milestones, toasts } = words.overlay;

export class StudioParts extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
  }

  connectedCallback() {
    const { desk } = this;
    fill(
      this,
      switchField(desk, "title", W.title),
      switchField(desk, "number", W.number),
      switchField(desk, "target", W.target),
      switchField(desk, "togo", togo),
      switchField(desk, "milestones", milestones),
      switchField(desk, "toasts", toasts),
      switchField(desk, "platforms", W.platforms, W.platformsDetail),
    );
  }
}

customElements.define("studio-parts", StudioParts);
