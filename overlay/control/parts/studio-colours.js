// The theme, and colours of one's own in it.

import { el, fill, newKey } from "../dom.js";
import { colourField, rangeField } from "../studio/fields.js";
import { coloursOf } from "../studio/theme-colours.js";
import { sketchOf } from "../studio/look-sketch.js";
import { THEMES } from "../themes.js";
import { words } from "../words.js";

const W = words.studio;

export class StudioColours extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
  }

  connectedCallback() {
    const { desk } = this;
    const ground = rangeField(desk, "ground_opacity", {
      ...{ label: W.groundOpacity, range: [0, 100], unit: W.percent },
      read: (look) => look.ground_opacity,
      write: (value) => ({ ground_opacity: value ?? 84 }),
    });
    desk.onLook((look) => (ground.hidden = look.ground === null));
    fill(
      this,
      this.themes(),
      colourField(desk, "accent", W.accent, (look) => coloursOf({ theme: look.theme }).from),
      colourField(desk, "second", W.second, (look) => coloursOf({ ...look, second: null }).to),
      colourField(desk, "ground", W.ground, (look) => coloursOf({ theme: look.theme }).plate),
      ground,
    );
  }

  themes() {
    const group = `f-${newKey()}`;
    const cards = THEMES.map((theme) => {
      const input = el("input", {
        ...{ type: "radio", name: group, value: theme, class: "spoken-only" },
        on: { change: () => this.desk.edit({ theme }) },
      });
      this.desk.onLook((look) => (input.checked = look.theme === theme));
      return el(
        "label",
        { class: "theme" },
        input,
        sketchOf({ theme, widget: "bar" }),
        words.overlay.themes[theme],
      );
    });
    return el(
      "fieldset",
      { "data-option": "theme" },
      el("legend", {}, words.overlay.theme),
      el("div", { class: "themes" }, cards),
    );
  }
}

customElements.define("studio-colours", StudioColours);
