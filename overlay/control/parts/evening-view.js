// The evening at a glance: whom to thank, the pace, how it went, who gave most.

import { fill } from "../dom.js";
import { PaceCard } from "./pace-card.js";
import { ThankList } from "./thank-list.js";
import { TimelineCard } from "./timeline-card.js";
import { TopList } from "./top-list.js";

/** @typedef {import("../state.js").State} State */

export class EveningView extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.thanks = new ThankList(tools);
    this.pace = new PaceCard();
    this.line = new TimelineCard();
    this.top = new TopList(tools);
  }

  connectedCallback() {
    fill(this, this.thanks, this.pace, this.line, this.top);
  }

  opened() {}

  /** @param {State} state */
  update(state) {
    this.thanks.update(state);
    this.pace.update(state);
    this.line.hidden = state.told === null;
    this.line.show(state.told?.recap ?? null);
    this.top.update(state);
  }
}

customElements.define("evening-view", EveningView);
