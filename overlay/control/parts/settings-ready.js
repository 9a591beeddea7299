// Pre-flight: what is not ready and what to do about it first, then all that is as it should be.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { phrase, say } from "../say.js";
import { isOwner } from "../state.js";
import { told } from "../told.js";
import { words } from "../words.js";
import { button } from "./form.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {import("../types.js").Check} Check */

const W = words.ready;

/** Where a check can be set right, by its name. @type {Record<string, [door: string, label: string]>} */
const DOORS = {
  goal: ["goals", W.toGoals],
  overlay: ["overlays", W.toOverlays],
  size: ["overlays", W.toOverlays],
  rehearsal: ["scripts", W.toRehearsal],
  script: ["scripts", W.toRehearsal],
  source: ["sources", W.toSources],
};
const MODERATORS_DOORS = ["scripts"];

export class SettingsReady extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.shown = "";
  }

  opened() {}

  /** @param {State} state */
  update(state) {
    const { preflight } = state;
    const owner = isOwner(state);
    const shown = JSON.stringify([preflight?.checks, preflight?.viewers, owner]);
    if (shown === this.shown) return;
    this.shown = shown;
    if (!preflight) return fill(this, el("p", { class: "quiet" }, W.unknown));
    const open = preflight.checks.filter((check) => !check.ok);
    const fine = preflight.checks.filter((check) => check.ok);
    fill(
      this,
      this.head(open.length),
      open.map((check, i) => this.card(check, owner, i === 0 ? "main" : "")),
      preflight.viewers.length > 0 && viewers(preflight.viewers),
      fine.length > 0 && list(fine, open.length === 0),
    );
  }

  /** @param {number} n */
  head(n) {
    const text = n ? say(W.openLong, { n }) : W.allGood;
    const sign = icon(n ? "alert" : "check");
    const light = n ? "open" : "ready";
    return el("p", { class: "card ready-head", "data-light": light, role: "status" }, sign, text);
  }

  /** @param {Check} check @param {boolean} owner @param {string} kind  of the button */
  card({ what, says, do: todo }, owner, kind) {
    const door = DOORS[what];
    const may = door && (owner || MODERATORS_DOORS.includes(door[0]));
    return el(
      "div",
      { class: "card check" },
      told("h3", {}, says),
      todo && told("p", {}, todo),
      may && button(door[1], () => this.acts.openDoor(door[0]), kind),
    );
  }
}

/** @param {Check[]} checks @param {boolean} open */
function list(checks, open) {
  const rows = checks.map(({ says }) => el("li", {}, icon("check"), told("span", {}, says)));
  return el(
    "details",
    { class: "card", open },
    el("summary", {}, say(W.fine, { n: checks.length })),
    el("ul", { class: "plain-list fine" }, rows),
  );
}

/** @param {import("../types.js").Viewer[]} viewers */
function viewers(viewers) {
  const rows = viewers.map(({ name, obs, width, height }) => {
    const where = obs ? say(W.inObs, { version: obs, width, height }) : W.inBrowser;
    return el("li", {}, phrase(W.viewer, { name, where }));
  });
  return el(
    "div",
    { class: "card" },
    el("h3", {}, W.viewers),
    el("ul", { class: "plain-list" }, rows),
  );
}

customElements.define("settings-ready", SettingsReady);
