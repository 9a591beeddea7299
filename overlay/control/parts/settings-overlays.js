// The overlays: a list, and the studio of the one that is opened.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { sketchOf } from "../studio/look-sketch.js";
import { words } from "../words.js";
import { doorWords } from "./door-row.js";
import { button, problemPlace } from "./form.js";

/** @typedef {import("../types.js").Overlay} Overlay */
/** @typedef {import("../state.js").State} State */

const W = words.overlay;

export class SettingsOverlays extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.problem = problemPlace();
    this.studio = /** @type {import("./overlay-studio.js").OverlayStudio | null} */ (null);
    this.state = /** @type {State | null} */ (null);
  }

  /** @param {State} state  `about`: an overlay's id, perhaps with a section of the studio */
  opened(state) {
    this.state = state;
    void this.load(state.about);
  }

  /** @param {string} about */
  async load(about) {
    const reply = await call("GET", "/api/overlays");
    this.problem.say(reply.problem);
    fill(this, this.problem);
    if (!reply.ok) return;
    const overlays = /** @type {Overlay[]} */ (reply.body.overlays);
    const [id, section = ""] = about.split("/");
    const chosen = overlays.find((overlay) => overlay.id === id);
    if (chosen) await this.enter(chosen, section);
    else this.list(overlays);
  }

  /**
   * The studio is a third of the page and needed by few: it comes when an overlay is opened.
   * @param {Overlay} overlay
   * @param {string} section
   */
  async enter(overlay, section) {
    const came = await import("./overlay-studio.js").catch(() => null);
    if (came === null) return this.problem.say(words.noLine);
    const go = (/** @type {string} */ id) => this.acts.openDoor("overlays", id);
    this.studio = new came.OverlayStudio({ overlay, section, go });
    if (this.state) this.studio.update(this.state);
    fill(this, this.studio);
  }

  /** @param {Overlay[]} overlays */
  list(overlays) {
    const none = overlays.length === 0 && el("p", { class: "quiet" }, W.none);
    const cards = overlays.map((overlay) => this.card(overlay));
    const make = button(W.make, () => void this.make(), "wide");
    fill(this, el("div", { class: "cards" }, cards), none, this.problem, make);
  }

  /** @param {Overlay} overlay */
  card({ id, name, look }) {
    const themes = /** @type {Record<string, string>} */ (W.themes);
    const kinds = look.widgets.length ? look.widgets.map(({ kind }) => kind) : [look.widget];
    const shown = kinds.map((kind) => words.studio.kinds[kind]);
    const detail = [themes[look.theme] ?? look.theme, ...new Set(shown)].join(" · ");
    const open = el("button", {
      ...{ class: "overlay-row", type: "button", "aria-label": say(words.studio.open, { name }) },
      on: { click: () => this.acts.openDoor("overlays", id) },
    });
    open.append(sketchOf(look), doorWords(el("bdi", {}, name), detail), icon("forward"));
    const obs = button(words.obs.add, () => this.acts.openDoor("overlays", `${id}/obs`), "wide");
    return el("div", { class: "card" }, open, obs);
  }

  async make() {
    const reply = await call("POST", "/api/overlays", { name: W.makeName });
    this.problem.say(reply.problem);
    if (reply.ok) this.acts.openDoor("overlays", reply.body.id);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    this.studio?.update(state);
  }
}

customElements.define("settings-overlays", SettingsOverlays);
