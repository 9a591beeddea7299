// Another webhook of the streamer's own, under a name of its own.

import { call } from "../api.js";
import { el, fill, write } from "../dom.js";
import { say } from "../say.js";
import { words } from "../words.js";
import { button, labelled, problemPlace, textInput } from "./form.js";

const W = words.hook;

export class NewWebhook extends HTMLElement {
  /** @param {() => unknown} made */
  constructor(made) {
    super();
    this.made = made;
    this.name = textInput({ maxLength: 20, autocapitalize: "none", spellcheck: false, dir: "ltr" });
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
  }

  connectedCallback() {
    this.classList.add("card");
    const add = button(W.add, () => void this.add(), "wide");
    fill(
      this,
      el(
        "details",
        {},
        el("summary", {}, W.another),
        el("div", { class: "form" }, labelled(W.name, this.name, W.nameHint), add),
      ),
      this.problem,
      this.said,
    );
  }

  async add() {
    write(this.said, "");
    const name = this.name.value.trim().toLowerCase();
    if (!/^[a-z0-9]{1,20}$/.test(name)) return this.problem.say(W.nameWrong);
    const reply = await call("PATCH", `/api/sources/webhook-${name}`, { on: false });
    this.problem.say(reply.status === 404 ? W.tooMany : reply.problem);
    if (!reply.ok) return;
    write(this.said, say(W.added, { name }));
    this.name.value = "";
    this.made();
  }
}

customElements.define("new-webhook", NewWebhook);
