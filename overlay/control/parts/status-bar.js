// Along the top: how the line is, in words; the rehearsal, if there is one; whom to thank; whether
// all is ready; the door to the settings; and what the server has to tell about its data.

import { el, keyed, write } from "../dom.js";
import { icon } from "../icons.js";
import { kept } from "../queue.js";
import { number, say } from "../say.js";
import { told } from "../told.js";
import { words } from "../words.js";
import { ReadyLight } from "./ready-light.js";

/** @typedef {import("../state.js").State} State */

/** What the page itself has to tell, among what the server tells. */
const CUT = words.script.cut;

export class StatusBar extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.line = el("span", { class: "line-words" });
    this.kept = el("span", { class: "line-kept" });
    this.onAir = el("span");
    this.count = el("span");
    this.badge = el(
      "button",
      { class: "badge", type: "button", on: { click: () => acts.openDoor("scripts") } },
      this.count,
    );
    this.thanks = el("span");
    this.thank = el(
      "button",
      { class: "bar-button", type: "button", on: { click: () => acts.openDoor("evening") } },
      icon("heart"),
      this.thanks,
    );
    this.light = new ReadyLight(acts);
    this.notices = el("div", { class: "notices", role: "status", "aria-label": words.notices });
    this.door = el(
      "button",
      { class: "icon-button", type: "button", "aria-label": words.settings },
      icon("settings"),
    );
    this.real = el(
      "button",
      { class: "strip-button", type: "button", on: { click: () => acts.rehearse(false) } },
      words.toReal,
    );
    this.strip = el("div", { class: "rehearsing-strip" }, el("p", {}, words.rehearsing), this.real);
  }

  connectedCallback() {
    const line = el(
      "p",
      { class: "line", role: "status" },
      el("i", { class: "dot" }),
      this.line,
      this.kept,
    );
    const brand = el("h1", { class: "brand" }, words.brand);
    const doors = [this.badge, this.thank, this.light, this.door];
    const bar = el("div", { class: "bar" }, brand, line, doors);
    this.append(el("header", {}, bar, this.strip, this.notices));
  }

  /** @param {State} state */
  update(state) {
    const waiting = kept(state.queue);
    const word = { opening: words.opening, open: words.live, lost: words.lost }[state.line];
    this.dataset.line = state.line;
    write(this.line, word);
    write(this.kept, waiting && state.line !== "open" ? say(words.keptShort, { n: waiting }) : "");
    this.strip.hidden = !state.rehearsing;
    this.updateBadge(state);
    this.updateNews(state);
    const open = state.door !== null;
    this.door.setAttribute("aria-expanded", String(open));
    this.door.onclick = () => (open ? this.acts.closeDoor() : this.acts.openDoor(""));
  }

  /** @param {State} state */
  updateNews(state) {
    const waiting = state.frame?.waiting.length ?? 0;
    this.thank.hidden = waiting === 0;
    write(this.thanks, number(waiting));
    this.thank.setAttribute("aria-label", say(words.evening.thankCount, { n: waiting }));
    this.light.update(state);
    const notices = [...(state.cut ? [CUT] : []), ...(state.frame?.notices ?? [])];
    this.notices.hidden = notices.length === 0;
    keyed(
      this.notices,
      notices,
      String,
      (notice) => this.makeNotice(notice),
      () => {},
    );
  }

  /** Two lines of it; all of it stands behind its door. @param {string} notice */
  makeNotice(notice) {
    const own = notice === CUT;
    const open = () => this.acts.openDoor(own ? "scripts" : "ready");
    const button = { class: "notice", type: "button", on: { click: open } };
    return el("button", button, own ? el("span", {}, notice) : told("span", {}, notice));
  }

  /** @param {State} state */
  updateBadge(state) {
    const rehearsal = state.frame?.rehearsal;
    const { gifts = 0, on_overlays: onAir = false } = rehearsal ?? {};
    this.badge.hidden = gifts === 0 && !onAir;
    this.badge.dataset.air = String(onAir);
    this.badge.title = onAir ? words.onAir : words.rehearsal;
    write(this.count, gifts ? say(words.rehearsalCount, { n: gifts }) : words.rehearsal);
  }
}

customElements.define("status-bar", StatusBar);
