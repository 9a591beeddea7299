// Who is signed in on this device and in which language, and leaving.

import { el, fill, write } from "../dom.js";
import { kept } from "../queue.js";
import { say } from "../say.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { button } from "./form.js";
import { languageChoice } from "./language-choice.js";

/** @typedef {import("../state.js").State} State */

const W = words.you;

export class SettingsYou extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ acts, session }) {
    super();
    this.named = el("h3");
    this.rights = el("p", { class: "quiet" });
    this.version = el("p", { class: "quiet" });
    this.forget = button(
      W.forget,
      () => {
        acts.forget();
        write(this.forget, W.forgot);
      },
      "wide",
    );
    this.leave = button(W.signOut, () => void session.signOut(), "wide");
    this.leaveKept = new AskInPlace({
      label: W.signOut,
      question: () => [W.keptAsk],
      yes: W.keptYes,
      act: () => session.signOut(),
    });
  }

  connectedCallback() {
    const who = el(
      "div",
      { class: "card form" },
      this.named,
      this.rights,
      this.leave,
      this.leaveKept,
    );
    fill(this, who, languageChoice(), this.forget, this.version);
  }

  opened() {}

  /** @param {State} state */
  update(state) {
    if (!state.session) return;
    const { person, version } = state.session;
    fill(this.named, el("bdi", {}, person.name));
    write(this.rights, W.role[person.role]);
    write(this.version, say(W.version, { version }));
    const waits = kept(state.queue) > 0;
    this.leave.hidden = waits;
    this.leaveKept.hidden = !waits;
  }
}

customElements.define("settings-you", SettingsYou);
