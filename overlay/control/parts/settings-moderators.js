// Who may enter gifts: one link for each person, taken back at any time.

import { call } from "../api.js";
import { el, fill, keyed } from "../dom.js";
import { day, phrase, say } from "../say.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { CopyLink } from "./copy-link.js";
import { button, labelled, problemPlace, textInput } from "./form.js";
import { isLocal } from "./webhook-secret.js";

/** @typedef {import("../types.js").Invite} Invite */

const W = words.invite;

export class SettingsModerators extends HTMLElement {
  constructor() {
    super();
    this.list = el("div", { class: "cards" });
    this.none = el("p", { class: "quiet", hidden: true }, W.none);
    this.place = el("div");
    this.problem = problemPlace();
    this.named = textInput({ placeholder: W.whoHint, autocapitalize: "none" });
  }

  connectedCallback() {
    fill(this, this.place, this.problem, this.none, this.list);
    this.rest();
  }

  rest() {
    this.named.value = "";
    const form = el(
      "form",
      { class: "card form", noValidate: true, on: { submit: (event) => void this.make(event) } },
      labelled(W.who, this.named),
      el("button", { class: "button main wide", type: "submit" }, W.make),
    );
    fill(this.place, form);
  }

  opened() {
    void this.load();
  }

  async load() {
    const reply = await call("GET", "/api/invites");
    this.problem.say(reply.problem);
    if (!reply.ok) return;
    const invites = /** @type {Invite[]} */ (reply.body.invites);
    this.none.hidden = invites.length > 0;
    keyed(
      this.list,
      invites,
      (invite) => invite.id,
      (invite) => this.card(invite),
      () => {},
    );
  }

  /** @param {Invite} invite */
  card(invite) {
    const revoke = new AskInPlace({
      label: W.revoke,
      question: () => phrase(W.revokeAsk, { name: invite.name }),
      yes: W.revokeYes,
      act: () => this.revoke(invite),
    });
    const since = el("p", { class: "quiet" }, say(W.made, { at: day(invite.made_at) }));
    const who = el("div", {}, el("h3", {}, el("bdi", {}, invite.name)), since);
    return el("div", { class: "card side-by-side" }, who, revoke);
  }

  /** @param {SubmitEvent} event */
  async make(event) {
    event.preventDefault();
    const reply = await call("POST", "/api/invites", { name: this.named.value.trim() });
    this.problem.say(reply.problem);
    if (!reply.ok) return this.named.focus();
    this.show(reply.body);
    await this.load();
  }

  /** @param {Invite} invite */
  show({ name, link = "" }) {
    const heading = el("h3", { tabIndex: -1 }, ...phrase(W.ready, { name }));
    const card = el(
      "div",
      { class: "card lit" },
      heading,
      el("p", { class: "quiet" }, ...phrase(W.once, { name })),
      isLocal(link) && el("p", {}, W.onlyHere),
      new CopyLink({ label: say(W.ready, { name }), url: link, share: W.shareText }),
      button(W.done, () => this.rest(), "wide"),
    );
    fill(this.place, card);
    heading.focus();
  }

  /** @param {Invite} invite */
  async revoke(invite) {
    const reply = await call("DELETE", `/api/invites/${invite.id}`);
    this.problem.say(reply.problem);
    await this.load();
  }

  update() {}
}

customElements.define("settings-moderators", SettingsModerators);
