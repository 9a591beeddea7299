// What was taken back a moment ago, and the way back: over the end of the list, for a few seconds.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { drawn, spoken } from "../spoken.js";
import { words } from "../words.js";

export class UndoneBar extends HTMLElement {
  /** @param {import("../acts.js").Acts} acts */
  constructor(acts) {
    super();
    this.hidden = true;
    this.shown = /** @type {import("../state.js").Undone | null} */ (null);
    this.line = el("p", { class: "undone-line" });
    this.restore = el(
      "button",
      { class: "button plain", type: "button", on: { click: () => acts.restoreUndone() } },
      icon("restore"),
      words.restore,
    );
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", words.undone);
  }

  connectedCallback() {
    this.append(this.line, this.restore);
  }

  /** @param {import("../state.js").State} state */
  update({ undone }) {
    if (undone === this.shown) return;
    this.shown = undone;
    this.hidden = undone === null;
    if (!undone) return;
    fill(this.line, el("span", { class: "mark" }, words.undone), el("span", {}, drawn(undone.row)));
    this.restore.setAttribute("aria-label", say(words.restoreLabel, { line: spoken(undone.row) }));
  }
}

customElements.define("undone-bar", UndoneBar);
