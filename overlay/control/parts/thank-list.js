// Large gifts that wait to be thanked: said on stream, then ticked off.

import { call } from "../api.js";
import { el, fill, keyed, write } from "../dom.js";
import { icon } from "../icons.js";
import { clock, say } from "../say.js";
import { drawn, spoken } from "../spoken.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { button, problemPlace } from "./form.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Gift} Gift */

const W = words.evening;
const SHOWN = 4;

export class ThankList extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    /** Ticked here; the server's next frame leaves them out. */
    this.ticked = /** @type {Set<string>} */ (new Set());
    this.rows = el("div", { class: "thanks", role: "list" });
    this.none = el("p", { class: "quiet" }, W.thankNone);
    this.size = button(W.thankSize, () => acts.openDoor("air"));
    /** A long list would push the evening out of sight. */
    this.whole = false;
    this.all = button("", () => ((this.whole = true), this.redraw()), "wide");
    this.problem = problemPlace();
    this.state = /** @type {State | null} */ (null);
  }

  connectedCallback() {
    this.classList.add("card");
    const head = el("div", { class: "side-by-side" }, el("h3", {}, W.thank), this.size);
    fill(this, head, this.none, this.rows, this.all, this.problem);
  }

  /** @param {State} state */
  update(state) {
    this.state = state;
    const waiting = (state.frame?.waiting ?? []).filter((gift) => !this.ticked.has(gift.id));
    this.none.hidden = waiting.length > 0;
    this.size.hidden = !isOwner(state) || waiting.length > 0;
    this.all.hidden = this.whole || waiting.length <= SHOWN;
    write(this.all, say(W.thankAll, { n: waiting.length }));
    keyed(
      this.rows,
      this.whole ? waiting : waiting.slice(0, SHOWN),
      (gift) => gift.id,
      () => el("div", { class: "thank", role: "listitem" }),
      (row, gift) => this.draw(row, gift),
    );
  }

  /** @param {HTMLElement} row @param {Gift} gift */
  draw(row, gift) {
    const shown = `${gift.count} ${gift.coins}`;
    if (row.dataset.shown === shown) return;
    row.dataset.shown = shown;
    const about = el(
      "p",
      { class: "row-about quiet" },
      el("span", {}, clock(gift.at)),
      gift.gift === null ? null : el("span", {}, say(words.coins, { n: gift.coins })),
      gift.message ? el("span", {}, el("bdi", {}, gift.message)) : null,
    );
    const label = say(W.thankLabel, { line: spoken(gift) });
    const tick = el(
      "button",
      {
        ...{ class: "icon-button tick-off", type: "button", "aria-label": label, title: W.thanked },
        on: { click: () => void this.thank(gift) },
      },
      icon("check"),
    );
    const text = el(
      "div",
      { class: "row-words" },
      el("p", { class: "row-line" }, drawn(gift)),
      about,
    );
    fill(row, text, tick);
  }

  /** @param {Gift} gift */
  async thank(gift) {
    navigator.vibrate?.(8);
    this.ticked.add(gift.id);
    this.redraw();
    this.acts.announce(say(W.thankLabel, { line: spoken(gift) }));
    const reply = await call("POST", `/api/gifts/${encodeURIComponent(gift.id)}/thank`);
    this.problem.say(reply.problem);
    if (reply.ok) return;
    this.ticked.delete(gift.id);
    this.redraw();
  }

  redraw() {
    if (this.state) this.update(this.state);
  }
}

customElements.define("thank-list", ThankList);
