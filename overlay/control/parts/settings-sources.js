// Where gifts come from by themselves.

import { call } from "../api.js";
import { el, fill, keyed } from "../dom.js";
import { words } from "../words.js";
import { problemPlace } from "./form.js";
import { ImportTable } from "./import-table.js";
import { NewWebhook } from "./new-webhook.js";
import { SourceCard } from "./source-card.js";

/** @typedef {import("../types.js").Source} Source */
/** @typedef {import("../types.js").SourceStatus} SourceStatus */

const W = words.source;
/** How often "n s ago" is written anew, in milliseconds. */
const TICK = 1000;

export class SettingsSources extends HTMLElement {
  constructor() {
    super();
    this.list = el("div", { class: "cards" });
    this.none = el("p", { class: "quiet", hidden: true }, W.none);
    this.problem = problemPlace();
    this.further = new NewWebhook(() => void this.load());
    this.timer = 0;
  }

  connectedCallback() {
    fill(
      this,
      el("p", { class: "quiet" }, W.intro),
      this.problem,
      this.none,
      this.list,
      this.further,
      new ImportTable(),
    );
    this.timer = setInterval(() => this.cards().forEach((card) => card.tick()), TICK);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  opened() {
    void this.load();
  }

  cards() {
    return /** @type {SourceCard[]} */ ([...this.list.children]);
  }

  async load() {
    const reply = await call("GET", "/api/sources");
    this.problem.say(reply.problem);
    if (!reply.ok) return;
    // What is on comes first; all else is a list to choose from.
    const all = /** @type {Source[]} */ (reply.body.sources);
    const sources = [...all.filter(({ on }) => on), ...all.filter(({ on }) => !on)];
    this.none.hidden = sources.length > 0;
    keyed(
      this.list,
      sources,
      (source) => source.road,
      (source) => new SourceCard(source),
      (card, source) => card.update(source, countedByIn(sources)),
    );
  }

  /** @param {import("../state.js").State} state */
  update(state) {
    const countedBy = countedByIn(state.sources);
    for (const card of this.cards()) {
      const now = state.sources.find((source) => source.road === card.road);
      if (now) card.update(now, countedBy);
    }
  }
}

/** By platform, the title of the source by which it counts. @param {SourceStatus[]} sources */
function countedByIn(sources) {
  const on = sources.filter((source) => source.on);
  return Object.fromEntries(
    on.flatMap(({ title, counts_for }) => counts_for.map((platform) => [platform, title])),
  );
}

customElements.define("settings-sources", SettingsSources);
