// Who gave most, as bars; for the owner each is a door to the rules about that gifter.

import { el, fill, keyed, write } from "../dom.js";
import { icon } from "../icons.js";
import { number, say } from "../say.js";
import { boardOf, budgets, isOwner } from "../state.js";
import { words } from "../words.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Top} Top */

export class TopList extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.rows = el("div", { class: "top", role: "list" });
    this.none = el("p", { class: "quiet" }, words.noTop);
  }

  connectedCallback() {
    this.classList.add("card");
    fill(this, el("h3", {}, words.topGifters), this.none, this.rows);
  }

  /** @param {State} state */
  update(state) {
    const top = boardOf(state)?.top ?? [];
    const { isOver } = budgets(state);
    const owner = isOwner(state) && !state.rehearsing;
    const most = Math.max(1, ...top.map((one) => one.coins));
    this.none.hidden = top.length > 0;
    keyed(
      this.rows,
      top,
      (one) => one.gifter ?? "",
      () => new TopRow((name) => this.acts.openDoor("gifters", name)),
      (row, one) => row.update(one, one.coins / most, isOver(one.gifter), owner),
    );
  }
}

class TopRow extends HTMLElement {
  /** @param {(name: string) => void} open */
  constructor(open) {
    super();
    this.setAttribute("role", "listitem");
    this.name = "";
    this.gifter = el("bdi");
    this.over = el("span", { class: "over", title: words.evening.over }, icon("budget"));
    this.over.append(el("span", { class: "spoken-only" }, words.evening.over));
    this.coins = el("span", { class: "top-coins" });
    this.bar = el("i", { class: "top-bar" });
    this.door = el(
      "button",
      { class: "icon-button", type: "button", on: { click: () => open(this.name) } },
      icon("forward"),
    );
  }

  connectedCallback() {
    const name = el("span", { class: "top-name" }, this.gifter, " ", this.over);
    const line = el("div", { class: "top-line" }, name, this.coins, this.bar);
    this.append(line, this.door);
  }

  /** @param {Top} one @param {number} share @param {boolean} over @param {boolean} owner */
  update({ gifter, coins }, share, over, owner) {
    this.name = gifter ?? "";
    write(this.gifter, gifter ?? words.anonymous);
    write(this.coins, number(coins));
    this.over.hidden = !over;
    this.door.hidden = !owner || gifter === null;
    this.door.setAttribute("aria-label", say(words.evening.ruleLabel, { name: gifter }));
    this.bar.style.setProperty("--share", share.toFixed(3));
  }
}

customElements.define("top-row", TopRow);
customElements.define("top-list", TopList);
