// Over which ground, and at which size, the preview is looked at. Remembered on this device.

import { el, fill } from "../dom.js";
import { layoutOf } from "../../goal/layout.js";
import { openStorage } from "../memory.js";
import { say } from "../say.js";
import { SIZE_NAMES, sizeOf } from "../studio/sizes.js";
import { words } from "../words.js";
import { choice, toggle } from "./form.js";

/** @typedef {import("./studio-preview.js").Backdrop} Backdrop */
/** @typedef {import("../studio/sizes.js").SizeName} SizeName */

const W = words.studio;
const PLACE = "giftgoal.studio";
const BACKDROPS = /** @type {Backdrop[]} */ (Object.keys(W.backdrops));

export class StudioView extends HTMLElement {
  /** @param {{ preview: import("./studio-preview.js").StudioPreview, dragUrl: string }} options */
  constructor({ preview, dragUrl }) {
    super();
    this.preview = preview;
    this.dragUrl = dragUrl;
    this.size = choice([], "own", () => this.look());
    this.size.setAttribute("aria-label", W.size);
    this.safe = toggle(W.safe, true, () => this.look());
    this.safe.title = W.safeHint;
    this.grounds = BACKDROPS.map((backdrop) =>
      el("button", {
        ...{ class: "backdrop", type: "button", title: W.backdrops[backdrop] },
        ...{ "data-backdrop": backdrop, "aria-label": W.backdrops[backdrop] },
        on: { click: () => this.stand(backdrop) },
      }),
    );
  }

  connectedCallback() {
    const grounds = { class: "backdrops", role: "group", "aria-label": W.backdrop };
    fill(this, el("div", grounds, this.grounds), this.size, this.safe);
    this.offer();
    const kept = /** @type {Backdrop} */ (openStorage().getItem(PLACE));
    this.stand(BACKDROPS.includes(kept) ? kept : "game");
    this.look();
  }

  /** @param {string} dragUrl  the overlay's, which tells the size that it wants */
  offerSize(dragUrl) {
    if (dragUrl === this.dragUrl) return;
    this.dragUrl = dragUrl;
    this.offer();
    this.look();
  }

  offer() {
    const chosen = this.size.value || "own";
    const options = SIZE_NAMES.map((name) => {
      const text = say(W.sizeLine, { size: W.sizes[name], ...digits(sizeOf(name, this.dragUrl)) });
      return el("option", { value: name }, text);
    });
    fill(this.size, options);
    this.size.value = chosen;
  }

  look() {
    const size = sizeOf(/** @type {SizeName} */ (this.size.value), this.dragUrl);
    this.safe.hidden = !layoutOf(size.width, size.height).isPhone;
    this.preview.show(size, this.safe.input.checked);
  }

  /** @param {Backdrop} backdrop */
  stand(backdrop) {
    this.preview.stand(backdrop);
    for (const ground of this.grounds) {
      ground.setAttribute("aria-pressed", String(ground.dataset.backdrop === backdrop));
    }
    try {
      openStorage().setItem(PLACE, backdrop);
    } catch {
      // It is asked for again the next time.
    }
  }
}

/** Pixels are not grouped. @param {import("../studio/sizes.js").Size} size */
function digits({ width, height }) {
  return { width: String(width), height: String(height) };
}

customElements.define("studio-view", StudioView);
