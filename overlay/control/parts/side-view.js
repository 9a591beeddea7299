// On a desk, beside the work: what viewers see, and who gave most.

import { call } from "../api.js";
import { el, fill, keyed, write } from "../dom.js";
import { number } from "../say.js";
import { boardOf, isOwner } from "../state.js";
import { words } from "../words.js";
import { choice } from "./form.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Overlay} Overlay */
/** @typedef {import("../types.js").Top} Top */

const W = words.overlay;
/** Wide enough for three parts side by side; below, nothing of this is loaded. */
const DESK = matchMedia("(min-width: 1120px)");

export class SideView extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
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
    this.top = el("div", { class: "top", role: "list" });
    this.noTop = el("p", { class: "quiet rows-none" }, words.noTop);
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
    const topHead = el(
      "div",
      { class: "part-head" },
      el("h2", { class: "part-title" }, words.topGifters),
    );
    fill(this, this.preview, el("section", { class: "top-part" }, topHead, this.top, this.noTop));
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
    this.drawTop(boardOf(state)?.top ?? []);
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

  /** @param {Top[]} top */
  drawTop(top) {
    this.noTop.hidden = top.length > 0;
    const most = Math.max(1, ...top.map((one) => one.coins));
    keyed(
      this.top,
      top,
      (one) => one.gifter ?? "",
      () => new TopRow(),
      (row, one) => row.update(one, one.coins / most),
    );
  }
}

class TopRow extends HTMLElement {
  constructor() {
    super();
    this.setAttribute("role", "listitem");
    this.gifter = el("bdi");
    this.coins = el("span", { class: "top-coins" });
    this.bar = el("i", { class: "top-bar" });
  }

  connectedCallback() {
    this.append(el("span", { class: "top-name" }, this.gifter), this.coins, this.bar);
  }

  /** @param {Top} one @param {number} share */
  update({ gifter, coins }, share) {
    write(this.gifter, gifter ?? words.anonymous);
    write(this.coins, number(coins));
    this.bar.style.setProperty("--share", share.toFixed(3));
  }
}

customElements.define("top-row", TopRow);
customElements.define("side-view", SideView);
