// The evening told afterwards: its numbers, what was reached, who agreed to be named, and pictures
// to share.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { SHAPES, picture } from "../recap-picture.js";
import { told } from "../recap-told.js";
import { words } from "../words.js";
import { doorWords, fileRow } from "./door-row.js";
import { button, problemPlace } from "./form.js";
import { TimelineCard } from "./timeline-card.js";

/** @typedef {import("../types.js").Recap} Recap */
/** @typedef {ReturnType<typeof told>} Told */

const W = words.recap;

export class SettingsRecap extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.problem = problemPlace();
  }

  connectedCallback() {
    fill(this, this.problem);
  }

  opened() {
    void this.load();
  }

  update() {}

  async load() {
    const reply = await call("GET", "/api/recap");
    this.problem.say(reply.problem);
    if (reply.ok) this.draw(reply.body);
  }

  /** @param {Recap} recap */
  draw(recap) {
    if (recap.gifts === 0) return fill(this, el("p", { class: "quiet" }, W.none));
    const evening = told(recap);
    const line = new TimelineCard();
    line.show(recap);
    fill(this, total(evening), line, this.top(evening), pictures(evening), files(recap));
  }

  /** @param {Told} evening */
  top({ top }) {
    const rows = top.map(({ name, coins }) => {
      return el("li", {}, el("bdi", {}, name), el("span", { class: "top-coins" }, coins));
    });
    return el(
      "div",
      { class: "card" },
      el("h3", {}, W.top),
      rows.length ? el("ol", { class: "recap-top" }, rows) : null,
      el("p", { class: "hint quiet" }, W.consent),
      button(W.consentDoor, () => this.acts.openDoor("gifters")),
    );
  }
}

/** @param {Told} evening */
function total({ when, coins, unit, facts }) {
  return el(
    "div",
    { class: "card recap-total" },
    el("p", { class: "quiet" }, when),
    el("p", { class: "recap-coins" }, el("strong", {}, coins), " ", unit),
    el("p", {}, facts),
  );
}

/** @param {Told} evening */
function pictures(evening) {
  const line = `${evening.coins} ${evening.unit}, ${evening.facts}, ${evening.when}`;
  const shown = /** @type {(keyof typeof SHAPES)[]} */ (Object.keys(SHAPES)).map((shape) => {
    const canvas = picture(evening, shape);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", say(W.alt, { line }));
    const save = button(W.download, () => keep(canvas, `giftgoal-${shape}.png`), "wide");
    save.prepend(icon("save"));
    save.setAttribute("aria-label", `${W.download}: ${W[shape]}`);
    return el(
      "figure",
      { class: `picture ${shape}` },
      canvas,
      el("figcaption", {}, W[shape]),
      save,
    );
  });
  return el(
    "div",
    { class: "card" },
    el("h3", {}, W.pictures),
    el("p", { class: "hint quiet" }, W.consent),
    el("div", { class: "pictures" }, shown),
  );
}

/** @param {HTMLCanvasElement} canvas @param {string} name */
function keep(canvas, name) {
  canvas.toBlob((blob) => blob && download(blob, name), "image/png");
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  // Phones begin reading only once the person has said where to keep it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {Recap} recap */
function files(recap) {
  const own = new Blob([JSON.stringify(recap, null, 2)], { type: "application/json" });
  const json = el("button", {
    ...{ class: "door-row", type: "button" },
    on: { click: () => download(own, "giftgoal-evening.json") },
  });
  json.append(doorWords(W.own, W.ownDetail), icon("save"));
  return el(
    "div",
    { class: "card" },
    el("h3", {}, W.files),
    fileRow("/api/export.csv", words.copies.csv, words.copies.csvDetail),
    fileRow("/api/export.jsonl", words.copies.jsonl, words.copies.jsonlDetail),
    json,
  );
}

customElements.define("settings-recap", SettingsRecap);
