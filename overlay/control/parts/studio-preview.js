// The overlay as it is while it is being made: at the size of a source in OBS, over a ground that can be
// chosen. It is the overlay's own page, told by this page alone what to show.

import { READY } from "../../goal/preview.js";
import { layoutOf, SAFE } from "../../goal/layout.js";
import { el, fill } from "../dom.js";
import { say } from "../say.js";
import { drawGame } from "../studio/game-picture.js";
import { scaleOf } from "../studio/sizes.js";
import { words } from "../words.js";

/** @typedef {import("../studio/sizes.js").Size} Size */
/** @typedef {import("../studio/player.js").Said} Said */
/** @typedef {"checker" | "light" | "dark" | "game"} Backdrop */

const W = words.studio;
/** What is left free around the source, in pixels. */
const EDGE = 8;

export class StudioPreview extends HTMLElement {
  /** @param {{ key: string, name: string, onReady: () => void }} options  `onReady`: it listens, and knows nothing yet */
  constructor({ key, name, onReady }) {
    super();
    this.onReady = onReady;
    this.size = /** @type {Size} */ ({ width: 900, height: 120 });
    this.frame = el("iframe", {
      ...{ title: say(W.previewOf, { name }), src: `/overlay/${key}?preview` },
      ...{ referrerPolicy: "no-referrer", tabIndex: -1 },
    });
    this.picture = el("canvas", { "aria-hidden": "true" });
    this.guide = el("div", { class: "safe-zone", "aria-hidden": "true", hidden: true });
    this.source = el("div", { class: "source" }, this.frame, this.guide);
    this.watch = new ResizeObserver(() => this.fit());
    this.hear = this.hear.bind(this);
  }

  connectedCallback() {
    const safe = { top: SAFE.top, right: SAFE.right, bottom: SAFE.bottom, left: SAFE.left };
    for (const [side, share] of Object.entries(safe)) {
      this.guide.style.setProperty(`--safe-${side}`, `${share * 100}%`);
    }
    fill(this, this.picture, this.source);
    addEventListener("message", this.hear);
    this.watch.observe(this);
    this.stand("checker");
    this.fit();
  }

  disconnectedCallback() {
    removeEventListener("message", this.hear);
    this.watch.disconnect();
  }

  /** @param {MessageEvent} event */
  hear({ source, data }) {
    if (source === this.frame.contentWindow && data === READY) this.onReady();
  }

  /** @param {Said} said */
  say(said) {
    this.frame.contentWindow?.postMessage(said, location.origin);
  }

  /** @param {Backdrop} backdrop */
  stand(backdrop) {
    this.dataset.backdrop = backdrop;
    this.picture.hidden = backdrop !== "game";
    this.paint();
  }

  /** @param {Size} size @param {boolean} guided  whether the safe zone is shown where there is one */
  show(size, guided) {
    this.size = size;
    const { isPhone } = layoutOf(size.width, size.height);
    this.guide.hidden = !(guided && isPhone);
    this.fit();
  }

  /** As large as there is room for, and the stage no higher than it has to be. */
  fit() {
    const most = parseFloat(getComputedStyle(this).maxHeight) || 400;
    const room = { width: this.clientWidth - 2 * EDGE, height: most - 2 * EDGE };
    if (room.width <= 0) return;
    const scale = scaleOf(this.size, room);
    const { style } = this;
    style.setProperty("--source-width", `${this.size.width}px`);
    style.setProperty("--source-height", `${this.size.height}px`);
    style.setProperty("--source-scale", String(scale));
    style.setProperty("--shown-width", `${Math.round(this.size.width * scale)}px`);
    style.setProperty("--shown-height", `${Math.round(this.size.height * scale)}px`);
    this.paint();
  }

  /** The picture is drawn once for each size of the stage. */
  paint() {
    if (this.picture.hidden) return;
    const fine = Math.min(2, devicePixelRatio);
    const [width, height] = [this.clientWidth, this.clientHeight].map((side) =>
      Math.round(side * fine),
    );
    if (!width || !height || (this.picture.width === width && this.picture.height === height))
      return;
    Object.assign(this.picture, { width, height });
    drawGame(this.picture);
  }
}

customElements.define("studio-preview", StudioPreview);
