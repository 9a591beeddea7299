// What the gifts are worth in money, as far as anybody knows. For the owner, and shut until it is
// opened: the page may be seen on stream.

import { call } from "../api.js";
import { el, fill, SERVER_SAYS } from "../dom.js";
import { money, say } from "../say.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { choice, problemPlace } from "./form.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Estimate} Estimate */
/** @typedef {Estimate["rows"][number]} Row */

const W = words.worth;
const MONTH = 30 * 24 * 60 * 60_000;
/** Before anybody had a ledger. */
const BEGINNING = "2000-01-01T00:00:00Z";

export class WorthCard extends HTMLElement {
  constructor() {
    super();
    /** @type {[string, string][]} */
    const spans = [
      ["evening", W.evening],
      ["month", W.month],
      ["all", W.all],
    ];
    this.span = choice(spans, "evening", () => void this.load());
    this.span.setAttribute("aria-label", W.span);
    this.problem = problemPlace();
    this.found = el("div", { class: "worth-found" });
    this.body = el("details", { on: { toggle: () => void this.load() } });
    this.told = /** @type {unknown} */ (null);
  }

  connectedCallback() {
    this.classList.add("card");
    const head = el("summary", {}, el("h3", {}, W.title));
    const hint = el("p", { class: "hint quiet" }, W.hint);
    fill(this.body, head, hint, this.span, this.problem, this.found);
    fill(this, this.body);
  }

  /** @param {State} state */
  update(state) {
    this.hidden = !isOwner(state);
    if (this.hidden || state.told === this.told) return;
    this.told = state.told;
    void this.load();
  }

  async load() {
    if (!this.body.open) return;
    const reply = await call("GET", `/api/estimate${this.query()}`, undefined, {
      patience: 60_000,
    });
    this.problem.say(reply.problem);
    if (reply.ok) this.draw(reply.body);
  }

  query() {
    if (this.span.value === "evening") return "";
    const month = () => new Date(Date.now() - MONTH).toISOString();
    return `?since=${this.span.value === "month" ? month() : BEGINNING}`;
  }

  /** @param {Estimate} estimate */
  draw({ rows, totals, together }) {
    if (rows.length === 0) return fill(this.found, el("p", { class: "quiet" }, W.none));
    const isPartly = rows.some(({ kept }) => kept === null);
    fill(
      this.found,
      totals.map((total) =>
        el(
          "div",
          { class: "worth-total" },
          ...keptOf(total),
          el("p", { class: "hint quiet" }, paid(total.paid, total.currency)),
        ),
      ),
      together && el("p", {}, say(W.together, { sum: sum(together.kept, together.currency) })),
      isPartly && el("p", { class: "hint" }, W.partly),
      el("ul", { class: "plain-list" }, rows.map(rowOf)),
    );
  }
}

/**
 * What is left for the streamer; where no part of it is known, that is no zero.
 * @param {Estimate["totals"][number]} total
 */
function keptOf({ kept, currency, whole }) {
  if (!whole && Number(kept) === 0) return [el("strong", { class: "quiet" }, W.unknown)];
  return [el("strong", {}, sum(kept, currency)), el("span", {}, W.kept)];
}

/** @param {Row} row */
function rowOf(row) {
  const { platform, kept, currency, share } = row;
  const names = /** @type {Record<string, string>} */ (words.source.platforms);
  const name = platform === null ? W.hand : (names[platform] ?? platform);
  const worth = kept === null || currency === null ? W.unknown : sum(kept, currency);
  const source = share && say(words.rate.from, { source: share.source, date: share.date });
  return el(
    "li",
    { class: "worth-row" },
    el("span", { class: "worth-platform" }, name),
    el("strong", { class: kept === null ? "quiet" : "" }, worth),
    el("p", {}, row.unit === currency ? "" : `${amountOf(row)} · `, paidOf(row)),
    share
      ? el("p", { class: "hint quiet", ...SERVER_SAYS }, `${share.says} ${source}`)
      : el("p", { class: "hint quiet" }, W.unpublished),
  );
}

/** @param {Row} row */
function paidOf({ paid: range, currency }) {
  return range && currency ? paid(range, currency) : W.paidUnknown;
}

/** "6,607 coins" @param {Row} row */
function amountOf({ unit, amount }) {
  const n = Number(amount);
  const forms = /** @type {Record<string, string | { other: string }>} */ (W.units);
  return say(forms[unit] ?? W.otherUnit, { n, unit });
}

/** @param {{ least: string, most: string }} range @param {string} currency */
function paid({ least, most }, currency) {
  if (least === most) return say(W.paid, { sum: sum(least, currency) });
  return say(W.paidRange, { least: sum(least, currency), most: sum(most, currency) });
}

/** @param {string} amount @param {string} currency */
const sum = (amount, currency) => money(Number(amount), currency);

customElements.define("worth-card", WorthCard);
