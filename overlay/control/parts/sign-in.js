// What a person sees who is not signed in: what to do, and a place for the link.

import { say } from "../say.js";
import { el, fill, write } from "../dom.js";
import { kept } from "../queue.js";
import { tokenOf } from "../session.js";
import { words } from "../words.js";
import { why } from "../api.js";
import { languageChoice } from "./language-choice.js";

/** @typedef {import("../state.js").State} State */

/** @type {Partial<Record<State["access"], [heading: string, detail: string]>>} */
const GREETINGS = {
  away: [words.noServer, words.noServerDetail],
  "old-link": [words.oldLink, words.oldLinkDetail],
};

export class SignIn extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor({ session }) {
    super();
    this.session = session;
    this.heading = el("h1");
    this.detail = el("p");
    this.kept = el("p", { class: "note" });
    this.problem = el("p", { class: "field-problem", role: "alert", id: "link-problem" });
    this.link = el("input", {
      ...{ id: "link", type: "text", autocomplete: "off", spellcheck: false, required: true },
      ...{ autocapitalize: "none", "aria-describedby": "link-problem" },
    });
    this.form = el("form", {
      noValidate: true,
      on: { submit: (event) => void this.comeIn(event) },
    });
    this.help = el("p", { class: "quiet" }, words.askOwner);
    this.send = el("button", { class: "button main wide", type: "submit" }, words.signIn);
  }

  connectedCallback() {
    this.form.append(
      el("label", { for: "link" }, words.pasteLink),
      this.link,
      this.problem,
      this.send,
    );
    const mark = el("img", {
      class: "mark",
      src: "/assets/control/icon.svg",
      alt: "",
      width: 72,
      height: 72,
    });
    const parts = [mark, this.heading, this.detail, this.kept, this.form, this.help];
    const tongue = el("div", { class: "tongue" }, languageChoice());
    fill(this, el("main", { class: "sign-in" }, parts, tongue));
  }

  /** @param {State} state */
  update(state) {
    const [heading, detail] = GREETINGS[state.access] ?? [words.hello, words.helloDetail];
    write(this.heading, heading);
    write(this.detail, detail);
    this.form.hidden = this.help.hidden = state.access === "away";
    const waiting = kept(state.queue);
    write(this.kept, waiting ? say(words.kept, { n: waiting }) : "");
    this.kept.hidden = waiting === 0;
  }

  /** @param {SubmitEvent} event */
  async comeIn(event) {
    event.preventDefault();
    const token = tokenOf(this.link.value);
    if (token === null) return this.complain(words.notALink);
    this.complain("");
    this.send.disabled = true;
    const reply = await this.session.signIn(token);
    this.send.disabled = false;
    if (reply.ok) this.link.value = "";
    else if (reply.status === 429) this.complain(say(words.slowDown, { n: reply.wait ?? 10 }));
    else this.complain(reply.status === 401 ? words.oldLinkDetail : why(reply.problem));
  }

  /** @param {string} text */
  complain(text) {
    write(this.problem, text);
    this.link.setAttribute("aria-invalid", String(text !== ""));
  }
}

customElements.define("sign-in", SignIn);
