// One light: ready to go live, or how much is not. It leads to the list.

import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { words } from "../words.js";

const W = words.ready;

export class ReadyLight extends HTMLElement {
  /** @param {import("../acts.js").Acts} acts */
  constructor(acts) {
    super();
    this.said = el("span", { class: "ready-words" });
    this.sign = el("span", { class: "ready-sign" });
    this.button = el(
      "button",
      { class: "bar-button", type: "button", on: { click: () => acts.openDoor("ready") } },
      this.sign,
      this.said,
    );
  }

  connectedCallback() {
    fill(this, this.button);
  }

  /** @param {import("../state.js").State} state */
  update({ preflight }) {
    this.hidden = preflight === null;
    if (!preflight) return;
    const n = preflight.checks.filter((check) => !check.ok).length;
    this.button.setAttribute("aria-label", n ? say(W.openLong, { n }) : W.readyLong);
    write(this.said, n ? say(W.open, { n }) : W.ready);
    const light = n ? "open" : "ready";
    if (this.dataset.light === light) return;
    this.dataset.light = light;
    fill(this.sign, icon(n ? "alert" : "check"));
  }
}

customElements.define("ready-light", ReadyLight);
