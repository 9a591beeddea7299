// The one door behind which everything lies that is not entering gifts: a list of pages, and the
// page that is open.

import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { SettingsCopies } from "./settings-copies.js";
import { SettingsGoals } from "./settings-goals.js";
import { SettingsModerators } from "./settings-moderators.js";
import { SettingsOverlays } from "./settings-overlays.js";
import { SettingsScripts } from "./settings-scripts.js";
import { SettingsYou } from "./settings-you.js";

/** @typedef {import("../state.js").State} State */
/** @typedef {HTMLElement & { update(state: State): void, opened(state: State): void }} Page */
/** @typedef {keyof typeof words.doors} DoorName */

/**
 * @type {{ name: DoorName, icon: Parameters<typeof icon>[0], owner: boolean, page: new (tools:
 *   import("./control-page.js").Tools) => Page }[]}
 */
const DOORS = [
  { name: "goals", icon: "goal", owner: true, page: SettingsGoals },
  { name: "overlays", icon: "screen", owner: true, page: SettingsOverlays },
  { name: "moderators", icon: "people", owner: true, page: SettingsModerators },
  { name: "scripts", icon: "play", owner: false, page: SettingsScripts },
  { name: "copies", icon: "save", owner: true, page: SettingsCopies },
  { name: "you", icon: "person", owner: false, page: SettingsYou },
];

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
    this.back.onclick = () => this.tools.acts.openDoor("");
    fill(this, el("div", { class: "door-head" }, this.back, this.heading, close), this.body);
  }

  /** @param {State} state */
  update(state) {
    if (state.door !== this.open) this.enter(state);
    this.page?.update(state);
  }

  /** @param {State} state */
  enter(state) {
    this.open = state.door;
    const door = doorsFor(state).find((found) => found.name === state.door);
    this.page = door ? new door.page(this.tools) : null;
    this.back.hidden = !door;
    write(this.heading, door ? words.doors[door.name] : words.settings);
    if (state.door === null) return fill(this.body);
    fill(this.body, this.page ?? this.index(state));
    this.body.scrollTo({ top: 0 });
    this.page?.opened(state);
    this.heading.focus({ preventScroll: true });
  }

  /** @param {State} state */
  index(state) {
    const rows = doorsFor(state).map((door) => {
      const detail = say(words.doorsDetail[door.name], { name: state.session?.person.name });
      const text = el(
        "span",
        { class: "door-words" },
        words.doors[door.name],
        el("span", { class: "quiet" }, detail),
      );
      const open = () => this.tools.acts.openDoor(door.name);
      const button = el("button", { class: "door-row", type: "button", on: { click: open } });
      button.append(icon(door.icon), text, icon("forward"));
      return button;
    });
    return el("nav", { class: "door-index", "aria-label": words.settings }, rows);
  }
}

/** @param {State} state */
function doorsFor(state) {
  return DOORS.filter((door) => !door.owner || isOwner(state));
}

customElements.define("settings-door", SettingsDoor);
