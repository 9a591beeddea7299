// The whole page: the parts in their places, or the door where nobody is signed in.

import { el } from "../dom.js";
import { isQuestion } from "../queue.js";
import { isInside } from "../state.js";
import { words } from "../words.js";
import { GiftList } from "./gift-list.js";
import { GiftPad } from "./gift-pad.js";
import { GoalStrip } from "./goal-strip.js";
import { SettingsDoor } from "./settings-door.js";
import { SideView } from "./side-view.js";
import { SignIn } from "./sign-in.js";
import { StatusBar } from "./status-bar.js";

/** @typedef {import("../state.js").State} State */
/**
 * @typedef {{ acts: import("../acts.js").Acts, session: import("../session.js").SessionControl }}
 *   Tools
 */

export class ControlPage extends HTMLElement {
  /** @param {Tools} tools */
  constructor(tools) {
    super();
    this.status = new StatusBar(tools);
    this.pad = new GiftPad(tools);
    this.list = new GiftList(tools);
    this.goals = new GoalStrip(tools);
    this.side = new SideView(tools);
    this.door = new SettingsDoor(tools);
    this.signIn = new SignIn(tools);
    this.work = el("main", { class: "work" }, this.goals, this.pad, this.list, this.side);
  }

  connectedCallback() {
    document.title = words.title;
    this.append(this.signIn, this.status, this.work, this.door);
  }

  /** @param {State} state */
  update(state) {
    const inside = isInside(state);
    const open = inside && state.door !== null;
    this.dataset.access = inside ? "in" : state.access;
    this.toggleAttribute("data-door", open);
    this.toggleAttribute("data-rehearsing", state.rehearsing);
    this.toggleAttribute("data-asking", state.queue.some(isQuestion));
    this.signIn.hidden = inside || state.access === "asking";
    this.status.hidden = this.work.hidden = !inside;
    this.door.hidden = !open;
    this.signIn.update(state);
    if (!inside) return;
    const parts = [this.status, this.goals, this.pad, this.list, this.side, this.door];
    for (const part of parts) part.update(state);
    this.toggleAttribute("data-studio", open && this.door.isWide());
  }
}

customElements.define("control-page", ControlPage);
