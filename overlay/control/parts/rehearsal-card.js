// The rehearsal: look at it, show it on the overlays, wipe it. It never touches the real goal.

import { call } from "../api.js";
import { el, fill, write } from "../dom.js";
import { say } from "../say.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { button, problemPlace, toggle } from "./form.js";

/** @typedef {import("../state.js").State} State */

export class RehearsalCard extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts }) {
    super();
    this.acts = acts;
    this.problem = problemPlace();
    this.detail = el("p", { class: "quiet" });
    this.look = button(words.toRehearsal, () => this.toggleLook(), "wide");
    this.onAir = toggle(
      words.onOverlays,
      false,
      (on) => void this.show(on),
      words.onOverlaysDetail,
    );
    this.wipe = new AskInPlace({
      label: words.wipe,
      question: () => [words.wipeAsk],
      yes: words.wipeYes,
      act: () => this.clear(),
    });
    this.rehearsing = false;
  }

  connectedCallback() {
    this.classList.add("card", "form");
    const heading = el("h3", {}, words.rehearsal);
    fill(
      this,
      heading,
      this.detail,
      this.onAir,
      this.problem,
      el("div", { class: "buttons even" }, this.look, this.wipe),
    );
  }

  toggleLook() {
    this.acts.rehearse(!this.rehearsing);
    if (!this.rehearsing) this.acts.closeDoor();
  }

  /** @param {State} state */
  update(state) {
    const { gifts = 0, on_overlays = false } = state.frame?.rehearsal ?? {};
    this.rehearsing = state.rehearsing;
    write(this.detail, gifts ? say(words.rehearsalDetail, { n: gifts }) : words.rehearsalEmpty);
    write(this.look, state.rehearsing ? words.toReal : words.toRehearsal);
    this.onAir.hidden = !isOwner(state);
    this.onAir.input.checked = on_overlays;
    this.wipe.hidden = gifts === 0;
  }

  /** @param {boolean} on */
  async show(on) {
    const reply = await call("PATCH", "/api/rehearsal", { on_overlays: on });
    this.problem.say(reply.problem);
    if (!reply.ok) this.onAir.input.checked = !on;
  }

  async clear() {
    const reply = await call("DELETE", "/api/rehearsal");
    this.problem.say(reply.problem);
    if (reply.ok) this.acts.announce(words.wiped);
  }
}

customElements.define("rehearsal-card", RehearsalCard);
