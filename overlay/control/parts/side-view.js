// On a desk, beside the work: what viewers see, and the evening at a glance.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { EveningView } from "./evening-view.js";
import { choice } from "./form.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Overlay} Overlay */

const W = words.overlay;
/** Wide enough for three parts side by side; below, nothing of this is loaded. */
const DESK = matchMedia("(min-width: 1120px)");

export class SideView extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.overlays = /** @type {Overlay[] | null} */ (null);
    this.frame = el("iframe", { title: W.preview, loading: "lazy", referrerPolicy: "no-referrer" });
    this.stage = el("div", { class: "stage" }, this.frame);
    this.pick = choice([], "", () => this.show());
    this.pick.setAttribute("aria-label", W.pick);
    this.board = choice(
      [
        ["real", W.previewReal],
        ["rehearsal", W.previewRehearsal],
      ],
      "real",
      () => this.show(),
    );
    this.board.setAttribute("aria-label", W.preview);
    this.preview = el("section", { class: "preview", hidden: true });
    this.evening = new EveningView(tools);
    this.rehearsing = false;
    this.door = /** @type {string | null} */ (null);
  }

  connectedCallback() {
    const head = el(
      "div",
      { class: "part-head" },
      el("h2", { class: "part-title" }, W.preview),
      this.pick,
      this.board,
    );
    fill(this.preview, head, this.stage);
    fill(this, this.preview, this.evening);
  }

  /** @param {State} state */
  update(state) {
    if (!DESK.matches) return;
    if (
      isOwner(state) &&
      (this.overlays === null || this.door === "overlays") &&
      state.door !== "overlays"
    ) {
      this.overlays ??= [];
      void this.load();
    }
    this.door = state.door;
    if (state.rehearsing !== this.rehearsing) {
      this.rehearsing = state.rehearsing;
      this.board.value = state.rehearsing ? "rehearsal" : "real";
      this.show();
    }
    this.evening.update(state);
  }

  async load() {
    const reply = await call("GET", "/api/overlays");
    if (!reply.ok) return;
    const overlays = /** @type {Overlay[]} */ (reply.body.overlays);
    this.overlays = overlays;
    const chosen = this.pick.value;
    fill(
      this.pick,
      overlays.map(({ id, name }) => el("option", { value: id, selected: id === chosen }, name)),
    );
    this.preview.hidden = overlays.length === 0;
    this.pick.hidden = overlays.length < 2;
    this.show();
  }

  show() {
    const overlay = this.overlays?.find(({ id }) => id === this.pick.value) ?? this.overlays?.[0];
    if (!overlay) return;
    const address = new URL(`/overlay/${overlay.key}`, location.href);
    const src = address.href + (this.board.value === "rehearsal" ? "?rehearsal" : "");
    if (this.frame.src !== src) this.frame.src = src;
  }
}

customElements.define("side-view", SideView);
