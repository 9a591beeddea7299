// How fast coins come: two numbers with a ring that is half full while the pace is steady, the last
// hour as bars, and when each goal will be reached.

import { el, fill, write } from "../dom.js";
import { foretold, paces } from "../forecast.js";
import { swing } from "../pace.js";
import { number, phrase, say } from "../say.js";
import { svg } from "../svg.js";
import { words } from "../words.js";

/** @typedef {import("../state.js").State} State */

const W = words.evening;
/** A length of 100 makes shares of it percent. */
const RING = { cx: 24, cy: 24, r: 20, pathLength: 100 };

export class PaceCard extends HTMLElement {
  constructor() {
    super();
    this.ten = el("strong", { class: "pace-number" });
    this.hour = el("strong", { class: "pace-number" });
    this.ring = svg("circle", { class: "pace-ring-now", ...RING });
    this.bars = el("div", { class: "pace-bars", role: "img" });
    this.goals = el("ul", { class: "plain-list" });
    this.shown = "";
  }

  connectedCallback() {
    this.classList.add("card");
    fill(
      this,
      el("h3", {}, W.pace),
      el(
        "div",
        { class: "pace-row" },
        drawnRing(this.ring),
        el(
          "div",
          { class: "pace-figures" },
          figure(this.ten, W.lastTen),
          figure(this.hour, W.lastHour),
        ),
      ),
      this.bars,
      this.goals,
    );
  }

  /** @param {State} state */
  update(state) {
    const known = paces(state);
    this.hidden = known === null;
    const when = (state.frame?.goals ?? [])
      .map((goal) => ({ title: goal.now.title, when: foretold(goal, known) }))
      .filter((goal) => goal.when);
    const shown = JSON.stringify([known, when]);
    if (!known || shown === this.shown) return;
    this.shown = shown;
    write(this.ten, number(known.ten));
    write(this.hour, number(known.hour));
    this.ring.setAttribute("stroke-dasharray", `${100 * swing(known.ten, known.hour)} 100`);
    const most = Math.max(1, ...known.bars);
    const list = known.bars.map(number).join(", ");
    this.bars.setAttribute("aria-label", say(W.bars, { list }));
    fill(
      this.bars,
      known.bars.map((coins, i) => {
        const bar = el("i", { class: "pace-bar", "data-late": String(i >= known.bars.length - 2) });
        bar.style.setProperty("--share", String(coins / most));
        return bar;
      }),
    );
    fill(
      this.goals,
      when.map((goal) => el("li", {}, phrase(W.goal, goal))),
      known.hour === 0 ? el("li", { class: "quiet" }, W.still) : null,
    );
  }
}

/** The numbers beside it say the same. @param {SVGElement} now */
function drawnRing(now) {
  const all = svg("circle", { class: "pace-ring-all", ...RING });
  return svg("svg", { viewBox: "0 0 48 48", class: "pace-ring", "aria-hidden": "true" }, all, now);
}

/** @param {HTMLElement} strong @param {string} over */
function figure(strong, over) {
  return el(
    "p",
    { class: "pace-figure" },
    el("span", {}, strong, " ", el("span", {}, W.unit)),
    el("span", { class: "hint quiet" }, over),
  );
}

customElements.define("pace-card", PaceCard);
