// The overlays: the link that OBS needs, and how each looks.

import { call } from "../api.js";
import { el, fill, keyed, write } from "../dom.js";
import { words } from "../words.js";
import { AddToObs } from "./add-to-obs.js";
import { AskInPlace } from "./ask-in-place.js";
import { CopyLink } from "./copy-link.js";
import { button, labelled, problemPlace, textInput } from "./form.js";
import { OverlayLook } from "./overlay-look.js";
import { phrase } from "../say.js";

/** @typedef {import("../types.js").Overlay} Overlay */
/** @typedef {import("../state.js").State} State */

const W = words.overlay;

export class SettingsOverlays extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.list = el("div", { class: "cards" });
    this.none = el("p", { class: "quiet", hidden: true }, W.none);
    this.problem = problemPlace();
    this.state = /** @type {State | null} */ (null);
  }

  connectedCallback() {
    const make = button(W.make, () => void this.make(), "wide");
    fill(this, this.list, this.none, this.problem, make);
  }

  opened() {
    void this.load();
  }

  async load() {
    const reply = await call("GET", "/api/overlays");
    this.problem.say(reply.problem);
    if (!reply.ok) return;
    const overlays = /** @type {Overlay[]} */ (reply.body.overlays);
    this.none.hidden = overlays.length > 0;
    keyed(
      this.list,
      overlays,
      (overlay) => `${overlay.id} ${overlay.key}`,
      (overlay) => new OverlaySettings(overlay, () => void this.load()),
      (element) => this.state && element.update(this.state),
    );
  }

  async make() {
    const reply = await call("POST", "/api/overlays", { name: W.makeName });
    this.problem.say(reply.problem);
    await this.load();
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    for (const element of this.list.children)
      /** @type {OverlaySettings} */ (element).update(state);
  }
}

class OverlaySettings extends HTMLElement {
  /** @param {Overlay} overlay @param {() => void} changed */
  constructor(overlay, changed) {
    super();
    this.overlay = overlay;
    this.changed = changed;
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
    this.named = textInput({
      value: overlay.name,
      on: { change: () => void this.patch({ name: this.named.value.trim() }) },
    });
    this.look = new OverlayLook(overlay.look, (look) => this.patch({ look }));
  }

  connectedCallback() {
    this.classList.add("card");
    const rotate = new AskInPlace({
      label: W.rotate,
      question: () => [W.rotateAsk],
      yes: W.rotateYes,
      act: () => this.ask("POST", "/key"),
    });
    const remove = new AskInPlace({
      label: W.remove,
      question: () => phrase(W.removeAsk, { name: this.named.value }),
      yes: W.removeYes,
      act: () => this.ask("DELETE", ""),
    });
    fill(
      this,
      labelled(words.name, this.named),
      el("h3", {}, words.obs.title),
      new AddToObs(this.overlay),
      el("h3", {}, W.url),
      new CopyLink({ label: W.url, url: this.overlay.url, kind: "" }),
      el("p", { class: "hint quiet" }, W.urlHint),
      el("p", { class: "hint quiet" }, W.secret),
      el("details", {}, el("summary", {}, W.look), this.look),
      this.problem,
      this.said,
      el("div", { class: "buttons even" }, rotate, remove),
    );
  }

  /** @param {State} state */
  update(state) {
    this.look.offerGoals(state.frame?.goals ?? []);
  }

  /** @param {Record<string, unknown>} change */
  async patch(change) {
    const reply = await call("PATCH", `/api/overlays/${this.overlay.id}`, change);
    this.problem.say(reply.problem);
    write(this.said, reply.ok ? W.saved : "");
    return reply.ok;
  }

  /** @param {"POST" | "DELETE"} method @param {string} rest */
  async ask(method, rest) {
    const reply = await call(method, `/api/overlays/${this.overlay.id}${rest}`);
    this.problem.say(reply.problem);
    if (reply.ok) this.changed();
  }
}

customElements.define("overlay-settings", OverlaySettings);
customElements.define("settings-overlays", SettingsOverlays);
