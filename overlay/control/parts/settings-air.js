// What viewers may see: whom the streamer thanks, and which names stay off the air. Every change
// holds at once.

import { call } from "../api.js";
import { el, fill, newKey, write } from "../dom.js";
import { words } from "../words.js";
import { labelled, numberInput, numberOf, problemPlace, toggle } from "./form.js";

/** @typedef {import("../types.js").Rules} Rules */

const W = words.air;

export class SettingsAir extends HTMLElement {
  constructor() {
    super();
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
  }

  opened() {
    void this.load();
  }

  update() {}

  async load() {
    const reply = await call("GET", "/api/rules");
    this.problem.say(reply.problem);
    if (reply.ok) this.draw(reply.body);
    else fill(this, this.problem);
  }

  /** @param {Rules} rules */
  draw(rules) {
    const coins = numberInput({
      value: rules.shoutout_coins ?? "",
      on: { change: () => void this.setCoins(coins) },
    });
    const onAir = toggle(
      W.onAir,
      rules.shoutouts_on_air,
      (on) => void this.send({ shoutouts_on_air: on }),
      W.onAirDetail,
    );
    const links = toggle(
      W.links,
      rules.block_links,
      (on) => void this.send({ block_links: on }),
      W.linksDetail,
    );
    fill(
      this,
      el(
        "div",
        { class: "card form" },
        el("h3", {}, W.thank),
        labelled(W.coins, coins, W.coinsHint),
        onAir,
      ),
      el(
        "div",
        { class: "card form" },
        el("h3", {}, W.names),
        links,
        this.words(rules.blocked_words),
      ),
      this.problem,
      this.said,
    );
  }

  /** @param {string[]} blocked */
  words(blocked) {
    const field = el("textarea", {
      ...{ rows: 5, value: blocked.join("\n"), id: `f-${newKey()}`, dir: "auto" },
      ...{ spellcheck: false, autocapitalize: "none" },
      on: { change: () => void this.send({ blocked_words: linesOf(field.value) }) },
    });
    const hint = el("p", { class: "hint quiet", id: `${field.id}-hint` }, W.blockedHint);
    field.setAttribute("aria-describedby", hint.id);
    return el("div", { class: "labelled" }, el("label", { for: field.id }, W.blocked), field, hint);
  }

  /** @param {HTMLInputElement} field */
  async setCoins(field) {
    const coins = field.value.trim() === "" ? null : numberOf(field);
    if (Number.isNaN(coins)) return this.problem.say(words.gifter.whole);
    await this.send({ shoutout_coins: coins });
  }

  /** @param {Partial<Rules>} change */
  async send(change) {
    write(this.said, "");
    const reply = await call("PATCH", "/api/rules", change);
    this.problem.say(reply.problem);
    if (reply.ok) write(this.said, W.saved);
  }
}

/** @param {string} text */
function linesOf(text) {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))];
}

customElements.define("settings-air", SettingsAir);
