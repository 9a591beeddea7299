// The evening at a glance: whom to thank, the pace, how it went, who gave most.

import { fill } from "../dom.js";
import { PaceCard } from "./pace-card.js";
import { ThankList } from "./thank-list.js";
import { TimelineCard } from "./timeline-card.js";
import { TopList } from "./top-list.js";
import { WorthCard } from "./worth-card.js";

/** @typedef {import("../state.js").State} State */

export class EveningView extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.thanks = new ThankList(tools);
    this.pace = new PaceCard();
    this.line = new TimelineCard();
    this.top = new TopList(tools);
    this.worth = new WorthCard();
  }

  connectedCallback() {
    fill(this, this.thanks, this.pace, this.line, this.top, this.worth);
  }

  opened() {}

  /** @param {State} state */
  update(state) {
    this.thanks.update(state);
    this.pace.update(state);
    this.line.hidden = state.told === null;
    this.line.show(state.told?.recap ?? null);
    this.top.update(state);
    this.worth.update(state);
  }
}

customElements.define("evening-view", EveningView);
