// One gift in the list: undone with one tap or pulled aside, or asked about in place.

import { why } from "../api.js";
import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { nameOf } from "../platform-taps.js";
import { ELSEWHERE } from "../queue.js";
import { needsAnswer } from "../rows.js";
import { clock, number, phrase, say } from "../say.js";
import { drawn, spoken } from "../spoken.js";
import { onSwipe } from "../swipe.js";
import { words } from "../words.js";

/** @typedef {import("../rows.js").Row} Row */

export class GiftRow extends HTMLElement {
  /** @param {import("../acts.js").Acts} acts */
  constructor(acts) {
    super();
    this.acts = acts;
    this.setAttribute("role", "listitem");
    this.line = el("p", { class: "row-line" });
    this.about = el("p", { class: "row-about quiet" });
    this.coins = el("span", { class: "row-coins" });
    this.toggle = el("button", { class: "icon-button", type: "button" });
    this.ask = el("div", { class: "row-ask", role: "group" });
    this.main = el(
      "div",
      { class: "row-main" },
      el("div", { class: "row-words" }, this.line, this.about),
      this.coins,
      this.toggle,
    );
    this.under = el("p", { class: "row-under", "aria-hidden": "true" });
    this.shown = "";
    onSwipe(this.main, {
      may: () => !this.toggle.hidden,
      pull: (far) => (this.under.dataset.far = String(far ?? "")),
      act: () => this.toggle.click(),
    });
  }

  connectedCallback() {
    this.append(el("div", { class: "row-swipe" }, this.under, this.main), this.ask);
  }

  /**
   * @param {Row} row
   * @param {boolean} entered  on this device
   * @param {boolean} over  its gifter is past the budget they asked for
   */
  update(row, entered, over) {
    const shown = JSON.stringify([row, entered, over]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.dataset.mark = row.mark;
    this.dataset.voided = String(row.voided);
    fill(this.line, ...drawn(row));
    fill(this.about, ...this.aboutParts(row, entered), over && overMark());
    this.updateCoins(row);
    this.updateToggle(row);
    this.updateQuestion(row);
  }

  /** @param {Row} row @param {boolean} entered @returns {Node[]} */
  aboutParts(row, entered) {
    const by = row.source === "manual" ? byPerson(row) : bySource(row);
    const parts = [el("span", {}, clock(row.at)), el("span", {}, by)];
    if (row.platform && row.source === "manual") parts.push(el("span", {}, nameOf(row.platform)));
    if (row.needsRate) parts.push(el("span", { class: "warn" }, words.needsRate));
    if (row.mark === "waiting" && row.problem) {
      parts.push(el("span", { class: "warn" }, why(row.problem)));
    }
    const mark = markOf(row, entered);
    if (mark) parts.push(el("span", { class: `mark ${mark.name}` }, icon(mark.icon), mark.words));
    return parts;
  }

  /** @param {Row} row */
  updateCoins({ coins, gift }) {
    this.coins.hidden = coins === null || gift === null;
    const said = el("span", { class: "spoken-only" }, say(words.coins, { n: coins ?? 0 }));
    fill(this.coins, el("span", { "aria-hidden": "true" }, number(coins ?? 0)), icon("coin"), said);
  }

  /** @param {Row} row */
  updateToggle(row) {
    const settled = row.mark === "quiet" || row.mark === "saved";
    const back = row.voided && settled;
    this.toggle.hidden = needsAnswer(row) || row.mark === "undoing";
    const label = back ? words.restoreLabel : words.undoLabel;
    this.toggle.setAttribute("aria-label", say(label, { line: spoken(row) }));
    this.toggle.title = back ? words.restore : words.undo;
    this.toggle.onclick = ({ detail }) => {
      // The second tap of two was meant for what stood here at the first.
      if (detail > 1) return;
      if (back) this.acts.restore(row);
      else this.acts.undo(row);
    };
    if (this.toggle.dataset.icon !== String(back)) {
      const name = back ? "restore" : "undo";
      fill(this.toggle, icon(name));
      fill(this.under, icon(name), this.toggle.title);
    }
    this.toggle.dataset.icon = String(back);
  }

  /** @param {Row} row */
  updateQuestion(row) {
    this.ask.hidden = !needsAnswer(row);
    if (this.ask.hidden) return fill(this.ask);
    const drop = this.answer(words.drop, () => this.acts.drop(row));
    if (row.mark === "asking") return this.fillDuplicate(row);
    if (row.mark === "choosing") {
      const choices = (row.problem?.choices ?? []).map((choice) =>
        this.answer(say(words.choice, { n: choice.coins, name: choice.name }), () =>
          this.acts.choose(row, choice),
        ),
      );
      return this.question(phrase(words.choose, { gift: row.gift }), [...choices, drop]);
    }
    const reason = row.problem ? why(row.problem) : "";
    return this.question(phrase(words.refused, { why: reason }), [drop]);
  }

  /** @param {Row} row */
  fillDuplicate(row) {
    if (row.problem?.type === ELSEWHERE) {
      return this.question(
        [words.elsewhere],
        [
          this.answer(words.drop, () => this.acts.drop(row)),
          this.answer(words.countItYes, () => this.acts.confirm(row), "main"),
        ],
      );
    }
    const other = row.problem?.other;
    const word = !other?.gift
      ? words.duplicateCoins
      : other.gifter === null
        ? words.duplicateAnonymous
        : words.duplicate;
    const blanks = {
      by: other?.by.name,
      count: other?.count,
      gift: other?.gift,
      gifter: row.gifter,
    };
    this.question(phrase(word, blanks), [
      this.answer(words.dontCount, () => this.acts.drop(row)),
      this.answer(words.countIt, () => this.acts.confirm(row), "main"),
    ]);
  }

  /** @param {(string | Node)[]} text @param {HTMLElement[]} answers */
  question(text, answers) {
    fill(this.ask, el("p", { role: "alert" }, text), el("div", { class: "buttons" }, answers));
  }

  /** @param {string} text @param {() => void} act @param {string} [kind] */
  answer(text, act, kind = "") {
    return el("button", { class: `button ${kind}`, type: "button", on: { click: act } }, text);
  }
}

function overMark() {
  return el("span", { class: "over" }, icon("budget"), words.evening.over);
}

/** @param {Row} row */
function byPerson(row) {
  return row.own ? [words.byYou] : phrase(words.byPerson, { name: row.by });
}

/** @param {Row} row */
function bySource(row) {
  const sources = /** @type {Record<string, string>} */ (words.sources);
  return [say(words.bySource, { name: sources[row.source] ?? row.source })];
}

/** @param {Row} row @param {boolean} entered */
function markOf(row, entered) {
  if (row.mark === "undoing")
    return { name: "waiting", icon: /** @type {const} */ ("clock"), words: words.undoing };
  if (row.mark === "waiting")
    return { name: "waiting", icon: /** @type {const} */ ("clock"), words: words.waiting };
  if (needsAnswer(row)) return null;
  if (row.voided)
    return { name: "undone", icon: /** @type {const} */ ("undo"), words: words.undone };
  if (entered || row.mark === "saved")
    return { name: "saved", icon: /** @type {const} */ ("check"), words: words.saved };
  return null;
}

customElements.define("gift-row", GiftRow);
