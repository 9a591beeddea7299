// Which platform the taps are of, where no program can hear its gifts. It stands beside the gifter,
// and while it is on it says so in full.

import { MARKS } from "../../shared/platform-marks.js";
import { el, write } from "../dom.js";
import { nameOf } from "../platform-taps.js";
import { say } from "../say.js";
import { words } from "../words.js";

export class PlatformChip extends HTMLElement {
  /** @param {string} platform @param {import("../acts.js").Acts} acts */
  constructor(platform, acts) {
    super();
    this.platform = platform;
    this.mark = el("span", { "aria-hidden": "true" });
    this.isOn = false;
    const said = say(words.tapsAre, { platform: nameOf(platform) });
    this.button = el(
      "button",
      {
        ...{ class: "platform", type: "button", title: said },
        on: { click: () => acts.tapOn(this.isOn ? null : platform) },
      },
      this.mark,
      el("span", { class: "spoken-only" }, said),
    );
  }

  connectedCallback() {
    this.append(this.button);
  }

  /** @param {import("../state.js").State} state */
  update({ tapping }) {
    this.isOn = tapping === this.platform;
    this.button.setAttribute("aria-pressed", String(this.isOn));
    const { platform } = this;
    write(this.mark, this.isOn ? nameOf(platform) : (MARKS[platform] ?? nameOf(platform)));
  }
}

customElements.define("platform-chip", PlatformChip);
