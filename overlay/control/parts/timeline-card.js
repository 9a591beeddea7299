// The evening as a picture: coins over time, numbered where something was reached. The same in
// words stands below.

import { el, fill } from "../dom.js";
import { clock, number, phrase, say } from "../say.js";
import { svg } from "../svg.js";
import { bestMinute, pathOf, timeline, trimmed } from "../timeline.js";
import { words } from "../words.js";

/** @typedef {import("../types.js").Recap} Recap */

const W = words.evening;
const SIZE = { width: 320, height: 132, edge: 12 };

export class TimelineCard extends HTMLElement {
  constructor() {
    super();
    this.picture = el("div", { class: "timeline" });
    this.said = el("p", { class: "hint quiet" });
    this.passed = el("ol", { class: "passed" });
    this.shown = "";
  }

  connectedCallback() {
    this.classList.add("card");
    fill(this, el("h3", {}, W.timeline), this.picture, this.said, this.passed);
  }

  /** @param {Recap | null} told */
  show(told) {
    const recap = told && trimmed(told);
    const shown = JSON.stringify(recap);
    if (shown === this.shown) return;
    this.shown = shown;
    if (!recap?.minutes.length) {
      fill(this.picture);
      fill(this.passed);
      return fill(this.said, W.timelineNone);
    }
    fill(this.picture, drawn(recap), ends(recap));
    fill(this.said, ...inWords(recap));
    fill(
      this.passed,
      recap.passed.map((passed) => el("li", {}, el("p", {}, phrase(W.passed, inPassed(passed))))),
    );
  }
}

/** @param {Recap["passed"][number]} passed */
const inPassed = ({ at, title, mark }) => ({ at: clock(at), title, mark });

/** @param {Recap} recap */
function drawn(recap) {
  const { points, marks, ground } = timeline(recap, SIZE);
  const line = pathOf(points);
  const [first, last] = [points[0], points[points.length - 1]];
  const area = `${line}L${last.x} ${ground}L${first.x} ${ground}Z`;
  const dots = marks.flatMap(({ x, y, label }) => [
    svg("circle", { cx: x, cy: y, r: label.length > 2 ? 13 : 9, class: "dot-mark" }),
    svg("text", { x, y: y + 4, class: "dot-number" }, label),
  ]);
  return svg(
    "svg",
    { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, "aria-hidden": "true" },
    svg("path", { d: area, class: "timeline-area" }),
    svg("path", { d: line, class: "timeline-line" }),
    ...dots,
  );
}

/** @param {Recap} recap */
function ends({ since, until, coins }) {
  return el(
    "p",
    { class: "timeline-ends hint quiet", "aria-hidden": "true" },
    el("span", {}, clock(since)),
    el("span", {}, number(coins)),
    el("span", {}, clock(until)),
  );
}

/** @param {Recap} recap @returns {string[]} */
function inWords({ coins, since, until, minutes }) {
  const best = bestMinute(minutes);
  const whole = say(W.timelineText, { n: coins, since: clock(since), until: clock(until) });
  return best ? [whole, " ", say(W.best, { n: best.coins, at: clock(best.at) })] : [whole];
}

customElements.define("timeline-card", TimelineCard);
