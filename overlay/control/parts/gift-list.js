// The last gifts: who gave, who entered it, and whether it is counted yet.

import { el, fill, keyed, write } from "../dom.js";
import { rowsOf } from "../rows.js";
import { say } from "../say.js";
import { budgets } from "../state.js";
import { words } from "../words.js";
import { GiftRow } from "./gift-row.js";
import { UndoneBar } from "./undone-bar.js";

/** @typedef {import("../state.js").State} State */

export class GiftList extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.totals = el("span", { class: "quiet" });
    this.rate = el("span", { class: "warn" });
    this.rows = el("div", { class: "rows", role: "list" });
    this.none = el("p", { class: "rows-none quiet" });
    this.undone = new UndoneBar(acts);
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", words.lastGifts);
  }

  connectedCallback() {
    const heading = el("h2", { class: "part-title" }, words.lastGifts);
    const scroller = el("div", { class: "rows-scroll" }, this.rows, this.none);
    fill(
      this,
      el("div", { class: "part-head" }, heading, this.rate, this.totals),
      scroller,
      this.undone,
    );
  }

  /** @param {State} state */
  update(state) {
    const rows = rowsOf(state);
    this.undone.update(state);
    const totals = state.rehearsing ? null : state.frame?.totals;
    const short = state.frame?.needs_rate ?? 0;
    write(this.totals, totals?.gifts ? say(words.totals, { n: totals.gifts }) : "");
    write(this.rate, short ? say(words.needsRateMany, { n: short }) : "");
    this.none.hidden = rows.length > 0 || state.frame === null;
    write(this.none, state.rehearsing ? words.noRehearsal : words.noGifts);
    const { isOver } = budgets(state);
    keyed(
      this.rows,
      rows,
      (row) => row.key,
      () => new GiftRow(this.acts),
      (element, row) => {
        const entered = Boolean(row.id && state.rows[row.id]);
        element.update(row, entered, !state.rehearsing && isOver(row.gifter));
      },
    );
  }
}

customElements.define("gift-list", GiftList);
