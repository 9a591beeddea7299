// Brings an overlay into OBS without typing: by its WebSocket, by dragging a chip, or by a file.

import { call } from "../api.js";
import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { phrase } from "../say.js";
import { words } from "../words.js";
import { fileRow } from "./door-row.js";
import {
  button,
  labelled,
  numberInput,
  numberOf,
  problemPlace,
  textInput,
  toggle,
} from "./form.js";

/** @typedef {import("../types.js").Overlay} Overlay */
/** @typedef {import("../types.js").Placed} Placed */

const W = words.obs;
/** OBS is asked several things, and its page is waited for: milliseconds. */
const PATIENCE = 25_000;
const USUAL = { host: "127.0.0.1", port: "4455" };

export class AddToObs extends HTMLElement {
  /** @param {Overlay} overlay */
  constructor(overlay) {
    super();
    this.overlay = overlay;
    this.add = el("button", { class: "button main wide", type: "submit" }, W.add);
    this.password = el("input", { type: "password", autocomplete: "off", maxLength: 256 });
    this.remember = toggle(W.remember, false, () => {}, W.rememberDetail);
    this.asked = el("div", { class: "form", hidden: true });
    this.host = textInput({
      value: USUAL.host,
      maxLength: 253,
      dir: "ltr",
      autocapitalize: "none",
    });
    this.port = numberInput({ value: USUAL.port });
    this.scene = textInput({ placeholder: W.sceneHint, list: `scenes-${overlay.id}` });
    this.scenes = el("datalist", { id: `scenes-${overlay.id}` });
    this.problem = problemPlace();
    this.done = el("div", { class: "obs-done", role: "status" });
    this.forget = button(W.forget, () => void this.forgetPassword());
    this.forget.hidden = true;
  }

  connectedCallback() {
    fill(this.asked, labelled(W.password, this.password, W.passwordHint), this.remember);
    const elsewhere = el(
      "details",
      {},
      el("summary", {}, W.elsewhere),
      el(
        "div",
        { class: "form" },
        labelled(W.host, this.host),
        labelled(W.port, this.port),
        labelled(W.scene, this.scene),
        this.scenes,
        this.forget,
      ),
    );
    const form = el(
      "form",
      { class: "form", noValidate: true, on: { submit: (event) => void this.submit(event) } },
      ...[this.asked, this.add, this.problem, this.done, elsewhere],
    );
    fill(this, el("p", { class: "hint quiet" }, W.detail), form, this.byHand());
    void this.lookUp();
  }

  byHand() {
    const stay = (/** @type {Event} */ event) => event.preventDefault();
    const chip = el(
      "a",
      {
        ...{ class: "button drag-chip", href: this.overlay.drag_url, draggable: true },
        on: { click: stay },
      },
      icon("screen"),
      W.drag,
    );
    const file = fileRow(`/api/overlays/${this.overlay.id}/loader`, W.loader, W.loaderDetail);
    const drag = el("div", { class: "drag" }, el("p", { class: "hint quiet" }, W.dragDetail), chip);
    return el("div", { class: "form" }, drag, file);
  }

  /** Whose password is kept, if any. */
  async lookUp() {
    const reply = await call("GET", "/api/obs");
    if (!reply.ok || reply.body.host === null) return;
    this.host.value = reply.body.host;
    this.port.value = String(reply.body.port);
    this.forget.hidden = false;
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    this.problem.say(null);
    fill(this.done);
    this.busy(true);
    const reply = await call("POST", "/api/obs", this.body(), { patience: PATIENCE });
    this.busy(false);
    if (reply.ok) return this.show(reply.body);
    this.problem.say(reply.problem);
    const { type, choices = [] } = reply.problem;
    fill(
      this.scenes,
      choices.map(({ name }) => el("option", { value: name })),
    );
    if (!type.endsWith("obs-password")) return;
    this.asked.hidden = false;
    this.password.focus();
  }

  body() {
    return {
      ...{ overlay: this.overlay.id, host: this.host.value.trim() || USUAL.host },
      ...{
        port: numberOf(this.port) || Number(USUAL.port),
        scene: this.scene.value.trim() || null,
      },
      ...{ password: this.password.value || null, remember: this.remember.input.checked },
    };
  }

  /** @param {boolean} busy */
  busy(busy) {
    this.add.disabled = busy;
    write(this.add, busy ? W.adding : W.add);
  }

  /** @param {Placed} placed */
  show({ done, scene, source, width, height, connected, screenshot }) {
    this.password.value = "";
    this.asked.hidden = true;
    this.forget.hidden &&= !this.remember.input.checked;
    write(this.add, W.again);
    fill(
      this.done,
      el("p", { class: "good" }, phrase(W[done], { scene, source, width, height })),
      el("p", { class: connected ? "good" : "warn" }, connected ? W.connected : W.notYet),
      screenshot && el("img", { class: "shot", src: screenshot, alt: W.shot }),
    );
  }

  async forgetPassword() {
    const reply = await call("DELETE", "/api/obs");
    this.problem.say(reply.problem);
    if (reply.ok) write(this.forget, W.forgot);
  }
}

customElements.define("add-to-obs", AddToObs);
