// The one door behind which everything lies that is not entering gifts: a list of pages, and the
// page that is open.

import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { doorWords } from "./door-row.js";
import { EveningView } from "./evening-view.js";
import { SettingsAir } from "./settings-air.js";
import { SettingsCopies } from "./settings-copies.js";
import { SettingsGifters } from "./settings-gifters.js";
import { SettingsGoals } from "./settings-goals.js";
import { SettingsModerators } from "./settings-moderators.js";
import { SettingsOverlays } from "./settings-overlays.js";
import { SettingsRates } from "./settings-rates.js";
import { SettingsReady } from "./settings-ready.js";
import { SettingsRecap } from "./settings-recap.js";
import { SettingsScripts } from "./settings-scripts.js";
import { SettingsSources } from "./settings-sources.js";
import { SettingsYou } from "./settings-you.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {HTMLElement & { update(state: State): void, opened(state: State): void }} Page */
/** @typedef {keyof typeof words.doors} DoorName */

/**
 * @typedef {{ name: DoorName, icon: Parameters<typeof icon>[0], owner: boolean, page: new (tools:
 *   import("./control-page.js").Tools) => Page }} Door
 */

/** @type {Record<keyof typeof words.doorGroups, Door[]>} */
const GROUPS = {
  tonight: [
    { name: "evening", icon: "chart", owner: false, page: EveningView },
    { name: "ready", icon: "check", owner: false, page: SettingsReady },
    { name: "recap", icon: "book", owner: true, page: SettingsRecap },
  ],
  stage: [
    { name: "goals", icon: "goal", owner: true, page: SettingsGoals },
    { name: "overlays", icon: "screen", owner: true, page: SettingsOverlays },
    { name: "air", icon: "shield", owner: true, page: SettingsAir },
    { name: "gifters", icon: "heart", owner: true, page: SettingsGifters },
  ],
  gifts: [
    { name: "sources", icon: "plug", owner: true, page: SettingsSources },
    { name: "rates", icon: "scales", owner: true, page: SettingsRates },
    { name: "scripts", icon: "play", owner: false, page: SettingsScripts },
  ],
  house: [
    { name: "moderators", icon: "people", owner: true, page: SettingsModerators },
    { name: "copies", icon: "save", owner: true, page: SettingsCopies },
    { name: "you", icon: "person", owner: false, page: SettingsYou },
  ],
};

export class SettingsDoor extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.tools = tools;
    this.heading = el("h2", { tabIndex: -1 });
    this.back = el(
      "button",
      { class: "icon-button", type: "button", "aria-label": words.back },
      icon("back"),
    );
    this.body = el("div", { class: "door-body" });
    this.page = /** @type {Page | null} */ (null);
    this.open = /** @type {string | null} */ (null);
    this.about = "";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", words.settings);
  }

  connectedCallback() {
    const close = el(
      "button",
      {
        ...{ class: "icon-button", type: "button", "aria-label": words.close },
        on: { click: () => this.tools.acts.closeDoor() },
      },
      icon("close"),
    );
    this.back.onclick = () => this.tools.acts.openDoor(this.isWide() ? "overlays" : "");
    fill(this, el("div", { class: "door-head" }, this.back, this.heading, close), this.body);
  }

  /** @param {State} state */
  update(state) {
    if (state.door !== this.open || state.about !== this.about) this.enter(state);
    this.page?.update(state);
  }

  /** The studio of an overlay wants all the room there is. */
  isWide() {
    return this.open === "overlays" && this.about !== "";
  }

  /** @param {State} state */
  enter(state) {
    this.open = state.door;
    this.about = state.about;
    this.toggleAttribute("data-wide", this.isWide());
    const door = doorsFor(state, Object.values(GROUPS).flat()).find(
      (found) => found.name === state.door,
    );
    this.page = door ? new door.page(this.tools) : null;
    this.back.hidden = !door;
    write(this.heading, door ? words.doors[door.name] : words.settings);
    if (state.door === null) return fill(this.body);
    fill(this.body, this.page ?? this.index(state));
    this.body.scrollTo({ top: 0 });
    // First, for a page may know a better place to begin.
    this.heading.focus({ preventScroll: true });
    this.page?.opened(state);
  }

  /** @param {State} state */
  index(state) {
    const groups = Object.entries(GROUPS).map(([name, doors]) => {
      const rows = doorsFor(state, doors).map((door) => this.row(door, state));
      const title = words.doorGroups[/** @type {keyof typeof GROUPS} */ (name)];
      return rows.length > 0 && el("section", {}, el("h3", { class: "part-title" }, title), rows);
    });
    return el("nav", { class: "door-index", "aria-label": words.settings }, groups);
  }

  /** @param {Door} door @param {State} state */
  row({ name, icon: sign }, state) {
    const detail = say(words.doorsDetail[name], { name: state.session?.person.name });
    const text = doorWords(words.doors[name], detail);
    const open = () => this.tools.acts.openDoor(name);
    const row = el("button", { class: "door-row", type: "button", on: { click: open } });
    row.append(icon(sign), text, icon("forward"));
    return row;
  }
}

/** @param {State} state @param {Door[]} doors */
function doorsFor(state, doors) {
  return doors.filter((door) => !door.owner || isOwner(state));
}

customElements.define("settings-door", SettingsDoor);
